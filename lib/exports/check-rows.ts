import type { CheckFailure, CheckTally, UnassessedCheck } from "../check-views.ts";
import type { CheckOperand } from "../views.ts";
import { type ExportContext, scaled } from "./export-context.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

type CheckContext = Omit<ExportContext, "agencies">;

/** Fewer reports than this make no rate. */
export const FEWEST_FOR_RATE = 10;

/** Reports in which the check could be assessed. */
export const assessedOf = ({ passed, failed, explained }: CheckTally): number => passed + failed + explained;

/** Reports in which the check fails, of those in which it could be assessed. An explanation makes no sum right. */
export function failureRate(tally: CheckTally): number | null {
  const n = assessedOf(tally);
  return n < FEWEST_FOR_RATE ? null : (tally.failed + tally.explained) / n;
}

export const CHECK_COLUMNS = [
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "year", type: "number" },
  { id: "scope", type: "text" },
  { id: "check", type: "text" },
  { id: "statement", type: "text" },
  { id: "instance", type: "text" },
  { id: "severity", type: "text" },
  { id: "verdict", type: "text" },
  { id: "left", type: "number" },
  { id: "right", type: "number" },
  { id: "difference", type: "number" },
  { id: "unit", type: "text" },
  { id: "agreement", type: "text" },
  { id: "terms", type: "text" },
  { id: "printed", type: "text" },
  { id: "words", type: "text" },
  { id: "other", type: "text" },
  { id: "missing", type: "text" },
  { id: "not_assessable", type: "number" },
  { id: "blank_as_zero", type: "number" },
  { id: "explanation", type: "text" },
  { id: "explained_by", type: "text" },
  { id: "explained_at", type: "text" },
  { id: "explanation_source", type: "text" },
  { id: "source_file", type: "text" },
  { id: "source_sha256", type: "text" },
  { id: "source_table", type: "text" },
  { id: "source_row", type: "text" },
  { id: "source_column", type: "text" },
  { id: "source_page", type: "text" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type CheckRow = ExportRow<(typeof CHECK_COLUMNS)[number]["id"]>;

const SEPARATOR = " + ";

function join(operands: readonly CheckOperand[], part: (operand: CheckOperand) => string | number) {
  return operands.length === 0 ? null : operands.map(part).join(SEPARATOR);
}

const NOTHING = {
  left: null,
  right: null,
  difference: null,
  unit: null,
  agreement: null,
  terms: null,
  printed: null,
  words: null,
  other: null,
  missing: null,
  not_assessable: null,
  blank_as_zero: null,
  explanation: null,
  explained_by: null,
  explained_at: null,
  explanation_source: null,
  source_table: null,
  source_row: null,
  source_column: null,
  source_page: null,
};

function headOf(one: CheckFailure | UnassessedCheck, context: CheckContext) {
  const declared = context.catalog.checks.find(({ id }) => id === one.check);
  return {
    ...NOTHING,
    agency: one.agency,
    agency_name: (context.language === "en" ? one.agencyNameEn : null) ?? one.agencyNameZh,
    year: one.year,
    scope: one.scope,
    check: one.check,
    statement: declared?.statement[context.language] ?? one.check,
    severity: declared?.severity ?? null,
    source_file: one.fileName,
    source_sha256: one.document,
    data_version: context.dataVersion,
  };
}

/** One row a failed check, explained or not; several cells are listed in the order of `terms`, in which `-` subtracts. */
export function failureRows(failures: readonly CheckFailure[], context: CheckContext): CheckRow[] {
  return failures.map((failure) => {
    const { finding, explanation } = failure;
    const { left = null, right = null, operands = [], agreement = null, words, other } = finding.detail ?? {};
    const unit = operands[0]?.unit ?? "";
    const amount = (value: number | null) => (value === null ? null : scaled(context, value, unit));
    return {
      ...headOf(failure, context),
      instance: failure.instance,
      severity: finding.severity,
      verdict: failure.verdict,
      left: amount(left),
      right: amount(right),
      difference: left === null || right === null ? null : amount(left - right),
      unit: unit === "" ? null : unit,
      agreement,
      terms: join(
        operands,
        ({ indicator, member, year, sign }) => `${sign === -1 ? "-" : ""}${indicator}/${member}/${year}`,
      ),
      printed: join(operands, ({ printed }) => printed),
      words: words ?? null,
      other: other ?? null,
      explanation: explanation?.words ?? null,
      explained_by: explanation?.by ?? null,
      explained_at: explanation?.at ?? null,
      explanation_source: explanation?.source || null,
      source_table: join(operands, ({ table }) => table),
      source_row: join(operands, ({ row }) => row),
      source_column: join(operands, ({ column }) => column),
      source_page: operands.every(({ page }) => page === null)
        ? null
        : join(operands, ({ page }) => page ?? ""),
    };
  });
}

/** One row a report and check that could not be assessed, with the terms that are missing. */
export function unassessedRows(checks: readonly UnassessedCheck[], context: CheckContext): CheckRow[] {
  return checks.map((one) => ({
    ...headOf(one, context),
    instance: null,
    verdict: "not-assessable",
    missing: one.missing.length === 0 ? null : one.missing.join(SEPARATOR),
    not_assessable: one.count,
    blank_as_zero: one.inferred,
  }));
}

export const TALLY_COLUMNS = [
  { id: "check", type: "text" },
  { id: "statement", type: "text" },
  { id: "severity", type: "text" },
  { id: "basis", type: "text" },
  { id: "since", type: "number" },
  { id: "year", type: "number" },
  { id: "reports", type: "number" },
  { id: "assessed", type: "number" },
  { id: "passed", type: "number" },
  { id: "failed", type: "number" },
  { id: "explained", type: "number" },
  { id: "not_assessable", type: "number" },
  { id: "failure_rate", type: "number" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type TallyRow = ExportRow<(typeof TALLY_COLUMNS)[number]["id"]>;

/** One row a check and year, in the order of the catalog. `failure_rate` is a fraction, `null` for few reports. */
export function tallyRows(
  tallies: readonly CheckTally[],
  { catalog, language, dataVersion }: CheckContext,
): TallyRow[] {
  return catalog.checks.flatMap((check) =>
    tallies
      .filter((tally) => tally.check === check.id)
      .map((tally) => ({
        check: check.id,
        statement: check.statement[language],
        severity: check.severity,
        basis: check.basis[language],
        since: check.since,
        year: tally.year,
        reports: tally.reports,
        assessed: assessedOf(tally),
        passed: tally.passed,
        failed: tally.failed,
        explained: tally.explained,
        not_assessable: tally.notAssessable,
        failure_rate: failureRate(tally),
        data_version: dataVersion,
      })),
  );
}
