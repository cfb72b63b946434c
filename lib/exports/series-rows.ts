import type { Figure } from "../views.ts";
import { agencyName, type ExportContext, nameOf, scaled } from "./export-context.ts";
import { SOURCE_COLUMNS, sourceOf } from "./source-columns.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const SERIES_COLUMNS = [
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "year", type: "number" },
  { id: "scope", type: "text" },
  { id: "indicator", type: "text" },
  { id: "indicator_name", type: "text" },
  { id: "member", type: "text" },
  { id: "member_name", type: "text" },
  { id: "unit", type: "text" },
  { id: "unit_name", type: "text" },
  { id: "status", type: "text" },
  { id: "amount", type: "number" },
  { id: "edition", type: "text" },
  { id: "grade", type: "text" },
  ...SOURCE_COLUMNS,
  { id: "findings", type: "text" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type SeriesRow = ExportRow<(typeof SERIES_COLUMNS)[number]["id"]>;

/** One row a figure. `amount` is in `unit` (yuan, not fen) and `null` unless `status` is reported. */
export function seriesRows(figures: readonly Figure[], context: ExportContext): SeriesRow[] {
  const { catalog, language, dataVersion } = context;
  return figures.map((figure) => ({
    agency: figure.agency,
    agency_name: agencyName(context, figure.agency),
    year: figure.year,
    scope: figure.scope,
    indicator: figure.indicator,
    indicator_name: nameOf(catalog.indicators, figure.indicator, language),
    member: figure.member,
    member_name: nameOf(catalog.members, figure.member, language),
    unit: figure.unit,
    unit_name: nameOf(catalog.units, figure.unit, language),
    status: figure.value.status,
    amount: figure.value.status === "reported" ? scaled(context, figure.value.amount, figure.unit) : null,
    edition: figure.edition,
    grade: figure.grade,
    ...sourceOf(figure.cells),
    findings: figure.findings.length === 0 ? null : figure.findings.join(" "),
    data_version: dataVersion,
  }));
}
