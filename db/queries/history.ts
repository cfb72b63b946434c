import { and, desc, eq, gt, inArray, lte, max, min, sql } from "drizzle-orm";
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
  const { agency, year, scope, key } = shownVersions;
  const touched = db
    .select({ agency, year, scope, last: max(key).as("last") })
    .from(shownVersions)
    .where(
      and(
        gt(shownVersions.since, version),
        inArray(year, [...years]),
        sql`${agency} IN (SELECT value FROM json_each(${JSON.stringify(agencies)}))`,
      ),
    )
    .groupBy(agency, year, scope)
    .orderBy(agency, desc(year), scope)
    .all();
  return touched.flatMap(({ last, ...report }) => {
    const now = findShown(db, last);
    const then = db
      .select({ key: max(key) })
      .from(shownVersions)
      .where(
        and(
          ...[eq(agency, report.agency), eq(year, report.year), eq(scope, report.scope)],
          lte(shownVersions.since, version),
        ),
      )
      .get();
    const before = findShown(db, then?.key ?? null);
    if (before?.version === now?.version) return [];
    return [{ ...report, was: before?.number ?? null, is: now?.number ?? null }];
  });
}

function findShown(db: Database, key: number | null) {
  if (key === null) return undefined;
  const found = db
    .select({ version: shownVersions.version, number: shownVersions.number })
    .from(shownVersions)
    .where(eq(shownVersions.key, key))
    .get();
  return found?.version == null ? undefined : found;
}

/** Whether any report shows another version now than it did at a version of the data. */
export async function isShownOtherwise(db: Database, version: number): Promise<boolean> {
  return (
    db
      .select({ key: shownVersions.key })
      .from(shownVersions)
      .where(gt(shownVersions.since, version))
      .limit(1)
      .get() !== undefined
  );
}
