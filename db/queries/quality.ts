import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, like, type SQL, sql } from "drizzle-orm";
import { regionPrefix } from "../../lib/catalog/regions.ts";
import type { CheckFailure, UnassessedCheck } from "../../lib/check-views.ts";
import type { Severity } from "../../lib/model.ts";
import type { Agreement } from "../../lib/report.ts";
import { checkCounts, explanations } from "../check-schema.ts";
import type { Database } from "../client.ts";
import { agencies, documents, findings, reports, versions } from "../schema.ts";
import { findingColumns, toFinding } from "./findings.ts";

/** What fails, and what could not be assessed, in the reports as they are shown. */

export interface CheckFilter {
  /** Ids of checks; all where not given. */
  readonly checks?: readonly string[];
  readonly agency?: string;
  /** Code of a region; what lies in it counts. */
  readonly region?: string;
  readonly level?: string;
  readonly kind?: string;
  readonly year?: number;
  readonly severity?: Severity;
  readonly verdict?: "failed" | "explained";
  readonly agreement?: Agreement;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

function onReport(filter: CheckFilter): (SQL | undefined)[] {
  const { agency, region, level, kind, year } = filter;
  return [
    agency === undefined ? undefined : eq(agencies.id, agency),
    region === undefined ? undefined : like(agencies.region, `${regionPrefix(region)}%`),
    level === undefined ? undefined : eq(agencies.level, level),
    kind === undefined ? undefined : eq(agencies.kind, kind),
    year === undefined ? undefined : eq(reports.year, year),
  ];
}

const report = {
  agency: agencies.id,
  agencyNameZh: agencies.nameZh,
  agencyNameEn: agencies.nameEn,
  year: reports.year,
  scope: reports.scope,
  document: versions.document,
  fileName: documents.fileName,
};

/** The note in force on a failure of a report. */
export const noted = and(
  ...[eq(explanations.agency, agencies.id), eq(explanations.year, reports.year)],
  ...[eq(explanations.scope, reports.scope), eq(explanations.check, findings.check)],
  ...[eq(explanations.instance, findings.instance), eq(explanations.state, "released")],
);

/** What is told of it. */
export const noteColumns = {
  words: explanations.words,
  by: explanations.by,
  at: explanations.at,
  source: explanations.source,
};

function failing({ checks, severity, verdict, agreement, ...filter }: CheckFilter): SQL | undefined {
  return and(
    isNotNull(findings.check),
    checks === undefined ? undefined : inArray(findings.check, [...checks]),
    severity === undefined ? undefined : eq(findings.severity, severity),
    verdict === undefined
      ? undefined
      : verdict === "explained"
        ? isNotNull(explanations.key)
        : isNull(explanations.key),
    agreement === undefined ? undefined : sql`${findings.detail} ->> '$.agreement' = ${agreement}`,
    ...onReport(filter),
  );
}

/** Failed checks: the newest year first, then by agency, in the order of the catalog. */
export async function listFailures(db: Database, filter: CheckFilter, page?: Page): Promise<CheckFailure[]> {
  const found = db
    .select({
      report,
      finding: findingColumns,
      explanation: noteColumns,
    })
    .from(findings)
    .innerJoin(versions, eq(versions.key, findings.version))
    .innerJoin(reports, eq(reports.current, versions.key))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(documents, eq(documents.sha256, versions.document))
    .leftJoin(explanations, noted)
    .where(failing(filter))
    .orderBy(desc(reports.year), asc(agencies.id), asc(reports.scope), asc(findings.key));
  const rows = page === undefined ? found.all() : found.limit(page.limit).offset(page.offset).all();
  return rows.map(({ report: checked, finding, explanation }) => ({
    ...checked,
    check: finding.check ?? "",
    instance: finding.instance ?? "",
    verdict: explanation === null ? "failed" : "explained",
    finding: toFinding(finding),
    explanation,
  }));
}

export async function countFailures(db: Database, filter: CheckFilter): Promise<number> {
  const row = db
    .select({ n: sql<number>`count(*)` })
    .from(findings)
    .innerJoin(versions, eq(versions.key, findings.version))
    .innerJoin(reports, eq(reports.current, versions.key))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .leftJoin(explanations, noted)
    .where(failing(filter))
    .get();
  return row?.n ?? 0;
}

function unassessed({ checks, ...filter }: CheckFilter): SQL | undefined {
  return and(
    gt(checkCounts.notAssessable, 0),
    checks === undefined ? undefined : inArray(checkCounts.check, [...checks]),
    ...onReport(filter),
  );
}

/** Checks that could not be assessed, one a report and check: the newest year first, then by agency. */
export async function listUnassessed(
  db: Database,
  filter: CheckFilter,
  page?: Page,
): Promise<UnassessedCheck[]> {
  const { check, notAssessable: count, inferred, missing } = checkCounts;
  const found = db
    .select({ ...report, check, count, inferred, missing })
    .from(checkCounts)
    .innerJoin(reports, eq(reports.key, checkCounts.report))
    .innerJoin(versions, eq(versions.key, reports.current))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(documents, eq(documents.sha256, versions.document))
    .where(unassessed(filter))
    .orderBy(desc(reports.year), asc(agencies.id), asc(reports.scope), asc(checkCounts.check));
  return page === undefined ? found.all() : found.limit(page.limit).offset(page.offset).all();
}

export async function countUnassessed(db: Database, filter: CheckFilter): Promise<number> {
  const row = db
    .select({ n: sql<number>`count(*)` })
    .from(checkCounts)
    .innerJoin(reports, eq(reports.key, checkCounts.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(and(isNotNull(reports.current), unassessed(filter)))
    .get();
  return row?.n ?? 0;
}
