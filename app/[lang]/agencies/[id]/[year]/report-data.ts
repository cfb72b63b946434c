import { listNewer, stateSuffix } from "@/app/_components/data-state.ts";
import { refuseState } from "@/app/_components/refuse-state.ts";
import { stateSentences } from "@/app/_components/state-note.tsx";
import { isLanguage } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { errorResponse } from "@/lib/errors.ts";
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
  /** What must be said of a former state. */
  readonly notes: readonly string[];
}

/** The rows of the report that an address names, or why there are none: CSV and JSON are two spellings of them. */
export async function findReportData(
  request: Request,
  { params }: ReportRoute,
): Promise<ReportData | Response> {
  const { lang, ...address } = await params;
  const search = parseReportSearch(Object.fromEntries(new URL(request.url).searchParams));
  const found = await findReport(address, search);
  if (!found || !isLanguage(lang))
    return errorResponse(404, "report-unknown", "No report of this agency, year and scope is held");
  const { state } = found;
  const refused = refuseState(state, lang);
  if (refused !== undefined) return refused;
  const context = { catalog: getCatalog(), language: lang, dataVersion: state.dataVersion };
  const { year, scope } = found.report.summary;
  return {
    ...found,
    rows: reportRows(found.agency, found.report, context),
    name: `${found.agency.id}-${year}-${scope}${stateSuffix(state)}`,
    notes: stateSentences({ state, newer: await newerOf(found), lang }),
  };
}

/** Whether the report is shown otherwise by now. */
export async function newerOf({ agency, report, state }: FoundReport) {
  const { year, scope } = report.summary;
  return (await listNewer(state, [agency], [year])).filter((one) => one.scope === scope);
}
