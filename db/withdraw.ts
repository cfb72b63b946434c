import { and, desc, eq, isNotNull, notInArray } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import { dropIdleAgency } from "./agency-entry.ts";
import { BESIDE } from "./beside.ts";
import { listDependents } from "./check-entry.ts";
import { checkCounts, tableVectors } from "./check-schema.ts";
import type { Writer } from "./client.ts";
import { raiseRelease } from "./release.ts";
import { facts, findings, reports, versions } from "./schema.ts";
import { indexAgency } from "./search.ts";
import { dropTotals, rebuildReportTotals } from "./totals.ts";

/**
 * Takes a document from every report but the `keepers`. A report shows its next newest version that awaits no review,
 * or goes with its last. What was shown of it stays held, as the version of no report any more, so that former states
 * of the data can still be shown. Answers the reports whose checks are to be renewed: those it was taken from, as far as they
 * remain, and those whose checks look at them.
 */
export function withdrawDocument(
  db: Writer,
  catalog: Catalog,
  sha256: string,
  keepers: ReadonlySet<number>,
  at: string,
): number[] {
  const misplaced = db
    .select({ key: versions.key, report: versions.report })
    .from(versions)
    .where(
      and(
        eq(versions.document, sha256),
        isNotNull(versions.report),
        notInArray(versions.report, [...keepers]),
      ),
    )
    .all();
  if (misplaced.length > 0) raiseRelease(db, at);
  const keys = misplaced.map(({ key }) => key);
  const due = new Set<number>();
  for (const key of new Set(misplaced.flatMap((version) => version.report ?? []))) {
    const report = db.select().from(reports).where(eq(reports.key, key)).get();
    if (report === undefined) continue;
    due.add(key);
    for (const dependent of listDependents(db, report)) due.add(dependent);
    withdrawVersions(db, catalog, report, keys);
  }
  return [...due];
}

/** Strikes a report of which no version is left, with what was derived for it; what was said of it stays. */
function dropReport(db: Writer, key: number): void {
  db.delete(checkCounts).where(eq(checkCounts.report, key)).run();
  db.delete(tableVectors).where(eq(tableVectors.report, key)).run();
  db.delete(reports).where(eq(reports.key, key)).run();
}

function withdrawVersions(
  db: Writer,
  catalog: Catalog,
  report: typeof reports.$inferSelect,
  withdrawn: readonly number[],
): void {
  const { key } = report;
  const own = db
    .select({ key: versions.key, awaitingReview: versions.awaitingReview })
    .from(versions)
    .where(eq(versions.report, key))
    .orderBy(desc(versions.number))
    .all();
  const left = own.filter((version) => !withdrawn.includes(version.key));
  const remains = report.current !== null && !withdrawn.includes(report.current);
  const ready = left.filter(({ awaitingReview }) => !awaitingReview);
  const newest = ready.find((version) => !isBeside(db, version.key)) ?? ready[0];
  const current = remains ? report.current : (newest?.key ?? null);
  db.update(reports).set({ current }).where(eq(reports.key, key)).run();
  dropTotals(db, report);
  for (const version of own)
    if (withdrawn.includes(version.key))
      if (version.awaitingReview) strikeVersion(db, version.key);
      else db.update(versions).set({ report: null }).where(eq(versions.key, version.key)).run();
  if (left.length === 0) {
    dropReport(db, key);
    dropIdleAgency(db, report.agency);
  } else rebuildReportTotals(db, catalog, { ...report, current });
  indexAgency(db, report.agency);
}

/** Whether a version is the row of a collected table that stood beside a fuller report. */
function isBeside(db: Writer, version: number): boolean {
  const remark = and(eq(findings.version, version), eq(findings.code, BESIDE));
  return db.select({ key: findings.key }).from(findings).where(remark).limit(1).get() !== undefined;
}

/** Strikes a version that was never shown. */
function strikeVersion(db: Writer, key: number): void {
  db.delete(facts).where(eq(facts.version, key)).run();
  db.delete(findings).where(eq(findings.version, key)).run();
  db.delete(versions).where(eq(versions.key, key)).run();
}
