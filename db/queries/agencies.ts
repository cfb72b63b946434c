import { and, eq, inArray, isNotNull, like, or, type SQL, sql } from "drizzle-orm";
import { groupBy } from "../../lib/statistics/group-by.ts";
import type { AgencySummary, HeldAgency } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { agencies, reports } from "../schema.ts";

export interface AgencyFilter {
  /** Part of a name, an id or a region's name. */
  readonly search?: string;
  readonly kind?: string;
  /** Code of the region, or its first digits: `35` stands for all of Fujian. */
  readonly region?: string;
}

/** Agencies of which reports are held, by region and name; every filter given must hold. */
export async function listAgencies(db: Database, filter: AgencyFilter = {}): Promise<HeldAgency[]> {
  return select(
    db,
    and(
      filter.search?.trim() ? bySearch(filter.search.normalize("NFKC").trim()) : undefined,
      filter.kind ? eq(agencies.kind, filter.kind) : undefined,
      filter.region ? contains(agencies.region, filter.region, "start") : undefined,
    ),
  );
}

/** The agency, or `undefined` when no report of it is held. */
export async function getAgency(db: Database, id: string): Promise<AgencySummary | undefined> {
  return select(db, eq(agencies.id, id))[0];
}

function bySearch(text: string): SQL | undefined {
  const columns = [
    agencies.nameZh,
    agencies.nameEn,
    agencies.id,
    agencies.regionNameZh,
    agencies.regionNameEn,
  ];
  return or(...columns.map((column) => contains(column, text)));
}

function contains(column: Parameters<typeof like>[0], text: string, from: "anywhere" | "start" = "anywhere") {
  const literal = text.replace(/[\\%_]/g, "\\$&");
  return sql`${like(column, from === "start" ? `${literal}%` : `%${literal}%`)} ESCAPE '\\'`;
}

function select(db: Database, condition: SQL | undefined): HeldAgency[] {
  const rows = db
    .select()
    .from(agencies)
    .where(condition)
    .orderBy(sql`${agencies.region} IS NULL`, agencies.region, agencies.nameZh)
    .all();
  const years = listYears(
    db,
    rows.map(({ key }) => key),
  );
  return rows.flatMap(({ key, usualScope: _, ...agency }) => {
    const shown = years.get(key);
    return shown === undefined ? [] : [{ ...agency, years: shown.map(({ year }) => year) }];
  });
}

function listYears(db: Database, keys: readonly number[]) {
  const rows = db
    .selectDistinct({ agency: reports.agency, year: reports.year })
    .from(reports)
    .where(and(inArray(reports.agency, [...keys]), isNotNull(reports.current)))
    .orderBy(reports.year)
    .all();
  return groupBy(rows, ({ agency }) => agency);
}
