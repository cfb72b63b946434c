import { and, eq, inArray } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import { rebuildChecks } from "../check-entry.ts";
import { type Database, openExisting, type Writer } from "../client.ts";
import { asRead, type Correction, correctFacts, isSameCell } from "../corrections.ts";
import type { ExplanationRow } from "../explanations.ts";
import { listFacts } from "../fact-rows.ts";
import { raiseRelease } from "../release.ts";
import { acceptReading } from "../review.ts";
import { corrections, reviews } from "../review-schema.ts";
import { agencies, documents, reports, versions } from "../schema.ts";
import { rebuildReportTotals } from "../totals.ts";
import { copyVersion } from "../version-entry.ts";
import { nextVersionNumber } from "../version-number.ts";
import { listPendingExplanations, releaseExplanations } from "./explain.ts";
import { enterRelease, type NewChange, type Publication } from "./publish.ts";
import { closeCorrected } from "./questions.ts";
import { worksFor } from "./remits.ts";
import type { ReviewRow } from "./review.ts";
import type { SessionUser } from "./sessions.ts";
import { enterVerdicts, watchVerdicts } from "./verdict-changes.ts";

/**
 * Releasing what was reviewed: figures recognised in pictures are shown, corrections make new versions, and facts,
 * totals, checks and the release follow in the same transaction.
 */

export type CannotRelease = "nothing-decided" | "correction-stale";

export interface PendingDecisions {
  readonly corrections: readonly Correction[];
  readonly accepted: readonly ReviewRow[];
  readonly explanations: readonly ExplanationRow[];
}

export const countPending = ({ corrections: own, accepted, explanations }: PendingDecisions): number =>
  own.length + accepted.length + explanations.length;

/** What waits for a release, for the agencies somebody works for. */
export function listPending(db: Writer, { remit }: SessionUser): PendingDecisions {
  const isOwn = ({ agency }: { readonly agency: string }) => worksFor(db, remit, agency);
  return {
    corrections: db.select().from(corrections).where(eq(corrections.state, "pending")).all().filter(isOwn),
    accepted: db.select().from(reviews).where(eq(reviews.isPending, true)).all().filter(isOwn),
    explanations: listPendingExplanations(db).filter(isOwn),
  };
}

type Identity = Pick<Correction, "agency" | "year" | "scope">;

function findReport(db: Writer, { agency, year, scope }: Identity) {
  return db
    .select({
      report: reports,
      version: versions.number,
      document: versions.document,
      fileName: documents.fileName,
    })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(versions, eq(versions.key, reports.current))
    .innerJoin(documents, eq(documents.sha256, versions.document))
    .where(and(eq(agencies.id, agency), eq(reports.year, year), eq(reports.scope, scope)))
    .get();
}

