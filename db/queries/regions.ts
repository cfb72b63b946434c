import { and, asc, eq, inArray, isNotNull, like, sql } from "drizzle-orm";
import { listChildren, type Regions } from "../../lib/catalog/regions.ts";
import type { Scope } from "../../lib/model.ts";
import type {
  AgencyRef,
  DivisionChange,
  PartState,
  RegionHistory,
  RegionPart,
  RollUp,
} from "../../lib/registry-views.ts";
import { groupBy } from "../../lib/statistics/group-by.ts";
import { checkCounts } from "../check-schema.ts";
import type { Database } from "../client.ts";
import { knownRegions, lastYearOf } from "../known-regions.ts";
import { agencies, reports, totals } from "../schema.ts";
import { findTermKeys } from "../terms.ts";
import { hasReports } from "./has-reports.ts";

/** One region: what its code named, who is in it, and its roll-up beside its parts. */

/** `130404[2014];130402`: codes a division went into, those without a year when it ended. */
function successorsOf(successors: string | null, until: number | null): { code: string; year: number }[] {
  return (successors ?? "").split(";").flatMap((part) => {
    const [, code, year] = /^(\d{6})(?:\[(\d{4})\])?$/.exec(part.trim()) ?? [];
    const when = year === undefined ? until : Number(year);
    return code === undefined || when === null ? [] : [{ code, year: when }];
  });
}

const nameIn = ({ byCode }: Regions, code: string, year: number): string => {
  const named = byCode.get(code) ?? [];
  const then = named.find(({ since, until }) => since <= year && (until === null || until > year));
  return (then ?? named.at(-1))?.name ?? code;
};

/** What a code has named, and where its divisions came from and went. */
export async function findRegionHistory(db: Database, code: string): Promise<RegionHistory> {
  const regions = await knownRegions(db);
  const own = (regions.byCode.get(code) ?? []).toSorted((a, b) => a.since - b.since);
  const successors = own
    .flatMap(({ successors, until }) => successorsOf(successors, until))
    .map(({ code, year }): DivisionChange => ({ code, year, name: nameIn(regions, code, year) }));
  const predecessors = regions.divisions.flatMap((division) =>
    successorsOf(division.successors, division.until)
      .filter((to) => to.code === code)
      .map(({ year }): DivisionChange => ({ code: division.code, name: division.name, year })),
  );
  return {
    named: own.map(({ name, since, until }) => ({ name, since, until })),
    // A new name under the same code stands among the names.
    successors: successors.filter((change) => change.code !== code),
    predecessors: predecessors.filter((change) => change.code !== code),
  };
}

export interface RegionAgency extends AgencyRef {
  readonly kind: string | null;
  readonly validTo: string | null;
  readonly held: boolean;
}

/** Agencies of a region itself, townships' included, not of the regions below; those with reports first. */
export async function listRegionAgencies(db: Database, code: string): Promise<RegionAgency[]> {
  return db
    .select({
      ...{ id: agencies.id, nameZh: agencies.nameZh, nameEn: agencies.nameEn },
      ...{ kind: agencies.kind, validTo: agencies.validTo, held: hasReports.mapWith(Boolean) },
    })
    .from(agencies)
    .where(like(agencies.region, `${code}%`))
    .orderBy(sql`NOT ${hasReports}`, sql`${agencies.validTo} IS NOT NULL`, asc(agencies.nameZh))
    .all();
}

const GOVERNMENT = "government";

interface Government extends AgencyRef {
  readonly key: number;
  readonly region: string;
}

/** The government of each code; the one that still is where there were several, with reports before without. */
function listGovernments(db: Database, codes: readonly string[]): ReadonlyMap<string, Government> {
  const rows = db
    .select({
      ...{ key: agencies.key, id: agencies.id, nameZh: agencies.nameZh, nameEn: agencies.nameEn },
      region: sql<string>`${agencies.region}`,
    })
    .from(agencies)
    .where(and(inArray(agencies.region, [...codes]), eq(agencies.kind, GOVERNMENT)))
    .orderBy(hasReports, sql`${agencies.validTo} IS NULL`, agencies.key)
    .all();
  // The last of a code wins.
  return new Map(rows.map((row) => [row.region, row]));
}

