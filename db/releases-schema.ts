import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CheckVerdict } from "../lib/check-views.ts";
import type { ReleaseChange } from "../lib/desk/states.ts";
import type { Scope } from "../lib/model.ts";

/** Releases: what was published together at the desk, for everybody to read. Rows are added, never changed. */
export const releases = sqliteTable("releases", {
  /** Counted from 1 without gaps. */
  number: integer().primaryKey(),
  releasedAt: text("released_at").notNull(),
  title: text().notNull(),
  notes: text().notNull(),
  /** Version of the data (`release`) that it made. */
  dataVersion: integer("data_version").notNull(),
  /** The checks as they were declared then, each by its fingerprint; `null` for releases made before that was kept. */
  checks: text({ mode: "json" }).$type<Readonly<Record<string, string>>>(),
});

/** One report of a release. Kept by ids: a report may be withdrawn or move later, what was released stays told. */
export const releaseChanges = sqliteTable(
  "release_changes",
  {
    release: integer()
      .notNull()
      .references(() => releases.number),
    position: integer().notNull(),
    change: text().$type<ReleaseChange>().notNull(),
    agency: text().notNull(),
    year: integer().notNull(),
    scope: text().$type<Scope>().notNull(),
    version: integer().notNull(),
    document: text().notNull(),
    fileName: text("file_name").notNull(),
    /** Recognised in a picture, and shown only after somebody has looked at it. */
    awaitsReview: integer("awaits_review", { mode: "boolean" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.position] }),
    index("release_changes_report").on(t.agency, t.year, t.scope),
  ],
);

/** What a release changed in the verdict of a check on a report; `null` where the check did not apply. */
export const releaseVerdicts = sqliteTable(
  "release_verdicts",
  {
    release: integer()
      .notNull()
      .references(() => releases.number),
    agency: text().notNull(),
    year: integer().notNull(),
    scope: text().$type<Scope>().notNull(),
    check: text("check_id").notNull(),
    before: text().$type<CheckVerdict>(),
    after: text().$type<CheckVerdict>(),
  },
  (t) => [primaryKey({ columns: [t.release, t.agency, t.year, t.scope, t.check] })],
);
