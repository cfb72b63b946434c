import { z } from "zod";
import { FILED_REPORT_COLUMNS } from "../exports/filed-report-rows.ts";
import { FINDING_COLUMNS } from "../exports/finding-rows.ts";
import { INDICATOR_COLUMNS, RATE_DEFINITION_COLUMNS } from "../exports/indicator-rows.ts";
import { RATE_COLUMNS } from "../exports/rate-rows.ts";
import { REGISTERED_AGENCY_COLUMNS } from "../exports/registered-agency-rows.ts";
import { REPORT_COLUMNS } from "../exports/report-rows.ts";
import { SERIES_COLUMNS } from "../exports/series-rows.ts";
import type { ExportColumn } from "../exports/table.ts";
import { RATE_REASONS, READING_METHODS, SCOPES, SEVERITIES, VALUE_STATUSES } from "../model.ts";

/** The rows that the API answers: those of the files, column for column. */

/** Columns of which more is known than their type. */
const KNOWN: Readonly<Record<string, z.ZodType>> = {
  agency: z.string(),
  indicator: z.string(),
  rate: z.string(),
  code: z.string(),
  name_zh: z.string(),
  year: z.int(),
  version: z.int(),
  data_version: z.int(),
  source_sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  status: z.enum(VALUE_STATUSES),
  numerator_status: z.enum(VALUE_STATUSES),
  denominator_status: z.enum(VALUE_STATUSES),
  reason: z.enum(RATE_REASONS).nullable(),
  severity: z.enum(SEVERITIES),
  method: z.enum(READING_METHODS),
  scope: z.enum(SCOPES).nullable(),
  grade: z.enum(["exact", "approximate", "partial", "none"]).nullable(),
  measure: z.enum(["flow", "stock", "change"]),
};

const TYPES = { text: z.string().nullable(), number: z.number().nullable() };

function rowOf(columns: readonly ExportColumn[]) {
  return z.strictObject(Object.fromEntries(columns.map(({ id, type }) => [id, KNOWN[id] ?? TYPES[type]])));
}

/** Rows by the name they have in the API's description. */
export const ROWS = {
  Agency: rowOf(REGISTERED_AGENCY_COLUMNS),
  Indicator: rowOf(INDICATOR_COLUMNS),
  Rate: rowOf(RATE_DEFINITION_COLUMNS),
  Report: rowOf(FILED_REPORT_COLUMNS),
  Fact: rowOf(REPORT_COLUMNS),
  Figure: rowOf(SERIES_COLUMNS),
  RateFigure: rowOf(RATE_COLUMNS),
  Finding: rowOf(FINDING_COLUMNS),
} as const;

export type RowName = keyof typeof ROWS;
