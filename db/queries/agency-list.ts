import { and, eq, inArray, isNotNull, like, type SQL, sql } from "drizzle-orm";
import { regionPrefix } from "../../lib/catalog/regions.ts";
import type { ListedAgency } from "../../lib/registry-views.ts";
import { groupBy } from "../../lib/statistics/group-by.ts";
import type { Database } from "../client.ts";
import { chainOf, knownRegions } from "../known-regions.ts";
import { agencies, reports } from "../schema.ts";
import { hasReports } from "./has-reports.ts";
import type { Page } from "./quality.ts";
import type { AgencyFilter } from "./region-tree.ts";
import { findAgencyKeys } from "./search.ts";

/** The list of all agencies, with and without reports. */

/** So many hits of a search are listed and narrowed; who needs more needs other words. */
export const MOST_FOUND = 5000;

export interface AgencyList {
  readonly total: number;
  /** More was found than is listed. */
  readonly isCut: boolean;
  readonly rows: readonly ListedAgency[];
}

interface ListFilter extends AgencyFilter {
  /** What else must hold of an agency. */
  readonly within?: SQL;
}

function matching({ region, kind, level, held, within }: ListFilter): SQL | undefined {
  return and(
    within,
    region === undefined ? undefined : like(agencies.region, `${regionPrefix(region)}%`),
    kind === undefined ? undefined : eq(agencies.kind, kind),
    level === undefined ? undefined : eq(agencies.level, level),
    held === undefined ? undefined : held === "yes" ? hasReports : sql`NOT ${hasReports}`,
  );
}

/** A search narrowed, the nearest hit first; without one all agencies: those with reports first, then by region. */
export async function listAgencyPage(
  db: Database,
  { q, ...filter }: ListFilter & { readonly q?: string },
  page: Page,
): Promise<AgencyList> {
  if (q === undefined) return listAll(db, filter, page);
  const found = findAgencyKeys(db, q, MOST_FOUND);
  const passing = new Set(
    db
      .select({ key: agencies.key })
      .from(agencies)
      .where(and(inArray(agencies.key, found), matching(filter)))
      .all()
      .map(({ key }) => key),
  );
  const keys = found.filter((key) => passing.has(key));
  const isCut = found.length >= MOST_FOUND;
  return {
    total: keys.length,
    isCut,
    rows: await rowsOf(db, keys.slice(page.offset, page.offset + page.limit)),
  };
}

async function listAll(db: Database, filter: ListFilter, page: Page): Promise<AgencyList> {
  const condition = matching(filter);
  const keys = db
    .select({ key: agencies.key })
    .from(agencies)
    .where(condition)
    .orderBy(
      sql`NOT ${hasReports}`,
      sql`${agencies.region} IS NULL`,
      agencies.region,
      sql`${agencies.kind} IS NOT 'government'`,
      agencies.nameZh,
    )
    .limit(page.limit)
    .offset(page.offset)
    .all()
    .map(({ key }) => key);
  const total = db.select({ n: sql<number>`count(*)` }).from(agencies).where(condition).get()?.n ?? 0;
  return { total, isCut: false, rows: await rowsOf(db, keys) };
}

/** Agencies in the order of the keys. */
async function rowsOf(db: Database, keys: readonly number[]): Promise<ListedAgency[]> {
  const regions = await knownRegions(db);
  const among = [...keys];
  const rows = new Map(
    db
      .select()
      .from(agencies)
      .where(inArray(agencies.key, among))
      .all()
      .map((row) => [row.key, row]),
  );
  const held = db
    .selectDistinct({ agency: reports.agency, year: reports.year })
    .from(reports)
    .where(and(inArray(reports.agency, among), isNotNull(reports.current)))
    .orderBy(reports.year)
    .all();
  const years = groupBy(held, ({ agency }) => agency);
  return keys.flatMap((key) => {
    const row = rows.get(key);
    if (row === undefined) return [];
    const { id, nameZh, nameEn, kind, level, region, regionNameZh, regionNameEn, provisional } = row;
    const { validFrom, validTo } = row;
    const path = region === null ? [] : chainOf(region, regions).map(({ name }) => name);
    return [
      {
        ...{ id, nameZh, nameEn, kind, level, region, regionNameZh, regionNameEn, provisional },
        ...{ validFrom, validTo, path, years: (years.get(key) ?? []).map(({ year }) => year) },
      },
    ];
  });
}

/** What a search finds, counted by kind, level and whether reports are held. */
export function groupFound(db: Database, q: string) {
  const rows = db
    .select({
      region: agencies.region,
      kind: agencies.kind,
      level: agencies.level,
      held: hasReports,
    })
    .from(agencies)
    .where(inArray(agencies.key, findAgencyKeys(db, q, MOST_FOUND)))
    .all();
  return rows.map((row) => ({ ...row, agencies: 1, standing: 1, latest: 0 }));
}
