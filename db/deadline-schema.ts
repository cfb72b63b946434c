import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/**
 * Deadlines set for regions and years beside the law. Rows are added, never changed: the newest of a rule is in force
 * unless it ends the rule, the others are its history.
 */
export const deadlineRules = sqliteTable(
  "deadline_rules",
  {
    key: integer().primaryKey(),
    /** Number of the rule. */
    rule: integer().notNull(),
    revision: integer().notNull(),
    isNewest: integer("is_newest", { mode: "boolean" }).notNull().default(true),
    /** Division code, with what lies in it; `null`: everywhere. */
    region: text(),
    /** First and last report year; `null`: every year from the first. */
    since: integer().notNull(),
    until: integer(),
    /** `null`: all. */
    kind: text(),
    level: text(),
    /** Of the year after the report's. */
    month: integer().notNull(),
    day: integer().notNull(),
    basis: text().notNull(),
    /** It applies to no year any more. */
    isEnded: integer("is_ended", { mode: "boolean" }).notNull().default(false),
    by: text().notNull(),
    at: text().notNull(),
  },
  (t) => [
    uniqueIndex("deadline_rules_revision").on(t.rule, t.revision),
    index("deadline_rules_newest").on(t.isNewest, t.isEnded),
  ],
);
