import { createHash } from "node:crypto";
import { and, desc, eq, gt, isNotNull, or, sql } from "drizzle-orm";
import type { Verdict } from "../../lib/desk/states.ts";
import type { Fact, Scope } from "../../lib/model.ts";
import type { Database, Writer } from "../client.ts";
import { amountOf, listFacts } from "../fact-rows.ts";
import { listFindings } from "../queries/findings.ts";
import { questions } from "../questions-schema.ts";
import { corrections, reviews } from "../review-schema.ts";
import { agencies, documents, facts, findings, reports, versions } from "../schema.ts";
import { worksFor } from "./remits.ts";
import type { SessionUser } from "./sessions.ts";

/**
 * Reports that somebody should look at, and what was decided. A decision holds for the figures and failures it judged:
 * when another reading or another check gives the same, it stays; when they change, the report is open again.
 */

/** Recognised figures of which the recognizer itself is less sure. */
export const SURE = 0.9;

/** A report in the queue. */
export interface QueueItem {
  /** Key of the report. */
  readonly report: number;
  readonly agency: string;
  readonly agencyNameZh: string;
  readonly agencyNameEn: string | null;
  readonly year: number;
  readonly scope: Scope;
  /** Key and number of the version to be looked at. */
  readonly versionKey: number;
  readonly version: number;
  readonly document: string;
  readonly fileName: string;
  readonly cellsRead: number;
  readonly cellsExpected: number;
  readonly unread: number;
  readonly failed: number;
  readonly unsure: number;
  /** Recognised in a picture, and shown to nobody yet. */
  readonly awaits: boolean;
  /** Corrections that wait for a release, and those that are to be looked at again. */
  readonly pending: number;
  readonly due: number;
  /** Questions of readers that nobody has answered, and no correction that waits does. */
  readonly questions: number;
  /** The last verdict. */
  readonly reviewed: ReviewRow | undefined;
}

/** A report to be looked at. */
export interface ReviewItem extends QueueItem {
  readonly fingerprint: string;
}

export type ReviewRow = typeof reviews.$inferSelect;

const failedOf = sql<number>`(SELECT count(*) FROM ${findings} WHERE ${findings.version} = ${versions.key}
  AND ${findings.check} IS NOT NULL AND ${findings.severity} = 'error')`;
const unsureOf = sql<number>`(SELECT count(*) FROM ${facts} WHERE ${facts.version} = ${versions.key}
  AND ${facts.confidence} < ${SURE})`;
const correctionsOf = (state: "pending" | "due") =>
  sql<number>`(SELECT count(*) FROM ${corrections} WHERE ${corrections.agency} = ${agencies.id}
  AND ${corrections.year} = ${reports.year} AND ${corrections.scope} = ${reports.scope}
  AND ${corrections.state} = ${state})`;
const questionsOf = sql<number>`(SELECT count(*) FROM ${questions} WHERE ${questions.agency} = ${agencies.id}
  AND ${questions.year} = ${reports.year} AND ${questions.scope} = ${reports.scope}
  AND ${questions.state} IN ('received', 'looked-at')
  AND NOT EXISTS (SELECT 1 FROM ${corrections} c WHERE c.key = ${questions.correction} AND c.state = 'pending'))`;
/** The newest version that awaits review and no shown one has overtaken, else the one that is shown. */
const subjectOf = sql<number>`coalesce(
  (SELECT max(v.key) FROM ${versions} v WHERE v.report = ${reports.key} AND v.awaiting_review = 1
    AND v.key > coalesce(${reports.current}, 0)),
  ${reports.current})`;

const COLUMNS = {
  report: reports.key,
  agency: agencies.id,
  agencyNameZh: agencies.nameZh,
  agencyNameEn: agencies.nameEn,
  year: reports.year,
  scope: reports.scope,
  versionKey: versions.key,
  version: versions.number,
  document: versions.document,
  fileName: documents.fileName,
  cellsRead: versions.cellsRead,
  cellsExpected: versions.cellsExpected,
  unread: sql<number>`max(0, ${versions.cellsExpected} - ${versions.cellsRead})`,
  failed: failedOf,
  unsure: unsureOf,
  awaits: versions.awaitingReview,
  pending: correctionsOf("pending"),
  due: correctionsOf("due"),
  questions: questionsOf,
};

const select = (db: Writer) =>
  db
    .select(COLUMNS)
    .from(reports)
    .innerJoin(versions, eq(versions.key, subjectOf))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(documents, eq(documents.sha256, versions.document));

const lineOf = ({ edition, indicator, member, value }: Fact): string =>
  [edition, indicator, member, value.status, amountOf(value) ?? ""].join("\t");

