import { and, asc, desc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Scope, Severity } from "../../lib/model.ts";
import type { ReportSummary, ReportView } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { listFacts } from "../fact-rows.ts";
import { agencies, documents, reports, versions } from "../schema.ts";
import { pickReport } from "../scope-order.ts";
import { listFindings } from "./findings.ts";

export interface ReportFilter {
  readonly agency?: string;
  readonly year?: number;
}

/** The reports held, each in its current version: newest year first, then by agency. */
export async function listReports(db: Database, filter: ReportFilter = {}): Promise<ReportSummary[]> {
  return selectVersions(
    db,
    and(
      eq(reports.current, versions.key),
      filter.agency === undefined ? undefined : eq(agencies.id, filter.agency),
      filter.year === undefined ? undefined : eq(reports.year, filter.year),
    ),
  ).map(({ summary }) => summary);
}

/**
 * One report with everything it holds, in its current version. Without `scope`, the agency's usual one where
 * several are held. `undefined` when there is none.
 */
export async function getReport(
  db: Database,
  agency: string,
  year: number,
  scope?: Scope,
): Promise<ReportView | undefined> {
  const held = db
    .select({ key: reports.key, current: reports.current, scope: reports.scope, usual: agencies.usualScope })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(
      and(
        eq(agencies.id, agency),
        eq(reports.year, year),
        isNotNull(reports.current),
        scope ? eq(reports.scope, scope) : undefined,
      ),
    )
    .all();
  const report = pickReport(held, held[0]?.usual ?? null);
  if (report === undefined) return undefined;
  const all = selectVersions(db, and(eq(versions.report, report.key), eq(versions.awaitingReview, false)));
  const current = all.find(({ key }) => key === report.current);
  if (current === undefined) return undefined;
  return {
    summary: current.summary,
    tables: current.tables,
    facts: listFacts(db, current.key),
    findings: listFindings(db, current.key),
    evidence: current.evidence,
    unplaced: current.unplaced,
    versions: all.map(({ summary }) => summary),
  };
}

function countFindings(severity: Severity): SQL<number> {
  return sql<number>`(SELECT count(*) FROM findings WHERE version = ${versions.key} AND severity = ${severity})`;
}

const NEWEST_FIRST = [desc(reports.year), asc(agencies.id), asc(reports.scope), desc(versions.number)];

/** Versions with what their reports say of themselves; all of them where no `limit` is given. */
export function selectVersions(
  db: Database,
  condition: SQL | undefined,
  { order = NEWEST_FIRST, limit = -1 }: { readonly order?: readonly SQL[]; readonly limit?: number } = {},
) {
  return db
    .select({
      key: versions.key,
      agency: agencies.id,
      year: reports.year,
      scope: reports.scope,
      title: versions.title,
      published: versions.published,
      version: versions.number,
      document: versions.document,
      fileName: documents.fileName,
      format: documents.format,
      readAt: versions.readAt,
      cellsRead: versions.cellsRead,
      cellsExpected: versions.cellsExpected,
      evidence: versions.evidence,
      tables: versions.tables,
      unplaced: versions.unplaced,
      error: countFindings("error"),
      warning: countFindings("warning"),
      info: countFindings("info"),
    })
    .from(versions)
    .innerJoin(reports, eq(reports.key, versions.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(documents, eq(documents.sha256, versions.document))
    .where(condition)
    .orderBy(...order)
    .limit(limit)
    .all()
    .map(({ key, evidence, tables, unplaced, error, warning, info, ...row }) => {
      const editions = [...new Set(tables.map(({ edition }) => edition))];
      const summary: ReportSummary = { ...row, editions, findings: { error, warning, info } };
      return { key, evidence, tables, unplaced, summary };
    });
}
