import { and, asc, desc, eq } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import { getDemonstration } from "../../lib/catalog/demonstration.ts";
import { isMadeUpRegion } from "../../lib/catalog/regions.ts";
import { getRegistryWords } from "../../lib/catalog/registry.ts";
import { isLaterThanLaw } from "../../lib/checks/deadline.ts";
import { isInRemit, type Remit } from "../../lib/desk/remit.ts";
import { rebuildDeadlines } from "../check-entry.ts";
import type { Database, Writer } from "../client.ts";
import { deadlineRules } from "../deadline-schema.ts";
import { asRule } from "../deadlines.ts";
import { knownRegions, placeName } from "../known-regions.ts";
import { raiseRelease } from "../release.ts";

/** Sets deadlines for regions and years. What rests on them is judged anew in the same transaction. */

export type DeadlineRow = typeof deadlineRules.$inferSelect;

export type DeadlineTerms = Pick<
  DeadlineRow,
  "region" | "since" | "until" | "kind" | "level" | "month" | "day" | "basis"
>;

interface By {
  readonly by: string;
  readonly at: string;
}

/** A rule as somebody saw it. */
export interface SeenRule {
  readonly rule: number;
  readonly revision: number;
}

/** `twice`: another rule is about the same agencies and years. */
export type DeadlineRefusal = "no-rule" | "changed-meanwhile" | "not-yours" | "twice" | "same-value";
export type DeadlineOutcome =
  | { readonly done: true; readonly was: DeadlineRow | null; readonly is: DeadlineRow }
  | { readonly done: false; readonly why: DeadlineRefusal };

/** Who may set dates for a region; those for everywhere only who works everywhere. */
export const mayDate = (remit: Remit, region: string | null): boolean =>
  remit.everywhere || (region !== null && isInRemit({ region, line: [] }, remit));

/** Whether a code is one of a region: of a list, or borne by agencies; in a demonstration of a made-up one. */
export async function isKnownRegion(db: Database, code: string): Promise<boolean> {
  if (isMadeUpRegion(code) !== (getDemonstration() !== undefined)) return false;
  return (await knownRegions(db)).byCode.has(code);
}

/** What the audit trail keeps of it. */
export function noteOf({ was, is }: Extract<DeadlineOutcome, { done: true }>) {
  const two = (part: number): string => String(part).padStart(2, "0");
  const told = ({ region, since, until, kind, level, month, day, basis }: DeadlineTerms) => ({
    ...(region === null ? { everywhere: true } : { region }),
    since,
    ...(until !== null && { until }),
    ...(kind !== null && { kind }),
    ...(level !== null && { level }),
    ...{ date: `${two(month)}-${two(day)}`, basis },
  });
  return was === null ? told(termsOf(is)) : { was: told(termsOf(was)), is: told(termsOf(is)) };
}

/** The newest row of each rule, those in force first, by region and year. */
export function listDeadlines(db: Database): DeadlineRow[] {
  return db
    .select()
    .from(deadlineRules)
    .where(eq(deadlineRules.isNewest, true))
    .orderBy(
      asc(deadlineRules.isEnded),
      asc(deadlineRules.region),
      desc(deadlineRules.since),
      asc(deadlineRules.rule),
    )
    .all();
}

export interface PlacedDeadline extends DeadlineRow {
  /** Names down from the province; empty: everywhere. */
  readonly place: string;
  readonly isLaterThanLaw: boolean;
}

/** The same, with the names of their regions and held against the law. */
export async function listPlacedDeadlines(db: Database, catalog: Catalog): Promise<PlacedDeadline[]> {
  const regions = await knownRegions(db);
  const kinds = getRegistryWords().kinds.map(({ id }) => id);
  return listDeadlines(db).map((row) => ({
    ...{ ...row, place: placeName(row.region, regions) },
    isLaterThanLaw: isLaterThanLaw(row, kinds, catalog),
  }));
}

/** All that a rule has been, the newest first. */
export function listRevisions(db: Writer, rule: number): DeadlineRow[] {
  return db
    .select()
    .from(deadlineRules)
    .where(eq(deadlineRules.rule, rule))
    .orderBy(desc(deadlineRules.revision))
    .all();
}

export function findDeadlineRow(db: Writer, rule: number): DeadlineRow | undefined {
  const isIt = and(eq(deadlineRules.rule, rule), eq(deadlineRules.isNewest, true));
  return db.select().from(deadlineRules).where(isIt).get();
}

