import { and, asc, eq, gt, inArray, isNotNull, like } from "drizzle-orm";
import { regionPrefix } from "../../lib/catalog/regions.ts";
import type { RegisteredAgency } from "../../lib/registry-views.ts";
import { groupBy } from "../../lib/statistics/group-by.ts";
import type { Database } from "../client.ts";
import { agencies, reports } from "../schema.ts";
import { hasReports } from "./has-reports.ts";
import { findAgencyKeys } from "./search.ts";

/** The registry from one end to the other, part by part: by id, so that nobody is missed or met twice. */

export interface AgencyScan {
  readonly ids?: readonly string[];
  /** Words of a search. */
  readonly search?: string;
  /** Code of a region; what lies in it counts. */
  readonly region?: string;
  readonly kind?: string;
  readonly level?: string;
  /** Only those of which reports are held. */
  readonly held?: boolean;
}

/** So many hits of a search are looked through. */
const MOST_FOUND = 5000;

/** At most `limit` agencies behind the id `after`, by id. */
export async function scanAgencies(
  db: Database,
  { ids, search, region, kind, level, held }: AgencyScan,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<RegisteredAgency[]> {
  const rows = db
    .select()
    .from(agencies)
    .where(
      and(
        after === undefined ? undefined : gt(agencies.id, after),
        ids === undefined ? undefined : inArray(agencies.id, [...ids]),
        search === undefined ? undefined : inArray(agencies.key, findAgencyKeys(db, search, MOST_FOUND)),
        region === undefined ? undefined : like(agencies.region, `${regionPrefix(region)}%`),
        kind === undefined ? undefined : eq(agencies.kind, kind),
        level === undefined ? undefined : eq(agencies.level, level),
        held === true ? hasReports : undefined,
      ),
    )
    .orderBy(asc(agencies.id))
    .limit(limit)
    .all();
  const filed = db
    .selectDistinct({ agency: reports.agency, year: reports.year })
    .from(reports)
    .where(
      and(
        inArray(
          reports.agency,
          rows.map(({ key }) => key),
        ),
        isNotNull(reports.current),
      ),
    )
    .orderBy(reports.year)
    .all();
  const years = groupBy(filed, ({ agency }) => agency);
  return rows.map(({ key, usualScope: _scope, domains: _domains, origin: _origin, ...agency }) => ({
    ...agency,
    years: (years.get(key) ?? []).map(({ year }) => year),
  }));
}
