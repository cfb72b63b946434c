import { eq, inArray, sql } from "drizzle-orm";
import type { Writer } from "./client.ts";
import { prepareOnce } from "./prepared.ts";
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

const prepareTerm = prepareOnce((db: Writer) =>
  db
    .select({ key: terms.key })
    .from(terms)
    .where(eq(terms.id, sql.placeholder("id")))
    .prepare(),
);

/** The keys of catalog ids, entering those that are new. */
export function enterTerms(db: Writer, ids: Iterable<string>): TermKeys {
  const find = prepareTerm(db);
  const enter = (id: string) => db.insert(terms).values({ id }).returning({ key: terms.key }).get();
  return new Map([...new Set(ids)].map((id) => [id, (find.get({ id }) ?? enter(id)).key]));
}

/** The key of an id that was entered. */
export function termKey(keys: TermKeys, id: string): number {
  const key = keys.get(id);
  if (key === undefined) throw new Error(`The id ${id} was not entered`);
  return key;
}
