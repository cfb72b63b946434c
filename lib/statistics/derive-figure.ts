import type { Catalog } from "../catalog/catalog.ts";
import type { Grade, Indicator } from "../catalog/schema.ts";
import type { Value } from "../model.ts";
import { sumValues } from "./sum.ts";

export type SeriesEntry = Indicator["series"][number];

/** The facts of one report and member: by edition, then by term. */
export type TermsHeld<Term> = ReadonlyMap<string, ReadonlyMap<string, Term>>;

export interface DerivedFigure<Term> {
  readonly value: Value;
  readonly unit: string;
  /** `null`, with the grade, when the report holds no term from any edition. */
  readonly edition: string | null;
  readonly grade: Grade | null;
  /** The facts found for the terms, in the order of the terms. */
  readonly terms: readonly Term[];
}

/** How an indicator is had from each edition, the newest edition first. */
export function orderSeries(catalog: Catalog, indicator: Indicator): readonly SeriesEntry[] {
  const position = new Map(catalog.editions.map((edition, index) => [edition.id, index]));
  const last = catalog.editions.length;
  return indicator.series.toSorted(
    (a, b) => (position.get(a.edition) ?? last) - (position.get(b.edition) ?? last),
  );
}

/**
 * An indicator's figure from the facts of one report: the sum of the terms of the first edition in which the report
 * has any of them. Figures of two editions are never added. A missing term gives its status to the sum; terms in
 * different units (one of them without a printed unit, say) make no sum at all.
 */
export function deriveFigure<Term extends { readonly value: Value; readonly unit: string }>(
  series: readonly SeriesEntry[],
  unit: string,
  held: TermsHeld<Term> | undefined,
): DerivedFigure<Term> {
  for (const { edition, grade, terms: ids } of series) {
    const ofEdition = held?.get(edition);
    if (ofEdition === undefined) continue;
    const found = ids.map((id) => ofEdition.get(id));
    const terms = found.filter((term) => term !== undefined);
    const [first] = terms;
    if (first === undefined) continue;
    if (terms.some((term) => term.unit !== first.unit)) {
      return { value: { status: "absent" }, unit, edition, grade, terms };
    }
    const value = sumValues(found.map((term) => term?.value ?? { status: "absent" }));
    return { value, unit: first.unit, edition, grade, terms };
  }
  return { value: { status: "absent" }, unit, edition: null, grade: null, terms: [] };
}
