import type { Agency, Bilingual } from "../catalog/schema.ts";
import words from "./city.json" with { type: "json" };
import { makeCreditCode } from "./credit-code.ts";
import { LEAST_AGENCIES, MOST_AGENCIES } from "./size.ts";

/**
 * The agencies of a city that does not exist. Its region codes begin with 99, which GB/T 2260 assigns to no province;
 * its domains end in .example (RFC 2606).
 */

export interface CityAgency {
  /** As the catalog declares agencies. */
  readonly declared: Agency;
  /** Id of the agency above it. */
  readonly parent: string | null;
  readonly creditCode: string;
  /** First and last year of which it reports; open where not given. */
  readonly firstYear?: number;
  readonly lastYear?: number;
  readonly predecessors: readonly string[];
  readonly how?: "merged" | "renamed";
}

const COUNTY_DEPARTMENTS = words.departments.length;
const TOWNS = 99;
/** Agencies to each division below the city, so that a larger city has more of them. */
const PER_DIVISION = 28;

interface Place {
  readonly id: string;
  readonly name: Bilingual;
  readonly region: string;
  readonly level: "prefecture" | "county";
}

type Draft = Omit<CityAgency, "creditCode">;
type Named = { readonly id: string; readonly zh: string; readonly en: string };

const fill = (text: string, parameters: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));

const CITY: Place = { ...words.city, level: "prefecture" };

/** The nth division below the city: districts from 990102 on, counties from 990121. */
function describeDivision(at: number): Place {
  const stem = words.stems[at];
  if (stem === undefined) throw new RangeError("no more divisions");
  const kind = stem.kind === "district" ? words.divisions.district : words.divisions.county;
  const before = words.stems.slice(0, at).filter((one) => one.kind === stem.kind).length;
  const code = (stem.kind === "district" ? 2 : 21) + before;
  return {
    id: `example-${stem.kind}-${stem.en.toLowerCase()}`,
    name: { zh: `${CITY.name.zh}${stem.zh}${kind.zh}`, en: `${kind.en} ${stem.en}` },
    region: `9901${String(code).padStart(2, "0")}`,
    level: "county",
  };
}

function declare(
  place: Place,
  id: string,
  name: Bilingual,
  rest: Partial<Agency> & { kind: string },
): Agency {
  return {
    ...{ id, name, aliases: [], level: place.level, region: place.region },
    regionName:
      place.id === CITY.id ? place.name : { zh: place.name.zh, en: `${place.name.en}, ${CITY.name.en}` },
    domains: [`${id.replace(/^example-/, "")}.${words.city.domain}`],
    usualScope: "own-organ",
    ...rest,
  };
}

function declareGovernment(place: Place): Draft {
  const { government } = words;
  const name = {
    zh: fill(government.zh, { place: place.name.zh }),
    en: fill(government.en, { place: place.name.en }),
  };
  return {
    declared: declare(place, place.id, name, {
      kind: "government",
      aliases: [place.name.zh, fill(government.alias, { place: place.name.zh })],
      usualScope: "whole-region",
    }),
    parent: place.id === CITY.id ? null : CITY.id,
    predecessors: [],
  };
}

function declareBody(place: Place, named: Named, kind: string): Draft {
  const name = { zh: place.name.zh + named.zh, en: `${named.en} of ${place.name.en}` };
  return {
    declared: declare(place, `${place.id}-${named.id}`, name, { kind }),
    parent: place.id,
    predecessors: [],
  };
}

