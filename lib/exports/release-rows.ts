import type { Language } from "../catalog/schema.ts";
import type { ReleaseEntry } from "../release-views.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const RELEASE_COLUMNS = [
  { id: "release", type: "number" },
  { id: "released_at", type: "text" },
  { id: "change", type: "text" },
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "year", type: "number" },
  { id: "scope", type: "text" },
  { id: "version", type: "number" },
  { id: "awaits_review", type: "text" },
  { id: "source_file", type: "text" },
  { id: "source_sha256", type: "text" },
] as const satisfies readonly ExportColumn[];

type ReleaseRow = ExportRow<(typeof RELEASE_COLUMNS)[number]["id"]>;

/** One row a report of a release. */
export function releaseRows(entries: readonly ReleaseEntry[], language: Language): ReleaseRow[] {
  return entries.map((entry) => ({
    release: entry.release,
    released_at: entry.releasedAt,
    change: entry.change,
    agency: entry.agency,
    agency_name: (language === "en" ? entry.nameEn : null) ?? entry.nameZh,
    year: entry.year,
    scope: entry.scope,
    version: entry.version,
    awaits_review: entry.awaitsReview ? "yes" : "no",
    source_file: entry.fileName,
    source_sha256: entry.document,
  }));
}
