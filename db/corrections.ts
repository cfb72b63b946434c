import { and, eq, inArray } from "drizzle-orm";
import type { Fact, Scope } from "../lib/model.ts";
import type { Writer } from "./client.ts";
import { amountOf, toValue } from "./fact-rows.ts";
import { corrections } from "./review-schema.ts";

/** Corrections that are in force: part of whatever stores a report, so that reading it again does not undo them. */

export type Correction = typeof corrections.$inferSelect;

export interface ReportIdentity {
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
}

type Cell = Pick<Fact, "edition" | "indicator" | "member">;

export const isSameCell = (a: Cell, b: Cell): boolean =>
  a.edition === b.edition && a.indicator === b.indicator && a.member === b.member;

const ofReport = ({ agency, year, scope }: ReportIdentity) =>
  and(eq(corrections.agency, agency), eq(corrections.year, year), eq(corrections.scope, scope));

/** The place of a figure that nobody could read in its original. */
export const NOWHERE = { table: 0, row: 0, column: 0 } as const;

/** Whether the facts show what a correction says was read: a value, or none. */
function fits(facts: readonly Fact[], { wasStatus, wasAmount, ...cell }: Correction): boolean {
  const fact = facts.find((one) => isSameCell(one, cell));
  if (fact === undefined) return wasStatus === "absent";
  return fact.value.status === wasStatus && amountOf(fact.value) === wasAmount;
}

/** Facts with corrections that fit them; where nothing was read, the correction brings the fact. */
export function correctFacts(facts: readonly Fact[], own: readonly Correction[], document: string): Fact[] {
  const valueIn = ({ isStatus, isAmount }: Correction) => toValue(isStatus, isAmount);
  const changed = facts.map((fact) => {
    const one = own.find((correction) => isSameCell(fact, correction));
    return one === undefined ? fact : { ...fact, value: valueIn(one) };
  });
  const added = own
    .filter((one) => !facts.some((fact) => isSameCell(fact, one)))
    .map((one): Fact => {
      const { edition, indicator, member, form: table, unit, label, memberLabel, wasPrinted: printed } = one;
      const names = { edition, indicator, member, table, unit, label, memberLabel, printed };
      return { ...names, value: valueIn(one), origin: { document, ...NOWHERE }, method: "markup" };
    });
  return [...changed, ...added];
}

/** What was read of a cell, before the released correction that it may show. */
export function asRead(fact: Fact, held: readonly Correction[]): Pick<Correction, "wasStatus" | "wasAmount"> {
  const own = held.find(
    (one) =>
      one.state === "released" &&
      isSameCell(fact, one) &&
      fact.value.status === one.isStatus &&
      amountOf(fact.value) === one.isAmount,
  );
  return own ?? { wasStatus: fact.value.status, wasAmount: amountOf(fact.value) };
}

/**
 * The facts of a reading with the released corrections of its report. Where a cell no longer shows what was corrected,
 * the correction is not applied but falls due: somebody is to look at it again.
 */
export function applyCorrections(
  db: Writer,
  report: ReportIdentity,
  facts: readonly Fact[],
  document: string,
): readonly Fact[] {
  const held = db
    .select()
    .from(corrections)
    .where(and(ofReport(report), eq(corrections.state, "released")))
    .all();
  if (held.length === 0) return facts;
  const due = held.filter((one) => !fits(facts, one)).map(({ key }) => key);
  if (due.length > 0) db.update(corrections).set({ state: "due" }).where(inArray(corrections.key, due)).run();
  return correctFacts(
    facts,
    held.filter(({ key }) => !due.includes(key)),
    document,
  );
}
