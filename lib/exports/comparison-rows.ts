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
  { id: "agencies_left_out", type: "number" },
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

/** A step from the first of two rates to the second, in percentage points: of no cell alone. */
export interface ShownStep {
  /** `difference-rates-<group>` or `difference-mix`. */
  readonly as: string;
  readonly value: number;
}

interface ShownRows {
  readonly shown: readonly ShownFigure[];
  readonly steps: readonly ShownStep[];
}

/** What holds for all rows. */
interface Whole {
  readonly changedAt: string | null;
  /** Agencies that the address stands for and that are not shown. */
  readonly leftOut: number;
}

const isRate = (figure: Figure | RateFigure): figure is RateFigure => "rate" in figure;

/**
 * One row a value shown, in the order shown. The columns are those of figures, of rates, or of both, where both are shown; `share`
 * rates bear the id of the indicator that they are a share of. Steps come last.
 */
export function comparisonTable(
  { shown, steps }: ShownRows,
  context: ExportContext,
  { changedAt, leftOut }: Whole,
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
  const whole = { agencies_left_out: leftOut, data_version: context.dataVersion, data_changed: changedAt };
  const row = (cells: Readonly<Record<string, ExportCell>>): ExportRow =>
    Object.fromEntries(columns.map(({ id }) => [id, cells[id] ?? null]));
  const rows = shown.map((one): ExportRow => {
    const { figure } = one;
    const [own] = isRate(figure) ? rateRows([figure], context) : seriesRows([figure], context);
    const parts = isRate(figure) ? figure.parts : [figure];
    const checks = [...new Set(parts.flatMap(({ failures }) => failures.map(({ check }) => check)))];
    return row({
      ...own,
      ...whole,
      shown_as: one.as,
      shown_value: one.value,
      failed_checks: checks.length === 0 ? null : checks.join(" "),
      breaks: one.breaks.length === 0 ? null : one.breaks.join(" "),
    });
  });
  const last = steps.map(({ as, value }) => row({ ...whole, shown_as: as, shown_value: value }));
  return { columns, rows: [...rows, ...last] };
}
