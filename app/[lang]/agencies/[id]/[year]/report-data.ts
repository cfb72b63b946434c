import { isLanguage } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { type ReportRow, reportRows } from "@/lib/exports/report-rows.ts";
import { type FoundReport, findReport } from "./find-report.ts";
import { parseReportSearch } from "./search-params.ts";

export interface ReportRoute {
  readonly params: Promise<{ readonly lang: string; readonly id: string; readonly year: string }>;
}

export interface ReportData extends FoundReport {
  readonly rows: readonly ReportRow[];
  /** Name of the download, without ending. */
  readonly name: string;
}

/** The rows of the report that an address names: CSV and JSON are two spellings of them. */
export async function findReportData(
  request: Request,
  { params }: ReportRoute,
): Promise<ReportData | undefined> {
  const { lang, ...address } = await params;
  const search = parseReportSearch(Object.fromEntries(new URL(request.url).searchParams));
  const found = await findReport(address, search);
  if (!found || !isLanguage(lang)) return undefined;
  const { version } = await getDataVersion(getDatabase());
  const context = { catalog: getCatalog(), language: lang, dataVersion: version };
  const { year, scope } = found.report.summary;
  return {
    ...found,
    rows: reportRows(found.agency, found.report, context),
    name: `${found.agency.id}-${year}-${scope}`,
  };
}
