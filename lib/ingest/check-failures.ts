import type { Database } from "../../db/client.ts";
import { type CheckFilter, listFailures } from "../../db/queries/quality.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import type { CheckFailure } from "../check-views.ts";
import { instanceWords } from "../exports/check-words.ts";
import { fill, getMessages } from "./messages.ts";

/** `gongkai check`: what fails in the reports shown, for people and for scripts. */

export interface CheckOptions {
  readonly agency?: string;
  readonly year?: number;
  readonly region?: string;
  readonly check?: string;
  readonly json?: boolean;
}

const scaleOf = (unit: string | undefined, catalog: Catalog): number =>
  catalog.units.find(({ id }) => id === unit)?.scale ?? 1;

function valuesOf({ finding }: CheckFailure, catalog: Catalog) {
  const { left = null, right = null, operands = [] } = finding.detail ?? {};
  const scale = scaleOf(operands[0]?.unit, catalog);
  if (left === null || right === null) return undefined;
  return { left: left / scale, right: right / scale, difference: (left - right) / scale };
}

/** The public shape of a line of `gongkai check --json`. */
export function describeFailure(failure: CheckFailure, catalog: Catalog) {
  const { agency, year, scope, check, instance, verdict, finding, explanation, document, fileName } = failure;
  const { operands = [], agreement = null, words = null, other = null } = finding.detail ?? {};
  const none = { left: null, right: null, difference: null };
  return {
    agency,
    year,
    scope,
    check,
    instance,
    severity: finding.severity,
    verdict,
    ...(valuesOf(failure, catalog) ?? none),
    agreement,
    words,
    other,
    explanation,
    file: fileName,
    document,
    cells: operands.map(({ unit, amount, ...operand }) => ({
      ...operand,
      unit,
      amount: amount === null ? null : amount / scaleOf(unit, catalog),
    })),
  };
}

function printFailure(failure: CheckFailure, catalog: Catalog, language: Language): string[] {
  const { checking: words, report, severity } = getMessages(language);
  const { finding, check, year, explanation } = failure;
  const { operands = [], agreement = null, other = null, words: said = null } = finding.detail ?? {};
  const values = valuesOf(failure, catalog);
  const where = instanceWords({ operands });
  const parts = {
    statement: catalog.checks.find(({ id }) => id === check)?.statement[language] ?? check,
    where: where === "" ? "" : fill(words.where, { where }),
  };
  const line =
    values !== undefined && operands.length > 0
      ? fill(words.line, { ...parts, ...values })
      : fill(words.whole, { ...parts, words: [said, other].filter((one) => one !== null).join(" ") });
  const cells = operands
    .filter(({ amount }) => amount !== 0)
    .map(({ table, row, column, label, memberLabel, printed, year: of }) => {
      const place = fill(report.place, { table, row, column });
      const name = [label.split("/").at(-1), memberLabel].filter((part) => part !== "").join(" / ");
      const text = fill(words.cell, { place, name, printed: printed.trim() });
      return of === year ? text : `${fill(words.ofYear, { year: of })} ${text}`;
    });
  return [
    `  ${severity[finding.severity]}  ${line}`,
    ...cells.map((cell) => `      ${cell}`),
    ...(agreement === null ? [] : [`    ${words[agreement]}`]),
    ...(explanation === null
      ? []
      : [`    ${fill(words.explained, { words: explanation.words, by: explanation.by })}`]),
  ];
}

const isError = ({ finding, verdict }: CheckFailure): boolean =>
  finding.severity === "error" && verdict === "failed";

/** What to print, and whether a check of severity error fails unexplained. */
export async function listChecks(
  db: Database,
  catalog: Catalog,
  { check: id, json, agency, year, region }: CheckOptions,
  language: Language,
): Promise<{ readonly lines: readonly string[]; readonly failed: boolean }> {
  const { checking: words } = getMessages(language);
  const filter: CheckFilter = {
    ...(agency === undefined ? {} : { agency }),
    ...(year === undefined ? {} : { year }),
    ...(region === undefined ? {} : { region }),
    ...(id === undefined ? {} : { checks: [id] }),
  };
  const failures = await listFailures(db, filter);
  const failed = failures.some(isError);
  if (json) return { lines: failures.map((one) => JSON.stringify(describeFailure(one, catalog))), failed };
  if (failures.length === 0) return { lines: [words.none], failed };
  const groups = new Map<string, CheckFailure[]>();
  for (const failure of failures) {
    const key = `${failure.agency} ${failure.year}`;
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const name = (language === "en" ? first.agencyNameEn : null) ?? first.agencyNameZh;
    const head = { agency: name, id: first.agency, year: first.year, count: group.length };
    return [
      fill(words.group, head),
      ...group.flatMap((failure) => printFailure(failure, catalog, language)),
      "",
    ];
  });
  const errors = failures.filter(isError).length;
  return { lines: [...lines, fill(words.total, { failures: failures.length, errors })], failed };
}
