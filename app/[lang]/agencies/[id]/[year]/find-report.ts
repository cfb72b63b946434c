import { cache } from "react";
import { getDatabase } from "@/db/index.ts";
import { getAgency } from "@/db/queries/agencies.ts";
import { getReport } from "@/db/queries/reports.ts";
import type { Scope } from "@/lib/model.ts";
import type { AgencySummary, ReportView } from "@/lib/views.ts";
import { parseReportParams, type ReportSearch } from "./search-params.ts";

export interface FoundReport {
  readonly agency: AgencySummary;
  readonly report: ReportView;
}

/** Asked by the page and by its metadata, answered once a request. */
const find = cache(async (id: string, year: number, scope?: Scope): Promise<FoundReport | undefined> => {
  const db = getDatabase();
  const agency = await getAgency(db, id);
  const report = agency && (await getReport(db, id, year, scope));
  return agency && report ? { agency, report } : undefined;
});

/** The report at an address: the one question that page, CSV and JSON share. */
export async function findReport(params: unknown, { scope }: ReportSearch): Promise<FoundReport | undefined> {
  const address = parseReportParams(params);
  return address && find(address.id, address.year, scope);
}
