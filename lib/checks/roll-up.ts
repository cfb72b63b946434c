import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOf } from "../catalog/check-schema.ts";
import type { CheckResult } from "./result.ts";
import { type CheckSubject, operandsOfIndicator } from "./subject.ts";

/**
 * A region's roll-up against the sum of its parts: the governments right below it, and its own level. Assessable only
 * where every part is held and prints the figure; the parts that are not held are told by name.
 */
export function runRollUp(check: CheckOf<"roll-up">, subject: CheckSubject, catalog: Catalog): CheckResult[] {
  const { parts } = subject;
  if (parts === null || subject.scope !== "whole-region") return [];
  const open = { verdict: "not-assessable", left: null, right: null } as const;
  if (parts.missing.length > 0)
    return [{ check: check.id, instance: "", operands: [], ...open, lacking: parts.missing }];
  return check.indicators.flatMap((indicator): CheckResult[] => {
    const whole = operandsOfIndicator(
      indicator,
      { side: "left", sign: 1, year: subject.year },
      subject.facts,
      catalog,
    );
    if (whole.every(({ fact }) => fact === undefined)) return [];
    const below = parts.held.flatMap(({ agency, facts }) =>
      operandsOfIndicator(indicator, { side: "right", sign: 1, year: subject.year }, facts, catalog).map(
        (operand) => ({ ...operand, agency }),
      ),
    );
    const operands = [...whole, ...below];
    const head = { check: check.id, instance: indicator, operands };
    if (operands.some(({ status }) => status !== "reported")) return [{ ...head, ...open }];
    const sum = (side: "left" | "right"): number =>
      operands.reduce((total, one) => total + (one.side === side ? (one.amount ?? 0) : 0), 0);
    const left = sum("left");
    const right = sum("right");
    return [{ ...head, verdict: left === right ? "passed" : "failed", left, right }];
  });
}
