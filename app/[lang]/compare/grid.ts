import { agencyName } from "@/app/_components/agency-name.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language, Unit } from "@/lib/catalog/schema.ts";
import type { Point } from "@/lib/charts/chart.ts";
import { figurePoint, ratePoint } from "@/lib/charts/trend-chart.ts";
import { formatAmount, formatRateValue } from "@/lib/format.ts";
import { indexToBase } from "@/lib/statistics/index-to-base.ts";
import type { Figure, RateFigure } from "@/lib/views.ts";
import type { Comparison } from "./comparison.ts";
import type { Mode } from "./search-params.ts";
import { declaredRate, type ValueSubject } from "./subjects.ts";
import type { Words } from "./words.ts";

export interface Member {
  readonly key: string;
  readonly name: string;
}

/** One value as it is shown, with everything it rests on. */
export interface GridCell {
  readonly agency: string;
  readonly year: number;
  readonly subject: ValueSubject;
  readonly figure: Figure | RateFigure;
  /** The figure as drawn; `null` where there is no value to draw. */
  readonly point: Point | null;
  /** The value in words, or why there is none. */
  readonly text: string;
}

/** What the table and the chart show: rows, columns, and a cell for each. */
export interface Grid {
  readonly rows: readonly (Member & { readonly cells: readonly (GridCell | null)[] })[];
  readonly columns: readonly Member[];
  /** Rows before the filter. */
  readonly all: number;
}

export const isRate = (figure: Figure | RateFigure): figure is RateFigure => "rate" in figure;

/** The figures that a shown value rests on. */
export const partsOf = (figure: Figure | RateFigure): readonly Figure[] =>
  isRate(figure) ? figure.parts : [figure];

const isHeld = (figure: Figure | RateFigure): boolean => partsOf(figure).some(({ scope }) => scope !== null);

export function unitOf(catalog: Catalog, subject: ValueSubject): Unit | undefined {
  return subject.kind === "indicator" ? catalog.units.find(({ id }) => id === subject.entry.unit) : undefined;
}

function pointOf(
  figure: Figure | RateFigure,
  subject: ValueSubject,
  unit: Unit | undefined,
  lang: Language,
): Point | null {
  return isRate(figure)
    ? ratePoint(figure, declaredRate(subject), lang)
    : figurePoint(figure, unit?.id ?? "", unit?.scale ?? 1);
}

/** Against the base year = 100; none where the base is small or does not compare. */
function indexed(
  point: Point | null,
  base: Point | null,
  unit: Unit | undefined,
  text: string,
  growth: number,
): Point | null {
  if (point === null || base === null || point.run !== base.run) return null;
  const reported = (amount: number) => ({ status: "reported", amount }) as const;
  const [index] = indexToBase([reported(point.value)], reported(base.value), unit === undefined ? 0 : growth);
  return index?.value == null ? null : { ...point, value: Math.round(index.value * 10) / 10, hint: text };
}

function noRateText(reason: RateFigure["reason"], frame: Words["frame"]): string {
  if (reason === "too-few") return frame.tooFew;
  if (reason === "other-scope") return frame.otherScope;
  return reason === null || reason === "no-cases" || reason === "reported"
    ? frame.noCases
    : frame.status[reason];
}

/** A value, or why there is none, as it is printed in table and drawing. */
export function valueText(
  figure: Figure | RateFigure,
  subject: ValueSubject,
  unit: Unit | undefined,
  { lang, frame, compare }: Words,
): string {
  if (!isHeld(figure)) return compare.table.notHeld;
  if (isRate(figure)) {
    if (figure.value !== null) return formatRateValue(figure.value, declaredRate(subject), lang);
    return noRateText(figure.reason, frame);
  }
  if (figure.value.status !== "reported") return frame.status[figure.value.status];
  if (figure.unit !== unit?.id) return compare.table.otherUnit;
  return formatAmount(figure.value.amount, unit, lang);
}

/** What a grid needs of a comparison. */
type Gridded = Pick<Comparison, "shown" | "layer" | "selection" | "mode" | "base" | "catalog">;

