import { type Division, parentCode, type Regions, regionPath } from "../catalog/regions.ts";
import type { RegistryWords } from "../catalog/registry.ts";
import type { AgencyNameKind, LineageKind } from "../model.ts";
import type { LineageEdge } from "./lineage.ts";

/**
 * The governments of the divisions, as the list of divisions gives them: one for each code while it lasts, with the names
 * it bore, its years, and what became of it. The list is of year-ends: dates are exact to the year.
 */

export interface Government {
  readonly id: string;
  readonly name: string;
  readonly level: Division["level"];
  readonly region: string;
  readonly path: string;
  readonly parent: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly names: readonly {
    readonly name: string;
    readonly kind: AgencyNameKind;
    readonly validFrom: string | null;
    readonly validTo: string | null;
  }[];
}

/** Annual reports begin with this year. */
const FIRST_YEAR = 2008;
/** The list begins with this year: what is in it from then on is older. */
const LIST_BEGINS = 1981;

interface Successor {
  readonly code: string;
  readonly year: number;
}

/** `130404[2014];130402` as codes with years; those without one go over when the division ends. */
export function parseSuccessors({ successors, until }: Division): Successor[] {
  return (successors ?? "").split(";").flatMap((part) => {
    const [, code, year] = /^(\d{6})(?:\[(\d{4})\])?$/.exec(part.trim()) ?? [];
    const when = year === undefined ? until : Number(year);
    return code === undefined || when === null ? [] : [{ code, year: when }];
  });
}

/** One government: a division, and those of the same code that it was before under other names. */
type Tenure = readonly [Division, ...Division[]];

const lastOf = (tenure: Tenure): Division => tenure.at(-1) ?? tenure[0];
const firstDay = (year: number): string | null => (year <= LIST_BEGINS ? null : `${year}-01-01`);
const lastDay = (until: number | null): string | null => (until === null ? null : `${until - 1}-12-31`);

/** Divisions that went whole into a code in a year, by `code year`. */
function listMergers({ divisions }: Regions): ReadonlyMap<string, readonly Division[]> {
  const mergers = new Map<string, Division[]>();
  for (const division of divisions) {
    const [only, ...more] = successorsAtEnd(division);
    if (only === undefined || more.length > 0) continue;
    const key = `${only.code} ${only.year}`;
    mergers.set(key, [...(mergers.get(key) ?? []), division]);
  }
  return mergers;
}

const successorsAtEnd = (division: Division): Successor[] =>
  division.until === null ? [] : parseSuccessors(division).filter(({ year }) => year === division.until);

/** A division that only changed its name goes on under its code; one made of several is another. */
function listTenures(regions: Regions, mergers: ReadonlyMap<string, readonly Division[]>): Tenure[] {
  return [...regions.byCode.values()].flatMap((divisions) => {
    const tenures: [Division, ...Division[]][] = [];
    for (const division of divisions.toSorted((a, b) => a.since - b.since)) {
      if (division.until !== null && division.until <= FIRST_YEAR) continue;
      const before = tenures.at(-1);
      const last = before?.at(-1);
      const whole =
        last?.until === division.since ? (mergers.get(`${division.code} ${division.since}`) ?? []) : [];
      if (before !== undefined && whole.length === 1 && whole[0] === last) before.push(division);
      else tenures.push([division]);
    }
    return tenures;
  });
}

interface Named {
  readonly governments: readonly Government[];
  readonly edges: readonly LineageEdge[];
}

/**
 * All governments since 2008. `declared` gives the id of those that the catalog has itself: they are not listed, but
 * stand in the edges.
 */
export function listGovernments(
  regions: Regions,
  words: RegistryWords,
  declared: ReadonlyMap<string, string>,
): Named {
  const { government, commission, commissionEndings, without } = words.divisions;
  const mergers = listMergers(regions);
  const tenures = listTenures(regions, mergers).filter(([{ code }]) => !without.includes(code.slice(0, 2)));
  const byCode = new Map<string, Tenure[]>();
  for (const tenure of tenures) byCode.set(tenure[0].code, [...(byCode.get(tenure[0].code) ?? []), tenure]);
  const idOf = (tenure: Tenure): string => {
    const [{ code, since }] = tenure;
    const all = byCode.get(code) ?? [];
    // The newest of a code is the one that the catalog means.
    if (tenure === all.at(-1) && declared.has(code)) return declared.get(code) ?? "";
    return tenure === all[0] ? `government-${code}` : `government-${code}-${since}`;
  };
  const tenureOf = (code: string, year: number): Tenure | undefined =>
    byCode
      .get(code)
      ?.find((tenure) =>
        tenure.some(({ since, until }) => since <= year && (until === null || until > year)),
      );
  const called = (name: string): string =>
    `${name}${commissionEndings.some((ending) => name.endsWith(ending)) ? commission : government}`;

  const governments = tenures.map((tenure): Government => {
    const last = lastOf(tenure);
    const { code, level, until } = last;
    const year = until === null ? regions.source.until : until - 1;
    const above = parentCode(code, year, regions);
    const parent = above === null ? undefined : tenureOf(above, year);
    const names = tenure.flatMap(({ name, since, until: end }) => {
      const dates =
        tenure.length === 1
          ? { validFrom: null, validTo: null }
          : { validFrom: firstDay(since), validTo: lastDay(end) };
      const kinds: readonly [AgencyNameKind, AgencyNameKind] =
        name === last.name ? ["official", "short"] : ["former", "former"];
      return [
        { name: called(name), kind: kinds[0], ...dates },
        { name, kind: kinds[1], ...dates },
      ];
    });
    return {
      ...{ id: idOf(tenure), name: called(last.name), level, region: code, names },
      path: regionPath(code, year, regions),
      parent: parent === undefined ? null : idOf(parent),
      validFrom: firstDay(tenure[0].since),
      validTo: lastDay(until),
    };
  });
  const edges = tenures.flatMap((tenure) => {
    const to = successorsAtEnd(lastOf(tenure));
    return to.flatMap(({ code, year }): LineageEdge[] => {
      const successor = tenureOf(code, year);
      if (successor === undefined) return [];
      const isNew = successor[0].since === year;
      const isAlone = mergers.get(`${code} ${year}`)?.length === 1;
      const kind: LineageKind = to.length > 1 ? "split" : isNew && isAlone ? "code-changed" : "merged";
      return [{ predecessor: idOf(tenure), successor: idOf(successor), kind, on: `${year}-01-01` }];
    });
  });
  const own = new Set(declared.values());
  return { governments: governments.filter(({ id }) => !own.has(id)), edges };
}
