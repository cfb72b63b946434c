import type { Catalog } from "../catalog/catalog.ts";
import type { ClaimBasis } from "../catalog/check-schema.ts";
import type { Fact, ValueStatus } from "../model.ts";
import type { Claim } from "../report.ts";
import type { Operand, Verdict } from "./result.ts";
import { editionsOf, operandsOfIndicator } from "./subject.ts";

/** What the tables have for a number of the prose: one sum for each thing that it may count. */

export interface BasisSum {
  readonly id: string;
  /** `null` where a term could not be had. */
  readonly sum: number | null;
  /** The sum with blank cells as zero, where nothing else is missing. */
  readonly lenient: number | null;
  readonly operands: readonly Operand[];
  /** Editions the terms were found in. */
  readonly editions: ReadonlySet<string>;
}

const indexes = new WeakMap<Catalog, ReadonlyMap<string, ClaimBasis>>();

function basesOf(catalog: Catalog): ReadonlyMap<string, ClaimBasis> {
  const known = indexes.get(catalog);
  if (known !== undefined) return known;
  const index = new Map(catalog.claims.bases.map((basis) => [basis.id, basis]));
  indexes.set(catalog, index);
  return index;
}

/** Whether the forms the facts come from print all terms: what they have no cell for is no basis. */
function isPrinted(basis: ClaimBasis, facts: readonly Fact[], catalog: Catalog): boolean {
  const held = editionsOf(facts);
  return basis.terms.every(({ indicator }) =>
    catalog.indicators.some(
      ({ id, series }) => id === indicator && series.some(({ edition }) => held.includes(edition)),
    ),
  );
}

const TOTAL = "total";
/** A column that the report leaves empty is none that its prose may count. */
const UNFILLED: ReadonlySet<ValueStatus> = new Set(["blank", "dash", "not-applicable"]);

/** A form without columns for applicants, as that of 2014, counts nothing by them. */
const hasColumn = (member: string, facts: readonly Fact[]): boolean =>
  member === TOTAL || facts.some((fact) => fact.member === member);

function sumOf(operands: readonly Operand[], blanks: boolean): number | null {
  let sum = 0;
  for (const { status, amount, sign } of operands) {
    if (status !== "reported" && !(blanks && status === "blank")) return null;
    sum += sign * (amount ?? 0);
  }
  return sum;
}

/** The bases that the forms of a report know, in the order given. */
export function listBases(
  ids: readonly string[],
  facts: readonly Fact[],
  place: Pick<Operand, "side" | "year">,
  catalog: Catalog,
): BasisSum[] {
  const index = basesOf(catalog);
  return ids.flatMap((id): BasisSum[] => {
    const basis = index.get(id);
    if (basis === undefined || !isPrinted(basis, facts, catalog)) return [];
    if (!basis.terms.every(({ member = TOTAL }) => hasColumn(member, facts))) return [];
    const operands = basis.terms.flatMap(({ indicator, member, sign }) =>
      operandsOfIndicator(indicator, { ...place, sign: sign ?? 1 }, facts, catalog, member),
    );
    if (operands.some(({ member, status }) => member !== TOTAL && UNFILLED.has(status))) return [];
    const editions = new Set(operands.flatMap(({ fact }) => fact?.edition ?? []));
    return [{ id, sum: sumOf(operands, false), lenient: sumOf(operands, true), operands, editions }];
  });
}

/** What a comparison found; `basis` names what matched, or what it was held against first. */
export interface Comparison {
  readonly verdict: Verdict;
  readonly basis: string;
  readonly left: number | null;
  readonly right: number | null;
  readonly operands: readonly Operand[];
  readonly inferred?: "blank-as-zero";
}

export const OPEN = { verdict: "not-assessable", left: null, right: null } as const;

/** Whether a figure is what the claim says. */
export function isMet({ amount, range }: Pick<Claim, "amount" | "range">, figure: number): boolean {
  const [low, high] = range ?? [amount, amount];
  return figure >= low && figure <= high;
}

export function basesOfSubject(subject: string | null, catalog: Catalog): readonly string[] {
  return catalog.claims.subjects.find(({ id }) => id === subject)?.bases ?? [];
}
