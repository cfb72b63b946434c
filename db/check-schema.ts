import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
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

/** What an agency or an editor has to say to a failed check; kept when checks are run again. */
export const explanations = sqliteTable(
  "explanations",
  {
    key: integer().primaryKey(),
    report: integer()
      .notNull()
      .references(() => reports.key),
    check: text("check_id").notNull(),
    instance: text().notNull(),
    words: text().notNull(),
    by: text("given_by").notNull(),
    at: text("given_at").notNull(),
  },
  (t) => [index("explanations_report").on(t.report)],
);
