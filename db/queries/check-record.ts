import { and, asc, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { CheckCount, CheckRecord, CheckTally, Explanation } from "../../lib/check-views.ts";
import type { Scope } from "../../lib/model.ts";
import { checkCounts, explanations } from "../check-schema.ts";
import type { Database } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { agencies, findings, reports } from "../schema.ts";
import { getDataVersion } from "./release.ts";

/** Verdicts counted: over all reports by check and year, over the years of an agency, within one report. */

const isExplained = sql`EXISTS (SELECT 1 FROM explanations e WHERE e.report = ${reports.key} AND e.check_id = ${findings.check} AND e.instance = ${findings.instance})`;

const prepareTallies = prepareOnce((db: Database) =>
  db
    .select({
      check: checkCounts.check,
      year: reports.year,
      reports: sql<number>`count(*)`,
      passed: sql<number>`sum(${checkCounts.failed} = 0 AND ${checkCounts.passed} > 0)`,
      failed: sql<number>`sum(${checkCounts.failed} > 0)`,
      notAssessable: sql<number>`sum(${checkCounts.failed} = 0 AND ${checkCounts.passed} = 0)`,
    })
    .from(checkCounts)
    .innerJoin(reports, eq(reports.key, checkCounts.report))
    .where(isNotNull(reports.current))
    .groupBy(checkCounts.check, reports.year)
    .orderBy(checkCounts.check, reports.year)
    .prepare(),
);

/** Reports and checks of which every failure has a note. Begins at the notes, which are few. */
const prepareExplained = prepareOnce((db: Database) =>
  db
    .select({ check: explanations.check, year: reports.year, report: reports.key })
    .from(explanations)
    .innerJoin(reports, eq(reports.key, explanations.report))
    .innerJoin(findings, and(eq(findings.version, reports.current), eq(findings.check, explanations.check)))
    .groupBy(explanations.check, reports.key)
    .having(sql`min(${isExplained}) = 1`)
    .prepare(),
);

const kept = new WeakMap<Database, { readonly version: number; readonly tallies: readonly CheckTally[] }>();

/** Every check × year in which it applies to a report. Counted once for each version of the data. */
export async function listTallies(db: Database): Promise<readonly CheckTally[]> {
  const { version } = await getDataVersion(db);
  const known = kept.get(db);
  if (known?.version === version) return known.tallies;
  const explained = new Map<string, number>();
  for (const { check, year } of prepareExplained(db).all()) {
    const key = `${check} ${year}`;
    explained.set(key, (explained.get(key) ?? 0) + 1);
  }
  const tallies = prepareTallies(db)
    .all()
    .map((row) => {
      const noted = explained.get(`${row.check} ${row.year}`) ?? 0;
      return { ...row, failed: row.failed - noted, explained: noted };
    });
  kept.set(db, { version, tallies });
  return tallies;
}

const prepareCounts = prepareOnce((db: Database) =>
  db
    .select({
      check: checkCounts.check,
      passed: checkCounts.passed,
      failed: checkCounts.failed,
      notAssessable: checkCounts.notAssessable,
      inferred: checkCounts.inferred,
      missing: checkCounts.missing,
    })
    .from(checkCounts)
    .innerJoin(reports, eq(reports.key, checkCounts.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(
      and(
        eq(agencies.id, sql.placeholder("agency")),
        eq(reports.year, sql.placeholder("year")),
        eq(reports.scope, sql.placeholder("scope")),
      ),
    )
    .orderBy(checkCounts.check)
    .prepare(),
);

/** The checks of one report. */
export async function listCheckCounts(
  db: Database,
  agency: string,
  year: number,
  scope: Scope,
): Promise<CheckCount[]> {
  return prepareCounts(db).all({ agency, year, scope });
}

const prepareNotes = prepareOnce((db: Database) =>
  db
    .select({
      check: explanations.check,
      instance: explanations.instance,
      words: explanations.words,
      by: explanations.by,
      at: explanations.at,
    })
    .from(explanations)
    .innerJoin(reports, eq(reports.key, explanations.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(
      and(
        eq(agencies.id, sql.placeholder("agency")),
        eq(reports.year, sql.placeholder("year")),
        eq(reports.scope, sql.placeholder("scope")),
      ),
    )
    .orderBy(asc(explanations.key))
    .prepare(),
);

/** The last note on each check of a report, by `check instance`. */
export async function listExplanations(
  db: Database,
  agency: string,
  year: number,
  scope: Scope,
): Promise<ReadonlyMap<string, Explanation>> {
  const rows = prepareNotes(db).all({ agency, year, scope });
  return new Map(rows.map(({ check, instance, ...note }) => [`${check} ${instance}`, note]));
}

const prepareRecord = prepareOnce((db: Database) =>
  db
    .select({
      year: reports.year,
      scope: reports.scope,
      passed: sql<number>`sum(${checkCounts.passed})`,
      failed: sql<number>`sum(${checkCounts.failed})`,
      explained: sql<number>`(SELECT count(*) FROM findings f JOIN explanations e ON e.report = ${reports.key} AND e.check_id = f.check_id AND e.instance = f.instance AND NOT EXISTS (SELECT 1 FROM explanations later WHERE later.report = e.report AND later.check_id = e.check_id AND later.instance = e.instance AND later.key > e.key) WHERE f.version = ${reports.current})`,
      notAssessable: sql<number>`sum(${checkCounts.notAssessable})`,
    })
    .from(checkCounts)
    .innerJoin(reports, eq(reports.key, checkCounts.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(and(eq(agencies.id, sql.placeholder("agency")), isNotNull(reports.current)))
    .groupBy(reports.key)
    .orderBy(desc(reports.year), asc(reports.scope))
    .prepare(),
);

/** The checks of an agency's reports, the newest year first. */
export async function listCheckRecord(db: Database, agency: string): Promise<CheckRecord[]> {
  return prepareRecord(db)
    .all({ agency })
    .map((row) => ({ ...row, failed: row.failed - row.explained }));
}
