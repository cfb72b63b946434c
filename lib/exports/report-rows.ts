import type { Catalog } from "../catalog/catalog.ts";
import type { Grade } from "../catalog/schema.ts";
import type { AgencySummary, ReportView } from "../views.ts";
import { agencyName, declarationOf, type ExportContext, nameOf, scaled } from "./export-context.ts";
import { cellAnchor } from "./form-markup.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const REPORT_COLUMNS = [
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "year", type: "number" },
  { id: "scope", type: "text" },
  { id: "version", type: "number" },
  { id: "edition", type: "text" },
  { id: "table", type: "text" },
  { id: "label", type: "text" },
  { id: "member_label", type: "text" },
  { id: "indicator", type: "text" },
  { id: "indicator_name", type: "text" },
  { id: "member", type: "text" },
  { id: "member_name", type: "text" },
  { id: "unit", type: "text" },
  { id: "unit_name", type: "text" },
  { id: "status", type: "text" },
  { id: "amount", type: "number" },
  { id: "printed", type: "text" },
  { id: "grade", type: "text" },
  { id: "source_file", type: "text" },
  { id: "source_sha256", type: "text" },
  { id: "source_table", type: "number" },
  { id: "source_row", type: "number" },
  { id: "source_column", type: "number" },
  { id: "source_offset", type: "number" },
  { id: "source_path", type: "text" },
  { id: "source_page", type: "number" },
  { id: "method", type: "text" },
  { id: "confidence", type: "number" },
  { id: "findings", type: "text" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type ReportRow = ExportRow<(typeof REPORT_COLUMNS)[number]["id"]>;

/** One row a cell of the report, in the order of the document. `amount` is in `unit` and `null` unless reported. */
export function reportRows(
  agency: AgencySummary,
  report: Pick<ReportView, "summary" | "facts" | "findings">,
  context: Omit<ExportContext, "agencies">,
): ReportRow[] {
  const { summary } = report;
  const { catalog, language, dataVersion } = context;
  const names = { ...context, agencies: [agency] };
  const touching = new Map<string, string[]>();
  for (const { code, origin } of report.findings) {
    if (!origin) continue;
    const anchor = cellAnchor(origin);
    touching.set(anchor, [...(touching.get(anchor) ?? []), code]);
  }
  return report.facts.map(({ value, origin, ...fact }) => ({
    agency: agency.id,
    agency_name: agencyName(names, agency.id),
    year: summary.year,
    scope: summary.scope,
    version: summary.version,
    edition: fact.edition,
    table: fact.table,
    label: fact.label,
    member_label: fact.memberLabel,
    indicator: fact.indicator,
    indicator_name: nameOf(catalog.indicators, fact.indicator, language),
    member: fact.member,
    member_name: nameOf(catalog.members, fact.member, language),
    unit: fact.unit,
    unit_name: nameOf(catalog.units, fact.unit, language),
    status: value.status,
    amount: value.status === "reported" ? scaled(names, value.amount, fact.unit) : null,
    printed: fact.printed,
    grade: gradeOf(catalog, fact.indicator, fact.edition),
    source_file: summary.fileName,
    source_sha256: origin.document,
    source_table: origin.table,
    source_row: origin.row,
    source_column: origin.column,
    source_offset: origin.offset ?? null,
    source_path: origin.path ?? null,
    source_page: origin.page ?? null,
    method: fact.method,
    confidence: fact.confidence ?? null,
    findings: touching.get(cellAnchor(origin))?.join(" ") ?? null,
    data_version: dataVersion,
  }));
}

/** How the figure compares with the newest edition that has it; `null` where no series of its indicator says. */
function gradeOf({ indicators }: Catalog, indicator: string, edition: string): Grade | null {
  return (
    declarationOf(indicators, indicator)?.series.find((entry) => entry.edition === edition)?.grade ?? null
  );
}
