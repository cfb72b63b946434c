import { and, asc, eq, inArray, or } from "drizzle-orm";
import { isOpenQuestion, type QuestionAnswer, type QuestionState } from "../../lib/desk/states.ts";
import type { Fact } from "../../lib/model.ts";
import type { Writer } from "../client.ts";
import { type Correction, isSameCell } from "../corrections.ts";
import { questionSteps, questions } from "../questions-schema.ts";
import type { ReviewItem } from "./review.ts";

/**
 * What readers doubt, as editors answer it. Each step is a row that stays. A correction answers a question when a release
 * brings it; until then the public sees that somebody looks at it. With the answer the contact is deleted.
 */

export type Question = typeof questions.$inferSelect;
export type Step = typeof questionSteps.$inferSelect;

const ofReport = ({ agency, year, scope }: Pick<ReviewItem, "agency" | "year" | "scope">) =>
  and(eq(questions.agency, agency), eq(questions.year, year), eq(questions.scope, scope));

/** The questions about a report, those that are open first. */
export function listReportQuestions(db: Writer, item: ReviewItem): Question[] {
  const isOpen = ({ state }: Question) => (isOpenQuestion(state) ? 0 : 1);
  return db
    .select()
    .from(questions)
    .where(ofReport(item))
    .orderBy(asc(questions.key))
    .all()
    .toSorted((a, b) => isOpen(a) - isOpen(b));
}

export function listSteps(db: Writer, question: number): Step[] {
  return db
    .select()
    .from(questionSteps)
    .where(eq(questionSteps.question, question))
    .orderBy(asc(questionSteps.key))
    .all();
}

interface Stepped {
  readonly state: QuestionState;
  readonly answer?: string;
  readonly correction?: number | null;
  readonly release?: number;
  readonly isTextShown?: boolean;
  readonly by: string;
  readonly at: string;
}

function step(db: Writer, question: Question, { isTextShown, answer = "", ...next }: Stepped): void {
  const { state, correction = null, release = null } = next;
  db.insert(questionSteps)
    .values({ question: question.key, ...next, answer })
    .run();
  db.update(questions)
    .set({
      ...{ state, correction, release, revision: question.revision + 1 },
      contact: isOpenQuestion(state) ? question.contact : null,
      isTextShown: isTextShown ?? question.isTextShown,
    })
    .where(eq(questions.key, question.key))
    .run();
}

/** What is written to the reader for when the correction is released; it goes with that correction. */
const heldAnswer = (db: Writer, { key }: Question): string => listSteps(db, key).at(-1)?.answer ?? "";

/** A question about the report, as somebody has seen it. */
export interface SeenQuestion {
  readonly question: number;
  readonly revision: number;
  readonly by: string;
  readonly at: string;
}

export type Answered = "answered" | "no-question" | "changed-meanwhile" | "already-so";

function find(db: Writer, item: ReviewItem, { question: key, revision }: SeenQuestion): Question | Answered {
  const own = and(eq(questions.key, key), ofReport(item));
  const question = db.select().from(questions).where(own).get();
  if (question === undefined) return "no-question";
  return question.revision === revision ? question : "changed-meanwhile";
}

/** Says that somebody looks at it, and whether everybody may read what the reader wrote. A closed one is opened again. */
export function takeUp(
  db: Writer,
  item: ReviewItem,
  seen: SeenQuestion & { readonly isTextShown: boolean },
): Answered {
  const question = find(db, item, seen);
  if (typeof question === "string") return question;
  const { by, at, isTextShown } = seen;
  if (question.state === "looked-at" && question.isTextShown === isTextShown) return "already-so";
  const { correction } = question;
  const kept = isOpenQuestion(question.state) ? { correction, answer: heldAnswer(db, question) } : {};
  step(db, question, { state: "looked-at", ...kept, isTextShown, by, at });
  return "answered";
}

/** Ends a question that no correction answers. What is set aside is not shown. */
export function answerQuestion(
  db: Writer,
  item: ReviewItem,
  seen: SeenQuestion & {
    readonly state: QuestionAnswer;
    readonly answer: string;
    readonly isTextShown: boolean;
  },
): Answered {
  const question = find(db, item, seen);
  if (typeof question === "string") return question;
  if (!isOpenQuestion(question.state)) return "already-so";
  const { state, answer, by, at } = seen;
  step(db, question, { state, answer, isTextShown: seen.isTextShown && state !== "set-aside", by, at });
  return "answered";
}

/**
 * Lets a correction of the same cell answer a question: at once where it is in force, else it waits for its release, and
 * the words to the reader with it.
 */
export function answerByCorrection(
  db: Writer,
  item: ReviewItem,
  seen: SeenQuestion & { readonly answer?: string; readonly isTextShown?: boolean },
  correction: Correction | undefined,
): Answered | "waits" | "no-correction" {
  const question = find(db, item, seen);
  if (typeof question === "string") return question;
  if (!isOpenQuestion(question.state)) return "already-so";
  if (correction === undefined || !isSameCell(question, correction)) return "no-correction";
  const { key, state, release } = correction;
  const { question: _, revision: _seen, ...said } = seen;
  if (state === "released" && release !== null) {
    step(db, question, { ...said, state: "corrected", correction: key, release });
    return "answered";
  }
  if (state !== "pending") return "no-correction";
  step(db, question, { ...said, state: "looked-at", correction: key });
  return "waits";
}

/** The corrections that may answer a question: of its cell, waiting or in force. */
export const correctionsFor = (
  question: Pick<Fact, "edition" | "indicator" | "member">,
  held: readonly Correction[],
): Correction[] =>
  held.filter((one) => isSameCell(question, one) && (one.state === "pending" || one.state === "released"));

const openOf = (db: Writer, corrections: readonly number[]): Question[] =>
  db
    .select()
    .from(questions)
    .where(
      and(
        inArray(questions.correction, [...corrections]),
        or(eq(questions.state, "received"), eq(questions.state, "looked-at")),
      ),
    )
    .all();

/** Questions that a correction was to answer follow the one that replaces it, or wait again. */
export function followCorrection(
  db: Writer,
  gone: readonly number[],
  next: { readonly correction: number | null; readonly by: string; readonly at: string },
): void {
  for (const question of openOf(db, gone)) step(db, question, { state: "looked-at", ...next });
}

/** Questions that the corrections of a release answer. */
export function closeCorrected(
  db: Writer,
  corrections: readonly number[],
  release: number,
  at: string,
): void {
  for (const question of openOf(db, corrections)) {
    const { correction } = question;
    const answer = heldAnswer(db, question);
    step(db, question, { state: "corrected", correction, release, answer, by: "", at });
  }
}
