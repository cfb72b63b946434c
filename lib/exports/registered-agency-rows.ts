import type { RegisteredAgency } from "../registry-views.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const REGISTERED_AGENCY_COLUMNS = [
  { id: "agency", type: "text" },
  { id: "name_zh", type: "text" },
  { id: "name_en", type: "text" },
  { id: "kind", type: "text" },
  { id: "level", type: "text" },
  { id: "region", type: "text" },
  { id: "region_name_zh", type: "text" },
  { id: "region_name_en", type: "text" },
  { id: "parent", type: "text" },
  { id: "line", type: "text" },
  { id: "credit_code", type: "text" },
  { id: "valid_from", type: "text" },
  { id: "valid_to", type: "text" },
  { id: "provisional", type: "text" },
  { id: "years", type: "text" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type RegisteredAgencyRow = ExportRow<(typeof REGISTERED_AGENCY_COLUMNS)[number]["id"]>;

/** One row an agency of the registry, with the years of which reports are held. */
export function registeredAgencyRows(
  agencies: readonly RegisteredAgency[],
  dataVersion: number,
): RegisteredAgencyRow[] {
  return agencies.map((agency) => ({
    agency: agency.id,
    name_zh: agency.nameZh,
    name_en: agency.nameEn,
    kind: agency.kind,
    level: agency.level,
    region: agency.region,
    region_name_zh: agency.regionNameZh,
    region_name_en: agency.regionNameEn,
    parent: agency.parent,
    line: agency.line,
    credit_code: agency.creditCode,
    valid_from: agency.validFrom,
    valid_to: agency.validTo,
    provisional: agency.provisional ? "yes" : "no",
    years: agency.years.length === 0 ? null : agency.years.join(" "),
    data_version: dataVersion,
  }));
}
