import { and, desc, eq, inArray, isNotNull, ne } from "drizzle-orm";
import { explanations } from "../check-schema.ts";
import type { Writer } from "../client.ts";
import {
  type ExplainedFailure,
  type ExplanationRow,
  ofFailure,
  overtakeExplanation,
} from "../explanations.ts";
import { findings } from "../schema.ts";
import type { ReviewItem } from "./review.ts";

/**
 * Explanations on their way: what an agency says to a failed check, until a release brings it. Each change is a row of
 * its own, taking one back included, so that what was said before can be said again.
 */

export interface NewExplanation {
  readonly check: string;
  readonly instance: string;
  /** Empty: the explanation is taken back. */
  readonly words: string;
  readonly by: string;
  /** Letter or document. */
  readonly source: string;
  /** The day it was given, ISO 8601. */
  readonly at: string;
  /** Key of the newest row that the one who enters it has seen; 0 where there is none. */
  readonly seen: number;
  readonly enteredBy: string;
  readonly enteredAt: string;
}

export type Explained = "explained" | "no-finding" | "changed-meanwhile" | "same-explanation";

const ofReport = ({ agency, year, scope }: Pick<ReviewItem, "agency" | "year" | "scope">) =>
  and(eq(explanations.agency, agency), eq(explanations.year, year), eq(explanations.scope, scope));

/** All that was said to the failures of a report, the newest first. */
export function listExplanationRows(db: Writer, item: ReviewItem): ExplanationRow[] {
  return db.select().from(explanations).where(ofReport(item)).orderBy(desc(explanations.key)).all();
}

/** The row that counts by now: what waits for a release, else what is in force or was taken back. */
export const findNewest = (
  rows: readonly ExplanationRow[],
  failure: Pick<ExplanationRow, "check" | "instance">,
): ExplanationRow | undefined =>
  rows.find(
    ({ check, instance, state }) =>
      check === failure.check &&
      instance === failure.instance &&
      state !== "discarded" &&
      state !== "replaced",
  );

function fails(db: Writer, { versionKey }: ReviewItem, check: string, instance: string): boolean {
  const own = and(eq(findings.check, check), eq(findings.instance, instance), isNotNull(findings.instance));
  return (
    db
      .select({ key: findings.key })
      .from(findings)
      .where(and(eq(findings.version, versionKey), own))
      .get() !== undefined
  );
}

/** Enters what is said to a failure, or takes it back. Nothing is overwritten that the one who enters it has not seen. */
export function proposeExplanation(db: Writer, item: ReviewItem, note: NewExplanation): Explained {
  const { seen, ...said } = note;
  const { agency, year, scope } = item;
  const newest = findNewest(listExplanationRows(db, item), note);
  // What was said can be taken back also where the check no longer fails.
  if (!fails(db, item, note.check, note.instance) && (note.words !== "" || newest === undefined))
    return "no-finding";
  if ((newest?.key ?? 0) !== seen) return "changed-meanwhile";
  const isSame = (["words", "by", "source", "at"] as const).every((part) => newest?.[part] === note[part]);
  if (isSame || (note.words === "" && (newest?.words ?? "") === "")) return "same-explanation";
  const failure: ExplainedFailure = { agency, year, scope, check: note.check, instance: note.instance };
  db.update(explanations)
    .set({ state: "replaced" })
    .where(and(ofFailure(failure), eq(explanations.state, "pending")))
    .run();
  db.insert(explanations)
    .values({ ...failure, ...said, state: "pending" })
    .run();
  return "explained";
}

/** Gives up what was not released. Answers whether it waited. */
export function discardExplanation(db: Writer, item: ReviewItem, key: number): boolean {
  const own = and(eq(explanations.key, key), ofReport(item), eq(explanations.state, "pending"));
  return db.update(explanations).set({ state: "discarded" }).where(own).run().changes > 0;
}

/** What waits for a release. */
export function listPendingExplanations(db: Writer): ExplanationRow[] {
  return db
    .select()
    .from(explanations)
    .where(eq(explanations.state, "pending"))
    .orderBy(explanations.key)
    .all();
}

/** Puts into force what waited, under the number of a release. */
export function releaseExplanations(db: Writer, rows: readonly ExplanationRow[], release: number): void {
  for (const row of rows) overtakeExplanation(db, row);
  const keys = rows.map(({ key }) => key);
  const own = inArray(explanations.key, keys);
  db.update(explanations)
    .set({ state: "released", release })
    .where(and(own, ne(explanations.words, "")))
    .run();
  db.update(explanations)
    .set({ state: "withdrawn", release })
    .where(and(own, eq(explanations.words, "")))
    .run();
}
