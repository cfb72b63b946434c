import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { getCatalog } from "../lib/catalog/catalog.ts";
import { getRegions } from "../lib/catalog/regions.ts";
import { getSpokenNames } from "../lib/catalog/spoken-names.ts";
import type { Database, Writer } from "./client.ts";
import { chainOf } from "./known-regions.ts";
import { prepareOnce } from "./prepared.ts";
import { agencyNames } from "./registry-schema.ts";
import { agencies, reports } from "./schema.ts";
import { searchEntries } from "./search-schema.ts";
import { type SearchWords, searchWords } from "./search-words.ts";

/** The index that agencies are found by; `db/queries/search.ts` asks it. */

type Agency = typeof agencies.$inferSelect;

const LEVELS = ["state", "central", "province", "prefecture", "county", "township"];
const KINDS = ["government", "general-office"];
/** Room for the keys of agencies below the rank. */
const KEYS = 2 ** 32;

/**
 * Where an agency stands among hits that are equally near: those with reports first, then those that still are, the
 * higher level, the government before its offices. Row ids of the index, so that it need not sort.
 */
function placeOf({ key, level, kind, validTo }: Agency, hasReports: boolean): number {
  const at = (list: readonly string[], id: string | null) => {
    const found = id === null ? -1 : list.indexOf(id);
    return found < 0 ? list.length : found;
  };
  const flags = (hasReports ? 0 : 2) + (validTo === null ? 0 : 1);
  return ((flags * 8 + at(LEVELS, level)) * 4 + at(KINDS, kind)) * KEYS + key;
}

interface Entry {
  readonly agency: number;
  readonly place: number;
  readonly words: SearchWords;
  readonly digest: string;
}

let aliasesOf: ReadonlyMap<string, readonly string[]> | undefined;

/** Aliases that the catalog declares. */
function declaredAliases(id: string): readonly string[] {
  aliasesOf ??= new Map(getCatalog().agencies.map((agency) => [agency.id, agency.aliases]));
  return aliasesOf.get(id) ?? [];
}

/** Names of the region from the province down; of a code that no list of divisions has, the name it goes by. */
function pathOf({ region, regionNameZh }: Agency): string[] {
  const known = region === null ? [] : chainOf(region, getRegions()).map(({ name }) => name);
  return known.length > 0 || regionNameZh === null ? known : [regionNameZh];
}

function entryOf(agency: Agency, names: readonly string[], hasReports: boolean): Entry {
  const words = searchWords(
    {
      ...agency,
      others: [...new Set([...names, ...declaredAliases(agency.id)])].filter(
        (name) => name !== agency.nameZh,
      ),
      path: pathOf(agency),
    },
    getSpokenNames(),
  );
  const place = placeOf(agency, hasReports);
  const digest = createHash("sha256")
    .update(JSON.stringify([place, words]))
    .digest("base64url");
  return { agency: agency.key, place, words, digest };
}

const prepareAgency = prepareOnce((db: Writer) =>
  db
    .select()
    .from(agencies)
    .where(eq(agencies.key, sql.placeholder("key")))
    .prepare(),
);

const prepareNames = prepareOnce((db: Writer) =>
  db
    .select({ name: agencyNames.name })
    .from(agencyNames)
    .where(eq(agencyNames.agency, sql.placeholder("key")))
    .prepare(),
);

const prepareHeld = prepareOnce((db: Writer) =>
  db
    .select({ key: reports.key })
    .from(reports)
    .where(sql`${reports.agency} = ${sql.placeholder("key")} AND ${reports.current} IS NOT NULL`)
    .limit(1)
    .prepare(),
);

/**
 * Brings what one agency is found by up to its row, its names and its reports; strikes it where the agency is no more.
 * Part of every transaction that changes an agency. Writes nothing where nothing changed.
 */
export function indexAgency(db: Writer, key: number): void {
  const agency = prepareAgency(db).get({ key });
  const held = db.select().from(searchEntries).where(eq(searchEntries.agency, key)).get();
  const entry =
    agency &&
    entryOf(
      agency,
      prepareNames(db)
        .all({ key })
        .map(({ name }) => name),
      prepareHeld(db).get({ key }) !== undefined,
    );
  if (held?.digest === entry?.digest) return;
  if (held !== undefined) {
    db.run(sql`DELETE FROM agency_search WHERE rowid = ${held.place}`);
    db.delete(searchEntries).where(eq(searchEntries.agency, key)).run();
  }
  if (entry !== undefined) {
    const { name, alias, spelled, inner, grams } = entry.words;
    db.run(
      sql`INSERT INTO agency_search (rowid, name, alias, spelled, "inner", grams) VALUES (${entry.place}, ${name}, ${alias}, ${spelled}, ${inner}, ${grams})`,
    );
    db.insert(searchEntries).values(rowOf(entry)).run();
  }
}

const rowOf = ({ agency, place, words, digest }: Entry) => ({ agency, place, names: words.names, digest });

/** Makes the whole index anew in one transaction. */
export function indexAgencies(db: Database): void {
  const client = db.$client;
  client
    .transaction(() => {
      client.exec(
        "INSERT INTO agency_search(agency_search) VALUES ('delete-all'); DELETE FROM search_entries",
      );
      const names = new Map<number, string[]>();
      for (const { agency, name } of db.select().from(agencyNames).all()) {
        const list = names.get(agency);
        if (list === undefined) names.set(agency, [name]);
        else list.push(name);
      }
      const held = new Set(
        client.prepare("SELECT DISTINCT agency FROM reports WHERE current IS NOT NULL").pluck().all(),
      );
      const index = client.prepare(
        'INSERT INTO agency_search (rowid, name, alias, spelled, "inner", grams) VALUES (?, ?, ?, ?, ?, ?)',
      );
      const enter = client.prepare(
        "INSERT INTO search_entries (agency, place, names, digest) VALUES (?, ?, ?, ?)",
      );
      // In the order of their places: the index writes to the disk wherever a row id is no greater than the last.
      const isHeld = ({ key }: Agency) => held.has(key);
      const inOrder = db
        .select()
        .from(agencies)
        .all()
        .toSorted((a, b) => placeOf(a, isHeld(a)) - placeOf(b, isHeld(b)));
      for (const agency of inOrder) {
        const entry = entryOf(agency, names.get(agency.key) ?? [], isHeld(agency));
        const { name, alias, spelled, inner, grams } = entry.words;
        index.run(entry.place, name, alias, spelled, inner, grams);
        enter.run(...Object.values(rowOf(entry)));
      }
    })
    .immediate();
}
