import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { AgencyNameKind, LineageKind, Vote } from "../lib/model.ts";
import { agencies } from "./schema.ts";

/** The registry: names, lineage and places of the agencies, and the doubts about whose a report is. */

/** All names an agency bears or bore; the official one among them. */
export const agencyNames = sqliteTable(
  "agency_names",
  {
    key: integer().primaryKey(),
    agency: integer()
      .notNull()
      .references(() => agencies.key),
    name: text().notNull(),
    /** As names are compared (lib/registry). */
    folded: text().notNull(),
    kind: text().$type<AgencyNameKind>().notNull(),
    validFrom: text("valid_from"),
    validTo: text("valid_to"),
  },
  (t) => [index("agency_names_agency").on(t.agency), index("agency_names_folded").on(t.folded)],
);

/** What became of an agency, and on what that rests. Series are joined along these edges alone. */
export const agencyLineage = sqliteTable(
  "agency_lineage",
  {
    key: integer().primaryKey(),
    predecessor: integer()
      .notNull()
      .references(() => agencies.key),
    /** `null` where a series ends: its work went into a Party body. */
    successor: integer().references(() => agencies.key),
    kind: text().$type<LineageKind>().notNull(),
    on: text("happened_on").notNull(),
    basis: text().notNull(),
  },
  (t) => [
    index("agency_lineage_predecessor").on(t.predecessor),
    index("agency_lineage_successor").on(t.successor),
  ],
);

/** Administrative divisions with their codes, by the year from which they were (lib/catalog/regions.json). */
export const divisions = sqliteTable(
  "divisions",
  {
    code: text().notNull(),
    since: integer().notNull(),
    /** The first year in which it was no more. */
    until: integer(),
    name: text().notNull(),
    level: text().notNull(),
    parent: text(),
    /** Names down from the province: 福建省福州市平潭县. */
    path: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.code, t.since] }), index("divisions_parent").on(t.parent)],
);

/** Reports of which it is not certain whose they are; somebody decides, nobody guesses. */
export const doubts = sqliteTable(
  "doubts",
  {
    key: integer().primaryKey(),
    document: text().notNull(),
    /** Folder and file name. */
    name: text().notNull(),
    /** The agency as the report names it. */
    called: text().notNull(),
    year: integer(),
    /** Ids of agencies it may be. */
    candidates: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    evidence: text({ mode: "json" }).$type<readonly Vote[]>().notNull(),
    askedAt: text("asked_at").notNull(),
    /** Id of the agency somebody chose. */
    settled: text(),
    settledBy: text("settled_by"),
    settledAt: text("settled_at"),
  },
  (t) => [uniqueIndex("doubts_document").on(t.document, t.called)],
);
