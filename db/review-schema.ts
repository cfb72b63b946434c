import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CorrectionState, Verdict } from "../lib/desk/states.ts";
import type { Scope, ValueStatus } from "../lib/model.ts";

/** What editors decided about reports that are stored. Kept by ids of agencies: a report may go and come again. */

export const reviews = sqliteTable(
  "reviews",
  {
    key: integer().primaryKey(),
    agency: text().notNull(),
    year: integer().notNull(),
    scope: text().$type<Scope>().notNull(),
    /** Number of the version that was looked at. */
    version: integer().notNull(),
    /** Of the figures and failures that were judged (db/desk/review.ts): others open the report again. */
    fingerprint: text().notNull(),
    verdict: text().$type<Verdict>().notNull(),
    note: text().notNull(),
    by: text().notNull(),
    at: text().notNull(),
    /** Number of the release that made figures recognised in a picture visible; `null` where nothing waits for one. */
    release: integer(),
    /** Whether a release is to show the figures. */
    isPending: integer("is_pending", { mode: "boolean" }).notNull().default(false),
  },
  (t) => [index("reviews_report").on(t.agency, t.year, t.scope)],
);

export const corrections = sqliteTable(
  "corrections",
  {
    key: integer().primaryKey(),
    agency: text().notNull(),
    year: integer().notNull(),
    scope: text().$type<Scope>().notNull(),
    edition: text().notNull(),
    indicator: text().notNull(),
    member: text().notNull(),
    /** Table id of the edition. */
    form: text().notNull(),
    /** Labels as printed, to be told without the report. */
    label: text().notNull(),
    memberLabel: text("member_label").notNull(),
    unit: text().notNull(),
    wasStatus: text("was_status").$type<ValueStatus>().notNull(),
    wasAmount: integer("was_amount"),
    wasPrinted: text("was_printed").notNull(),
    isStatus: text("is_status").$type<ValueStatus>().notNull(),
    isAmount: integer("is_amount"),
    why: text().notNull(),
    evidence: text().notNull(),
    by: text().notNull(),
    at: text().notNull(),
    state: text().$type<CorrectionState>().notNull(),
    /** Number of the release that brought it. */
    release: integer(),
  },
  (t) => [index("corrections_report").on(t.agency, t.year, t.scope), index("corrections_state").on(t.state)],
);

/** What was said of single cells. It holds for what the cell showed and what was found out about it, and for no more. */
export const cellVerdicts = sqliteTable(
  "cell_verdicts",
  {
    key: integer().primaryKey(),
    agency: text().notNull(),
    year: integer().notNull(),
    scope: text().$type<Scope>().notNull(),
    edition: text().notNull(),
    indicator: text().notNull(),
    member: text().notNull(),
    /** Of what was judged (db/desk/doubtful-cells.ts). */
    fingerprint: text().notNull(),
    verdict: text().$type<Verdict>().notNull(),
    by: text().notNull(),
    at: text().notNull(),
  },
  (t) => [index("cell_verdicts_report").on(t.agency, t.year, t.scope)],
);
