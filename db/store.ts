import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import type { Finding, Scope } from "../lib/model.ts";
import type { ReportExtract } from "../lib/report.ts";
import { describeAgency, enterAgency } from "./agency-entry.ts";
import { compareWithHeld } from "./beside.ts";
import { rebuildChecks } from "./check-entry.ts";
import type { Database, Writer } from "./client.ts";
import { applyCorrections } from "./corrections.ts";
import { isSameReading, listDistinctFacts, listFacts } from "./fact-rows.ts";
import { prepareOnce } from "./prepared.ts";
import { raiseRelease } from "./release.ts";
import { agencies, documents, reports, versions } from "./schema.ts";
import { indexAgency } from "./search.ts";
import { rebuildReportTotals } from "./totals.ts";
import { enterVersion, refreshVersion } from "./version-entry.ts";
import { nextVersionNumber } from "./version-number.ts";
import { withdrawDocument } from "./withdraw.ts";

/** A report read, with agency, year and scope decided. Times are ISO 8601. */
export interface StoreInput {
  readonly report: ReportExtract;
  readonly findings: readonly Finding[];
  readonly fileName: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly readAt: string;
  /** Fingerprint of reader and catalog. */
  readonly reader: string;
}

export interface StoreResult {
  /** `beside`: the row of a collected table, kept as a version that is not shown (beside.ts). */
  readonly change: "added" | "new-version" | "beside" | "unchanged";
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
  readonly version: number;
  readonly provisional: boolean;
  /** How the row of a collected table stands to the fuller report that is held. */
  readonly remarks?: readonly Finding[];
}

/** Whether the document was already read by this reader, be it shown now or superseded by a newer file. */
export async function isHeld(db: Database, sha256: string, reader: string): Promise<boolean> {
  return prepareHeld(db).get({ sha256, reader }) !== undefined;
}

const prepareHeld = prepareOnce((db: Writer) =>
  db
    .select({ key: versions.key })
    .from(versions)
    .where(
      and(
        eq(versions.document, sql.placeholder("sha256")),
        eq(versions.reader, sql.placeholder("reader")),
        isNotNull(versions.report),
      ),
    )
    .limit(1)
    .prepare(),
);

/**
 * Stores one report in one transaction; the only writer of figures.
 *
 * - The file that is shown, read by the same reader: nothing is written.
 * - Another file for the same report: the next version, shown from now on. So is a file that had been superseded
 *   and is handed in again.
 * - The row of a collected table beside a report that has more cells: a version that is not shown, with what the two
 *   say of each other.
 * - A held file read by another reader: the next version if the figures differ, else the remarks on that reading
 *   are renewed. A superseded file stays superseded by this.
 * - Corrections of the report hold for each reading of it that shows what was corrected.
 * - A document belongs to one report: when a newer reading gives it to another, the former report loses it.
 *
 * Throws when agency, year or scope are undecided, or neither catalog nor registry know the agency's id.
 */
export async function storeReport(db: Database, catalog: Catalog, input: StoreInput): Promise<StoreResult> {
  const [result] = await storeReports(db, catalog, [input]);
  if (result === undefined) throw new Error("A report was stored without a result");
  return result;
}

/** Stores all reports read from one document in one transaction: all of them or none. */
export async function storeReports(
  db: Database,
  catalog: Catalog,
  inputs: readonly StoreInput[],
): Promise<StoreResult[]> {
  // Within the transaction, too, statements are those of the connection: they are prepared once for all reports.
  return db.transaction(
    () => {
      const stored = inputs.map((input) => store(db, catalog, input));
      const keepers = new Set(stored.map(({ report }) => report));
      const changed = stored.filter(({ written }) => written).map(({ report }) => report);
      for (const [sha256, readAt] of new Map(
        inputs.map((input) => [input.report.document.sha256, input.readAt]),
      ))
        changed.push(...withdrawDocument(db, catalog, sha256, keepers, readAt));
      if (changed.length > 0) rebuildChecks(db, catalog, changed);
      for (const key of new Set(stored.filter(({ written }) => written).map(({ agency }) => agency)))
        indexAgency(db, key);
      return stored.map(({ result }) => result);
    },
    { behavior: "immediate" },
  );
}

