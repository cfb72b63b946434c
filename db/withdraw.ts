import { and, desc, eq, inArray, notInArray } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import { dropIdleAgency } from "./agency-entry.ts";
import { listDependents } from "./check-entry.ts";
import { checkCounts, tableVectors } from "./check-schema.ts";
import type { Writer } from "./client.ts";
import { facts, findings, reports, versions } from "./schema.ts";
import { indexAgency } from "./search.ts";
import { dropTotals, rebuildReportTotals } from "./totals.ts";

/**
 * Takes a document from every report but the `keepers`. A report shows its next newest version that awaits no review,
 * or goes with its last. Answers the reports whose checks are to be renewed: those it was taken from, as far as they
 * remain, and those whose checks look at them.
 */
export function withdrawDocument(
  db: Writer,
  catalog: Catalog,
  sha256: string,
  keepers: ReadonlySet<number>,
): number[] {
  const misplaced = db
    .select({ key: versions.key, report: versions.report })
    .from(versions)
    .where(and(eq(versions.document, sha256), notInArray(versions.report, [...keepers])))
    .all();
  const keys = misplaced.map(({ key }) => key);
  const due = new Set<number>();
  for (const key of new Set(misplaced.map((version) => version.report))) {
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
  dropTotals(db, report);
  const gone = and(eq(versions.report, key), inArray(versions.key, [...withdrawn]));
  const ids = db.select({ key: versions.key }).from(versions).where(gone);
  db.delete(facts).where(inArray(facts.version, ids)).run();
  db.delete(findings).where(inArray(findings.version, ids)).run();
  db.delete(versions).where(gone).run();

  const left = db
    .select({ key: versions.key, awaitingReview: versions.awaitingReview })
    .from(versions)
    .where(eq(versions.report, key))
    .orderBy(desc(versions.number))
    .all();
  if (left.length === 0) {
    dropReport(db, key);
    dropIdleAgency(db, report.agency);
    indexAgency(db, report.agency);
    return;
  }
  const remains = report.current !== null && !withdrawn.includes(report.current);
  const newest = left.find(({ awaitingReview }) => !awaitingReview);
  const current = remains ? report.current : (newest?.key ?? null);
  db.update(reports).set({ current }).where(eq(reports.key, key)).run();
  rebuildReportTotals(db, catalog, { ...report, current });
  indexAgency(db, report.agency);
}
