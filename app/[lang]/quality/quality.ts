import { getDatabase } from "@/db/index.ts";
import { listAgencies } from "@/db/queries/agencies.ts";
import { listTallies } from "@/db/queries/check-record.ts";
import { getCoverage } from "@/db/queries/coverage.ts";
import {
  type CheckFilter,
  countFailures,
  countUnassessed,
  listFailures,
  listUnassessed,
  type Page,
} from "@/db/queries/quality.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import type { CheckFailure, CheckTally, UnassessedCheck } from "@/lib/check-views.ts";
import type { AgencySummary } from "@/lib/views.ts";
import type { QualitySearch } from "./search-params.ts";

export const PAGE_SIZE = 50;

export type Found =
  | { readonly kind: "failures"; readonly total: number; readonly rows: readonly CheckFailure[] }
  | { readonly kind: "unassessed"; readonly total: number; readonly rows: readonly UnassessedCheck[] };

export interface Quality {
  readonly catalog: Catalog;
  readonly agencies: readonly AgencySummary[];
  readonly tallies: readonly CheckTally[];
  readonly found: Found;
  /** Failed checks, explained or not, over all reports. */
  readonly failures: number;
  /** Reports held. */
  readonly reports: number;
  readonly dataVersion: number;
  readonly changedAt: string | null;
}

/** An agency is asked for by its id or by its name as held. */
function agencyOf(agencies: readonly AgencySummary[], asked: string): string {
  const found = agencies.find(({ id, nameZh, nameEn }) => [id, nameZh, nameEn].includes(asked));
  return found?.id ?? asked;
}

async function findChecks(
  { verdict, check, page: _page, ...search }: QualitySearch,
  { catalog, agencies }: Pick<Quality, "catalog" | "agencies">,
  page: Page | undefined,
): Promise<Found> {
  const db = getDatabase();
  const filter: CheckFilter = {
    ...search,
    ...(check === undefined ? {} : { checks: [check] }),
    ...(search.agency === undefined ? {} : { agency: agencyOf(agencies, search.agency) }),
  };
  if (verdict !== "not-assessable") {
    const whole = verdict === undefined ? filter : { ...filter, verdict };
    const total = await countFailures(db, whole);
    return { kind: "failures", total, rows: await listFailures(db, whole, page) };
  }
  const checks = catalog.checks
    .filter(({ id, severity }) => (check ?? id) === id && (search.severity ?? severity) === severity)
    .map(({ id }) => id);
  const total = await countUnassessed(db, { ...filter, checks });
  return { kind: "unassessed", total, rows: await listUnassessed(db, { ...filter, checks }, page) };
}

/** What the address asks for: a page of it, or all of it for a file. */
export async function readQuality(search: QualitySearch, whole = false): Promise<Quality> {
  const db = getDatabase();
  const catalog = getCatalog();
  const agencies = await listAgencies(db);
  const page = { limit: PAGE_SIZE, offset: ((search.page ?? 1) - 1) * PAGE_SIZE };
  const { version, changedAt } = await getDataVersion(db);
  return {
    catalog,
    agencies,
    tallies: await listTallies(db),
    found: await findChecks(search, { catalog, agencies }, whole ? undefined : page),
    failures: await countFailures(db, {}),
    reports: (await getCoverage(db)).reports,
    dataVersion: version,
    changedAt,
  };
}
