import { inArray } from "drizzle-orm";
import type { Writer } from "./client.ts";
import { terms } from "./schema.ts";

export type TermKeys = ReadonlyMap<string, number>;

/** The keys of catalog ids; ids that no report has used yet have none. */
export function findTermKeys(db: Writer, ids: Iterable<string>): TermKeys {
  const rows = db
    .select()
    .from(terms)
    .where(inArray(terms.id, [...new Set(ids)]))
    .all();
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/** The keys of catalog ids, entering those that are new. */
export function enterTerms(db: Writer, ids: Iterable<string>): TermKeys {
  const wanted = [...new Set(ids)];
  const known = findTermKeys(db, wanted);
  const missing = wanted.filter((id) => !known.has(id));
  if (missing.length === 0) return known;
  db.insert(terms)
    .values(missing.map((id) => ({ id })))
    .run();
  return findTermKeys(db, wanted);
}

/** The key of an id that was entered. */
export function termKey(keys: TermKeys, id: string): number {
  const key = keys.get(id);
  if (key === undefined) throw new Error(`The id ${id} was not entered`);
  return key;
}
