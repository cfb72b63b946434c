import type { ReportSummary } from "../views.ts";
import { agencyName, type ExportContext } from "./export-context.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const FILED_REPORT_COLUMNS = [
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "year", type: "number" },
  { id: "scope", type: "text" },
  { id: "version", type: "number" },
  { id: "title", type: "text" },
  { id: "published", type: "text" },
  { id: "editions", type: "text" },
  { id: "cells_read", type: "number" },
  { id: "cells_expected", type: "number" },
  { id: "errors", type: "number" },
  { id: "warnings", type: "number" },
  { id: "remarks", type: "number" },
  { id: "source_file", type: "text" },
  { id: "source_sha256", type: "text" },
  { id: "source_format", type: "text" },
  { id: "read_at", type: "text" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type FiledReportRow = ExportRow<(typeof FILED_REPORT_COLUMNS)[number]["id"]>;

/** One row a report held, in the version that is shown. */
export function filedReportRows(
  reports: readonly ReportSummary[],
  context: Pick<ExportContext, "agencies" | "language" | "dataVersion">,
): FiledReportRow[] {
  return reports.map((report) => ({
    agency: report.agency,
    agency_name: agencyName(context, report.agency),
    year: report.year,
    scope: report.scope,
    version: report.version,
    title: report.title,
    published: report.published,
    editions: report.editions.join(" "),
    cells_read: report.cellsRead,
    cells_expected: report.cellsExpected,
    errors: report.findings.error,
    warnings: report.findings.warning,
    remarks: report.findings.info,
    source_file: report.fileName,
    source_sha256: report.document,
    source_format: report.format,
    read_at: report.readAt,
    data_version: context.dataVersion,
  }));
}
