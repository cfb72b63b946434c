import { createRandom } from "../typeset/random.ts";
import type { CityAgency } from "./city.ts";
import {
  drawDisclosure2019,
  drawDisclosure2021,
  drawStatistics,
  drawStocks,
  type Stocks,
  type Volumes,
} from "./disclosure.ts";
import { around, between, seedOf } from "./draw.ts";
import { type CarriedOut, drawRemedies, drawRequests, NO_CASES, type OpenCases } from "./requests.ts";
import { countOf, type Table } from "./tables.ts";

/** The years of an agency one after the other: volumes grow, and what one year leaves the next begins with. */

export type EditionId = "form-2014" | "form-2019" | "form-2021";

/** What really happened in a year, before anybody errs in reporting it. */
export interface AgencyYear {
  readonly year: number;
  readonly edition: EditionId;
  /** Tables of the form by id. */
  readonly tables: Readonly<Record<string, Table>>;
}

interface State {
  readonly carriedOut: CarriedOut;
  readonly cases: OpenCases;
  readonly stocks: Stocks;
}

export const editionOf = (year: number): EditionId =>
  year >= 2021 ? "form-2021" : year >= 2019 ? "form-2019" : "form-2014";

/** Requests a year, by kind and level of the agency: least and most. */
const REQUESTS: Readonly<Record<string, readonly [number, number]>> = {
  "government/prefecture": [420, 700],
  "government/county": [90, 220],
  "township/township": [1, 9],
  "general-office/prefecture": [40, 90],
  "department/prefecture": [12, 90],
  "department/county": [3, 24],
  "development-zone/prefecture": [35, 80],
  "vertical-unit/prefecture": [6, 30],
  "public-institution/prefecture": [2, 12],
  "mass-organization/prefecture": [0, 3],
  "dispatched-office/township": [1, 9],
};

/** Kinds of agencies that decide on licences and penalties. */
const DECIDING = new Set(["government", "township", "department", "development-zone", "vertical-unit"]);

function drawVolumes(agency: CityAgency): Volumes & { readonly requests: number; readonly growth: number } {
  const { kind, level, id } = agency.declared;
  const random = createRandom(seedOf("volumes", id));
  const [least, most] = REQUESTS[`${kind}/${level}`] ?? [1, 9];
  const size = level === "prefecture" ? 10 : level === "county" ? 5 : 1;
  const isGovernment = kind === "government";
  const decides = DECIDING.has(kind);
  const large = isGovernment ? 40 : 1;
  return {
    requests: between(random, least, most),
    growth: 1.01 + random() * 0.07,
    makesRules: kind === "government" && level === "prefecture",
    documents: between(random, 0, 2) + (isGovernment ? size * 2 : 0),
    licences: decides ? between(random, 10, 300) * size * large : 0,
    penalties: decides ? between(random, 5, 120) * size * large : 0,
    compulsion: decides ? between(random, 0, 12) * size : 0,
    fees: decides ? between(random, 300, 9000) * size * large : 0,
    items: between(random, 60, 400) * size * (isGovernment ? 10 : 1),
    staff: between(random, 1, 3) + (isGovernment ? size * 3 : 0),
  };
}

/** Tables already drawn: by chance no two may be alike, since a check would take one for a copy. */
export class Distinct {
  private readonly seen = new Set<string>();

  /** Whether these tables repeat none of the same year, and none of the year before of the same agency. */
  accept(agency: string, { year, edition, tables }: AgencyYear): boolean {
    const keys = Object.entries(tables).flatMap(([name, table]) => {
      const weight = Object.values(table).reduce(
        (sum, counts) => sum + Object.values(counts).filter((count) => count > 0).length,
        0,
      );
      if (weight < WEIGHTY) return [];
      const figures = `${edition} ${name} ${JSON.stringify(table)}`;
      return [
        { key: `${year} ${figures}`, others: [`${year} ${figures}`, `${year - 1} ${agency} ${figures}`] },
        { key: `${year} ${agency} ${figures}`, others: [] },
      ];
    });
    if (keys.some(({ others }) => others.some((other) => this.seen.has(other)))) return false;
    for (const { key } of keys) this.seen.add(key);
    return true;
  }
}

/** Figures above zero from which a check looks for copies (catalog, same-as-last-year). */
const WEIGHTY = 4;
const MOST_DRAWS = 60;

function merge(states: readonly State[]): State | undefined {
  if (states.length === 0) return undefined;
  const add = <Part extends Readonly<Record<string, number>>>(parts: readonly Part[]): Part =>
    Object.fromEntries(
      Object.keys(parts[0] ?? {}).map((name) => [
        name,
        parts.reduce((sum, part) => sum + (part[name] ?? 0), 0),
      ]),
    ) as Part;
  return {
    carriedOut: add(states.map(({ carriedOut }) => carriedOut)),
    cases: add(states.map(({ cases }) => ({ ...cases }))),
    stocks: add(states.map(({ stocks }) => ({ ...stocks }))),
  };
}

