import { and, desc, eq } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import type { Finding, Report, Scope } from "../lib/model.ts";
import { describeAgency, enterAgency } from "./agency-entry.ts";
import type { Database, Writer } from "./client.ts";
import { isSameReading, listDistinctFacts, listFacts } from "./fact-rows.ts";
import { raiseRelease } from "./release.ts";
import { agencies, documents, reports, versions } from "./schema.ts";
import { rebuildReportTotals } from "./totals.ts";
import { enterVersion, refreshVersion } from "./version-entry.ts";
import { withdrawDocument } from "./withdraw.ts";

/** A report read, with agency, year and scope decided. Times are ISO 8601. */
export interface StoreInput {
  readonly report: Report;
  readonly findings: readonly Finding[];
  readonly fileName: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly readAt: string;
  /** Fingerprint of reader and catalog. */
  readonly reader: string;
}

export interface StoreResult {
  readonly change: "added" | "new-version" | "unchanged";
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
  readonly version: number;
  readonly provisional: boolean;
}

/** Whether the document was already read by this reader, be it shown now or superseded by a newer file. */
export async function isHeld(db: Database, sha256: string, reader: string): Promise<boolean> {
  const held = db
    .select({ key: versions.key })
    .from(versions)
    .where(and(eq(versions.document, sha256), eq(versions.reader, reader)))
    .limit(1)
    .get();
  return held !== undefined;
}

/**
 * Stores one report in one transaction; the only writer of figures.
 *
 * - The file that is shown, read by the same reader: nothing is written.
 * - Another file for the same report: the next version, shown from now on. So is a file that had been superseded
 *   and is handed in again.
 * - A held file read by another reader: the next version if the figures differ, else the remarks on that reading
 *   are renewed. A superseded file stays superseded by this.
 * - A document belongs to one report: when a newer reading gives it to another, the former report loses it.
 *
 * Throws when agency, year or scope are undecided, or the agency's id is not in the catalog.
 */
export async function storeReport(db: Database, catalog: Catalog, input: StoreInput): Promise<StoreResult> {
  return db.transaction((tx) => store(tx, catalog, input), { behavior: "immediate" });
}

function store(db: Writer, catalog: Catalog, given: StoreInput): StoreResult {
  const { document, identity, facts } = given.report;
  const { agency: named, year, scope } = identity;
  if (named === null || year === null || scope === null) throw new Error("Agency, year or scope undecided");
  const input = { ...given, report: { ...given.report, facts: listDistinctFacts(facts) } };
  const agency = describeAgency(catalog, named);
  const result = { agency: agency.id, year, scope, provisional: agency.provisional };

  const report = findReport(db, agency.id, year, scope);
  const reading = report && findReading(db, report.key, document.sha256);
  const isShown = report !== undefined && reading?.key === report.current;
  const isReread = reading !== undefined && reading.reader !== input.reader;
  if (reading && isShown && !isReread) return { ...result, change: "unchanged", version: reading.number };

  const agencyKey = enterAgency(db, agency);
  raiseRelease(db, input.readAt);
  if (report && reading && isReread && isSameReading(listFacts(db, reading.key), input.report.facts)) {
    refreshVersion(db, catalog, reading.key, input);
    rebuildReportTotals(db, catalog, report);
    return { ...result, change: "unchanged", version: reading.number };
  }
  const held = report ?? db.insert(reports).values({ agency: agencyKey, year, scope }).returning().get();
  const version = addVersion(db, catalog, held, input, { shown: isShown || !isReread });
  return { ...result, change: report ? "new-version" : "added", version };
}

/** Adds the next version to a report and takes its document from any other. Answers its number. */
function addVersion(
  db: Writer,
  catalog: Catalog,
  report: typeof reports.$inferSelect,
  input: StoreInput,
  { shown }: { readonly shown: boolean },
): number {
  withdrawDocument(db, catalog, input.report.document.sha256, report.key);
  enterDocument(db, input);
  const number = (findLatest(db, report.key)?.number ?? 0) + 1;
  const version = enterVersion(db, catalog, { report: report.key, number }, input);
  const current = shown ? version : report.current;
  db.update(reports).set({ current }).where(eq(reports.key, report.key)).run();
  rebuildReportTotals(db, catalog, { ...report, current });
  return number;
}

function findReport(db: Writer, agency: string, year: number, scope: Scope) {
  return db
    .select({
      key: reports.key,
      agency: reports.agency,
      year: reports.year,
      scope: reports.scope,
      current: reports.current,
    })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(and(eq(agencies.id, agency), eq(reports.year, year), eq(reports.scope, scope)))
    .get();
}

/** The latest reading of a document for a report. */
function findReading(db: Writer, report: number, sha256: string) {
  return db
    .select({ key: versions.key, number: versions.number, reader: versions.reader })
    .from(versions)
    .where(and(eq(versions.report, report), eq(versions.document, sha256)))
    .orderBy(desc(versions.number))
    .limit(1)
    .get();
}

function findLatest(db: Writer, report: number) {
  return db
    .select({ number: versions.number })
    .from(versions)
    .where(eq(versions.report, report))
    .orderBy(desc(versions.number))
    .limit(1)
    .get();
}

function enterDocument(db: Writer, { report, fileName, bytes, readAt }: StoreInput): void {
  const { sha256, format, charset } = report.document;
  db.insert(documents)
    .values({ sha256, fileName, format, charset, bytes, receivedAt: readAt })
    .onConflictDoNothing({ target: documents.sha256 })
    .run();
}
