import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { QuestionKind, QuestionState } from "../lib/desk/states.ts";
import type { Scope, ValueStatus } from "../lib/model.ts";

/** What readers doubt: single numbers as they were shown. Kept by ids of agencies: a report may go and come again. */
export const questions = sqliteTable(
  "questions",
  {
    /** The number under which it is known. */
    key: integer().primaryKey({ autoIncrement: true }),
    agency: text().notNull(),
    year: integer().notNull(),
    scope: text().$type<Scope>().notNull(),
    edition: text().notNull(),
    indicator: text().notNull(),
    member: text().notNull(),
    /** Labels as printed, to be told without the report. */
    label: text().notNull(),
    memberLabel: text("member_label").notNull(),
    unit: text().notNull(),
    /** What was shown, in which version of the report and of the data. */
    shownStatus: text("shown_status").$type<ValueStatus>().notNull(),
    shownAmount: integer("shown_amount"),
    version: integer().notNull(),
    dataVersion: integer("data_version").notNull(),
    kind: text().$type<QuestionKind>().notNull(),
    /** Public only with `isTextShown`. */
    words: text().notNull(),
    /** Never public; `null` from the moment the question is closed. */
    contact: text(),
    askedAt: text("asked_at").notNull(),
    state: text().$type<QuestionState>().notNull(),
    isTextShown: integer("is_text_shown", { mode: "boolean" }).notNull().default(false),
    /** Key of the correction that answers it, also while that waits for a release. */
    correction: integer(),
    /** Number of the release that brought the correction. */
    release: integer(),
    /** Counted up by every step: who decides says which he has seen. */
    revision: integer().notNull().default(0),
  },
  (t) => [
    index("questions_report").on(t.agency, t.year, t.scope),
    index("questions_state").on(t.state),
    index("questions_asked").on(t.askedAt),
  ],
);

/** What became of a question, step by step. Rows are added, never changed. */
export const questionSteps = sqliteTable(
  "question_steps",
  {
    key: integer().primaryKey(),
    question: integer()
      .notNull()
      .references(() => questions.key),
    state: text().$type<QuestionState>().notNull(),
    /** To the reader; public once the state is. */
    answer: text().notNull(),
    correction: integer(),
    release: integer(),
    /** The user of the desk; empty where a reader or a release did it. */
    by: text().notNull(),
    at: text().notNull(),
  },
  (t) => [index("question_steps_question").on(t.question)],
);
