import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { ExplanationState } from "../lib/desk/states.ts";
import type { Scope } from "../lib/model.ts";
import { reports } from "./schema.ts";

/** What the checks say of the reports as they are shown, and what is said of that. */

/** How often each check passed, failed or could not be assessed in the report as it is shown. Derived, like `totals`. */
export const checkCounts = sqliteTable(
  "check_counts",
  {
    report: integer()
      .notNull()
      .references(() => reports.key),
    check: text("check_id").notNull(),
    passed: integer().notNull(),
    failed: integer().notNull(),
    notAssessable: integer("not_assessable").notNull(),
    /** Not assessable, but would hold if blanks were zero. */
    inferred: integer().notNull(),
    /** Terms that could not be had, the first few. */
    missing: text({ mode: "json" }).$type<readonly string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.report, t.check] }), index("check_counts_check").on(t.check)],
);

/** The tables of the reports shown as hashes of their figures, by which repetitions are found. */
export const tableVectors = sqliteTable(
  "table_vectors",
  {
    report: integer()
      .notNull()
      .references(() => reports.key),
    /** `edition/table`. */
    form: text().notNull(),
    year: integer().notNull(),
    hash: text().notNull(),
    /** Cells above zero. */
    weight: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.report, t.form] }), index("table_vectors_hash").on(t.hash, t.year)],
);

/**
 * What an agency or an editor has to say to a failed check; kept when checks are run again, and by ids of agencies: a
 * report may go and come again. Rows are added; whatever was said before stays.
 */
export const explanations = sqliteTable(
  "explanations",
  {
    key: integer().primaryKey(),
    agency: text().notNull(),
    year: integer().notNull(),
    scope: text().$type<Scope>().notNull(),
    check: text("check_id").notNull(),
    instance: text().notNull(),
    /** Empty where an explanation is taken back. */
    words: text().notNull(),
    /** Who says so, and when: a day or an instant. */
    by: text("given_by").notNull(),
    at: text("given_at").notNull(),
    /** The letter or document it stands in; empty where none was named. */
    source: text().notNull().default(""),
    /** The user of the desk; empty where the command line entered it. */
    enteredBy: text("entered_by").notNull().default(""),
    enteredAt: text("entered_at").notNull(),
    state: text().$type<ExplanationState>().notNull(),
    /** Number of the release that brought it. */
    release: integer(),
  },
  (t) => [
    index("explanations_report").on(t.agency, t.year, t.scope),
    index("explanations_state").on(t.state),
    uniqueIndex("explanations_in_force")
      .on(t.agency, t.year, t.scope, t.check, t.instance)
      .where(sql`state = 'released'`),
  ],
);
