import { sql } from "drizzle-orm";
import {
  type Division,
  findDivision,
  getRegions,
  levelOfCode,
  parentCode,
  type Regions,
} from "../lib/catalog/regions.ts";
import type { Writer } from "./client.ts";
import { divisions } from "./registry-schema.ts";
import { release } from "./schema.ts";

/** Regions as pages and search see them: those of the catalog, and what else has been entered into `divisions`. */

const kept = new WeakMap<Writer, { readonly mark: string; readonly regions: Regions }>();

/** Codes of six digits; townships stand under their county. Read once for each version of the data. */
export function knownRegions(db: Writer): Regions {
  const [count] = db.select({ n: sql<number>`count(*)` }).from(divisions).all();
  const [version] = db.select({ version: release.version }).from(release).all();
  const mark = `${count?.n ?? 0} ${version?.version ?? 0}`;
  const known = kept.get(db);
  if (known?.mark === mark) return known.regions;
  const regions = count === undefined || count.n === 0 ? getRegions() : readEntered(db);
  kept.set(db, { mark, regions });
  return regions;
}

function readEntered(db: Writer): Regions {
  const { source, divisions: declared, byCode: known } = getRegions();
  const isDeclared = (code: string, since: number) => known.get(code)?.some((one) => one.since === since);
  const entered = db
    .select({
      code: divisions.code,
      name: divisions.name,
      since: divisions.since,
      until: divisions.until,
    })
    .from(divisions)
    .all()
    .filter(({ code, since }) => /^\d{6}$/.test(code) && !isDeclared(code, since))
    .map((row): Division => ({ ...row, level: levelOfCode(row.code), successors: null }));
  if (entered.length === 0) return getRegions();
  const byCode = new Map(known);
  for (const division of entered) byCode.set(division.code, [...(byCode.get(division.code) ?? []), division]);
  return { source, divisions: [...declared, ...entered], byCode };
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
