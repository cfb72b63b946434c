import type { Figure, RateFigure } from "../views.ts";
import type { ExportContext } from "./export-context.ts";
import { RATE_COLUMNS, rateRows } from "./rate-rows.ts";
import { SERIES_COLUMNS, seriesRows } from "./series-rows.ts";
import type { ExportCell, ExportColumn, ExportRow } from "./table.ts";

/** What a comparison adds to its figures: the value as it is shown, and what touches it. */
export const SHOWN_COLUMNS = [
  { id: "shown_as", type: "text" },
  { id: "shown_value", type: "number" },
  { id: "failed_checks", type: "text" },
  { id: "breaks", type: "text" },
  { id: "data_changed", type: "text" },
] as const satisfies readonly ExportColumn[];

export interface ShownFigure {
  readonly figure: Figure | RateFigure;
  /** `absolute`, `percent`, or `index-2019`. */
  readonly as: string;
  /** In the unit, in percent, or against a base of 100; `null` where nothing is drawn. */
  readonly value: number | null;
  /** Ids of breaks of form and law between the year before and this one. */
  readonly breaks: readonly string[];
}

const isRate = (figure: Figure | RateFigure): figure is RateFigure => "rate" in figure;

/**
 * One row a value shown, in the order shown. The columns are those of figures, of rates, or of both, where both are shown; `share`
 * rates bear the id of the indicator that they are a share of.
 */
export function comparisonTable(
  shown: readonly ShownFigure[],
  context: ExportContext,
  changedAt: string | null,
): { readonly columns: readonly ExportColumn[]; readonly rows: readonly ExportRow[] } {
  const rated = shown.some(({ figure }) => isRate(figure));
  const counted = shown.some(({ figure }) => !isRate(figure)) || !rated;
  const base: readonly ExportColumn[] = [
    ...(counted ? SERIES_COLUMNS : []),
    ...(rated
      ? RATE_COLUMNS.filter(({ id }) => !counted || !SERIES_COLUMNS.some((own) => own.id === id))
      : []),
  ];
  const columns = [...base, ...SHOWN_COLUMNS];
  const rows = shown.map((one): ExportRow => {
    const { figure } = one;
    const [own] = isRate(figure) ? rateRows([figure], context) : seriesRows([figure], context);
    const parts = isRate(figure) ? figure.parts : [figure];
    const checks = [...new Set(parts.flatMap(({ failures }) => failures.map(({ check }) => check)))];
    const cells: Readonly<Record<string, ExportCell>> = {
      ...own,
      shown_as: one.as,
      shown_value: one.value,
      failed_checks: checks.length === 0 ? null : checks.join(" "),
      breaks: one.breaks.length === 0 ? null : one.breaks.join(" "),
      data_changed: changedAt,
    };
    return Object.fromEntries(columns.map(({ id }) => [id, cells[id] ?? null]));
  });
  return { columns, rows };
}
