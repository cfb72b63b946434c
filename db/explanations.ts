import { and, eq, isNotNull } from "drizzle-orm";
import type { Scope } from "../lib/model.ts";
import { explanations } from "./check-schema.ts";
import type { Database, Writer } from "./client.ts";
import { raiseRelease } from "./release.ts";
import { agencies, findings, reports } from "./schema.ts";

/** What an agency or an editor has to say to failed checks. Figures and verdicts stay; the note stands beside them. */

export type ExplanationRow = typeof explanations.$inferSelect;

/** A failure of one report, by which its explanations are known. */
export type ExplainedFailure = Pick<ExplanationRow, "agency" | "year" | "scope" | "check" | "instance">;

export const ofFailure = ({ agency, year, scope, check, instance }: ExplainedFailure) =>
  and(
    ...[eq(explanations.agency, agency), eq(explanations.year, year), eq(explanations.scope, scope)],
    ...[eq(explanations.check, check), eq(explanations.instance, instance)],
  );

/** Takes what is in force on a failure out of force; it stays in the history. */
export function overtakeExplanation(db: Writer, failure: ExplainedFailure): void {
  db.update(explanations)
    .set({ state: "replaced" })
    .where(and(ofFailure(failure), eq(explanations.state, "released")))
    .run();
}

export interface NewExplanation {
  readonly agency: string;
  readonly year: number;
  /** All scopes where not given. */
  readonly scope?: Scope;
  readonly check: string;
  /** What the check was repeated over; every failure of the check where not given. */
  readonly instance?: string;
  readonly words: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * Enters a note on every failure it names, in force at once. Answers their instances; none where nothing of the kind
 * fails.
 */
export async function explain(db: Database, note: NewExplanation): Promise<string[]> {
  const { agency, year, scope, check, instance, words, by, at } = note;
  return db.transaction(
    (tx) => {
      const failures = tx
        .select({ scope: reports.scope, instance: findings.instance })
        .from(findings)
        .innerJoin(reports, eq(reports.current, findings.version))
        .innerJoin(agencies, eq(agencies.key, reports.agency))
        .where(
          and(
            isNotNull(findings.instance),
            eq(agencies.id, agency),
            eq(reports.year, year),
            eq(findings.check, check),
            scope === undefined ? undefined : eq(reports.scope, scope),
            instance === undefined ? undefined : eq(findings.instance, instance),
          ),
        )
        .orderBy(findings.key)
        .all();
      const rows = failures.map((one) => ({
        ...{ agency, year, scope: one.scope, check, instance: one.instance ?? "" },
        ...{ words, by, at, enteredAt: at, state: "released" as const },
      }));
      if (rows.length === 0) return [];
      for (const row of rows) overtakeExplanation(tx, row);
      tx.insert(explanations).values(rows).run();
      raiseRelease(tx, at);
      return rows.map((row) => row.instance);
    },
    { behavior: "immediate" },
  );
}
