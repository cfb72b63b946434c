import { desc, eq, lte, max, min, sql } from "drizzle-orm";
import type { Scope } from "../../lib/model.ts";
import type { Database } from "../client.ts";
import { dataVersions, shownVersions } from "../history-schema.ts";
import { releases } from "../releases-schema.ts";
import type { DataVersion } from "./release.ts";

/** Earlier states of the data: which are kept, which a release made, and what was shown otherwise since. */

/** A version of the data that is kept, or `undefined`: from before history was kept, or not there yet. */
export async function findKeptVersion(db: Database, version: number): Promise<DataVersion | undefined> {
  return db.select().from(dataVersions).where(eq(dataVersions.version, version)).get();
}

/** The first version of the data that is kept; `null` while nothing has been stored. */
export async function getFirstKept(db: Database): Promise<number | null> {
  return (
    db
      .select({ first: min(dataVersions.version) })
      .from(dataVersions)
      .get()?.first ?? null
  );
}

/** The release that showed what the data showed at a version: nothing was shown otherwise between the two. */
export async function findReleaseOf(db: Database, version: number): Promise<number | undefined> {
  const newest = db
    .select({ number: releases.number, dataVersion: releases.dataVersion })
    .from(releases)
    .where(lte(releases.dataVersion, version))
    .orderBy(desc(releases.number))
    .limit(1)
    .get();
  const first = await getFirstKept(db);
  if (newest === undefined || first === null || newest.dataVersion < first) return undefined;
  const last = db
    .select({ since: max(shownVersions.since) })
    .from(shownVersions)
    .where(lte(shownVersions.since, version))
    .get()?.since;
  return last != null && last > newest.dataVersion ? undefined : newest.number;
}

/** A report that shows another version than it did. */
export interface ShownOtherwise {
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
  /** Number of the version; `null` where none was, or is, shown. */
  readonly was: number | null;
  readonly is: number | null;
}

interface Among {
  readonly agencies: readonly string[];
  readonly years: readonly number[];
}

/** The reports, of some agencies and years, that show another version now than they did at a version of the data. */
export async function listShownOtherwise(
  db: Database,
  version: number,
  { agencies, years }: Among,
): Promise<ShownOtherwise[]> {
  return db.all<ShownOtherwise>(sql`
    WITH touched AS (
      SELECT agency, year, scope, max(key) AS last FROM ${shownVersions}
      WHERE since > ${version}
        AND year IN (SELECT value FROM json_each(${JSON.stringify(years)}))
        AND agency IN (SELECT value FROM json_each(${JSON.stringify(agencies)}))
      GROUP BY agency, year, scope
    )
    SELECT t.agency, t.year, t.scope,
      CASE WHEN was.version IS NULL THEN NULL ELSE was.number END AS was,
      CASE WHEN now.version IS NULL THEN NULL ELSE now.number END AS "is"
    FROM touched t
    JOIN ${shownVersions} now ON now.key = t.last
    LEFT JOIN ${shownVersions} was ON was.key = (
      SELECT max(s.key) FROM ${shownVersions} s
      WHERE s.agency = t.agency AND s.year = t.year AND s.scope = t.scope AND s.since <= ${version}
    )
    WHERE was.version IS NOT now.version
    ORDER BY t.agency, t.year DESC, t.scope`);
}