/** 1 to 99 in Chinese numerals. */
function toNumeral(number: number): string {
  const { digits } = words;
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? digits[tens] : ""}${tens > 0 ? digits[10] : ""}${digits[ones] ?? ""}`;
}

function declareTown(place: Place, number: number): Draft {
  const kinds = place.id.includes("-district-") ? ["street", "town"] : ["town", "township"];
  const kind = (kinds[number % 3 === 0 ? 1 : 0] ?? "town") as keyof typeof words.towns;
  const named = words.towns[kind];
  const name = {
    zh: place.name.zh + fill(named.zh, { numeral: toNumeral(number) }),
    en: fill(named.en, { number, place: place.name.en }),
  };
  const declared = declare(place, `${place.id}-${kind}-${number}`, name, {
    kind: kind === "street" ? "dispatched-office" : "township",
    level: "township",
  });
  return { declared, parent: place.id, predecessors: [] };
}

/** Bodies that were merged or renamed in the course of the years, and what they became. */
function declareChange(change: (typeof words.changes)[number], years: readonly [number, number]): Draft[] {
  const [first, last] = years;
  const firstYear = Math.min(last, first + Math.max(1, Math.floor((last - first + 1) * change.at)));
  const before = change.from.map(
    (one): Draft => ({ ...declareBody(CITY, one, "department"), lastYear: firstYear - 1 }),
  );
  const after: Draft = {
    ...declareBody(CITY, change.into, "department"),
    firstYear,
    predecessors: before.map(({ declared }) => declared.id),
    how: change.how === "merged" ? "merged" : "renamed",
  };
  return [...before, after];
}

function* listBodies(count: number, years: readonly [number, number]): Generator<Draft> {
  const divisions = Math.min(words.stems.length, Math.max(2, Math.ceil(count / PER_DIVISION)));
  const places = Array.from({ length: divisions }, (_, at) => describeDivision(at));
  const [merger, ...changes] = words.changes;
  const [first, second, ...others] = words.others;
  yield declareGovernment(CITY);
  // Even the smallest city has a merger, a division, a township and bodies of other kinds.
  if (merger !== undefined) yield* declareChange(merger, years);
  for (const place of places.slice(0, 1)) yield declareGovernment(place);
  for (const other of [first, second]) if (other !== undefined) yield declareBody(CITY, other, other.kind);
  for (const place of places.slice(1, 2)) yield declareTown(place, 1);
  for (const change of changes) yield* declareChange(change, years);
  yield declareBody(
    CITY,
    { id: "office", zh: words.office.zh.replace("{place}", ""), en: "General Office" },
    "general-office",
  );
  for (const place of places.slice(1)) yield declareGovernment(place);
  for (const other of others) yield declareBody(CITY, other, other.kind);
  for (const department of words.departments) yield declareBody(CITY, department, "department");
  // What is left goes to the divisions in turn: two townships, then a department.
  for (let turn = 0; turn < TOWNS + COUNTY_DEPARTMENTS; turn += 1) {
    for (const [at, place] of places.entries()) {
      const department = turn % 3 === 2 ? words.departments[Math.floor(turn / 3)] : undefined;
      const number = turn - Math.min(COUNTY_DEPARTMENTS, Math.floor((turn + 1) / 3)) + 1;
      if (department !== undefined) yield declareBody(place, department, "department");
      else if (number <= TOWNS && !(at === 1 && number === 1)) yield declareTown(place, number);
    }
  }
}

/** First two characters of the credit code, by who registers the body and what it is. */
const BODIES: Readonly<Record<string, string>> = { "mass-organization": "13", "public-institution": "12" };

/** The agencies of a city of this size, in a fixed order; `years` are the first and the last of its reports. */
export function listAgencies(count: number, years: readonly [number, number]): readonly CityAgency[] {
  if (count < LEAST_AGENCIES || count > MOST_AGENCIES) throw new RangeError(`${count} agencies`);
  const drafts: Draft[] = [];
  for (const draft of listBodies(count, years)) {
    if (drafts.length === count) break;
    drafts.push(draft);
  }
  const known = new Set(drafts.map(({ declared }) => declared.id));
  return drafts.map((draft, at) => ({
    ...draft,
    // A small city may have room for what was merged and not for what it became.
    parent: draft.parent === null || known.has(draft.parent) ? draft.parent : CITY.id,
    creditCode: makeCreditCode(
      BODIES[draft.declared.kind] ?? "11",
      draft.declared.region,
      80_000_001 + at * 137,
    ),
  }));
}
