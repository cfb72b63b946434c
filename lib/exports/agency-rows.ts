import type { ListedAgency } from "../registry-views.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const AGENCY_COLUMNS = [
  { id: "agency", type: "text" },
  { id: "name_zh", type: "text" },
  { id: "name_en", type: "text" },
  { id: "kind", type: "text" },
  { id: "level", type: "text" },
  { id: "region", type: "text" },
  { id: "region_path", type: "text" },
  { id: "valid_from", type: "text" },
  { id: "valid_to", type: "text" },
  { id: "provisional", type: "text" },
  { id: "reports", type: "number" },
  { id: "years", type: "text" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

export type AgencyRow = ExportRow<(typeof AGENCY_COLUMNS)[number]["id"]>;

/** One row an agency. `years` are those with a report, parted by spaces; `reports` is how many they are. */
export function agencyRows(agencies: readonly ListedAgency[], dataVersion: number): AgencyRow[] {
  return agencies.map((agency) => ({
    agency: agency.id,
    name_zh: agency.nameZh,
    name_en: agency.nameEn,
    kind: agency.kind,
    level: agency.level,
    region: agency.region,
    region_path: agency.path.join("/") || agency.regionNameZh,
    valid_from: agency.validFrom,
    valid_to: agency.validTo,
    provisional: agency.provisional ? "yes" : "no",
    reports: agency.years.length,
    years: agency.years.join(" "),
    data_version: dataVersion,
  }));
}
