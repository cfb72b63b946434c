import type { Break, Grade, Language, Rate } from "../catalog/schema.ts";
import { amountInUnit } from "../exports/amount-in-unit.ts";
import type { Figure, RateFigure } from "../views.ts";
import type { BreakLine, Point, Series, TrendChart } from "./chart.ts";

/** A break with the number by which the notes under the chart explain it. */
export interface NumberedBreak {
  readonly number: number;
  readonly entry: Break;
}

/** The breaks that touch a group of indicators within the years shown, in order of time. */
export function listBreaks(
  breaks: readonly Break[],
  groups: readonly string[],
  years: readonly number[],
): NumberedBreak[] {
  return breaks
    .filter(
      ({ year, groups: touched }) =>
        years.slice(1).includes(year) && touched.some((id) => groups.includes(id)),
    )
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map((entry, index) => ({ number: index + 1, entry }));
}

export function breakLines(breaks: readonly NumberedBreak[]): BreakLine[] {
  return breaks.map(({ number, entry }) => ({
    year: entry.year,
    label: String(number),
    law: entry.kind === "law",
  }));
}

/** Exact and roughly comparable figures make one line; others only with figures of the same form. */
function runOf(grade: Grade | null, edition: string | null): string {
  return grade === "exact" || grade === "approximate" ? "comparable" : (edition ?? "");
}

function point(
  value: number,
  grade: Grade | null,
  edition: string | null,
  marked: boolean,
  hint?: string,
): Point {
  return {
    value,
    run: runOf(grade, edition),
    ...(grade === "exact" ? {} : { hollow: true }),
    ...(marked ? { marked: true } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** A figure as a point; `null` unless it is reported in the unit of the chart (`scale` parts make one unit). */
export function figurePoint(figure: Figure, unit: string, scale: number): Point | null {
  if (figure.value.status !== "reported" || figure.unit !== unit) return null;
  const value = amountInUnit(figure.value.amount, scale);
  return point(value, figure.grade, figure.edition, figure.findings.length > 0);
}

/** A rate as a point, in percent or per so many, with its fraction beside it; `null` where there is no rate. */
export function ratePoint(rate: RateFigure, { per }: Pick<Rate, "per">, lang: Language): Point | null {
  const { value, numerator, denominator } = rate;
  if (value === null || numerator.status !== "reported" || denominator.status !== "reported") return null;
  const counts = [numerator.amount, denominator.amount].map((amount) => amount.toLocaleString(lang));
  const marked = rate.parts.some(({ findings }) => findings.length > 0);
  return point(Math.round(value * per * 10) / 10, rate.grade, rate.edition, marked, counts.join(" / "));
}

/** One series an agency, one point a year; a year without a point is a gap. */
export function seriesOf<F extends { readonly agency: string; readonly year: number }>(
  agencies: readonly { readonly id: string; readonly name: string }[],
  years: readonly number[],
  figures: readonly F[],
  toPoint: (figure: F) => Point | null,
): Series[] {
  const points = new Map(figures.map((figure) => [`${figure.agency} ${figure.year}`, toPoint(figure)]));
  return agencies.map(({ id, name }) => ({
    name,
    points: years.map((year) => points.get(`${id} ${year}`) ?? null),
  }));
}

/** True when no series has a single point. */
export function isEmpty(chart: TrendChart): boolean {
  return chart.series.every(({ points }) => points.every((entry) => entry === null));
}
