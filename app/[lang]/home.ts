import { getDatabase } from "@/db/index.ts";
import { listAgencies } from "@/db/queries/agencies.ts";
import { getCoverage } from "@/db/queries/coverage.ts";
import { type LatestFinding, listLatestFindings } from "@/db/queries/findings.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { listSeries } from "@/db/queries/series.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import type { Composition, Rate } from "@/lib/catalog/schema.ts";
import { type Composed, listComposed } from "@/lib/charts/composition-chart.ts";
import type { Addend } from "@/lib/statistics/addends.ts";
import { groupBy } from "@/lib/statistics/group-by.ts";
import { type PooledRate, type PooledSum, poolRate, sumOverAgencies } from "@/lib/statistics/pool.ts";
import {
  FLOW_INDICATORS,
  poolRequestFlow,
  type RequestFlow,
  type Standing,
} from "@/lib/statistics/request-flow.ts";
import { sumValues } from "@/lib/statistics/sum.ts";
import type { AgencySummary, Coverage, Figure } from "@/lib/views.ts";

const REQUESTS = "requests-received";
const OUTCOMES = "request-outcomes";
const HEADLINE_RATES = ["disclosure-rate", "reconsideration-correction-rate", "litigation-loss-rate"];
/** Agencies drawn beside each other, those with the longest series first. */
const DRAWN = 8;
const FINDINGS = 5;

/** A year is worth a look at all when it has at least this share of the reports of the year that has most. */
const WELL_HELD = 0.75;

/** A rate over the agencies whose cases may be added. */
export interface HeadlineRate {
  readonly rate: Rate;
  readonly pooled: PooledRate<Addend>;
}

export interface Home {
  readonly catalog: Catalog;
  readonly dataVersion: number;
  readonly coverage: Coverage;
  readonly agencies: readonly AgencySummary[];
  /** Requests received by the agencies drawn, all years. */
  readonly requests: readonly Figure[];
  readonly drawn: readonly AgencySummary[];
  /** Every year from the first to the last held. */
  readonly years: readonly number[];
  /** Year of the headline figures: the latest that is well held. */
  readonly year: number;
  readonly received: PooledSum<Addend>;
  readonly rates: readonly HeadlineRate[];
  /** Requests of the year from coming in to carried out; `undefined` while no agency has every cell. */
  readonly flow: RequestFlow | undefined;
  readonly composition: Composition;
  /** The latest report with outcomes, an agency each. */
  readonly outcomes: readonly Composed[];
  readonly findings: readonly LatestFinding[];
}

let kept: { readonly version: number; readonly home: Home | undefined } | undefined;

/** What the home page shows; `undefined` while no report is held. Read once for each version of the data. */
export async function readHome(): Promise<Home | undefined> {
  const { version } = await getDataVersion(getDatabase());
  if (kept?.version !== version) kept = { version, home: await read(version) };
  return kept.home;
}

async function read(dataVersion: number): Promise<Home | undefined> {
  const db = getDatabase();
  const catalog = getCatalog();
  const coverage = await getCoverage(db);
  const agencies = (await listAgencies(db))
    .filter(({ years }) => years.length > 0)
    .toSorted((a, b) => b.years.length - a.years.length || a.id.localeCompare(b.id));
  const [first, last] = [coverage.years.at(0), coverage.years.at(-1)];
  const composition = catalog.compositions.find(({ id }) => id === OUTCOMES);
  if (first === undefined || last === undefined || composition === undefined) return undefined;
  const drawn = agencies.slice(0, DRAWN);
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const year = latestWellHeld(coverage);
  const standings = new Map<string, Standing>(agencies.map((agency) => [agency.id, agency]));
  const rates = catalog.rates.filter(({ id }) => HEADLINE_RATES.includes(id));
  const parts = [...composition.parts, composition.whole];
  const terms = rates.flatMap(({ numerator, denominator }) => [...numerator, ...denominator]);
  const shown = await listSeries(db, catalog, {
    agencies: drawn.map(({ id }) => id),
    indicators: [REQUESTS, ...parts],
    years,
  });
  const ofYear = await listSeries(db, catalog, {
    agencies: agencies.map(({ id }) => id),
    indicators: [...new Set([REQUESTS, ...terms, ...FLOW_INDICATORS])],
    years: [year],
  });
  return {
    catalog,
    dataVersion,
    coverage,
    agencies,
    drawn,
    years,
    year,
    requests: shown.filter(({ indicator }) => indicator === REQUESTS),
    received: sumOverAgencies(
      ofYear
        .filter(({ indicator }) => indicator === REQUESTS)
        .map(({ agency, scope, value }) => ({ ...standingOf(agency, standings), agency, scope, value })),
    ),
    rates: rates.map((rate) => ({ rate, pooled: pooledRate(rate, ofYear, standings) })),
    flow: poolRequestFlow(ofYear, standings),
    composition,
    outcomes: latest(listComposed(shown, composition.parts, composition.whole)),
    findings: await listLatestFindings(db, FINDINGS),
  };
}

export function isReported(figure: Figure): boolean {
  return figure.value.status === "reported";
}

function latestWellHeld({ years, perYear }: Coverage): number {
  const least = Math.max(...Object.values(perYear)) * WELL_HELD;
  return years.findLast((year) => (perYear[year] ?? 0) >= least) ?? 0;
}

function standingOf(agency: string, standings: ReadonlyMap<string, Standing>): Standing {
  return standings.get(agency) ?? { level: null, region: null };
}

function pooledRate(
  rate: Rate,
  figures: readonly Figure[],
  standings: ReadonlyMap<string, Standing>,
): PooledRate<Addend> {
  const entries = [...groupBy(figures, ({ agency }) => agency)].map(([agency, own]) => {
    const total = (ids: readonly string[]) =>
      sumValues(
        ids.map((id) => own.find(({ indicator }) => indicator === id)?.value ?? { status: "absent" }),
      );
    return {
      ...standingOf(agency, standings),
      agency,
      scope: own.find(({ scope }) => scope !== null)?.scope ?? null,
      numerator: total(rate.numerator),
      denominator: total(rate.denominator),
    };
  });
  return poolRate(entries);
}

/** Of every agency the newest report in which all parts have a number. */
function latest(composed: readonly Composed[]): Composed[] {
  const complete = composed.filter(({ difference }) => difference !== null);
  return complete.filter(
    ({ agency, year }) => !complete.some((other) => other.agency === agency && other.year > year),
  );
}
