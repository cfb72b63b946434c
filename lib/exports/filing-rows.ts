import type { Language } from "../catalog/schema.ts";
import type { AgencyFilings } from "../filing-views.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const FILING_COLUMNS = [
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "kind", type: "text" },
  { id: "level", type: "text" },
  { id: "region", type: "text" },
  { id: "year", type: "number" },
  { id: "state", type: "text" },
  { id: "published", type: "text" },
  { id: "deadline", type: "text" },
  { id: "deadline_basis", type: "text" },
  { id: "days_late", type: "number" },
  { id: "scope", type: "text" },
  { id: "cells_read", type: "number" },
  { id: "cells_expected", type: "number" },
  { id: "source_sha256", type: "text" },
  { id: "as_of", type: "text" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type FilingRow = ExportRow<(typeof FILING_COLUMNS)[number]["id"]>;

/** One row an agency and year. `days_late` is negative for what came early, and empty where a date is not known. */
export function filingRows(
  rows: readonly AgencyFilings[],
  language: Language,
  { dataVersion, today }: { readonly dataVersion: number; readonly today: string },
): FilingRow[] {
  return rows.flatMap(({ agency, filings }) =>
    filings.map((filing) => ({
      agency: agency.id,
      agency_name: (language === "en" ? agency.nameEn : null) ?? agency.nameZh,
      kind: agency.kind,
      level: agency.level,
      region: agency.region,
      year: filing.year,
      state: filing.state,
      published: filing.published,
      deadline: filing.deadline,
      deadline_basis: filing.deadlineBasis?.[language] ?? null,
      days_late: filing.daysLate,
      scope: filing.scope,
      cells_read: filing.cells?.read ?? null,
      cells_expected: filing.cells?.expected ?? null,
      source_sha256: filing.document,
      as_of: today,
      data_version: dataVersion,
    })),
  );
}
