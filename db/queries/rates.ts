import { inArray } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import { nearestCount } from "../../lib/catalog/residents.ts";
import { Grade, type Rate } from "../../lib/catalog/schema.ts";
import type { Value } from "../../lib/model.ts";
import { assessRate } from "../../lib/statistics/assess-rate.ts";
import { groupBy } from "../../lib/statistics/group-by.ts";
import { sumValues } from "../../lib/statistics/sum.ts";
import type { Figure, RateFigure } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { agencies as agencyRows } from "../schema.ts";
import { listSeries } from "./series.ts";

export interface RateSelection {
  readonly agencies: readonly string[];
  /** Id of a rate in the catalog. */
  readonly rate: string;
  readonly years: readonly number[];
}

/**
 * One rate for every agency × year asked, in that order. `parts` are the figures of the numerator, then of the
 * denominator. Throws on a rate that the catalog lacks.
 */
export async function listRates(
  db: Database,
  catalog: Catalog,
  { agencies, rate: id, years }: RateSelection,
): Promise<RateFigure[]> {
  const rate = catalog.rates.find((known) => known.id === id);
  if (rate === undefined) throw new Error(`No rate ${id} in the catalog`);
  const numerators = group(
    await listSeries(db, catalog, {
      agencies,
      years,
      indicators: rate.numerator,
      member: rate.numeratorMember,
    }),
  );
  const denominators = group(
    await listSeries(db, catalog, { agencies, years, indicators: rate.denominator }),
  );
  const residents = rate.residents ? listResidents(db, catalog, agencies, years) : undefined;
  return agencies.flatMap((agency) =>
    years.map((year) => {
      const key = `${agency} ${year}`;
      const [over, under] = [numerators.get(key) ?? [], denominators.get(key) ?? []];
      const denominator = residents ? (residents.get(key) ?? { status: "absent" }) : sumFigures(under);
      return rateFigure(catalog, rate, { agency, year, rate: id }, over, under, denominator);
    }),
  );
}

/** Residents of the agencies' regions by the nearest count, by `agency year`. */
function listResidents(
  db: Database,
  catalog: Catalog,
  ids: readonly string[],
  years: readonly number[],
): ReadonlyMap<string, Value> {
  const rows = db
    .select({ id: agencyRows.id, region: agencyRows.region })
    .from(agencyRows)
    .where(inArray(agencyRows.id, [...ids]))
    .all();
  return new Map(
    rows.flatMap(({ id, region }) =>
      years.flatMap((year): [string, Value][] => {
        const count = nearestCount(catalog, region, year);
        return count === undefined
          ? []
          : [[`${id} ${year}`, { status: "reported", amount: count.residents }]];
      }),
    ),
  );
}

function group(figures: readonly Figure[]): ReadonlyMap<string, Figure[]> {
  return groupBy(figures, ({ agency, year }) => `${agency} ${year}`);
}

function rateFigure(
  { thresholds }: Catalog,
  rate: Rate,
  subject: Pick<RateFigure, "agency" | "year" | "rate">,
  over: readonly Figure[],
  under: readonly Figure[],
  denominator: Value,
): RateFigure {
  const parts = [...over, ...under];
  const numerator = sumFigures(over);
  return {
    ...subject,
    numerator,
    denominator,
    ...assessRate(rate, numerator, denominator, parts[0]?.scope ?? null, thresholds),
    grade: poorestGrade(parts),
    edition: onlyEdition(parts),
    parts,
  };
}

/** Figures in different units make no sum. */
function sumFigures(figures: readonly Figure[]): Value {
  const units = new Set(figures.map(({ unit }) => unit));
  return units.size > 1 ? { status: "absent" } : sumValues(figures.map(({ value }) => value));
}

/** A rate compares no better than the poorest of its parts. */
function poorestGrade(parts: readonly Figure[]): Grade | null {
  const order = Grade.options;
  const grades = parts.flatMap(({ grade }) => grade ?? []);
  return grades.toSorted((a, b) => order.indexOf(b) - order.indexOf(a))[0] ?? null;
}

/** The edition, where all parts come from one. */
function onlyEdition(parts: readonly Figure[]): string | null {
  const [edition, ...others] = new Set(parts.flatMap((part) => part.edition ?? []));
  return others.length === 0 ? (edition ?? null) : null;
}