/** The document of a version that was accepted, while it still awaits that. */
function findAwaiting(db: Writer, { agency, year, scope, version }: ReviewRow): string | undefined {
  return db
    .select({ document: versions.document })
    .from(versions)
    .innerJoin(reports, eq(reports.key, versions.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(
      and(
        ...[eq(agencies.id, agency), eq(reports.year, year), eq(reports.scope, scope)],
        ...[eq(versions.number, version), eq(versions.awaitingReview, true)],
      ),
    )
    .get()?.document;
}

const keyOf = ({ agency, year, scope }: Identity): string => `${agency} ${year} ${scope}`;

/** Corrections of one report as its next version; `undefined` where one of them fits no more. */
function correctReport(
  db: Writer,
  catalog: Catalog,
  own: readonly Correction[],
  { by, at }: Publication,
): { readonly report: number; readonly change: NewChange } | undefined {
  const [first] = own;
  const found = first && findReport(db, first);
  if (first === undefined || found?.report.current == null) return undefined;
  const { report, document, fileName } = found;
  const current = found.report.current;
  const facts = listFacts(db, current);
  const { agency, year, scope } = first;
  const released = db
    .select()
    .from(corrections)
    .where(
      and(
        ...[eq(corrections.agency, agency), eq(corrections.year, year), eq(corrections.scope, scope)],
        eq(corrections.state, "released"),
      ),
    )
    .all();
  const fits = own.every((one) => {
    const fact = facts.find((held) => isSameCell(held, one));
    if (fact === undefined) return one.wasStatus === "absent";
    const base = asRead(fact, released);
    return base.wasStatus === one.wasStatus && base.wasAmount === one.wasAmount;
  });
  if (!fits) return undefined;
  const overtaken = released.filter((old) => own.some((one) => isSameCell(old, one)));
  db.update(corrections)
    .set({ state: "replaced" })
    .where(
      inArray(
        corrections.key,
        overtaken.map(({ key }) => key),
      ),
    )
    .run();
  const figures = correctFacts(facts, own, document);
  const number = nextVersionNumber(db, { agency, year, scope });
  const version = copyVersion(db, current, { number, facts: figures, by: by.name, at });
  db.update(reports).set({ current: version }).where(eq(reports.key, report.key)).run();
  rebuildReportTotals(db, catalog, { ...report, current: version });
  return {
    report: report.key,
    change: {
      change: "corrected",
      agency,
      year,
      scope,
      version: number,
      document,
      fileName,
      awaitsReview: false,
    },
  };
}

/** Corrections that fit no more are to be looked at again. */
function fallDue(db: Writer, stale: readonly Correction[]): void {
  db.update(corrections)
    .set({ state: "due" })
    .where(
      inArray(
        corrections.key,
        stale.map(({ key }) => key),
      ),
    )
    .run();
}

/** Releases all that waits for it, or nothing. On a connection of its own, so that nothing else enters its transaction. */
export async function releaseDecisions(
  file: string,
  catalog: Catalog,
  publication: Publication,
): Promise<{ readonly release: number } | CannotRelease> {
  const db = openExisting(file);
  try {
    watchVerdicts(db);
    db.$client.exec("BEGIN IMMEDIATE");
    const pending = listPending(db, publication.by);
    if (countPending(pending) === 0) return "nothing-decided";
    const stored = await storeDecisions(db, catalog, pending, publication);
    if (!Array.isArray(stored)) {
      db.$client.exec("ROLLBACK");
      fallDue(db, stored.stale);
      return "correction-stale";
    }
    const number = enterRelease(db, catalog, publication, stored, {});
    const released = { release: number };
    const keysOf = (rows: readonly { readonly key: number }[]) => rows.map(({ key }) => key);
    db.update(corrections)
      .set({ ...released, state: "released" })
      .where(inArray(corrections.key, keysOf(pending.corrections)))
      .run();
    db.update(reviews)
      .set({ ...released, isPending: false })
      .where(inArray(reviews.key, keysOf(pending.accepted)))
      .run();
    closeCorrected(db, keysOf(pending.corrections), number, publication.at);
    releaseExplanations(db, pending.explanations, number);
    enterVerdicts(db, number);
    db.$client.exec("COMMIT");
    return released;
  } finally {
    if (db.$client.inTransaction) db.$client.exec("ROLLBACK");
    db.$client.close();
  }
}

async function storeDecisions(
  db: Database,
  catalog: Catalog,
  pending: PendingDecisions,
  publication: Publication,
): Promise<NewChange[] | { readonly stale: readonly Correction[] }> {
  const { at } = publication;
  const changes: NewChange[] = [];
  raiseRelease(db, at);
  for (const review of pending.accepted) {
    const document = findAwaiting(db, review);
    if (document === undefined) continue;
    await acceptReading(db, catalog, { hash: document, by: review.by, at });
    const { agency, year, scope, version } = review;
    const fileName = findReport(db, review)?.fileName ?? "";
    changes.push({
      change: "accepted",
      agency,
      year,
      scope,
      version,
      document,
      fileName,
      awaitsReview: false,
    });
  }
  const touched: number[] = [];
  for (const key of new Set(pending.corrections.map(keyOf))) {
    const own = pending.corrections.filter((one) => keyOf(one) === key);
    const stored = correctReport(db, catalog, own, publication);
    if (stored === undefined) return { stale: own };
    touched.push(stored.report);
    changes.push(stored.change);
  }
  if (touched.length > 0) rebuildChecks(db, catalog, touched);
  return [...changes, ...listExplained(db, pending.explanations)];
}

/** The reports that are shown and of whose failures something else is said. */
function listExplained(db: Writer, rows: readonly ExplanationRow[]): NewChange[] {
  const reports = new Map(rows.map((row) => [keyOf(row), row]));
  return [...reports.values()].flatMap((row): NewChange[] => {
    const found = findReport(db, row);
    if (found === undefined) return [];
    const { agency, year, scope } = row;
    const { version, document, fileName } = found;
    return [{ change: "explained", agency, year, scope, version, document, fileName, awaitsReview: false }];
  });
}
