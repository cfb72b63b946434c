import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { partColor, seriesColor } from "@/lib/charts/chart.ts";
import type { FlowChart, FlowEdge, FlowNode } from "@/lib/charts/still-charts.ts";
import { FLOW_IN, FLOW_INDICATORS, FLOW_OUT, FLOW_PARTS } from "@/lib/statistics/request-flow.ts";
import type { Figure } from "@/lib/views.ts";

const DISPUTE_STARTS = ["reconsideration", "litigation-direct", "litigation-after-reconsideration"] as const;
const DISPUTE_ENDS = ["upheld", "corrected", "other", "pending"] as const;
const DISPUTES = DISPUTE_STARTS.flatMap((start) => [
  `${start}-total`,
  ...DISPUTE_ENDS.map((end) => `${start}-${end}`),
]);

/** Indicators of the flows that compositions are a part of. */
export const FLOWS: Readonly<Record<string, readonly string[]>> = {
  "request-outcomes": FLOW_INDICATORS,
  "reconsideration-outcomes": DISPUTES,
  "litigation-outcomes": DISPUTES,
};

export interface FlowWords {
  readonly workload: string;
  readonly rest: string;
  readonly ends: Readonly<Record<(typeof DISPUTE_ENDS)[number], string>>;
}

interface Source {
  readonly figures: readonly Figure[];
  readonly catalog: Catalog;
  readonly lang: Language;
  readonly unit: string;
  readonly words: FlowWords;
}

/** The flow of one report; `undefined` where a cell of it has no number, since a sum with a hole is none. */
export function flowOf(composition: string, source: Source): FlowChart | undefined {
  const amounts = new Map(
    source.figures.flatMap(({ indicator, value }) =>
      value.status === "reported" ? [[indicator, value.amount]] : [],
    ),
  );
  const needed = FLOWS[composition] ?? [];
  if (needed.length === 0 || needed.some((id) => !amounts.has(id))) return undefined;
  const amount = (id: string) => amounts.get(id) ?? 0;
  return composition === "request-outcomes" ? requests(amount, source) : disputes(amount, source);
}

/** What no cell accounts for flows out, or in, on an edge of its own. */
function restEdges(from: string, inward: number, outward: number): FlowEdge[] {
  if (inward === outward) return [];
  const value = Math.abs(inward - outward);
  return inward > outward
    ? [{ from, to: "rest", value, rest: true }]
    : [{ from: "rest", to: from, value, rest: true }];
}

function requests(amount: (id: string) => number, { catalog, lang, unit, words }: Source): FlowChart {
  const name = (id: string) => catalog.indicators.find((entry) => entry.id === id)?.name[lang] ?? id;
  const outs = [...FLOW_PARTS, FLOW_OUT];
  const sum = (ids: readonly string[]) => ids.reduce((total, id) => total + amount(id), 0);
  const edges: FlowEdge[] = [
    ...FLOW_IN.map((id) => ({ from: id, to: "workload", value: amount(id) })),
    ...outs.map((id) => ({ from: "workload", to: id, value: amount(id) })),
    ...restEdges("workload", sum(FLOW_IN), sum(outs)),
  ];
  const nodes: FlowNode[] = [
    ...FLOW_IN.map((id) => ({ id, name: name(id), depth: 0, color: "var(--ink-soft)" })),
    { id: "workload", name: words.workload, depth: 1, color: "var(--ink-soft)" },
    ...outs.map((id, at) => ({ id, name: name(id), depth: 2, color: partColor(at) })),
  ];
  return { kind: "flow", nodes: withRest(nodes, edges, words.rest), edges, unit };
}

function disputes(amount: (id: string) => number, { catalog, lang, unit, words }: Source): FlowChart {
  const name = (id: string) => catalog.indicators.find((entry) => entry.id === id)?.name[lang] ?? id;
  const edges: FlowEdge[] = DISPUTE_STARTS.flatMap((start) => [
    ...DISPUTE_ENDS.map((end) => ({ from: start, to: end, value: amount(`${start}-${end}`) })),
    ...restEdges(
      start,
      amount(`${start}-total`),
      DISPUTE_ENDS.reduce((total, end) => total + amount(`${start}-${end}`), 0),
    ),
  ]);
  const nodes: FlowNode[] = [
    ...DISPUTE_STARTS.map((id, at) => ({
      id,
      name: name(`${id}-total`),
      depth: 0,
      color: seriesColor(at),
    })),
    ...DISPUTE_ENDS.map((id, at) => ({ id, name: words.ends[id], depth: 1, color: partColor(at) })),
  ];
  return { kind: "flow", nodes: withRest(nodes, edges, words.rest), edges, unit };
}

function withRest(nodes: readonly FlowNode[], edges: readonly FlowEdge[], name: string): FlowNode[] {
  const deepest = Math.max(...nodes.map(({ depth }) => depth));
  const out = edges.some(({ to }) => to === "rest");
  const held = edges.some(({ rest }) => rest);
  const color = "var(--line-strong)";
  return held ? [...nodes, { id: "rest", name, depth: out ? deepest : 0, color }] : [...nodes];
}