/** One draw of a year. */
function drawYear(
  agency: CityAgency,
  volumes: ReturnType<typeof drawVolumes>,
  state: State,
  [year, received, turn]: readonly [number, number, number],
): { readonly drawn: AgencyYear; readonly state: State } {
  const random = createRandom(seedOf("year", agency.declared.id, year, turn));
  const edition = editionOf(year);
  if (edition === "form-2014") {
    const remedies = drawRemedies(random, received, state.cases);
    const { table, stocks } = drawStatistics(random, {
      received,
      stocks: state.stocks,
      volumes,
      remedies: remedies.table,
    });
    return {
      drawn: { year, edition, tables: { statistics: table } },
      state: { carriedOut: {}, cases: remedies.open, stocks },
    };
  }
  const requests = drawRequests(random, edition, received, state.carriedOut);
  const remedies = drawRemedies(random, requests.answered, state.cases);
  const draw = edition === "form-2019" ? drawDisclosure2019 : drawDisclosure2021;
  const { table, stocks } = draw(random, state.stocks, volumes);
  return {
    drawn: {
      year,
      edition,
      tables: { disclosure: table, requests: requests.table, remedies: remedies.table },
    },
    state: { carriedOut: requests.carriedOut, cases: remedies.open, stocks },
  };
}

/** The years of all agencies of a city, by agency and year. Predecessors stand before what they became. */
export function simulate(
  agencies: readonly CityAgency[],
  [first, last]: readonly [number, number],
): ReadonlyMap<string, readonly AgencyYear[]> {
  const distinct = new Distinct();
  const ends = new Map<string, State>();
  const years = new Map<string, AgencyYear[]>();
  for (const agency of agencies) {
    const { id } = agency.declared;
    const volumes = drawVolumes(agency);
    const inherited = merge(agency.predecessors.flatMap((before) => ends.get(before) ?? []));
    let state: State = inherited ?? {
      carriedOut: {},
      cases: NO_CASES,
      stocks: drawStocks(createRandom(seedOf("stocks", id)), volumes),
    };
    const drawn: AgencyYear[] = [];
    for (let year = agency.firstYear ?? first; year <= Math.min(last, agency.lastYear ?? last); year += 1) {
      const expected = volumes.requests * volumes.growth ** (year - first);
      for (let turn = 0; turn < MOST_DRAWS; turn += 1) {
        const received =
          around(createRandom(seedOf("received", id, year, turn)), expected) + Math.floor(turn / 8);
        const next = drawYear(agency, volumes, state, [year, received, turn]);
        if (!distinct.accept(id, next.drawn) && turn < MOST_DRAWS - 1) continue;
        drawn.push(next.drawn);
        state = next.state;
        break;
      }
    }
    ends.set(id, state);
    years.set(id, drawn);
  }
  for (const agency of agencies) if (agency.declared.level === "prefecture") rollUp(agency, agencies, years);
  return years;
}

/** What a government reports of its whole region: its own and what the governments below it report of theirs. */
function rollUp(
  { declared: { id, kind } }: CityAgency,
  agencies: readonly CityAgency[],
  years: Map<string, AgencyYear[]>,
): void {
  const below = agencies
    .filter(({ declared, parent }) => kind === "government" && declared.kind === kind && parent === id)
    .flatMap(({ declared }) => years.get(declared.id) ?? []);
  const own = years.get(id) ?? [];
  years.set(
    id,
    own.map((one) => ({
      ...one,
      tables: below
        .filter(({ year }) => year === one.year)
        .reduce((sum, { tables }) => addTables(sum, tables), one.tables),
    })),
  );
}

type Tables = AgencyYear["tables"];

/** Cell by cell; tables and cells of the first. */
function addTables(first: Tables, second: Tables): Tables {
  const rows = (name: string, table: Tables[string]): Tables[string] =>
    Object.fromEntries(
      Object.entries(table).map(([row, cells]) => [
        row,
        Object.fromEntries(
          Object.entries(cells).map(([cell, count]) => [cell, count + (second[name]?.[row]?.[cell] ?? 0)]),
        ),
      ]),
    );
  return Object.fromEntries(Object.entries(first).map(([name, table]) => [name, rows(name, table)]));
}

/** Requests that an agency answered in a year, whatever the form. */
export const answeredIn = ({ tables }: AgencyYear): number =>
  countOf(tables.requests ?? tables.statistics, "results-total");