/** A rule in force that somebody may change. */
export function findOpenRule(db: Writer, rule: number, remit: Remit): DeadlineRow | undefined {
  const held = findDeadlineRow(db, rule);
  return held !== undefined && !held.isEnded && mayDate(remit, held.region) ? held : undefined;
}

const scopeKey = ({ region, since, until, kind, level }: DeadlineTerms): string =>
  [region, since, until, kind, level].join();

/** Another rule in force about the same agencies and years: of two nobody could tell which applies. */
function findTwin(db: Database, terms: DeadlineTerms, own: number | undefined): DeadlineRow | undefined {
  return listDeadlines(db).find(
    (one) => !one.isEnded && one.rule !== own && scopeKey(one) === scopeKey(terms),
  );
}

const termsOf = ({ region, since, until, kind, level, month, day, basis }: DeadlineRow): DeadlineTerms => ({
  ...{ region, since, until, kind, level, month, day, basis },
});

function add(
  db: Database,
  catalog: Catalog,
  was: DeadlineRow | null,
  row: DeadlineTerms & By & { readonly isEnded: boolean },
): DeadlineOutcome {
  if (was !== null)
    db.update(deadlineRules).set({ isNewest: false }).where(eq(deadlineRules.key, was.key)).run();
  const last = db.select().from(deadlineRules).orderBy(desc(deadlineRules.rule)).limit(1).get();
  const rule = was?.rule ?? (last?.rule ?? 0) + 1;
  const is = db
    .insert(deadlineRules)
    .values({ ...row, rule, revision: (was?.revision ?? 0) + 1 })
    .returning()
    .get();
  rebuildDeadlines(db, catalog, [...(was === null ? [] : [asRule(was)]), asRule(is)]);
  raiseRelease(db, row.at);
  return { done: true, was, is };
}

/** The row that somebody saw, if it still stands and is his. */
function findSeen(
  db: Database,
  { rule, revision }: SeenRule,
  remit: Remit,
): DeadlineRow | Extract<DeadlineRefusal, "no-rule" | "changed-meanwhile" | "not-yours"> {
  const held = findDeadlineRow(db, rule);
  if (held === undefined) return "no-rule";
  if (!mayDate(remit, held.region)) return "not-yours";
  return held.revision === revision ? held : "changed-meanwhile";
}

const refused = (why: DeadlineRefusal): DeadlineOutcome => ({ done: false, why });

/** Sets a deadline, or changes the one that was `seen`. Part of a transaction. */
export function setDeadline(
  db: Database,
  catalog: Catalog,
  remit: Remit,
  { seen, by, at, ...terms }: DeadlineTerms & By & { readonly seen?: SeenRule | undefined },
): DeadlineOutcome {
  if (!mayDate(remit, terms.region)) return refused("not-yours");
  const was = seen === undefined ? null : findSeen(db, seen, remit);
  if (typeof was === "string") return refused(was);
  if (findTwin(db, terms, was?.rule) !== undefined) return refused("twice");
  if (was !== null && !was.isEnded && was.basis === terms.basis && sameDate(was, terms))
    return refused("same-value");
  return add(db, catalog, was, { ...terms, by, at, isEnded: false });
}

const sameDate = (a: DeadlineTerms, b: DeadlineTerms): boolean =>
  scopeKey(a) === scopeKey(b) && a.month === b.month && a.day === b.day;

/** Ends a deadline with the reports of a year, or takes it back altogether. Part of a transaction. */
export function endDeadline(
  db: Database,
  catalog: Catalog,
  remit: Remit,
  {
    seen,
    last,
    basis,
    by,
    at,
  }: By & { readonly seen: SeenRule; readonly last: number | null; readonly basis: string },
): DeadlineOutcome {
  const was = findSeen(db, seen, remit);
  if (typeof was === "string") return refused(was);
  if (was.isEnded || (last !== null && was.until !== null && was.until <= last)) return refused("same-value");
  const terms = { ...termsOf(was), basis };
  if (last === null || last < was.since) return add(db, catalog, was, { ...terms, by, at, isEnded: true });
  const ended = { ...terms, basis: was.basis, until: last };
  if (findTwin(db, ended, was.rule) !== undefined) return refused("twice");
  return add(db, catalog, was, { ...ended, by, at, isEnded: false });
}
