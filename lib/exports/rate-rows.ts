import type { Value } from "../model.ts";
import type { RateFigure } from "../views.ts";
import { agencyName, type ExportContext, nameOf, scaled } from "./export-context.ts";
import { SOURCE_COLUMNS, sourceOf } from "./source-columns.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const RATE_COLUMNS = [
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "year", type: "number" },
  { id: "scope", type: "text" },
  { id: "rate", type: "text" },
  { id: "rate_name", type: "text" },
  { id: "value", type: "number" },
  { id: "reason", type: "text" },
  { id: "interval_low", type: "number" },
  { id: "interval_high", type: "number" },
  { id: "numerator", type: "number" },
  { id: "numerator_status", type: "text" },
  { id: "denominator", type: "number" },
  { id: "denominator_status", type: "text" },
  { id: "edition", type: "text" },
  { id: "grade", type: "text" },
  ...SOURCE_COLUMNS,
  { id: "findings", type: "text" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type RateRow = ExportRow<(typeof RATE_COLUMNS)[number]["id"]>;

/** One row a rate. `value` is a fraction, not a percentage; the source lists the cells of all its parts. */
export function rateRows(rates: readonly RateFigure[], context: ExportContext): RateRow[] {
  return rates.map((rate) => {
    const unit = rate.parts[0]?.unit ?? "";
    const amount = (value: Value) =>
      value.status === "reported" ? scaled(context, value.amount, unit) : null;
    const findings = [...new Set(rate.parts.flatMap((part) => part.findings))];
    return {
      agency: rate.agency,
      agency_name: agencyName(context, rate.agency),
      year: rate.year,
      scope: rate.parts[0]?.scope ?? null,
      rate: rate.rate,
      rate_name: nameOf(context.catalog.rates, rate.rate, context.language),
      value: rate.value,
      reason: rate.reason,
      interval_low: rate.interval?.low ?? null,
      interval_high: rate.interval?.high ?? null,
      numerator: amount(rate.numerator),
      numerator_status: rate.numerator.status,
      denominator: amount(rate.denominator),
      denominator_status: rate.denominator.status,
      edition: rate.edition,
      grade: rate.grade,
      ...sourceOf(rate.parts.flatMap((part) => part.cells)),
      findings: findings.length === 0 ? null : findings.join(" "),
      data_version: context.dataVersion,
    };
  });
}
