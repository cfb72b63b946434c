import { z } from "zod";
import { parseFile } from "./catalog-file.ts";

/**
 * Administrative divisions down to county level with their codes (GB/T 2260) since 1981: a dated snapshot, held apart
 * from the rest of the catalog because reading a report needs none of it.
 */

const Code = z.string().regex(/^\d{6}$/);
const Year = z.int().min(1949);

/** Code, name, first year, year from which it is no more, and what came in its place (`130102;130104`, `120113[2020]`). */
const Row = z.tuple([Code, z.string().min(1), Year, Year.nullish(), z.string().nullish()]);

const RegionFile = z.strictObject({
  source: z.strictObject({
    name: z.string(),
    address: z.url(),
    of: z.string(),
    licence: z.string(),
    /** Last year of the snapshot. */
    until: Year,
  }),
  divisions: z.array(Row).min(1),
});

export const REGION_LEVELS = ["province", "prefecture", "county"] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

export interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly since: number;
  /** The first year in which it was no more. */
  readonly until: number | null;
  readonly successors: string | null;
}

export interface Regions {
  readonly source: z.infer<typeof RegionFile>["source"];
  readonly divisions: readonly Division[];
  /** All that a code has named. */
  readonly byCode: ReadonlyMap<string, readonly Division[]>;
}

export function levelOfCode(code: string): RegionLevel {
  if (code.endsWith("0000")) return "province";
  return code.endsWith("00") ? "prefecture" : "county";
}

/** Codes of the made-up places of a demonstration: GB/T 2260 gives those from 99 on to no place. */
export const isMadeUpRegion = (code: string): boolean => /^99\d{4}$/.test(code);

let loaded: Regions | undefined;

/** Throws where the file is not of its shape: the installation is broken. */
export function getRegions(): Regions {
  if (loaded === undefined) {
    const { source, divisions } = parseFile(RegionFile, "regions.json");
    const list = divisions.map(
      ([code, name, since, until = null, successors = null]): Division => ({
        ...{ code, name, level: levelOfCode(code), since },
        ...{ until, successors },
      }),
    );
    const byCode = new Map<string, Division[]>();
    for (const division of list) byCode.set(division.code, [...(byCode.get(division.code) ?? []), division]);
    loaded = { source, divisions: list, byCode };
  }
  return loaded;
}

const isInForce = ({ since, until }: Division, year: number): boolean =>
  since <= year && (until === null || until > year);

/** The division that a code named at the end of a year. */
export function findDivision(code: string, year: number, { byCode }: Regions): Division | undefined {
  return byCode.get(code)?.find((division) => isInForce(division, year));
}

/** The code right above; `null` above a province. Counties that no prefecture has (直辖) stand under their province. */
export function parentCode(code: string, year: number, regions: Regions): string | null {
  const level = levelOfCode(code);
  if (level === "province") return null;
  const prefecture = `${code.slice(0, 4)}00`;
  const isUnderPrefecture = level === "county" && findDivision(prefecture, year, regions) !== undefined;
  return isUnderPrefecture ? prefecture : `${code.slice(0, 2)}0000`;
}

/** The digits that the codes within a division share: 35 of 350000, 3501 of 350100, all six of a county. */
export const regionPrefix = (code: string): string => code.replace(/(?:00)+$/, "");

/** The divisions right below a code at the end of a year, in the order of their codes. */
export function listChildren(code: string, year: number, regions: Regions): Division[] {
  const prefix = regionPrefix(code);
  return regions.divisions
    .filter(
      (division) =>
        division.code !== code &&
        division.code.startsWith(prefix) &&
        isInForce(division, year) &&
        parentCode(division.code, year, regions) === code,
    )
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** `福建省平潭县`: the names down from the province; the code where the snapshot does not know it. */
export function regionPath(code: string, year: number, regions: Regions): string {
  const parent = parentCode(code, year, regions);
  const name = findDivision(code, year, regions)?.name ?? code;
  return parent === null ? name : `${regionPath(parent, year, regions)}${name}`;
}
