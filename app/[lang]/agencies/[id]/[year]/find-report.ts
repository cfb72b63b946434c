import { getDatabase } from "@/db/index.ts";
import { getAgency } from "@/db/queries/agencies.ts";
import { getReport } from "@/db/queries/reports.ts";
import type { AgencySummary, ReportView } from "@/lib/views.ts";
import { parseReportParams, type ReportSearch } from "./search-params.ts";

export interface FoundReport {
  readonly agency: AgencySummary;
  readonly report: ReportView;
}

/** The report at an address: the one question that page, CSV and JSON share. */
export async function findReport(params: unknown, search: ReportSearch): Promise<FoundReport | undefined> {
  const address = parseReportParams(params);
  if (!address) return undefined;
  const db = getDatabase();
  const agency = await getAgency(db, address.id);
  const report = agency && (await getReport(db, address.id, address.year, search.scope));
  return agency && report ? { agency, report } : undefined;
}
