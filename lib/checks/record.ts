import type { CheckCount } from "../check-views.ts";
import type { CheckDetail } from "../views.ts";
import { type CheckResult, missingOf } from "./result.ts";

/** Results in the shape in which they are kept and shown. */

const MOST_MISSING = 6;

/** The figures that a result of an agency's report rests on. */
export function detailOf(
  result: CheckResult,
  agreement: CheckDetail["agreement"],
  agency: string,
): CheckDetail {
  const operands = result.operands.flatMap(({ fact, ...operand }) => {
    if (fact === undefined) return [];
    const { indicator, member, side, sign, year, status, amount, agency: of = agency } = operand;
    const { label, memberLabel, unit, printed, origin } = fact;
    const { document, table, row, column, page = null } = origin;
    const place = { document, table, row, column, page };
    const value = { status, amount, unit, printed };
    return [{ indicator, member, label, memberLabel, side, sign, agency: of, year, ...value, ...place }];
  });
  const { left, right, words = null, other = null } = result;
  return { left, right, operands, agreement, words, other };
}

const termName = ({ indicator, member, year }: { indicator: string; member: string; year: number }): string =>
  `${indicator}/${member}/${year}`;

/** How often each check passed, failed or could not be assessed, and for want of what. */
export function countResults(results: readonly CheckResult[]): CheckCount[] {
  const byCheck = new Map<string, CheckResult[]>();
  for (const result of results) byCheck.set(result.check, [...(byCheck.get(result.check) ?? []), result]);
  return [...byCheck].map(([check, own]) => {
    const count = (verdict: CheckResult["verdict"]): number =>
      own.filter((result) => result.verdict === verdict).length;
    const open = own.filter(({ verdict }) => verdict === "not-assessable");
    const missing = [
      ...new Set([
        ...open.flatMap(missingOf).map(termName),
        ...open.flatMap(({ lacking = [] }) => lacking.map((part) => `part/${part}`)),
      ]),
    ];
    const more = missing.length - MOST_MISSING;
    return {
      check,
      passed: count("passed"),
      failed: count("failed"),
      notAssessable: count("not-assessable"),
      inferred: own.filter(({ inferred }) => inferred !== undefined).length,
      missing: [...missing.slice(0, MOST_MISSING), ...(more > 0 ? [`more/${more}`] : [])],
    };
  });
}
