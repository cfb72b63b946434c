import type { Figure } from "../views.ts";
import { type Addend, type Basis, selectAddends } from "./addends.ts";
import { groupBy } from "./group-by.ts";

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

/** Requests of one year on their way through agencies of one scope and level, in cases. */
export interface RequestFlow extends Basis {
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
    readonly otherLevel: readonly string[];
    /** In a region already counted, or of no known region. */
    readonly overlapping: readonly string[];
  };
}

/** Where an agency stands, which tells what it may be added to. */
export type Standing = Omit<Addend, "agency" | "scope">;

interface Complete extends Addend {
  readonly amounts: Amounts;
}

/**
 * Adds up the flow of one year. Only agencies with a number in every cell count, of the scope and level of most of them, and none
 * that is part of another (addends.ts).
 * @param figures of one year, those of `FLOW_INDICATORS` among them
 * @returns `undefined` when no agency has every cell
 */
export function poolRequestFlow(
  figures: readonly Figure[],
  standings: ReadonlyMap<string, Standing>,
): RequestFlow | undefined {
  const complete: Complete[] = [];
  const incomplete: string[] = [];
  for (const [agency, own] of groupBy(figures, (figure) => figure.agency)) {
    const scope = own.find((figure) => figure.scope !== null)?.scope;
    if (!scope) continue;
    const amounts = amountsOf(own);
    const standing = standings.get(agency) ?? { level: null, region: null };
    if (amounts) complete.push({ ...standing, agency, scope, amounts });
    else incomplete.push(agency);
  }
  const { basis, kept, leftOut } = selectAddends(complete);
  if (basis === null) return undefined;
  const left = (...reasons: readonly string[]) =>
    leftOut.filter(({ reason }) => reasons.includes(reason)).map(({ addend }) => addend.agency);
  return {
    ...flowOf(sum(kept.map(({ amounts }) => amounts))),
    ...basis,
    agencies: kept.map(({ agency }) => agency),
    unbalanced: kept.filter(({ amounts }) => !isBalanced(amounts)).map(({ agency }) => agency),
    left: {
      incomplete,
      otherScope: left("other-scope"),
      otherLevel: left("other-level"),
      overlapping: left("part-of-another", "place-unknown"),
    },
  };
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
