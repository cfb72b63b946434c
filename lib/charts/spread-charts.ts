/** How agencies lie beside one another in one year: plain data of distributions, funnels and scatters. */

interface SpreadPoint {
  readonly name: string;
  /** Said beside the value when pointed at, e.g. `81 / 179`. */
  readonly hint?: string;
  /** The agency the group stands around: drawn large, with its name. */
  readonly subject?: true;
  /** On too few cases to be ranked, or only roughly comparable: drawn hollow. */
  readonly hollow?: true;
  /** A finding touches the figure: drawn with a ring. */
  readonly marked?: true;
}

/** Values in the unit, or percent, or so many per 100. */
interface Measure {
  /** Name of the unit, over its axis; empty for percent. */
  readonly unit: string;
  readonly percent: boolean;
}

export interface DistributionChart extends Measure {
  readonly kind: "distribution";
  readonly scale: "linear" | "log";
  /** In the order shown. */
  readonly points: readonly (SpreadPoint & { readonly value: number })[];
  /** Quartiles of the values, each with what is written over it; `null` of too few. */
  readonly quartiles: Readonly<
    Record<"lower" | "median" | "upper", { readonly value: number; readonly label: string }>
  > | null;
}

/** A limit of a funnel at so many cases. */
export interface LimitPoint {
  readonly n: number;
  readonly low: number;
  readonly high: number;
}

export interface FunnelChart extends Measure {
  readonly kind: "funnel";
  /** `n` is the denominator; `beyond` the limits it lies outside of. */
  readonly points: readonly (SpreadPoint & {
    readonly n: number;
    readonly value: number;
    readonly beyond: "none" | "inner" | "outer";
  })[];
  readonly target: { readonly value: number; readonly label: string };
  readonly inner: { readonly label: string; readonly limits: readonly LimitPoint[] };
  readonly outer: { readonly label: string; readonly limits: readonly LimitPoint[] };
  /** What the denominator counts, under its axis. */
  readonly cases: string;
}

export interface ScatterChart {
  readonly kind: "scatter";
  readonly points: readonly (SpreadPoint & { readonly x: number; readonly y: number })[];
  readonly x: Measure & { readonly name: string; readonly scale: "linear" | "log" };
  readonly y: Measure & { readonly name: string; readonly scale: "linear" | "log" };
}

export type SpreadChart = DistributionChart | FunnelChart | ScatterChart;

const SPREAD = new Set<string>(["distribution", "funnel", "scatter"]);

export function isSpread<C extends { readonly kind: string }>(chart: C | SpreadChart): chart is SpreadChart {
  return SPREAD.has(chart.kind);
}
