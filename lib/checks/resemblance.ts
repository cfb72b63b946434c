import type { CheckOf } from "../catalog/check-schema.ts";
import type { Fact } from "../model.ts";
import { type CheckResult, cellKey } from "./result.ts";
import { type CheckSubject, tablesOf } from "./subject.ts";

/** Tables that repeat others: last year's, another agency's. */

export interface TableVector {
  /** `edition/table`. */
  readonly table: string;
  /** Cells above zero. */
  readonly weight: number;
  /** Every cell with its value, in a fixed order: equal for tables that print the same. */
  readonly figures: string;
}

/** The tables of a report as vectors of figures. */
export function listVectors(facts: readonly Fact[]): TableVector[] {
  return [...tablesOf(facts)].map(([table, cells]) => ({
    table,
    weight: cells.filter(({ value }) => value.status === "reported" && value.amount > 0).length,
    figures: cells
      .map((fact) => {
        const { value } = fact;
        return `${cellKey(fact)}=${value.status === "reported" ? value.amount : value.status}`;
      })
      .sort()
      .join(" "),
  }));
}

export function runRepetition(check: CheckOf<"repetition">, subject: CheckSubject): CheckResult[] {
  const before = new Map(listVectors(subject.previous ?? []).map((vector) => [vector.table, vector.figures]));
  return listVectors(subject.facts).flatMap((vector): CheckResult[] => {
    const head = { check: check.id, instance: vector.table, left: null, right: null, operands: [] };
    if (check.of === "other-agency") {
      const twin = subject.twins.find(({ table }) => table === vector.table);
      const same = twin !== undefined && vector.weight >= check.fewest;
      return [
        same
          ? { ...head, verdict: "failed", other: `${twin.agency}/${subject.year}` }
          : { ...head, verdict: "passed" },
      ];
    }
    const earlier = before.get(vector.table);
    if (earlier === undefined) return [{ ...head, verdict: "not-assessable" }];
    const same = earlier === vector.figures && vector.weight >= check.fewest;
    return [
      same
        ? { ...head, verdict: "failed", other: `${subject.agency.id}/${subject.year - 1}` }
        : { ...head, verdict: "passed" },
    ];
  });
}

export function runIdentity(check: CheckOf<"identity">, subject: CheckSubject): CheckResult[] {
  const head = { check: check.id, instance: "", operands: [] };
  if (check.of === "file-of-two-agencies") {
    const [other] = subject.fileMates;
    return [
      other === undefined
        ? { ...head, verdict: "passed", left: null, right: null }
        : { ...head, verdict: "failed", left: null, right: null, other: `${other}/${subject.year}` },
    ];
  }
  const { title: left, period: right } = subject.years;
  if (left === null || right === null) return [{ ...head, verdict: "not-assessable", left, right }];
  return [{ ...head, verdict: left === right ? "passed" : "failed", left, right }];
}
