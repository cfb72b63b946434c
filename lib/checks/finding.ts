import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOf } from "../catalog/check-schema.ts";
import type { Finding } from "../model.ts";
import type { Agreement } from "../report.ts";
import { claimFinding } from "./claim-finding.ts";
import { type CheckResult, nameOf, type Operand } from "./result.ts";

/** A failed check as a finding, shown where its total stands. */

/** Findings of one kind have a code for each severity. */
const SUFFIX = { error: "", warning: "-soft", info: "-hint" } as const;

/** The cell a failed check is shown at: the total, which is the side with fewer terms; never one of an earlier report. */
function findCell(operands: readonly Operand[]): Operand | undefined {
  const own = Math.max(...operands.map(({ year }) => year));
  const held = operands.filter(({ fact, year }) => fact !== undefined && year === own);
  const count = (side: Operand["side"]): number => operands.filter((one) => one.side === side).length;
  const total = count("left") > count("right") ? "right" : "left";
  return held.find(({ side }) => side === total) ?? held[0];
}

function formFinding(
  of: CheckOf<"form">["of"],
  { operands, left, lacking: missing = [] }: CheckResult,
): Finding {
  const [first] = operands;
  const { edition = "", table = "" } = first?.fact ?? {};
  const place = first?.fact === undefined ? {} : { origin: first.fact.origin };
  if (of === "edition")
    return { code: "edition-not-of-year", parameters: { year: first?.year ?? "", edition }, ...place };
  if (of === "sections") return { code: "sections-missing", parameters: { sections: missing.join(" ") } };
  return { code: "form-cells-unfilled", parameters: { edition, table, count: left ?? 0 }, ...place };
}

/** Words of a deadline's result: the day of publication, the day it was due, and what that rests on. */
const LATE = /^(?<published>\S+) (?<due>\S+)(?: (?<basis>.+))?$/s;

function lateFinding({ check, left, words = "" }: CheckResult): Finding {
  const { published = "", due = "", basis = check } = LATE.exec(words)?.groups ?? {};
  return { code: "published-late", parameters: { check, published, due, basis, days: left ?? 0 } };
}

/** `undefined` where the check did not fail. */
export function toFinding(
  result: CheckResult,
  agreements: Readonly<Record<string, Agreement>>,
  catalog: Catalog,
): Finding | undefined {
  const check = catalog.checks.find(({ id }) => id === result.check);
  if (result.verdict !== "failed" || check === undefined) return undefined;
  const suffix = SUFFIX[check.severity];
  if (check.kind === "claim") return claimFinding(result, suffix, catalog);
  if (check.kind === "form") return formFinding(check.of, result);
  if (check.kind === "deadline" || check.kind === "local-deadline") return lateFinding(result);
  const fact = findCell(result.operands)?.fact;
  const { left, right } = result;
  if (fact === undefined || left === null || right === null) {
    const words = [result.words, result.other, left === null ? undefined : `${left}, ${right}`]
      .filter((part) => part !== undefined)
      .join(" ");
    return { code: `check-failed-as-whole${suffix}`, parameters: { check: check.id, words } };
  }
  const scale = catalog.units.find(({ id }) => id === fact.unit)?.scale ?? 1;
  const agreement = agreements[nameOf(result)];
  const code =
    agreement === undefined
      ? "check-failed"
      : agreement === "source"
        ? "source-does-not-add-up"
        : "sums-unconfirmed";
  const parameters = {
    check: check.id,
    edition: fact.edition,
    label: fact.label,
    member: fact.memberLabel,
    left: left / scale,
    right: right / scale,
    difference: (left - right) / scale,
  };
  return { code: `${code}${suffix}`, parameters, origin: fact.origin };
}
