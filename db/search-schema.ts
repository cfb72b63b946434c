import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/**
 * What each agency is found by. The words stand in `agency_search`, an FTS5 table without content of its own (the
 * migration makes it; drizzle cannot), whose row ids are `place`: sorted by row id, hits are sorted by rank.
 */
export const searchEntries = sqliteTable(
  "search_entries",
  {
    agency: integer().primaryKey(),
    place: integer().notNull(),
    /** Path of the region and the names, folded, one a line. */
    names: text().notNull(),
    /** Digest of all words, so that nothing is written where nothing changed. */
    digest: text().notNull(),
  },
  (t) => [uniqueIndex("search_entries_place").on(t.place)],
);
