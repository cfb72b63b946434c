import { and, asc, count, desc, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import { type DueAgency, daysLate, deadlineChecks, findDeadline } from "../../lib/checks/deadline.ts";
import type { AgencyFilings, Filing, FilingTally, UnreadFile } from "../../lib/filing-views.ts";
import { FILING_STATES, type FilingState } from "../../lib/model.ts";
import { groupBy } from "../../lib/statistics/group-by.ts";
import { isThere } from "../../lib/statistics/presence.ts";
import { checkCounts } from "../check-schema.ts";
import type { Database } from "../client.ts";
import { listDeadlineRules } from "../deadlines.ts";
import { agencies, failures, reports, versions } from "../schema.ts";
import { type ExpectedAgency, type FilingFilter, listExpected, onAgency } from "./expected-agencies.ts";
import type { Page } from "./quality.ts";

/** Who has filed: agencies down, years across. Late is what a report's own date of publication says. */

/** The first and the last year to show: of reports held, up to the last year whose report was due on `today`. */
export function getFilingYears(db: Database, today: string): readonly [number, number] {
  const held = db
    .select({
      first: sql<number | null>`min(${reports.year})`,
      last: sql<number | null>`max(${reports.year})`,
    })
    .from(reports)
    .get();
  const due = Number(today.slice(0, 4)) - 1;
  return [held?.first ?? due, Math.max(held?.last ?? due, due)];
}

/** A report that is shown, late or not as its deadline's check found; 3 where all of it awaits review. */
const rank = (ids: readonly string[]) => ({
  passed: sql<number>`coalesce(${checkCounts.passed}, 0)`,
  failed: sql<number>`coalesce(${checkCounts.failed}, 0)`,
  join: and(eq(checkCounts.report, reports.key), inArray(checkCounts.check, [...ids])),
});

const HELD: readonly FilingState[] = ["published", "late", "undated", "in-review"];

/** How many agencies of the filter are in which state, year by year. */
export function tallyFilings(
  db: Database,
  catalog: Catalog,
  { years, today, ...filter }: FilingFilter & { readonly years: readonly number[]; readonly today: string },
): FilingTally[] {
  const expected = listExpected(db, catalog, filter);
  const { passed, failed, join } = rank(deadlineChecks(catalog));
  const state = sql<number>`min(CASE WHEN ${reports.current} IS NULL THEN 3 WHEN ${failed} > 0 THEN 1 WHEN ${passed} > 0 THEN 0 ELSE 2 END)`;
  const best = db
    .select({ year: reports.year, state: state.as("state") })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .leftJoin(checkCounts, join)
    .where(and(onAgency(filter), inArray(reports.year, [...years])))
    .groupBy(reports.agency, reports.year)
    .as("best");
  const held = db
    .select({ year: best.year, state: sql<number>`${best.state}`, n: count() })
    .from(best)
    .groupBy(best.year, sql`${best.state}`)
    .all();
  const among = new Set(expected.map(({ id }) => id));
  const unread = listUnreadYears(db, years).filter(({ agency }) => among.has(agency));
  const gone = listAbsent(db, expected, years, unread);
  const isPast = judgePast(db, catalog, today);
  return years.map((year) => {
    const counts = Object.fromEntries(FILING_STATES.map((one) => [one, 0])) as Record<FilingState, number>;
    const own = held.filter((one) => one.year === year);
    for (const { state: at, n } of own) counts[HELD[at] ?? "undated"] += n;
    const absent = gone.filter((one) => one.year === year).map(({ agency }) => agency.id);
    const failed = unread.filter((one) => one.year === year).map(({ agency }) => agency);
    counts["not-there"] = absent.length;
    counts.unreadable = failed.length;
    const rest = expected.length - absent.length - failed.length - own.reduce((sum, { n }) => sum + n, 0);
    const elsewhere = new Set([...absent, ...failed]);
    const open = expected.filter((agency) => !elsewhere.has(agency.id) && !isPast(agency, year));
    const filed = open.length === 0 ? new Set() : listFiled(db, year);
    counts["not-due"] = open.filter(({ id }) => !filed.has(id)).length;
    counts.missing = rest - counts["not-due"];
    return { year, expected: expected.length - counts["not-there"], counts };
  });
}

/** Ids of the agencies of which a report of the year is held. */
function listFiled(db: Database, year: number): ReadonlySet<string> {
  const rows = db
    .selectDistinct({ id: agencies.id })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(eq(reports.year, year))
    .all();
  return new Set(rows.map(({ id }) => id));
}

/** Tells whether an agency's deadline of a year has passed. Where all of a year have, no agency is looked at. */
function judgePast(db: Database, catalog: Catalog, today: string) {
  const rules = listDeadlineRules(db);
  return (agency: DueAgency, year: number): boolean => {
    // None is later than the end of the year after the report's.
    if (today > `${year + 1}-12-31`) return true;
    const due = findDeadline(agency, year, catalog, rules)?.date;
    return due === undefined || today > due;
  };
}

/** Agencies in years at whose end they were not there, and of which they handed nothing in. */
function listAbsent(
  db: Database,
  expected: readonly ExpectedAgency[],
  years: readonly number[],
  unread: readonly { readonly agency: string; readonly year: number }[],
): { readonly agency: ExpectedAgency; readonly year: number }[] {
  const dated = expected.filter(({ validFrom, validTo }) => validFrom !== null || validTo !== null);
  if (dated.length === 0) return [];
  const held = db
    .selectDistinct({ agency: agencies.id, year: reports.year })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(
      and(or(isNotNull(agencies.validFrom), isNotNull(agencies.validTo)), inArray(reports.year, [...years])),
    )
    .all();
  const filed = new Set([...held, ...unread].map(({ agency, year }) => `${agency} ${year}`));
  return dated.flatMap((agency) =>
    years.flatMap((year) =>
      isThere(agency, year) || filed.has(`${agency.id} ${year}`) ? [] : [{ agency, year }],
    ),
  );
}

/** Agencies and years of which a file was handed in that could not be read, and no report is held. */
function listUnreadYears(db: Database, years: readonly number[]): { agency: string; year: number }[] {
  const rows = db
    .selectDistinct({ agency: failures.agency, year: failures.year })
    .from(failures)
    .where(
      and(
        isNotNull(failures.agency),
        inArray(failures.year, [...years]),
        sql`NOT EXISTS (SELECT 1 FROM ${reports} JOIN ${agencies} ON ${agencies.key} = ${reports.agency} WHERE ${agencies.id} = ${failures.agency} AND ${reports.year} = ${failures.year})`,
      ),
    )
    .all();
  return rows.flatMap(({ agency, year }) => (agency === null || year === null ? [] : [{ agency, year }]));
}

interface FilingsAsked {
  readonly agencies: readonly ExpectedAgency[];
  readonly years: readonly number[];
  readonly today: string;
}

/** SQLite binds 32,766 values at most. */
const MOST_AT_ONCE = 10_000;

/** The filings of some agencies, in the years asked for. */
export function listFilings(db: Database, catalog: Catalog, asked: FilingsAsked): AgencyFilings[] {
  const { agencies: all } = asked;
  const parts = Array.from({ length: Math.ceil(all.length / MOST_AT_ONCE) }, (_, at) =>
    all.slice(at * MOST_AT_ONCE, (at + 1) * MOST_AT_ONCE),
  );
  return parts.flatMap((part) => listFilingsOf(db, catalog, { ...asked, agencies: part }));
}

function listFilingsOf(db: Database, catalog: Catalog, asked: FilingsAsked): AgencyFilings[] {
  const { years, today } = asked;
  const rules = listDeadlineRules(db);
  const isPast = judgePast(db, catalog, today);
  const { passed, failed, join } = rank(deadlineChecks(catalog));
  const rows = db
    .select({
      agency: agencies.id,
      usualScope: agencies.usualScope,
      year: reports.year,
      scope: reports.scope,
      shown: sql<boolean>`${reports.current} IS NOT NULL`.mapWith(Boolean),
      published: versions.published,
      document: versions.document,
      read: versions.cellsRead,
      expected: versions.cellsExpected,
      passed,
      failed,
    })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .leftJoin(versions, eq(versions.key, reports.current))
    .leftJoin(checkCounts, join)
    .where(
      and(
        inArray(
          agencies.id,
          asked.agencies.map(({ id }) => id),
        ),
        inArray(reports.year, [...years]),
      ),
    )
    .orderBy(asc(reports.year), asc(reports.scope))
    .all();
  const byPlace = groupBy(rows, ({ agency, year }) => `${agency} ${year}`);
  const unread = new Set(listUnreadYears(db, years).map(({ agency, year }) => `${agency} ${year}`));
  return asked.agencies.map((agency) => ({
    agency,
    filings: years.map((year): Filing => {
      const due = findDeadline(agency, year, catalog, rules);
      const deadline = due?.date ?? null;
      const given = { year, deadline, deadlineBasis: due?.basis ?? null, isLegalDeadline: due?.rule == null };
      const none = {
        ...{ ...given, published: null, daysLate: null, scope: null, document: null, cells: null },
      };
      const held = byPlace.get(`${agency.id} ${year}`) ?? [];
      const shown = held
        .filter((one) => one.shown)
        .toSorted((a, b) => stateOf(a) - stateOf(b) || Number(isUsual(b)) - Number(isUsual(a)))[0];
      if (shown !== undefined) {
        const { published, scope, document, read, expected } = shown;
        return {
          ...{ ...given, published, scope, document },
          state: HELD[stateOf(shown)] ?? "undated",
          daysLate: published === null || deadline === null ? null : daysLate(published, deadline),
          cells: read === null || expected === null ? null : { read, expected },
        };
      }
      if (held.length > 0) return { ...none, state: "in-review" };
      if (unread.has(`${agency.id} ${year}`)) return { ...none, state: "unreadable" };
      if (!isThere(agency, year)) return { ...none, state: "not-there" };
      return { ...none, state: isPast(agency, year) ? "missing" : "not-due" };
    }),
  }));
}

const stateOf = ({ passed, failed }: { readonly passed: number; readonly failed: number }): number =>
  failed > 0 ? 1 : passed > 0 ? 0 : 2;

const isUsual = ({ scope, usualScope }: { readonly scope: string; readonly usualScope: string | null }) =>
  scope === usualScope;

/** Files of which nothing could be read, the newest first. */
export function listUnreadFiles(db: Database, page?: Page): UnreadFile[] {
  const query = db.select().from(failures).orderBy(desc(failures.triedAt), asc(failures.path));
  return page === undefined ? query.all() : query.limit(page.limit).offset(page.offset).all();
}

export function countUnreadFiles(db: Database): number {
  return db.select({ n: count() }).from(failures).get()?.n ?? 0;
}