/** The roll-up of a region in a year, the newest if none is asked for; `undefined` where none is held. */
export async function findRollUp(
  db: Database,
  code: string,
  indicators: readonly string[],
  asked?: number,
): Promise<RollUp | undefined> {
  const regions = await knownRegions(db);
  const own = listGovernments(db, [code]).get(code);
  if (own === undefined) return undefined;
  const wholes = db
    .select({ key: reports.key, year: reports.year })
    .from(reports)
    .where(and(eq(reports.agency, own.key), eq(reports.scope, "whole-region"), isNotNull(reports.current)))
    .orderBy(asc(reports.year))
    .all();
  const whole = wholes.find(({ year }) => year === asked) ?? wholes.at(-1);
  if (whole === undefined) return undefined;
  const { year } = whole;
  const children = listChildren(code, Math.min(year, lastYearOf(code, regions) ?? year), regions);
  if (children.length === 0) return undefined;
  const governments = listGovernments(
    db,
    children.map((child) => child.code),
  );
  const keys = [own.key, ...[...governments.values()].map(({ key }) => key)];
  const amounts = readAmounts(db, keys, year, indicators);
  const scopes = groupBy(
    db
      .select({ agency: reports.agency, scope: reports.scope })
      .from(reports)
      .where(and(inArray(reports.agency, keys), eq(reports.year, year), isNotNull(reports.current)))
      .all(),
    ({ agency }) => agency,
  );
  const part = (agency: Government | undefined, wanted: Scope) => {
    const held = agency === undefined ? [] : (scopes.get(agency.key) ?? []).map(({ scope }) => scope);
    const scope = held.includes(wanted) ? wanted : null;
    const other = held.some((one) => one !== "whole-region" || wanted !== "own-level");
    const state: PartState =
      agency === undefined ? "no-agency" : scope !== null ? "held" : other ? "other-scope" : "not-held";
    return {
      ...{
        agency: agency ?? null,
        scope: scope ?? held.find((one) => one !== "whole-region") ?? null,
        state,
      },
      amounts:
        agency === undefined || scope === null ? indicators.map(() => null) : amounts(agency.key, scope),
    };
  };
  const parts: RegionPart[] = [
    { code, name: nameIn(regions, code, year), isOwnLevel: true, ...part(own, "own-level") },
    ...children.map((child) => ({
      ...{ code: child.code, name: child.name, isOwnLevel: false },
      ...part(governments.get(child.code), "whole-region"),
    })),
  ];
  return {
    agency: own,
    year,
    years: wholes.map((one) => one.year),
    indicators,
    whole: amounts(own.key, "whole-region"),
    parts,
    verdict: verdictOf(db, whole.key),
  };
}

function readAmounts(db: Database, keys: readonly number[], year: number, indicators: readonly string[]) {
  const terms = findTermKeys(db, indicators);
  const held = db
    .select({
      ...{ agency: totals.agency, scope: totals.scope, indicator: totals.indicator, amount: totals.amount },
    })
    .from(totals)
    .where(
      and(
        ...[inArray(totals.indicator, [...terms.values()]), eq(totals.year, year)],
        ...[inArray(totals.agency, [...keys])],
      ),
    )
    .all();
  const found = new Map(held.map((row) => [`${row.agency} ${row.scope} ${row.indicator}`, row.amount]));
  return (agency: number, scope: Scope): (number | null)[] =>
    indicators.map((id) => found.get(`${agency} ${scope} ${terms.get(id)}`) ?? null);
}

function verdictOf(db: Database, report: number): RollUp["verdict"] {
  const row = db
    .select({ passed: checkCounts.passed, failed: checkCounts.failed })
    .from(checkCounts)
    .where(and(eq(checkCounts.report, report), eq(checkCounts.check, "roll-up")))
    .get();
  if (row === undefined || row.failed + row.passed === 0) return "not-assessable";
  return row.failed > 0 ? "failed" : "passed";
}
