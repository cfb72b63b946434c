/**
 * What a chart shows, as plain data: small enough to send to the browser, enough to draw the same picture there.
 * Colors are CSS custom properties, so one drawing serves light and dark.
 */

import type { SpreadChart } from "./spread-charts.ts";
import type { StillChart } from "./still-charts.ts";

export interface Point {
  /** In the unit, or percent when the chart is of a rate. */
  readonly value: number;
  /** Points of the same run and neighboring years are joined; a change of run breaks the line. */
  readonly run: string;
  /** Compares only roughly with the newest form: drawn hollow. */
  readonly hollow?: true;
  /** A finding touches the figure: drawn with a ring. */
  readonly marked?: true;
  /** Said beside the value when pointed at, e.g. `81 / 179`. */
  readonly hint?: string;
}

export interface Series {
  readonly name: string;
  /** One per year of the chart; `null` is a gap and stays one. */
  readonly points: readonly (Point | null)[];
}

/** A break stands before the first report year it touches; `label` is its number in the notes. */
export interface BreakLine {
  readonly year: number;
  readonly label: string;
  readonly law: boolean;
}

export interface TrendChart {
  readonly kind: "line" | "bar";
  readonly years: readonly number[];
  readonly series: readonly Series[];
  readonly breaks: readonly BreakLine[];
  /** Name of the unit, over the value axis. */
  readonly unit: string;
  readonly percent: boolean;
  readonly scale: "linear" | "log";
}

/** One report's parts; `null` where the report gives no such number. */
export interface CompositionBar {
  readonly year: number;
  readonly parts: readonly (number | null)[];
  /** Printed total, in the unit: the denominator of shares. Never one of the parts. */
  readonly whole: number | null;
  /** Said in place of a bar, e.g. that there were no cases. */
  readonly remark?: string;
  /** A failed check touches one of its figures: the year carries a sign. */
  readonly marked?: true;
}

export interface CompositionChart {
  readonly kind: "composition";
  readonly mode: "share" | "absolute";
  readonly parts: readonly string[];
  readonly groups: readonly { readonly name: string; readonly bars: readonly CompositionBar[] }[];
  readonly unit: string;
}

export type Chart = TrendChart | CompositionChart | SpreadChart | StillChart;

/** Drawn anew in the browser, with values to point at. */
export type LiveChart = Exclude<Chart, StillChart>;

/** Pixels of the drawing. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Below this width a drawing is made for a telephone. */
export const NARROW = 560;

export const INK = "var(--ink)";
export const INK_SOFT = "var(--ink-soft)";
export const LINE = "var(--line)";
export const PAPER = "var(--paper)";
export const WARN = "var(--warn)";
export const FONT = "var(--font)";

const COLORS = 8;

export function seriesColor(index: number): string {
  return `var(--series-${(index % COLORS) + 1})`;
}

/** Tints from the lowest class of values to the highest. */
export const TINTS = 5;

export function tint(index: number): string {
  return `var(--tint-${index + 1})`;
}

export function partColor(index: number): string {
  return `var(--part-${(index % COLORS) + 1})`;
}