function store(
  db: Writer,
  catalog: Catalog,
  given: StoreInput,
): {
  readonly agency: number;
  readonly report: number;
  readonly written: boolean;
  readonly result: StoreResult;
} {
  const { document, identity, facts } = given.report;
  const { agency: named, year, scope } = identity;
  if (named === null || year === null || scope === null) throw new Error("Agency, year or scope undecided");
  const agency = describeAgency(db, catalog, named);
  const { id, provisional } = agency.entry;
  const read = applyCorrections(db, { agency: id, year, scope }, listDistinctFacts(facts), document.sha256);
  const corrected = { ...given.report, facts: read };

  const report = findReport(db, id, year, scope);
  const reading = report && findReading(db, report.key, document.sha256);
  const isShown = report !== undefined && reading?.key === report.current;
  const isReread = reading !== undefined && reading.reader !== given.reader;
  const current = isShown ? null : (report?.current ?? null);
  const remarks = current === null ? undefined : compareWithHeld(db, corrected, current);
  const input = { ...given, report: corrected, findings: [...given.findings, ...(remarks ?? [])] };
  const result = { agency: id, year, scope, provisional, ...(remarks && { remarks }) };
  if (report && reading && (isShown || remarks) && !isReread)
    return {
      agency: report.agency,
      report: report.key,
      written: false,
      result: { ...result, change: "unchanged", version: reading.number },
    };

  const agencyKey = enterAgency(db, agency);
  raiseRelease(db, input.readAt);
  if (report && reading && isReread && isSameReading(listFacts(db, reading.key), input.report.facts)) {
    refreshVersion(db, catalog, reading.key, input);
    rebuildReportTotals(db, catalog, report);
    return {
      agency: agencyKey,
      report: report.key,
      written: true,
      result: { ...result, change: "unchanged", version: reading.number },
    };
  }
  const held = report ?? db.insert(reports).values({ agency: agencyKey, year, scope }).returning().get();
  // Figures recognised in a picture wait until somebody has looked at them.
  const awaits = isAwaitingReview(input.report);
  const number = nextVersionNumber(db, { agency: id, year, scope });
  const shown = !awaits && remarks === undefined && (isShown || !isReread);
  const version = addVersion(db, catalog, held, input, { number, shown });
  const change = remarks ? "beside" : report ? "new-version" : "added";
  return {
    agency: agencyKey,
    report: held.key,
    written: true,
    result: { ...result, change, version },
  };
}

export function isAwaitingReview({ facts }: Pick<ReportExtract, "facts">): boolean {
  return facts.some(({ method }) => method === "ocr");
}

/** Adds the next version to a report. Answers its number. */
function addVersion(
  db: Writer,
  catalog: Catalog,
  report: typeof reports.$inferSelect,
  input: StoreInput,
  { number, shown }: { readonly number: number; readonly shown: boolean },
): number {
  enterDocument(db, input);
  const version = enterVersion(db, catalog, { report: report.key, number }, input);
  const current = shown ? version : report.current;
  db.update(reports).set({ current }).where(eq(reports.key, report.key)).run();
  rebuildReportTotals(db, catalog, { ...report, current });
  return number;
}

const prepareReport = prepareOnce((db: Writer) =>
  db
    .select({
      key: reports.key,
      agency: reports.agency,
      year: reports.year,
      scope: reports.scope,
      current: reports.current,
    })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(
      and(
        eq(agencies.id, sql.placeholder("agency")),
        eq(reports.year, sql.placeholder("year")),
        eq(reports.scope, sql.placeholder("scope")),
      ),
    )
    .prepare(),
);

function findReport(db: Writer, agency: string, year: number, scope: Scope) {
  return prepareReport(db).get({ agency, year, scope });
}

const prepareReading = prepareOnce((db: Writer) =>
  db
    .select({ key: versions.key, number: versions.number, reader: versions.reader })
    .from(versions)
    .where(
      and(eq(versions.report, sql.placeholder("report")), eq(versions.document, sql.placeholder("sha256"))),
    )
    .orderBy(desc(versions.number))
    .limit(1)
    .prepare(),
);

/** The latest reading of a document for a report. */
function findReading(db: Writer, report: number, sha256: string) {
  return prepareReading(db).get({ report, sha256 });
}

function enterDocument(db: Writer, { report, fileName, bytes, readAt }: StoreInput): void {
  const { sha256, format, charset } = report.document;
  db.insert(documents)
    .values({ sha256, fileName, format, charset, bytes, receivedAt: readAt })
    .onConflictDoNothing({ target: documents.sha256 })
    .run();
}
