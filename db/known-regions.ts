import { isNotNull, sql } from "drizzle-orm";
import {
  type Division,
  findDivision,
  getRegions,
  levelOfCode,
  parentCode,
  type Regions,
} from "../lib/catalog/regions.ts";
import type { Database } from "./client.ts";
import { getDataVersion } from "./queries/release.ts";
import { divisions } from "./registry-schema.ts";
import { agencies } from "./schema.ts";

/** Regions as pages see them: those of the catalog, what else has been entered, and what agencies bear. */

const kept = new WeakMap<Database, { readonly version: number; readonly regions: Regions }>();

/** Codes of six digits; townships stand under their county. Read once for each version of the data. */
export async function knownRegions(db: Database): Promise<Regions> {
  const { version } = await getDataVersion(db);
  const known = kept.get(db);
  if (known?.version === version) return known.regions;
  const regions = withUndeclared(db, getRegions());
  kept.set(db, { version, regions });
  return regions;
}

/** Adds what was entered beside the catalog, and the codes that agencies bear though no list has them. */
function withUndeclared(db: Database, { source, divisions: declared, byCode: known }: Regions): Regions {
  const byCode = new Map(known);
  const add = (code: string, name: string, since: number, until: number | null) => {
    const before = byCode.get(code) ?? [];
    if (!/^\d{6}$/.test(code) || before.some((one) => one.since === since)) return;
    const division = { code, name, level: levelOfCode(code), since, until, successors: null };
    byCode.set(code, [...before, division]);
  };
  for (const { code, name, since, until } of db.select().from(divisions).all()) add(code, name, since, until);
  const named = db
    .select({ code: agencies.region, name: sql<string | null>`min(${agencies.regionNameZh})` })
    .from(agencies)
    .where(isNotNull(agencies.region))
    .groupBy(agencies.region)
    .all();
  const undeclared = new Map(
    named.flatMap(({ code, name }) =>
      code === null || name === null || byCode.has(code) ? [] : [[code, name] as const],
    ),
  );
  for (const [code, path] of undeclared) add(code, ownName(code, path, undeclared), 0, null);
  const added = [...byCode].flatMap(([code, list]) => list.slice(known.get(code)?.length ?? 0));
  return { source, divisions: [...declared, ...added], byCode };
}

/** Agencies bear the whole path of their place: what its parent's path leaves of it. */
function ownName(code: string, path: string, paths: ReadonlyMap<string, string>): string {
  const above = [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]
    .filter((parent) => parent !== code)
    .map((parent) => paths.get(parent))
    .find((parent) => parent !== undefined && path.startsWith(parent) && path !== parent);
  return above === undefined ? path : path.slice(above.length);
}

/** The last year in which a code named a division, as far as the snapshot goes; `undefined` for an unknown code. */
export function lastYearOf(code: string, regions: Regions): number | undefined {
  const ends = regions.byCode.get(code)?.map(({ until }) => until);
  if (ends === undefined) return undefined;
  return ends.includes(null) ? regions.source.until : Math.max(...ends.map((until) => (until ?? 0) - 1));
}

/** The division of a code and those above it, the province first, as they last were; of nine digits the county's. */
export function chainOf(code: string, regions: Regions): Division[] {
  const whole = code.slice(0, 6);
  const year = lastYearOf(whole, regions);
  if (year === undefined) return [];
  const division = findDivision(whole, year, regions);
  const above = parentCode(whole, year, regions);
  return [...(above === null ? [] : chainOf(above, regions)), ...(division === undefined ? [] : [division])];
}

/** Names of a region down from the province, its code where nobody names it; empty: everywhere. */
export function placeName(region: string | null, regions: Regions): string {
  if (region === null) return "";
  const names = chainOf(region, regions).map(({ name }) => name);
  return names.length === 0 ? region : names.join("");
}
