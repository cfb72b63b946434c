import type { Catalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import type { DeclaredChanges, ReleaseEntry, ReleaseVerdict } from "../release-views.ts";
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
  { id: "check", type: "text" },
  { id: "check_statement", type: "text" },
  { id: "verdict_before", type: "text" },
  { id: "verdict_after", type: "text" },
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
    ...NO_CHECK,
  }));
}

const NO_CHECK = { check: null, check_statement: null, verdict_before: null, verdict_after: null };
const NO_REPORT = { agency: null, agency_name: null, year: null, scope: null };
const NO_VERSION = { version: null, awaits_review: null, source_file: null, source_sha256: null };

/** One row a report and check whose verdict became another; no verdict where the check did not apply. */
export function verdictRows(
  verdicts: readonly ReleaseVerdict[],
  { checks }: Pick<Catalog, "checks">,
  language: Language,
): ReleaseRow[] {
  return verdicts.map((one) => ({
    release: one.release,
    released_at: one.releasedAt,
    change: "check-verdict",
    agency: one.agency,
    agency_name: (language === "en" ? one.nameEn : null) ?? one.nameZh,
    year: one.year,
    scope: one.scope,
    ...NO_VERSION,
    check: one.check,
    check_statement: statementOf(checks, one.check, language),
    verdict_before: one.before,
    verdict_after: one.after,
  }));
}

/** One row a check that was declared anew, otherwise or no more. */
export function declaredRows(
  declared: readonly DeclaredChanges[],
  { checks }: Pick<Catalog, "checks">,
  language: Language,
): ReleaseRow[] {
  return declared.flatMap(({ release, releasedAt, ...ids }) =>
    (["added", "changed", "removed"] as const).flatMap((what) =>
      ids[what].map((check) => ({
        ...{ release, released_at: releasedAt, change: `check-${what}` },
        ...NO_REPORT,
        ...NO_VERSION,
        ...NO_CHECK,
        check,
        check_statement: statementOf(checks, check, language),
      })),
    ),
  );
}

/** What a check says; nothing of one that is declared no more. */
function statementOf(checks: Catalog["checks"], id: string, language: Language): string | null {
  return checks.find((check) => check.id === id)?.statement[language] ?? null;
}
