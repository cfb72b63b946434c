import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOf } from "../catalog/check-schema.ts";
import type { Fact, ValueStatus } from "../model.ts";
import type { CheckResult, Operand } from "./result.ts";
import { type CheckSubject, tablesOf } from "./subject.ts";

/** What the form asks of a report, whatever its figures: the edition of its year, its sections, filled cells. */

const toOperand = (fact: Fact, year: number): Operand => ({
  ...{ indicator: fact.indicator, member: fact.member, side: "left", sign: 1, year },
  ...{ status: fact.value.status, fact },
  amount: fact.value.status === "reported" ? fact.value.amount : null,
});

function runEdition(check: CheckOf<"form">, { facts, year }: CheckSubject, catalog: Catalog): CheckResult[] {
  return [...tablesOf(facts)].flatMap(([instance, own]): CheckResult[] => {
    const [first] = own;
    const edition = catalog.editions.find(({ id }) => id === first?.edition);
    if (first === undefined || edition === undefined) return [];
    const isOfYear = edition.firstYear <= year && year <= (edition.lastYear ?? year);
    const head = { check: check.id, instance, left: null, right: null, operands: [toOperand(first, year)] };
    return [{ ...head, verdict: isOfYear ? "passed" : "failed", words: edition.name.zh }];
  });
}

function runSections(check: CheckOf<"form">, subject: CheckSubject, catalog: Catalog): CheckResult[] {
  const { facts, sections } = subject;
  if (!facts.some(({ edition }) => check.editions?.includes(edition) ?? true)) return [];
  const head = { check: check.id, instance: "", operands: [] };
  const left = sections.length;
  const right = catalog.sections.list.length;
  if (left === 0) return [{ ...head, verdict: "not-assessable", left: null, right: null }];
  const missing = catalog.sections.list.filter(({ id }) => !sections.includes(id));
  if (missing.length === 0) return [{ ...head, verdict: "passed", left, right }];
  const words = missing.map(({ name }) => name.zh).join(" ");
  return [{ ...head, verdict: "failed", left, right, words, lacking: missing.map(({ id }) => id) }];
}

/** Struck through, or left out: what the instructions want as 0. */
const UNFILLED: ReadonlySet<ValueStatus> = new Set(["blank", "dash", "not-applicable"]);

function runFilled(check: CheckOf<"form">, { facts, year }: CheckSubject): CheckResult[] {
  return [...tablesOf(facts)].flatMap(([instance, own]): CheckResult[] => {
    if (!own.some(({ edition }) => check.editions?.includes(edition) ?? true)) return [];
    const head = { check: check.id, instance };
    const unfilled = own.filter(({ value }) => UNFILLED.has(value.status));
    const operands = unfilled.map((fact) => toOperand(fact, year));
    if (unfilled.length > 0)
      return [{ ...head, verdict: "failed", left: unfilled.length, right: 0, operands }];
    const isOpen = own.some(({ value }) => value.status === "illegible" || value.status === "absent");
    if (isOpen) return [{ ...head, verdict: "not-assessable", left: null, right: null, operands: [] }];
    return [{ ...head, verdict: "passed", left: 0, right: 0, operands: [] }];
  });
}

export function runForm(check: CheckOf<"form">, subject: CheckSubject, catalog: Catalog): CheckResult[] {
  switch (check.of) {
    case "edition":
      return runEdition(check, subject, catalog);
    case "sections":
      return runSections(check, subject, catalog);
    case "filled":
      return runFilled(check, subject);
  }
}
