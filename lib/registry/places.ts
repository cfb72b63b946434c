import { type Division, type Regions, regionPrefix } from "../catalog/regions.ts";
import type { RegistryWords } from "../catalog/registry.ts";
import { compileWords } from "./names.ts";

/** The divisions that a name begins with: 江苏省南京市鼓楼区财政局 is 财政局 of 320106. */

export interface NamedPlace {
  /** Codes the words may mean; several where divisions share their name. */
  readonly codes: readonly string[];
  /** What follows. */
  readonly rest: string;
}

interface PlaceIndex {
  readonly byName: ReadonlyMap<string, readonly Division[]>;
  readonly byShortName: ReadonlyMap<string, readonly Division[]>;
  readonly longest: number;
}

/** Reports go back to 2008, names of divisions abolished the year before may still stand in them. */
const FIRST_YEAR = 2007;
const SHORTEST = 2;

const indexes = new WeakMap<Regions, PlaceIndex>();

function indexOf(regions: Regions, words: RegistryWords): PlaceIndex {
  const known = indexes.get(regions);
  if (known !== undefined) return known;
  const ending = new RegExp(words.names.shortEnding, "u");
  const byName = new Map<string, Division[]>();
  const byShortName = new Map<string, Division[]>();
  const put = (map: Map<string, Division[]>, name: string, division: Division): void => {
    const list = map.get(name);
    if (list === undefined) map.set(name, [division]);
    else list.push(division);
  };
  for (const division of regions.divisions) {
    if (division.until !== null && division.until <= FIRST_YEAR) continue;
    put(byName, division.name, division);
    const short = division.name.replace(ending, "");
    if (short.length >= SHORTEST && short !== division.name) put(byShortName, short, division);
  }
  const longest = Math.max(...[...byName.keys()].map(({ length }) => length));
  const made = { byName, byShortName, longest };
  indexes.set(regions, made);
  return made;
}

export const isWithin = (code: string, region: string): boolean => code.startsWith(regionPrefix(region));

/** A division abolished in a year still signs the report of that year. */
const isAround = ({ since, until }: Division, year: number | null): boolean =>
  year === null || (since <= year + 1 && (until === null || until >= year));

/** Of the divisions those that are in force, else all: a name outlives its division. */
function preferCurrent(divisions: readonly Division[], year: number | null): readonly Division[] {
  const around = divisions.filter((division) => isAround(division, year));
  return around.length > 0 ? around : divisions;
}

function longestPrefix(
  text: string,
  names: ReadonlyMap<string, readonly Division[]>,
  longest: number,
  fits: (division: Division) => boolean,
): { readonly name: string; readonly divisions: readonly Division[] } | undefined {
  for (let length = Math.min(longest, text.length); length >= SHORTEST; length--) {
    const name = text.slice(0, length);
    const divisions = names.get(name)?.filter(fits) ?? [];
    if (divisions.length > 0) return { name, divisions };
  }
  return undefined;
}

const codesOf = (divisions: readonly Division[]): string[] => [...new Set(divisions.map(({ code }) => code))];

/** The place a tidy name begins with; `undefined` where it names none. `year` decides between names of one code. */
export function findPlace(
  name: string,
  {
    regions,
    words,
    year,
  }: { readonly regions: Regions; readonly words: RegistryWords; readonly year: number | null },
): NamedPlace | undefined {
  const { byName, byShortName, longest } = indexOf(regions, words);
  const afterShort = new RegExp(words.names.afterShort, "u");
  let codes: readonly string[] | undefined;
  let rest = name;
  for (;;) {
    const within = codes;
    const fits = ({ code }: Division): boolean =>
      within === undefined || within.some((outer) => code !== outer && isWithin(code, outer));
    const full = longestPrefix(rest, byName, longest, fits);
    if (full !== undefined) {
      codes = codesOf(preferCurrent(full.divisions, year));
      rest = rest.slice(full.name.length);
      continue;
    }
    // 福建平潭县, 余姚总工会: once, and where no sign of a place follows that belongs to the name.
    const short = codes === undefined ? longestPrefix(rest, byShortName, longest, fits) : undefined;
    if (short === undefined || afterShort.test(rest.slice(short.name.length))) break;
    codes = codesOf(preferCurrent(short.divisions, year));
    rest = rest.slice(short.name.length);
  }
  return codes === undefined ? undefined : { codes, rest };
}

/** Whether a tidy name begins like a place or a central agency, be it known or not. */
export function isAnchored(name: string, words: RegistryWords): boolean {
  const { state, placeForm } = compileWords(words);
  return state.test(name) || placeForm.test(name);
}

/** Names a division bore, with and without those of the divisions above it: 鼓楼区, 南京市鼓楼区, 江苏省南京市鼓楼区. */
export function writingsOf(code: string, regions: Regions): string[] {
  const namesOf = (one: string): string[] => [
    "",
    ...new Set(
      (regions.byCode.get(one) ?? [])
        .filter(({ until }) => until === null || until > FIRST_YEAR)
        .map(({ name }) => name),
    ),
  ];
  const own = namesOf(code).slice(1);
  const province = `${code.slice(0, 2)}0000`;
  const prefecture = `${code.slice(0, 4)}00`;
  const above = [
    code === province ? [""] : namesOf(province),
    code === province || code === prefecture ? [""] : namesOf(prefecture),
  ];
  return (above[0] ?? []).flatMap((first) =>
    (above[1] ?? []).flatMap((second) => own.map((name) => `${first}${second}${name}`)),
  );
}
