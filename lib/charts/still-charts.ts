import type { BreakLine, Point } from "./chart.ts";

/**
 * Charts that stay as the server drew them: every value is written in the drawing or stands beside a common scale, so
 * that nothing is gained by drawing them anew in the browser.
 */

/** Values in rows and columns; `texts` are the cells in words, the reason included where there is no value. */
export interface ValueGrid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly (Point | null)[])[];
  readonly texts: readonly (readonly string[])[];
  readonly unit: string;
  readonly percent: boolean;
}

/** Bars lying on one another's scale, side by side or stacked: a group a row, a bar a column. */
export interface RowsChart extends ValueGrid {
  readonly kind: "rows";
  readonly stacked: boolean;
  readonly scale: "linear" | "log";
}

/** A mark a value, a row each; the columns differ by shape. */
export interface DotChart extends ValueGrid {
  readonly kind: "dot";
  readonly scale: "linear" | "log";
}

/** From the first column to the last, what lies between left out. */
export interface SlopeChart extends ValueGrid {
  readonly kind: "slope";
}

/** A tinted cell a value, the value written in it. Columns of different units are tinted each by itself. */
export interface HeatChart extends ValueGrid {
  readonly kind: "heat";
  readonly byColumn: boolean;
}

/** A small chart a row, all on the same axes. */
export interface MultiplesChart extends ValueGrid {
  readonly kind: "multiples";
  readonly years: readonly number[];
  readonly breaks: readonly BreakLine[];
}

export interface FlowNode {
  readonly id: string;
  readonly name: string;
  /** Column from the left, 0 first. */
  readonly depth: number;
  /** A color of ours, e.g. `var(--part-1)`. */
  readonly color: string;
}

/** A cell of the form on its way; `rest` is what the cells do not account for, and no cell. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly rest?: true;
}

/** Where cases come from and what becomes of them. What flows into a node flows out of it. */
export interface FlowChart {
  readonly kind: "flow";
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly unit: string;
}

/** A value in percent or percentage points, and as it is written. */
export interface DifferenceStep {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

/** From one rate to another, step by step: the steps add up to the difference. */
export interface DifferenceChart {
  readonly kind: "difference";
  readonly start: DifferenceStep;
  readonly steps: readonly DifferenceStep[];
  readonly end: DifferenceStep;
}

export type StillChart =
  | DifferenceChart
  | RowsChart
  | DotChart
  | SlopeChart
  | HeatChart
  | MultiplesChart
  | FlowChart;

const STILL: readonly string[] = ["rows", "dot", "slope", "heat", "multiples", "flow", "difference"];

export function isStill(chart: { readonly kind: string }): chart is StillChart {
  return STILL.includes(chart.kind);
}
