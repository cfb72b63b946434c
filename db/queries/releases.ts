import { asc, count, desc, eq } from "drizzle-orm";
import { RELEASE_CHANGES, type ReleaseChange } from "../../lib/desk/states.ts";
import type { ReleaseEntry, ReleaseView } from "../../lib/release-views.ts";
import type { Database } from "../client.ts";
import { releaseChanges, releases } from "../releases-schema.ts";
import { agencies } from "../schema.ts";

/** What was released, and when. */

type Counted = Readonly<Record<ReleaseChange, number>>;

function countChanges(db: Database, number: number): Counted {
  const rows = db
    .select({ change: releaseChanges.change, n: count() })
    .from(releaseChanges)
    .where(eq(releaseChanges.release, number))
    .groupBy(releaseChanges.change)
    .all();
  const of = (change: ReleaseChange) => rows.find((row) => row.change === change)?.n ?? 0;
  return Object.fromEntries(RELEASE_CHANGES.map((change) => [change, of(change)])) as Counted;
}

/** The newest first. */
export async function listReleases(db: Database): Promise<ReleaseView[]> {
  return db
    .select()
    .from(releases)
    .orderBy(desc(releases.number))
    .all()
    .map((one) => ({ ...one, changes: countChanges(db, one.number) }));
}

export async function findRelease(db: Database, number: number): Promise<ReleaseView | undefined> {
  const found = db.select().from(releases).where(eq(releases.number, number)).get();
  return found && { ...found, changes: countChanges(db, number) };
}

/** The reports of a release, or of all, release by release. */
export async function listReleaseEntries(db: Database, number?: number): Promise<ReleaseEntry[]> {
  return db
    .select({
      release: releaseChanges.release,
      releasedAt: releases.releasedAt,
      change: releaseChanges.change,
      agency: releaseChanges.agency,
      nameZh: agencies.nameZh,
      nameEn: agencies.nameEn,
      year: releaseChanges.year,
      scope: releaseChanges.scope,
      version: releaseChanges.version,
      document: releaseChanges.document,
      fileName: releaseChanges.fileName,
      awaitsReview: releaseChanges.awaitsReview,
    })
    .from(releaseChanges)
    .innerJoin(releases, eq(releases.number, releaseChanges.release))
    .leftJoin(agencies, eq(agencies.id, releaseChanges.agency))
    .where(number === undefined ? undefined : eq(releaseChanges.release, number))
    .orderBy(desc(releaseChanges.release), asc(releaseChanges.position))
    .all();
}
