import type { Catalog } from "../catalog/catalog.ts";
import type { Check, CheckTerm, Edition } from "../catalog/schema.ts";

/** Declared checks spelled out: one equation over named cells for every column or row that a check is repeated over. */

export interface CellName {
  readonly indicator: string;
  readonly member: string;
}

export interface Equation {
  readonly check: Check;
  readonly edition: string;
  readonly left: readonly CellName[];
  readonly right: readonly CellName[];
}

const TOTAL = "total";

/** The indicators of an edition that add up to one of the catalog's, itself where the form prints it. */
function partsOf(catalog: Catalog, edition: Edition, indicator: string): readonly string[] {
  const declared = catalog.indicators.find(({ id }) => id === indicator);
  return declared?.series.find((entry) => entry.edition === edition.id)?.terms ?? [indicator];
}

function spellOut(
  terms: readonly CheckTerm[],
  given: Partial<CellName>,
  catalog: Catalog,
  edition: Edition,
): CellName[] {
  return terms.flatMap((term) =>
    partsOf(catalog, edition, term.indicator ?? given.indicator ?? "").map((indicator) => ({
      indicator,
      member: term.member ?? given.member ?? TOTAL,
    })),
  );
}

/** What a check is repeated over in an edition: its columns, its rows, or nothing. */
function listRepeats(check: Check, edition: Edition): readonly Partial<CellName>[] {
  const blocks = edition.tables.find(({ id }) => id === check.table)?.blocks ?? [];
  switch (check.each) {
    case "member":
      return [...new Set(blocks.flatMap(({ columns }) => columns.map(({ member }) => member)))].map(
        (member) => ({ member }),
      );
    case "row":
      return blocks
        .flatMap(({ rows }) => rows.flatMap((row) => row.indicators["*"] ?? []))
        .map((indicator) => ({ indicator }));
    case undefined:
      return blocks.length > 0 ? [{}] : [];
  }
}

const compiled = new WeakMap<Catalog, readonly Equation[]>();

/** Every equation of every edition. */
export function listEquations(catalog: Catalog): readonly Equation[] {
  const known = compiled.get(catalog);
  if (known !== undefined) return known;
  const equations = catalog.checks.flatMap((check) =>
    catalog.editions
      .filter(({ id }) => check.editions.includes(id))
      .flatMap((edition) =>
        listRepeats(check, edition).map((given) => ({
          check,
          edition: edition.id,
          left: spellOut(check.left, given, catalog, edition),
          right: spellOut(check.right, given, catalog, edition),
        })),
      ),
  );
  compiled.set(catalog, equations);
  return equations;
}
