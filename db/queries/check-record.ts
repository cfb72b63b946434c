import { and, asc, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { CheckCount, CheckRecord, CheckTally } from "../../lib/check-views.ts";
import type { Scope } from "../../lib/model.ts";
import type { Explanation } from "../../lib/views.ts";
import { checkCounts, explanations } from "../check-schema.ts";
import type { Database } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { agencies, findings, reports } from "../schema.ts";
import { noteColumns } from "./quality.ts";
import { getDataVersion } from "./release.ts";

/** Verdicts counted: over all reports by check and year, over the years of an agency, within one report. */

const isExplained = sql`EXISTS (SELECT 1 FROM explanations e WHERE e.agency = ${agencies.id} AND e.year = ${reports.year} AND e.scope = ${reports.scope} AND e.check_id = ${findings.check} AND e.instance = ${findings.instance} AND e.state = 'released')`;

/** The report that an explanation is of. */
const ofReport = and(
  ...[eq(reports.agency, agencies.key), eq(reports.year, explanations.year)],
  eq(reports.scope, explanations.scope),
);

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
    .innerJoin(agencies, eq(agencies.id, explanations.agency))
    .innerJoin(reports, ofReport)
    .innerJoin(findings, and(eq(findings.version, reports.current), eq(findings.check, explanations.check)))
    .where(eq(explanations.state, "released"))
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
      ...noteColumns,
    })
    .from(explanations)
    .where(
      and(
        eq(explanations.agency, sql.placeholder("agency")),
        eq(explanations.year, sql.placeholder("year")),
        eq(explanations.scope, sql.placeholder("scope")),
        eq(explanations.state, "released"),
      ),
    )
    .prepare(),
);

/** The notes in force on the failures of a report, by `check instance`. */
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
      explained: sql<number>`(SELECT count(*) FROM findings f JOIN explanations e ON e.agency = ${agencies.id} AND e.year = ${reports.year} AND e.scope = ${reports.scope} AND e.check_id = f.check_id AND e.instance = f.instance AND e.state = 'released' WHERE f.version = ${reports.current})`,
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
