import type { Scope } from "../model.ts";
import type { Figure } from "../views.ts";

export const FLOW_IN = ["requests-received", "requests-carried-in"] as const;
export const FLOW_PARTS = [
  "disclosed-in-full",
  "disclosed-in-part",
  "denied",
  "unable",
  "not-processed",
  "other-handling",
] as const;
export const FLOW_TOTAL = "results-total";
export const FLOW_OUT = "requests-carried-out";
export const FLOW_INDICATORS = [...FLOW_IN, ...FLOW_PARTS, FLOW_TOTAL, FLOW_OUT] as const;

export type FlowIndicator = (typeof FLOW_INDICATORS)[number];
type Amounts = Readonly<Record<FlowIndicator, number>>;

/** A stretch of the flow; `from` and `width` are shares of the longest side, 0 to 1. */
export interface FlowBand {
  readonly indicator: FlowIndicator;
  readonly amount: number;
  readonly from: number;
  readonly width: number;
}

/** Requests of one year on their way through agencies of one scope, in cases. */
export interface RequestFlow {
  readonly scope: Scope;
  readonly agencies: readonly string[];
  readonly bands: readonly FlowBand[];
  /** Received and carried in. */
  readonly workload: number;
  /** Results as printed. */
  readonly total: number;
  /** Printed results and carried out. */
  readonly accounted: number;
  /** Workload less what is accounted for. */
  readonly difference: number;
  /** Printed results less the sum of their kinds. */
  readonly partsDifference: number;
  /** Agencies whose own cells do not add up; in the sums such errors may cancel out. */
  readonly unbalanced: readonly string[];
  /** Agencies with a report of the year that stand outside the sums. */
  readonly left: {
    readonly incomplete: readonly string[];
    readonly otherScope: readonly string[];
    /** In a region already counted, or of no known region. */
    readonly overlapping: readonly string[];
  };
}

interface Complete {
  readonly agency: string;
  readonly scope: Scope;
  readonly amounts: Amounts;
}

/**
 * Adds up the flow of one year. Only agencies with a number in every cell count, of the one scope most of them
 * report for (of two, the one with more requests); unless that is the organ alone, no region is counted within another.
 * @param figures of one year, those of `FLOW_INDICATORS` among them
 * @param regions six-digit region code of each agency, `null` where unknown
 * @returns `undefined` when no agency has every cell
 */
export function poolRequestFlow(
  figures: readonly Figure[],
  regions: ReadonlyMap<string, string | null>,
): RequestFlow | undefined {
  const complete: Complete[] = [];
  const incomplete: string[] = [];
  for (const agency of new Set(figures.map((figure) => figure.agency))) {
    const own = figures.filter((figure) => figure.agency === agency);
    const scope = own.find((figure) => figure.scope !== null)?.scope;
    if (!scope) continue;
    const amounts = amountsOf(own);
    if (amounts) complete.push({ agency, scope, amounts });
    else incomplete.push(agency);
  }
  const scopes = [...new Set(complete.map(({ scope }) => scope))]
    .map((scope) => {
      const all = complete.filter((one) => one.scope === scope);
      return { scope, counted: scope === "own-organ" ? all : withoutNested(all, regions) };
    })
    .toSorted((a, b) => b.counted.length - a.counted.length || received(b.counted) - received(a.counted));
  const [most] = scopes;
  if (!most || most.counted.length === 0) return undefined;
  const { scope, counted } = most;
  const rest = complete.filter((one) => !counted.includes(one));
  return {
    ...flowOf(sum(counted.map(({ amounts }) => amounts))),
    scope,
    agencies: counted.map(({ agency }) => agency),
    unbalanced: counted.filter(({ amounts }) => !isBalanced(amounts)).map(({ agency }) => agency),
    left: {
      incomplete,
      otherScope: rest.filter((one) => one.scope !== scope).map(({ agency }) => agency),
      overlapping: rest.filter((one) => one.scope === scope).map(({ agency }) => agency),
    },
  };
}

function received(counted: readonly Complete[]): number {
  return counted.reduce((total, { amounts }) => total + amounts["requests-received"], 0);
}

function record(amount: (indicator: FlowIndicator) => number): Amounts {
  return Object.fromEntries(FLOW_INDICATORS.map((id) => [id, amount(id)])) as Record<FlowIndicator, number>;
}

function amountsOf(own: readonly Figure[]): Amounts | undefined {
  const held = new Map<string, number>();
  for (const { indicator, value } of own) if (value.status === "reported") held.set(indicator, value.amount);
  if (FLOW_INDICATORS.some((id) => !held.has(id))) return undefined;
  return record((id) => held.get(id) ?? Number.NaN);
}

function withoutNested(all: readonly Complete[], regions: ReadonlyMap<string, string | null>): Complete[] {
  const kept: { readonly one: Complete; readonly area: string }[] = [];
  const placed = all.flatMap((one) => {
    const code = regions.get(one.agency);
    return code ? { one, area: code.replace(/(?:00)+$/, "") } : [];
  });
  for (const next of placed.toSorted((a, b) => a.area.length - b.area.length))
    if (!kept.some(({ area }) => next.area.startsWith(area))) kept.push(next);
  return kept.map(({ one }) => one);
}

function sum(all: readonly Amounts[]): Amounts {
  return record((id) => all.reduce((total, amounts) => total + amounts[id], 0));
}

function isBalanced(amounts: Amounts): boolean {
  const { difference, partsDifference } = flowOf(amounts);
  return difference === 0 && partsDifference === 0;
}

function flowOf(amounts: Amounts) {
  const add = (ids: readonly FlowIndicator[]) => ids.reduce((total, id) => total + amounts[id], 0);
  const [workload, parts, total] = [add(FLOW_IN), add(FLOW_PARTS), amounts[FLOW_TOTAL]];
  const accounted = total + amounts[FLOW_OUT];
  const longest = Math.max(1, workload, parts, accounted);
  const row = (ids: readonly FlowIndicator[], start: number): FlowBand[] => {
    let at = start;
    return ids.map((indicator) => {
      const from = at / longest;
      at += amounts[indicator];
      return { indicator, amount: amounts[indicator], from, width: amounts[indicator] / longest };
    });
  };
  return {
    bands: [...row(FLOW_IN, 0), ...row(FLOW_PARTS, 0), ...row([FLOW_OUT], total)],
    workload,
    total,
    accounted,
    difference: workload - accounted,
    partsDifference: total - parts,
  };
}