/** Over the figures of a version, how many cells its forms have, and which checks fail on it. */
function fingerprintVersion(db: Writer, version: number, cellsExpected: number): string {
  const failing = db
    .select({ check: findings.check, instance: findings.instance })
    .from(findings)
    .where(and(eq(findings.version, version), isNotNull(findings.check)))
    .all()
    .map(({ check, instance }) => `${check}\t${instance}`);
  const lines = [String(cellsExpected), ...listFacts(db, version).map(lineOf).sort(), ...failing.sort()];
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

export function listReviews(
  db: Writer,
  { agency, year, scope }: Pick<ReviewItem, "agency" | "year" | "scope">,
): ReviewRow[] {
  return db
    .select()
    .from(reviews)
    .where(and(eq(reviews.agency, agency), eq(reviews.year, year), eq(reviews.scope, scope)))
    .orderBy(desc(reviews.key))
    .all();
}

const withLast = (db: Writer, row: Omit<QueueItem, "reviewed">): QueueItem => {
  const [reviewed] = listReviews(db, row);
  return { ...row, reviewed };
};

const withFingerprint = (db: Writer, item: QueueItem): ReviewItem => ({
  ...item,
  fingerprint: fingerprintVersion(db, item.versionKey, item.cellsExpected),
});

/** Whether somebody should look at it: nothing was decided, or of other figures and failures, or somebody asks. */
export const isOpen = ({ fingerprint, reviewed, due, questions: asked }: ReviewItem): boolean =>
  due > 0 || asked > 0 || reviewed?.fingerprint !== fingerprint;

/** What matters first: corrections that no longer fit, readers who ask, unread cells, failed checks, unsure recognition. */
function compare(a: QueueItem, b: QueueItem): number {
  const weights = ({ due, questions: asked, unread, failed, unsure, awaits }: QueueItem) => [
    due,
    asked,
    unread,
    failed,
    unsure,
    awaits ? 1 : 0,
  ];
  const [left, right] = [weights(a), weights(b)];
  const at = left.findIndex((weight, index) => weight !== right[index]);
  return at < 0 ? a.report - b.report : (right[at] ?? 0) - (left[at] ?? 0);
}

/** The reports that are open, for the agencies somebody works for. */
export function listQueue(db: Database, user: SessionUser): QueueItem[] {
  const rows = select(db)
    .where(
      or(
        gt(versions.cellsExpected, versions.cellsRead),
        gt(failedOf, 0),
        gt(unsureOf, 0),
        eq(versions.awaitingReview, true),
        gt(correctionsOf("due"), 0),
        gt(questionsOf, 0),
      ),
    )
    .all();
  return rows
    .filter(({ agency }) => worksFor(db, user.remit, agency))
    .map((row) => withLast(db, row))
    .filter((item) => item.reviewed === undefined || isOpen(withFingerprint(db, item)))
    .toSorted(compare);
}

/** The report of the queue that comes after one; the first where it stands in it no more, or last. */
export function nextInQueue(db: Database, user: SessionUser, report: number): QueueItem | undefined {
  const queue = listQueue(db, user);
  return (
    queue[queue.findIndex((item) => item.report === report) + 1] ??
    queue.find((item) => item.report !== report)
  );
}

/** A report to be looked at, in the queue or not, for somebody who works for its agency. */
export function findItem(db: Writer, user: SessionUser, report: number): ReviewItem | undefined {
  const row = select(db).where(eq(reports.key, report)).get();
  return row !== undefined && worksFor(db, user.remit, row.agency)
    ? withFingerprint(db, withLast(db, row))
    : undefined;
}

/** What a version holds, whether it is shown or not. */
export function readVersion(db: Database, version: number) {
  const held = db.select({ tables: versions.tables }).from(versions).where(eq(versions.key, version)).get();
  return { tables: held?.tables ?? [], facts: listFacts(db, version), findings: listFindings(db, version) };
}

export interface NewReview {
  readonly verdict: Verdict;
  readonly note: string;
  /** Of what was seen. */
  readonly fingerprint: string;
  readonly by: string;
  readonly at: string;
}

export type Reviewed = "reviewed" | "changed-meanwhile";

/** Enters a verdict on what was seen; where something else is there by now, nothing. */
export function enterReview(db: Writer, item: ReviewItem, review: NewReview): Reviewed {
  if (item.fingerprint !== review.fingerprint) return "changed-meanwhile";
  const { agency, year, scope, version, awaits } = item;
  const isPending = awaits && review.verdict === "accepted";
  db.insert(reviews)
    .values({ agency, year, scope, version, ...review, isPending })
    .run();
  // What was due was looked at: it is in force no more.
  db.update(corrections)
    .set({ state: "replaced" })
    .where(
      and(
        eq(corrections.agency, agency),
        eq(corrections.year, year),
        eq(corrections.scope, scope),
        eq(corrections.state, "due"),
      ),
    )
    .run();
  return "reviewed";
}
