import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOf } from "../catalog/check-schema.ts";
import type { CheckResult, Operand } from "./result.ts";
import { type CheckSubject, operandsOfIndicator } from "./subject.ts";

/** Figures that could hardly be: leaps from one year to the next, negative counts, powers an agency does not have. */

const TOTAL = "total";

function sumOf(operands: readonly Operand[]): number | null {
  let sum = 0;
  for (const { status, amount, sign } of operands) {
    if (status !== "reported") return null;
    sum += sign * (amount ?? 0);
  }
  return operands.length === 0 ? null : sum;
}

/** Whether neither figure is more than `factor` times the other; small ones are let be. */
const isWithin = (a: number, b: number, { factor, floor }: { factor: number; floor: number }): boolean =>
  Math.max(a, b) < floor || (a <= b * factor && b <= a * factor);

export function runJump(check: CheckOf<"jump">, subject: CheckSubject, catalog: Catalog): CheckResult[] {
  return check.indicators.flatMap((indicator): CheckResult[] => {
    const now = operandsOfIndicator(
      indicator,
      { side: "left", sign: 1, year: subject.year },
      subject.facts,
      catalog,
    );
    if (now.every(({ fact }) => fact === undefined)) return [];
    const before = operandsOfIndicator(
      indicator,
      { side: "right", sign: 1, year: subject.year - 1 },
      subject.previous,
      catalog,
    );
    const operands = [...now, ...before];
    const head = { check: check.id, instance: indicator, operands };
    const left = sumOf(now);
    const right = sumOf(before);
    const units = new Set(operands.flatMap(({ fact }) => fact?.unit ?? []));
    if (left === null || right === null || units.size !== 1)
      return [{ ...head, verdict: "not-assessable", left: null, right: null }];
    const isNew = left <= 0 || right <= 0;
    return [{ ...head, verdict: isNew || isWithin(left, right, check) ? "passed" : "failed", left, right }];
  });
}

export function runNear(check: CheckOf<"near">, subject: CheckSubject, catalog: Catalog): CheckResult[] {
  const listTerms = (side: "left" | "right"): Operand[] =>
    check[side].flatMap(({ indicator = TOTAL, sign = 1 as 1 | -1 }) =>
      operandsOfIndicator(indicator, { side, sign, year: subject.year }, subject.facts, catalog),
    );
  const operands = [...listTerms("left"), ...listTerms("right")];
  const editions = new Set(operands.flatMap(({ fact }) => fact?.edition ?? []));
  if (![...editions].some((edition) => check.editions?.includes(edition) ?? true)) return [];
  const head = { check: check.id, instance: "", operands };
  const left = sumOf(operands.filter(({ side }) => side === "left"));
  const right = sumOf(operands.filter(({ side }) => side === "right"));
  if (left === null || right === null)
    return [{ ...head, verdict: "not-assessable", left: null, right: null }];
  return [{ ...head, verdict: isWithin(left, right, check) ? "passed" : "failed", left, right }];
}

export function runNonNegative(check: CheckOf<"non-negative">, subject: CheckSubject): CheckResult[] {
  return subject.facts
    .filter(({ indicator }) => !check.except.includes(indicator))
    .map((fact) => {
      const { value, indicator, member } = fact;
      const amount = value.status === "reported" ? value.amount : null;
      const operand = { indicator, member, side: "left", sign: 1, year: subject.year } as const;
      return {
        check: check.id,
        instance: `${fact.edition}/${indicator}/${member}`,
        verdict: amount === null ? "not-assessable" : amount < 0 ? "failed" : "passed",
        left: amount,
        right: amount === null ? null : 0,
        operands: [{ ...operand, status: value.status, amount, fact }],
      };
    });
}

export function runRequires(
  check: CheckOf<"requires">,
  subject: CheckSubject,
  catalog: Catalog,
): CheckResult[] {
  return (check.each ?? [""]).flatMap((each): CheckResult[] => {
    const look = (terms: readonly { readonly indicator: string }[], side: Operand["side"]): Operand[] =>
      terms.flatMap(({ indicator }) =>
        operandsOfIndicator(
          indicator.replace("{each}", each),
          { side, sign: 1, year: subject.year },
          subject.facts,
          catalog,
        ),
      );
    const when = look(check.when, "left");
    const then = look(check.then, "right");
    if (when.every(({ fact }) => fact === undefined)) return [];
    const operands = [...when, ...then];
    const head = { check: check.id, instance: each, operands };
    const left = sumOf(when);
    const right = sumOf(then);
    if (left === 0) return [{ ...head, verdict: "passed", left, right }];
    if (left === null || right === null)
      return [{ ...head, verdict: "not-assessable", left: null, right: null }];
    return [{ ...head, verdict: right > 0 ? "passed" : "failed", left, right }];
  });
}

export function runPower(check: CheckOf<"power">, subject: CheckSubject): CheckResult[] {
  const { kind, level } = subject.agency;
  const cells = subject.facts.filter(
    ({ indicator, edition }) =>
      check.indicators.includes(indicator) && (check.editions?.includes(edition) ?? true),
  );
  const operands = cells.map((fact): Operand => {
    const { value, indicator, member } = fact;
    const amount = value.status === "reported" ? value.amount : null;
    return {
      indicator,
      member,
      side: "left",
      sign: 1,
      year: subject.year,
      status: value.status,
      amount,
      fact,
    };
  });
  if (operands.length === 0) return [];
  const head = { check: check.id, instance: "", operands };
  if (kind === null || level === null)
    return [{ ...head, verdict: "not-assessable", left: null, right: null }];
  const may = check.allowed.some((one) => one.kind === kind && one.levels.includes(level));
  const claimed = operands.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return [
    { ...head, verdict: may || claimed === 0 ? "passed" : "failed", left: claimed, right: may ? claimed : 0 },
  ];
}

export function runSilence(
  check: CheckOf<"silence">,
  subject: CheckSubject,
  catalog: Catalog,
): CheckResult[] {
  const look = (facts: CheckSubject["previous"], side: Operand["side"], year: number): Operand[] =>
    check.terms.flatMap(({ indicator = TOTAL }) =>
      operandsOfIndicator(indicator, { side, sign: 1, year }, facts, catalog),
    );
  const now = look(subject.facts, "left", subject.year);
  const before = look(subject.previous, "right", subject.year - 1);
  if (now.every(({ fact }) => fact === undefined)) return [];
  const head = { check: check.id, instance: "", operands: [...now, ...before] };
  const left = sumOf(now);
  const right = sumOf(before);
  if (left === null || right === null)
    return [{ ...head, verdict: "not-assessable", left: null, right: null }];
  return [{ ...head, verdict: left === 0 && right >= check.fewest ? "failed" : "passed", left, right }];
}
