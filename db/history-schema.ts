import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Grade } from "../lib/catalog/schema.ts";
import type { Scope, ValueStatus } from "../lib/model.ts";
import { terms, versions } from "./schema.ts";

/**
 * What was shown when. Written by triggers (db/migrations/0013_history.sql) in the transaction that changes what is
 * shown, whoever changes it; rows are added, never changed. A migration that builds `release`, `reports` or `agencies`
 * anew must make their triggers anew.
 */

/** Every version of the data since history is kept, and when it was made. */
export const dataVersions = sqliteTable("data_versions", {
  version: integer().primaryKey(),
  changedAt: text("changed_at").notNull(),
});

/** From which version of the data on a report showed which version of it. Kept by ids: a report may go and come again. */
export const shownVersions = sqliteTable(
  "shown_versions",
  {
    key: integer().primaryKey(),
    agency: text().notNull(),
    year: integer().notNull(),
    scope: text().$type<Scope>().notNull(),
    /** `null` from where on none was shown. */
    version: integer().references(() => versions.key),
    /** Number of that version within its report. */
    number: integer(),
    since: integer().notNull(),
  },
  (t) => [
    index("shown_versions_report").on(t.agency, t.year, t.scope),
    index("shown_versions_since").on(t.since),
  ],
);

/** Agencies that were entered by a report alone and went with it, as far as old figures need them. */
export const droppedAgencies = sqliteTable("dropped_agencies", {
  key: integer().primaryKey(),
  id: text().notNull().unique(),
  nameZh: text("name_zh").notNull(),
});

/** What the checks said of versions when they were last shown, like `check_counts`. */
export const formerCheckCounts = sqliteTable(
  "former_check_counts",
  {
    version: integer()
      .notNull()
      .references(() => versions.key),
    check: text("check_id").notNull(),
    passed: integer().notNull(),
    failed: integer().notNull(),
    notAssessable: integer("not_assessable").notNull(),
    inferred: integer().notNull(),
    missing: text({ mode: "json" }).$type<readonly string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.version, t.check] })],
);

/** The totals of versions that were shown, like `totals`: derived from their facts by the same function. */
export const formerTotals = sqliteTable(
  "former_totals",
  {
    version: integer()
      .notNull()
      .references(() => versions.key),
    indicator: integer()
      .notNull()
      .references(() => terms.key),
    edition: integer()
      .notNull()
      .references(() => terms.key),
    grade: text().$type<Grade>().notNull(),
    unit: text().notNull(),
    status: text().$type<ValueStatus>().notNull(),
    amount: integer(),
  },
  (t) => [primaryKey({ columns: [t.version, t.indicator] })],
);
