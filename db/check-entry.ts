import { createHash } from "node:crypto";
import { and, between, eq, inArray, isNotNull, like, ne, or, type SQL } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import { type DeadlineRule, deadlineChecks } from "../lib/checks/deadline.ts";
import { toFinding } from "../lib/checks/finding.ts";
import { countResults, detailOf } from "../lib/checks/record.ts";
import { listVectors } from "../lib/checks/resemblance.ts";
import { type CheckResult, nameOf } from "../lib/checks/result.ts";
import { runChecks, runDeadlines } from "../lib/checks/run-checks.ts";
import { aloneSubject } from "../lib/checks/subject.ts";
import type { Fact } from "../lib/model.ts";
import { checkCounts, tableVectors } from "./check-schema.ts";
import { findSubject, type ShownReport } from "./check-subject.ts";
import type { Writer } from "./client.ts";
import { listDeadlineRules } from "./deadlines.ts";
import { listWholes } from "./region-parts.ts";
import { agencies, findings, reports, versions } from "./schema.ts";

/**
 * What the checks say of the reports as they are shown. Derived, like the totals: part of the transaction that changes
 * a report, for it and for every report whose checks look at it (the year after, tables alike, the region above).
 */

/** Strikes what was derived for a report as it is shown; what was found in versions shown before stays told. */
export function dropChecks(db: Writer, report: number): void {
  const own = db.select({ key: reports.current }).from(reports).where(eq(reports.key, report));
  // The counts first: whoever notes verdicts (db/desk/verdict-changes.ts) still finds what failed.
  db.delete(checkCounts).where(eq(checkCounts.report, report)).run();
  db.delete(findings)
    .where(and(inArray(findings.version, own), isNotNull(findings.check)))
    .run();
}

function enterVectors(db: Writer, report: ShownReport, facts: readonly Fact[]): void {
  db.delete(tableVectors).where(eq(tableVectors.report, report.key)).run();
  const rows = listVectors(facts).map(({ table, weight, figures }) => ({
    report: report.key,
    form: table,
    year: report.year,
    hash: createHash("sha256").update(figures).digest("hex").slice(0, 24),
    weight,
  }));
  if (rows.length > 0) db.insert(tableVectors).values(rows).run();
}

function enterFailures(
  db: Writer,
  catalog: Catalog,
  report: ShownReport,
  results: readonly CheckResult[],
): void {
  const severity = new Map(catalog.findings.map((declared) => [declared.code, declared.severity]));
  const rows = results.flatMap((result) => {
    const finding = toFinding(result, report.agreements, catalog);
    if (finding === undefined) return [];
    const { code, parameters, origin } = finding;
    return [
      {
        version: report.current,
        code,
        parameters,
        severity: severity.get(code) ?? ("warning" as const),
        originTable: origin?.table,
        originRow: origin?.row,
        originColumn: origin?.column,
        originOffset: origin?.offset,
        originPath: origin?.path,
        originPage: origin?.page,
        check: result.check,
        instance: result.instance,
        detail: detailOf(result, report.agreements[nameOf(result)] ?? null, report.agency),
      },
    ];
  });
  for (const row of rows) db.insert(findings).values(row).run();
}

function enterCounts(db: Writer, report: number, results: readonly CheckResult[]): void {
  const rows = countResults(results).map((count) => ({ report, ...count }));
  if (rows.length > 0) db.insert(checkCounts).values(rows).run();
}

/** Runs the checks of one report anew. */
function rebuildOne(db: Writer, catalog: Catalog, key: number): void {
  dropChecks(db, key);
  const found = findSubject(db, key);
  if (found === undefined) {
    db.delete(tableVectors).where(eq(tableVectors.report, key)).run();
    return;
  }
  const results = runChecks(found.subject, catalog);
  enterFailures(db, catalog, found.report, results);
  enterCounts(db, key, results);
}

/**
 * Reports whose checks look at this one: the year after, tables of other agencies with the same figures, and the
 * region that it is a part of.
 */
export function listDependents(db: Writer, report: typeof reports.$inferSelect): number[] {
  const { agency, year, scope } = report;
  const after = db
    .select({ key: reports.key })
    .from(reports)
    .where(and(eq(reports.agency, agency), eq(reports.year, year + 1), eq(reports.scope, scope)))
    .all();
  return [...after.map(({ key }) => key), ...listTwins(db, report.key), ...listWholes(db, report)];
}

function listTwins(db: Writer, report: number): number[] {
  const own = db
    .select({ hash: tableVectors.hash })
    .from(tableVectors)
    .where(eq(tableVectors.report, report))
    .all()
    .map(({ hash }) => hash);
  if (own.length === 0) return [];
  return db
    .selectDistinct({ key: tableVectors.report })
    .from(tableVectors)
    .where(and(inArray(tableVectors.hash, own), ne(tableVectors.report, report)))
    .all()
    .map(({ key }) => key);
}

/** Renews the checks of reports that changed, and of those that look at them. */
export function rebuildChecks(db: Writer, catalog: Catalog, changed: readonly number[]): void {
  const due = new Set<number>();
  for (const key of changed) {
    // Tables that were like the former figures lose their twin, tables like the new ones gain one.
    for (const twin of listTwins(db, key)) due.add(twin);
    const found = findSubject(db, key);
    if (found !== undefined) enterVectors(db, found.report, found.subject.facts);
    due.add(key);
    const report = db.select().from(reports).where(eq(reports.key, key)).get();
    if (report !== undefined) for (const dependent of listDependents(db, report)) due.add(dependent);
  }
  for (const key of due) rebuildOne(db, catalog, key);
}

/** Judges anew, by the deadlines in force, the reports that rules are or were about; no other check looks at them. */
export function rebuildDeadlines(db: Writer, catalog: Catalog, rules: readonly DeadlineRule[]): void {
  const isAbout = rules.map(({ prefix, since, until }) =>
    and(
      between(reports.year, since, until ?? 9999),
      prefix === "" ? undefined : like(agencies.region, `${prefix}%`),
    ),
  );
  const checks = deadlineChecks(catalog);
  const deadlines = listDeadlineRules(db);
  for (const { kind, level, region, published, ...report } of listShown(db, or(...isAbout))) {
    const { key, agency, year, scope, current } = report;
    db.delete(findings)
      .where(and(eq(findings.version, current), inArray(findings.check, checks)))
      .run();
    db.delete(checkCounts)
      .where(and(eq(checkCounts.report, key), inArray(checkCounts.check, checks)))
      .run();
    const alone = aloneSubject({
      ...{ agency: { id: agency, kind, level, region }, year, scope, published },
      ...{ facts: [], claims: [], sections: [], years: { title: null, period: null } },
    });
    const results = runDeadlines({ ...alone, deadlines }, catalog);
    enterFailures(db, catalog, { ...report, agreements: {} }, results);
    enterCounts(db, key, results);
  }
}

function listShown(db: Writer, condition: SQL | undefined) {
  return db
    .select({
      key: reports.key,
      agency: agencies.id,
      kind: agencies.kind,
      level: agencies.level,
      region: agencies.region,
      year: reports.year,
      scope: reports.scope,
      current: versions.key,
      published: versions.published,
    })
    .from(reports)
    .innerJoin(versions, eq(versions.key, reports.current))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(condition)
    .all();
}
