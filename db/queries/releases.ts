import { asc, count, desc, eq } from "drizzle-orm";
import { RELEASE_CHANGES, type ReleaseChange } from "../../lib/desk/states.ts";
import type { DeclaredChanges, ReleaseEntry, ReleaseVerdict, ReleaseView } from "../../lib/release-views.ts";
import type { Database } from "../client.ts";
import { releaseChanges, releases, releaseVerdicts } from "../releases-schema.ts";
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

function viewOf(db: Database, { checks: _, ...release }: typeof releases.$inferSelect): ReleaseView {
  const { number } = release;
  const changed = db
    .select({ n: count() })
    .from(releaseVerdicts)
    .where(eq(releaseVerdicts.release, number))
    .get();
  return { ...release, changes: countChanges(db, number), verdicts: changed?.n ?? 0 };
}

/** The newest first. */
export async function listReleases(db: Database): Promise<ReleaseView[]> {
  return db
    .select()
    .from(releases)
    .orderBy(desc(releases.number))
    .all()
    .map((one) => viewOf(db, one));
}

export async function findRelease(db: Database, number: number): Promise<ReleaseView | undefined> {
  const found = db.select().from(releases).where(eq(releases.number, number)).get();
  return found && viewOf(db, found);
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

/** What a release, or each of all, changed in the verdicts of checks, release by release. */
export async function listReleaseVerdicts(db: Database, number?: number): Promise<ReleaseVerdict[]> {
  const { release, agency, year, scope, check, before, after } = releaseVerdicts;
  return db
    .select({
      release,
      releasedAt: releases.releasedAt,
      agency,
      nameZh: agencies.nameZh,
      nameEn: agencies.nameEn,
      year,
      scope,
      check,
      before,
      after,
    })
    .from(releaseVerdicts)
    .innerJoin(releases, eq(releases.number, release))
    .leftJoin(agencies, eq(agencies.id, agency))
    .where(number === undefined ? undefined : eq(release, number))
    .orderBy(desc(release), asc(agency), asc(year), asc(scope), asc(check))
    .all();
}

/** Which checks were declared anew, otherwise or no more since the release before; nothing where that is not known. */
export async function listDeclaredChanges(db: Database, number?: number): Promise<DeclaredChanges[]> {
  const all = db
    .select({ release: releases.number, releasedAt: releases.releasedAt, checks: releases.checks })
    .from(releases)
    .orderBy(asc(releases.number))
    .all();
  return all
    .flatMap(({ checks: now, ...release }, at): DeclaredChanges[] => {
      const before = all[at - 1]?.checks ?? null;
      if (now === null || before === null) return [];
      const ids = Object.keys(now);
      const added = ids.filter((id) => before[id] === undefined);
      const changed = ids.filter((id) => before[id] !== undefined && before[id] !== now[id]);
      const removed = Object.keys(before).filter((id) => now[id] === undefined);
      return [{ ...release, added, changed, removed }];
    })
    .filter(({ release, added, changed, removed }) => {
      const isAsked = number === undefined || release === number;
      return isAsked && added.length + changed.length + removed.length > 0;
    })
    .toReversed();
}
