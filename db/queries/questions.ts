import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { isOpenQuestion, QUESTION_STATES, type QuestionState } from "../../lib/desk/states.ts";
import type { Scope } from "../../lib/model.ts";
import type { QuestionStep, QuestionView } from "../../lib/question-views.ts";
import type { Database } from "../client.ts";
import { questionSteps, questions } from "../questions-schema.ts";
import { agencies } from "../schema.ts";

/** What readers doubt and what became of it. Never the contact, and the words only once an editor shows them. */

export interface QuestionFilter {
  readonly state?: QuestionState | undefined;
  readonly agency?: string | undefined;
  readonly year?: number | undefined;
  readonly scope?: Scope | undefined;
}

const lastStep = sql`(SELECT max(s.key) FROM question_steps s WHERE s.question = ${questions.key})`;

/** When the state began that lasts: what the desk does within one (a correction proposed or given up) is not public. */
const since = sql<string>`(SELECT s.at FROM question_steps s WHERE s.question = ${questions.key} AND s.key > coalesce(
  (SELECT max(d.key) FROM question_steps d WHERE d.question = ${questions.key} AND d.state <> ${questions.state}), 0)
  ORDER BY s.key LIMIT 1)`;

/** What is written for when a correction is released is public with it. */
const answer = sql<string>`CASE WHEN ${inArray(questionSteps.state, QUESTION_STATES.filter(isOpenQuestion))} THEN '' ELSE ${questionSteps.answer} END`;

const VIEW = {
  number: questions.key,
  agency: questions.agency,
  nameZh: agencies.nameZh,
  nameEn: agencies.nameEn,
  year: questions.year,
  scope: questions.scope,
  edition: questions.edition,
  indicator: questions.indicator,
  member: questions.member,
  label: questions.label,
  memberLabel: questions.memberLabel,
  unit: questions.unit,
  shownStatus: questions.shownStatus,
  shownAmount: questions.shownAmount,
  version: questions.version,
  dataVersion: questions.dataVersion,
  kind: questions.kind,
  words: sql<string | null>`CASE WHEN ${questions.isTextShown} THEN ${questions.words} END`,
  askedAt: questions.askedAt,
  state: questions.state,
  since,
  answer,
  release: questions.release,
};

const select = (db: Database) =>
  db
    .select(VIEW)
    .from(questions)
    .innerJoin(questionSteps, eq(questionSteps.key, lastStep))
    .leftJoin(agencies, eq(agencies.id, questions.agency));

const conditionOf = ({ state, agency, year, scope }: QuestionFilter): SQL | undefined =>
  and(
    state === undefined ? undefined : eq(questions.state, state),
    agency === undefined ? undefined : eq(questions.agency, agency),
    year === undefined ? undefined : eq(questions.year, year),
    scope === undefined ? undefined : eq(questions.scope, scope),
  );

/** The newest first. */
export async function listQuestions(
  db: Database,
  filter: QuestionFilter,
  page?: { readonly limit: number; readonly offset: number },
): Promise<QuestionView[]> {
  const found = select(db).where(conditionOf(filter)).orderBy(desc(questions.key)).$dynamic();
  return page === undefined ? found.all() : found.limit(page.limit).offset(page.offset).all();
}

export async function countQuestions(db: Database, filter: QuestionFilter): Promise<number> {
  return db.select({ n: count() }).from(questions).where(conditionOf(filter)).get()?.n ?? 0;
}

/** How many are in each state. */
export async function countQuestionStates(db: Database): Promise<Readonly<Record<QuestionState, number>>> {
  const rows = db
    .select({ state: questions.state, n: count() })
    .from(questions)
    .where(inArray(questions.state, [...QUESTION_STATES]))
    .groupBy(questions.state)
    .all();
  const of = (state: QuestionState) => rows.find((row) => row.state === state)?.n ?? 0;
  return Object.fromEntries(QUESTION_STATES.map((state) => [state, of(state)])) as Record<
    QuestionState,
    number
  >;
}

/** One question with every step; what is a step of the desk alone is none here. */
export async function findQuestion(
  db: Database,
  number: number,
): Promise<{ readonly question: QuestionView; readonly steps: readonly QuestionStep[] } | undefined> {
  const question = select(db).where(eq(questions.key, number)).get();
  if (question === undefined) return undefined;
  const steps = db
    .select({
      key: questionSteps.key,
      state: questionSteps.state,
      answer,
      release: questionSteps.release,
      at: questionSteps.at,
    })
    .from(questionSteps)
    .where(eq(questionSteps.question, number))
    .orderBy(asc(questionSteps.key))
    .all()
    .filter((step, at, all) => step.state !== all[at - 1]?.state || step.answer !== "");
  return { question, steps };
}
