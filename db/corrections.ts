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

/** Whether a cell shows what a correction says it showed. */
export const showsWas = ({ value }: Fact, { wasStatus, wasAmount }: Correction): boolean =>
  value.status === wasStatus && amountOf(value) === wasAmount;

export const corrected = (fact: Fact, { isStatus, isAmount }: Correction): Fact => ({
  ...fact,
  value: toValue(isStatus, isAmount),
});

const ofReport = ({ agency, year, scope }: ReportIdentity) =>
  and(eq(corrections.agency, agency), eq(corrections.year, year), eq(corrections.scope, scope));

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
): readonly Fact[] {
  const held = db
    .select()
    .from(corrections)
    .where(and(ofReport(report), eq(corrections.state, "released")))
    .all();
  if (held.length === 0) return facts;
  const due = held.filter((one) => !facts.some((fact) => isSameCell(fact, one) && showsWas(fact, one)));
  if (due.length > 0)
    db.update(corrections)
      .set({ state: "due" })
      .where(
        inArray(
          corrections.key,
          due.map(({ key }) => key),
        ),
      )
      .run();
  return facts.map((fact) => {
    const own = held.find((one) => isSameCell(fact, one) && showsWas(fact, one));
    return own === undefined ? fact : corrected(fact, own);
  });
}
