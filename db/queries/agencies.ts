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

const COLUMNS = {
  key: agencies.key,
  id: agencies.id,
  nameZh: agencies.nameZh,
  nameEn: agencies.nameEn,
  kind: agencies.kind,
  level: agencies.level,
  region: agencies.region,
  regionNameZh: agencies.regionNameZh,
  regionNameEn: agencies.regionNameEn,
  parent: agencies.parent,
  line: agencies.line,
  validFrom: agencies.validFrom,
  validTo: agencies.validTo,
  provisional: agencies.provisional,
};

function select(db: Database, condition: SQL | undefined): HeldAgency[] {
  const years = listYears(db, condition);
  return db
    .select(COLUMNS)
    .from(agencies)
    .where(and(condition, inArray(agencies.key, heldKeys(db))))
    .orderBy(sql`${agencies.region} IS NULL`, agencies.region, agencies.nameZh)
    .all()
    .map(({ key, ...agency }) => ({ ...agency, years: (years.get(key) ?? []).map(({ year }) => year) }));
}

/** A subquery, since a registry has more agencies than a statement binds values. */
const heldKeys = (db: Database) =>
  db.select({ agency: reports.agency }).from(reports).where(isNotNull(reports.current));

function listYears(db: Database, condition: SQL | undefined) {
  const rows = db
    .selectDistinct({ agency: reports.agency, year: reports.year })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(and(condition, isNotNull(reports.current)))
    .orderBy(reports.year)
    .all();
  return groupBy(rows, ({ agency }) => agency);
}
