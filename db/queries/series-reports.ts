import { and, eq, inArray } from "drizzle-orm";
import type { Scope } from "../../lib/model.ts";
import { groupBy } from "../../lib/statistics/group-by.ts";
import type { Database } from "../client.ts";
import { agencies, documents, reports, versions } from "../schema.ts";
import { pickReport } from "../scope-order.ts";

/** The report that stands for an agency and year. */
export interface ChosenReport {
  readonly scope: Scope;
  readonly version: number;
  readonly document: string;
  readonly fileName: string;
}

/** By `agency year`, the report to show of each. */
export function listChosenReports(
  db: Database,
  ids: readonly string[],
  years: readonly number[],
): ReadonlyMap<string, ChosenReport> {
  const rows = db
    .select({
      agency: agencies.id,
      usualScope: agencies.usualScope,
      year: reports.year,
      scope: reports.scope,
      version: versions.key,
      document: versions.document,
      fileName: documents.fileName,
    })
    .from(agencies)
    .innerJoin(reports, eq(reports.agency, agencies.key))
    .innerJoin(versions, eq(versions.key, reports.current))
    .innerJoin(documents, eq(documents.sha256, versions.document))
    .where(and(inArray(agencies.id, [...ids]), inArray(reports.year, [...years])))
    .all();
  const chosen = new Map<string, ChosenReport>();
  for (const [key, held] of groupBy(rows, ({ agency, year }) => `${agency} ${year}`)) {
    const report = pickReport(held, held[0]?.usualScope ?? null);
    if (report !== undefined) chosen.set(key, report);
  }
  return chosen;
}
