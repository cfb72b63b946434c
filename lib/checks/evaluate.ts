import type { Catalog } from "../catalog/catalog.ts";
import type { Fact } from "../model.ts";
import { type CellName, type Equation, listEquations } from "./equations.ts";

/** Equations held against facts. A missing term is never 0: the equation is then not assessable. */

export type CheckResult = { readonly equation: Equation } & (
  | { readonly verdict: "passed" | "failed"; readonly left: number; readonly right: number }
  | { readonly verdict: "not-assessable"; readonly missing: readonly CellName[] }
);

/** The facts of one edition by the names of their cells. */
export type FactsByCell = ReadonlyMap<string, Fact>;

export const cellKey = ({ indicator, member }: CellName): string => `${indicator}/${member}`;

export function indexFacts(facts: readonly Fact[], edition: string): FactsByCell {
  return new Map(facts.filter((fact) => fact.edition === edition).map((fact) => [cellKey(fact), fact]));
}

function amountOf(cell: CellName, facts: FactsByCell): number | undefined {
  const value = facts.get(cellKey(cell))?.value;
  return value?.status === "reported" ? value.amount : undefined;
}

export function evaluate(equation: Equation, facts: FactsByCell): CheckResult {
  const missing = [...equation.left, ...equation.right].filter((cell) => amountOf(cell, facts) === undefined);
  if (missing.length > 0) return { equation, verdict: "not-assessable", missing };
  const sum = (cells: readonly CellName[]): number =>
    cells.reduce((total, cell) => total + (amountOf(cell, facts) ?? 0), 0);
  const left = sum(equation.left);
  const right = sum(equation.right);
  const holds = equation.check.relation === "=" ? left === right : left <= right;
  return { equation, verdict: holds ? "passed" : "failed", left, right };
}

/** Every check of the editions that the facts come from. */
export function runChecks(facts: readonly Fact[], catalog: Catalog): CheckResult[] {
  const editions = new Set(facts.map((fact) => fact.edition));
  return [...editions].flatMap((edition) => {
    const held = indexFacts(facts, edition);
    return listEquations(catalog)
      .filter((equation) => equation.edition === edition)
      .map((equation) => evaluate(equation, held));
  });
}
