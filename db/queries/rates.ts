import type { Catalog } from "../../lib/catalog/catalog.ts";
import { Grade } from "../../lib/catalog/schema.ts";
import type { Value } from "../../lib/model.ts";
import { groupBy } from "../../lib/statistics/group-by.ts";
import { rateOf } from "../../lib/statistics/rate.ts";
import { sumValues } from "../../lib/statistics/sum.ts";
import type { Figure, RateFigure } from "../../lib/views.ts";
import type { Database } from "../client.ts";
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
  return agencies.flatMap((agency) =>
    years.map((year) => {
      const key = `${agency} ${year}`;
      return rateFigure({ agency, year, rate: id }, numerators.get(key) ?? [], denominators.get(key) ?? []);
    }),
  );
}

function group(figures: readonly Figure[]): ReadonlyMap<string, Figure[]> {
  return groupBy(figures, ({ agency, year }) => `${agency} ${year}`);
}

function rateFigure(
  subject: Pick<RateFigure, "agency" | "year" | "rate">,
  over: readonly Figure[],
  under: readonly Figure[],
): RateFigure {
  const parts = [...over, ...under];
  const numerator = sumFigures(over);
  const denominator = sumFigures(under);
  return {
    ...subject,
    numerator,
    denominator,
    ...rateOf(numerator, denominator),
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
