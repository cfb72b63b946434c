import { inArray } from "drizzle-orm";
import type { AgencyHit } from "../../lib/registry-views.ts";
import type { Database } from "../client.ts";
import { foldName, listWords, pairsOf } from "../fold-name.ts";
import { chainOf, knownRegions } from "../known-regions.ts";
import { prepareOnce } from "../prepared.ts";
import { agencies } from "../schema.ts";

/**
 * Finding agencies by what somebody types. Questions are put to the index one after another, the nearest first, until
 * enough is found: the official name whole, as its beginning, another name, its sound or initials, every word
 * anywhere, and, where nothing else is found, the signs in their order with gaps. Each answers in the order of rank.
 */

/** Rows that the last question may look through. */
const MOST_GAPPED = 3000;

const prepareMatch = prepareOnce((db: Database) =>
  db.$client.prepare<[string, number], { readonly place: number }>(
    "SELECT rowid AS place FROM agency_search WHERE agency_search MATCH ? ORDER BY rowid LIMIT ?",
  ),
);

const prepareNames = prepareOnce((db: Database) =>
  db.$client.prepare<[number], { readonly names: string }>(
    "SELECT names FROM search_entries WHERE place = ?",
  ),
);

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Runs of Chinese and runs of anything else: `鼓楼czj` is two. */
const runsOf = (word: string): string[] => word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? [];

const quoted = (word: string): string => `"${word}"`;

/** One run of signs anywhere in a name, or where a word or a syllable begins. */
function anywhere(run: string): string {
  if (!isHan(run)) return `({name alias spelled inner} : ${quoted(run)} *)`;
  // Pairs without the last sign, which would have to end the name.
  const pairs = pairsOf(run).slice(0, -1);
  return pairs.length === 0 ? `(grams : ${quoted(run)} *)` : `(grams : ${quoted(pairs.join(" "))})`;
}

/** The questions in the order in which they are put. */
function questions(text: string): string[] {
  const whole = quoted(foldName(text));
  const runs = listWords(text).flatMap(runsOf);
  return [
    ...[`name : ${whole}`, `name : ${whole} *`, `alias : ${whole}`, `alias : ${whole} *`],
    ...(isHan(text) ? [] : [`spelled : ${whole} *`]),
    runs.map(anywhere).join(" AND "),
  ];
}

/** Every sign somewhere, which the names are then asked for in order. */
function gapped(text: string): string | undefined {
  const runs = listWords(text).flatMap(runsOf);
  const signs = runs.filter(isHan).flatMap((run) => [...run]);
  if (signs.length < 3) return undefined;
  return [...[...new Set(signs)].map(anywhere), ...runs.filter((run) => !isHan(run)).map(anywhere)].join(
    " AND ",
  );
}

/** Whether the signs stand in the name in their order, with others between them or not. */
function isWithin(signs: readonly string[], name: string): boolean {
  let at = 0;
  for (const sign of signs) {
    const found = name.indexOf(sign, at);
    if (found < 0) return false;
    at = found + sign.length;
  }
  return true;
}

/** Keys of the agencies found, the nearest first. */
export function findAgencyKeys(db: Database, text: string, limit: number): number[] {
  if (listWords(text).length === 0) return [];
  const places = new Set<number>();
  const match = prepareMatch(db);
  for (const question of questions(text)) {
    // What was found before may be found again.
    for (const { place } of match.iterate(question, limit + places.size)) {
      places.add(place);
      if (places.size >= limit) break;
    }
    if (places.size >= limit) break;
  }
  const loose = places.size === 0 ? gapped(text) : undefined;
  if (loose !== undefined) {
    const signs = [...foldName(text)].filter(isHan);
    for (const { place } of match.iterate(loose, MOST_GAPPED)) {
      const names = prepareNames(db).get(place)?.names.split("\n") ?? [];
      if (names.some((name) => isWithin(signs, name))) places.add(place);
      if (places.size >= limit) break;
    }
  }
  // The key is what the rank leaves of the place.
  return [...places].map((place) => place % 2 ** 32);
}

/** The agencies that best answer what somebody typed. */
export async function searchAgencies(
  db: Database,
  text: string,
  { limit = 10 }: { readonly limit?: number } = {},
): Promise<AgencyHit[]> {
  const keys = findAgencyKeys(db, text.slice(0, 80), limit);
  if (keys.length === 0) return [];
  const regions = await knownRegions(db);
  const rows = new Map(
    db
      .select()
      .from(agencies)
      .where(inArray(agencies.key, keys))
      .all()
      .map((row) => [row.key, row]),
  );
  return keys.flatMap((key) => {
    const row = rows.get(key);
    if (row === undefined) return [];
    const { id, nameZh, nameEn, kind, level, region, regionNameEn, validTo } = row;
    const path = region === null ? [] : chainOf(region, regions).map(({ name }) => name);
    return [{ id, nameZh, nameEn, kind, level, region, regionNameEn, validTo, path }];
  });
}
