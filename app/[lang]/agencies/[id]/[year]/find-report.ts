import { cache } from "react";
import { type DataState, readState } from "@/app/_components/data-state.ts";
import { getAgency } from "@/db/queries/agencies.ts";
import { getReport } from "@/db/queries/reports.ts";
import type { Scope } from "@/lib/model.ts";
import type { AgencySummary, ReportView } from "@/lib/views.ts";
import { parseReportParams, type ReportSearch } from "./search-params.ts";

export interface FoundReport {
  readonly agency: AgencySummary;
  readonly report: ReportView;
  readonly state: DataState;
}

/** Asked by the page and by its metadata, answered once a request. */
const find = cache(
  async (
    id: string,
    year: number,
    scope?: Scope,
    release?: string,
    data?: string,
  ): Promise<FoundReport | undefined> => {
    const state = await readState({ release, data });
    const { db } = state;
    const agency = await getAgency(db, id);
    const report = agency && (await getReport(db, id, year, scope));
    return agency && report ? { agency, report, state } : undefined;
  },
);

/** The report at an address: the one question that page, CSV and JSON share. */
export async function findReport(
  params: unknown,
  { scope, release, data }: ReportSearch,
): Promise<FoundReport | undefined> {
  const address = parseReportParams(params);
  return address && find(address.id, address.year, scope, release, data);
}