/** The rows of a comparison in the order asked, filtered; compositions have none. */
export function gridOf(comparison: Gridded, words: Words): Grid {
  const { shown, layer, selection, mode, base, catalog } = comparison;
  if (shown.kind === "composition") return { rows: [], columns: [], all: 0 };
  const { view, sort, filter } = selection;
  const agencies = layer.agencies.map((agency) => ({
    key: agency.id,
    name: agencyName(agency, words.lang),
  }));
  const subjects = shown.subjects.map(({ key, entry }) => ({ key, name: entry.name[words.lang] }));
  const years = layer.years.map((year) => ({ key: String(year), name: String(year) }));
  const find = cellFinder(shown.subjects, { mode, base, catalog, words });
  const at = layer.at;
  const cellOf = (row: string, column: string) => {
    if (view === "agency-year") return find(row, at, Number(column));
    if (view === "agency-indicator") return find(row, column, Number(at));
    return find(at, row, Number(column));
  };
  const columns = view === "agency-indicator" ? subjects : years;
  const rows = (view === "indicator-year" ? subjects : agencies).map((member) => ({
    ...member,
    cells: columns.map(({ key }) => cellOf(member.key, key)),
  }));
  const kept = rows.filter(({ cells }) => passes(cells, filter));
  return { rows: sorted(kept, columns, sort, words.lang), columns, all: rows.length };
}

function cellFinder(
  subjects: readonly ValueSubject[],
  {
    mode,
    base,
    catalog,
    words,
  }: {
    readonly mode: Mode;
    readonly base: number | null;
    readonly catalog: Catalog;
    readonly words: Words;
  },
) {
  const figures = new Map(
    subjects.flatMap((subject) =>
      subject.figures.map((figure) => [`${figure.agency} ${subject.key} ${figure.year}`, figure] as const),
    ),
  );
  return (agency: string, key: string, year: number): GridCell | null => {
    const subject = subjects.find((one) => one.key === key);
    const figure = figures.get(`${agency} ${key} ${year}`);
    if (subject === undefined || figure === undefined) return null;
    const unit = unitOf(catalog, subject);
    const text = valueText(figure, subject, unit, words);
    const point = pointOf(figure, subject, unit, words.lang);
    if (mode !== "index") return { agency, year, subject, figure, point, text };
    const first = base === null ? undefined : figures.get(`${agency} ${key} ${base}`);
    const relative = indexed(
      point,
      first ? pointOf(first, subject, unit, words.lang) : null,
      unit,
      text,
      catalog.thresholds.growth,
    );
    const shown =
      relative?.value.toLocaleString(words.lang) ?? (point === null ? text : words.compare.table.noIndex);
    return { agency, year, subject, figure, point: relative, text: shown };
  };
}

function passes(cells: readonly (GridCell | null)[], filter: Comparison["selection"]["filter"]): boolean {
  const values = cells.filter((cell) => cell !== null && cell.point !== null).length;
  if (filter === "complete") return values === cells.length;
  if (filter === "gaps") return values < cells.length;
  if (filter === "none") return values === 0;
  if (filter === "marked") return cells.some((cell) => cell?.point?.marked);
  return true;
}

/** By a column or by name; what has no value stands last, either way. */
function sorted<Row extends Member & { readonly cells: readonly (GridCell | null)[] }>(
  rows: readonly Row[],
  columns: readonly Member[],
  sort: string | null,
  lang: Language,
): readonly Row[] {
  if (sort === null) return rows;
  const sign = sort.startsWith("-") ? -1 : 1;
  const key = sort.replace(/^-/, "");
  if (key === "name") return rows.toSorted((a, b) => sign * a.name.localeCompare(b.name, lang));
  const at = columns.findIndex((column) => column.key === key);
  if (at < 0) return rows;
  const value = (row: Row) => row.cells[at]?.point?.value;
  return rows.toSorted((a, b) => {
    const [first, second] = [value(a), value(b)];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined);
    return sign * (first - second);
  });
}
