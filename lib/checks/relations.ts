import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOf, CheckTerm } from "../catalog/check-schema.ts";
import type { Fact } from "../model.ts";
import type { CellName, CheckResult, Operand } from "./result.ts";
import { type CheckSubject, editionsOf, operandOf, partsOf } from "./subject.ts";

/**
 * Relations between sums of cells: declared once, spelled out for every column or row they are repeated over. A missing
 * term is never 0: the relation is then not assessable.
 */

type Relation = CheckOf<"relation">;

interface Term extends CellName {
  readonly side: Operand["side"];
  readonly sign: Operand["sign"];
  /** 0 or -1. */
  readonly offset: number;
}

export interface Equation {
  readonly check: Relation;
  readonly edition: string;
  readonly instance: string;
  readonly terms: readonly Term[];
}

const TOTAL = "total";

function spellOut(
  terms: readonly CheckTerm[],
  side: Term["side"],
  given: Partial<CellName>,
  catalog: Catalog,
  edition: string,
): Term[] {
  return terms.flatMap((term) =>
    partsOf(catalog, edition, term.indicator ?? given.indicator ?? "").map((indicator) => ({
      indicator,
      member: term.member ?? given.member ?? TOTAL,
      side,
      sign: term.sign ?? 1,
      offset: term.year ?? 0,
    })),
  );
}

/** What a check is repeated over in an edition: its columns, its rows, cells, or nothing. */
function listRepeats(check: Relation, catalog: Catalog, edition: string): readonly Partial<CellName>[] {
  const form = catalog.editions.find(({ id }) => id === edition);
  const blocks = form?.tables.find(({ id }) => id === check.table)?.blocks ?? [];
  const members = [...new Set(blocks.flatMap(({ columns }) => columns.map(({ member }) => member)))];
  switch (check.each) {
    case "member":
      return members.map((member) => ({ member }));
    case "row":
      return blocks
        .flatMap(({ rows }) => rows.flatMap((row) => row.indicators["*"] ?? []))
        .map((indicator) => ({ indicator }));
    case "cell":
      return (check.among ?? []).flatMap((indicator) => members.map((member) => ({ indicator, member })));
    default:
      return [{}];
  }
}

const instanceOf = (edition: string, { indicator, member }: Partial<CellName>): string =>
  [edition, indicator, member].filter((part) => part !== undefined).join("/");

const compiled = new WeakMap<Catalog, readonly Equation[]>();

/** Every relation of every edition. */
export function listEquations(catalog: Catalog): readonly Equation[] {
  const known = compiled.get(catalog);
  if (known !== undefined) return known;
  const equations = catalog.checks
    .filter((check) => check.kind === "relation")
    .flatMap((check) =>
      catalog.editions
        .filter(({ id }) => check.editions?.includes(id) ?? true)
        .flatMap(({ id: edition }) =>
          listRepeats(check, catalog, edition).map((given) => ({
            check,
            edition,
            instance: instanceOf(edition, given),
            terms: [
              ...spellOut(check.left, "left", given, catalog, edition),
              ...spellOut(check.right, "right", given, catalog, edition),
            ],
          })),
        ),
    );
  compiled.set(catalog, equations);
  return equations;
}

const holds = ({ relation }: Relation, left: number, right: number): boolean =>
  relation === "=" ? left === right : left <= right;

function sumOf(operands: readonly Operand[], side: Operand["side"]): number {
  return operands
    .filter((operand) => operand.side === side)
    .reduce((sum, { sign, amount }) => sum + sign * (amount ?? 0), 0);
}

/** Whether all that is missing is printed blank in the report's own table. */
const isBlankOnly = (missing: readonly Operand[]): boolean =>
  missing.every(({ status, fact }) => status === "blank" && fact !== undefined);

export function evaluateEquation(
  { check, edition, instance, terms }: Equation,
  subject: Pick<CheckSubject, "year" | "facts" | "previous">,
): CheckResult {
  const operands = terms.map(({ offset, side, sign, ...cell }) =>
    operandOf(
      cell,
      { side, sign, year: subject.year + offset },
      offset === 0 ? subject.facts : subject.previous,
      edition,
    ),
  );
  const missing = operands.filter(({ status }) => status !== "reported");
  const left = sumOf(operands, "left");
  const right = sumOf(operands, "right");
  const head = { check: check.id, instance, operands };
  if (missing.length > 0) {
    const inferred = isBlankOnly(missing) && holds(check, left, right);
    return {
      ...head,
      verdict: "not-assessable",
      left: null,
      right: null,
      ...(inferred && { inferred: "blank-as-zero" as const }),
    };
  }
  return { ...head, verdict: holds(check, left, right) ? "passed" : "failed", left, right };
}

/** The relations of the editions that the facts come from; those of a form never concern another one. */
export function runRelations(
  subject: Pick<CheckSubject, "year" | "facts" | "previous">,
  catalog: Catalog,
): CheckResult[] {
  const editions = editionsOf(subject.facts);
  return listEquations(catalog)
    .filter(({ edition, terms }) => editions.includes(edition) && concerns(terms, subject.facts, edition))
    .map((equation) => evaluateEquation(equation, subject));
}

/** Whether the facts have any of the terms: a form printed in part is not asked for what it leaves out. */
function concerns(terms: readonly Term[], facts: readonly Fact[], edition: string): boolean {
  return terms.some(
    ({ offset, side, sign, ...cell }) =>
      offset === 0 && operandOf(cell, { side, sign, year: 0 }, facts, edition).fact !== undefined,
  );
}

/** The relations within one report, by which a reading is judged: those that the form prints or implies as equalities. */
export function runSums(
  facts: readonly Fact[],
  catalog: Catalog,
): (CheckResult & { readonly equation: Equation })[] {
  const editions = editionsOf(facts);
  const subject = { year: 0, facts, previous: null };
  return listEquations(catalog)
    .filter(
      ({ edition, check, terms }) =>
        editions.includes(edition) && check.severity === "error" && terms.every(({ offset }) => offset === 0),
    )
    .map((equation) => ({ ...evaluateEquation(equation, subject), equation }));
}
