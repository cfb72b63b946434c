import type { FiledFinding } from "../views.ts";
import { agencyName, type ExportContext } from "./export-context.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const FINDING_COLUMNS = [
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "year", type: "number" },
  { id: "scope", type: "text" },
  { id: "version", type: "number" },
  { id: "code", type: "text" },
  { id: "severity", type: "text" },
  { id: "message", type: "text" },
  { id: "remedy", type: "text" },
  { id: "check", type: "text" },
  { id: "instance", type: "text" },
  { id: "explanation", type: "text" },
  { id: "explained_by", type: "text" },
  { id: "explained_at", type: "text" },
  { id: "explanation_source", type: "text" },
  { id: "source_file", type: "text" },
  { id: "source_sha256", type: "text" },
  { id: "source_table", type: "number" },
  { id: "source_row", type: "number" },
  { id: "source_column", type: "number" },
  { id: "source_page", type: "number" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type FindingRow = ExportRow<(typeof FINDING_COLUMNS)[number]["id"]>;

/** One row a finding. `say` puts it into words: lib/catalog/finding-text.ts. */
export function findingRows(
  findings: readonly Omit<FiledFinding, "key">[],
  context: Pick<ExportContext, "agencies" | "language" | "dataVersion">,
  say: (finding: FiledFinding["finding"]) => { readonly message: string; readonly remedy: string },
): FindingRow[] {
  return findings.map(({ finding, explanation, ...report }) => {
    const { message, remedy } = say(finding);
    return {
      agency: report.agency,
      agency_name: agencyName(context, report.agency),
      year: report.year,
      scope: report.scope,
      version: report.version,
      code: finding.code,
      severity: finding.severity,
      message,
      remedy,
      check: finding.check ?? null,
      instance: finding.instance ?? null,
      explanation: explanation?.words ?? null,
      explained_by: explanation?.by ?? null,
      explained_at: explanation?.at ?? null,
      explanation_source: explanation?.source || null,
      source_file: report.fileName,
      source_sha256: report.document,
      source_table: finding.origin?.table ?? null,
      source_row: finding.origin?.row ?? null,
      source_column: finding.origin?.column ?? null,
      source_page: finding.origin?.page ?? null,
      data_version: context.dataVersion,
    };
  });
}
