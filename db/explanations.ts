import { and, eq, isNotNull } from "drizzle-orm";
import type { Scope } from "../lib/model.ts";
import { explanations } from "./check-schema.ts";
import type { Database } from "./client.ts";
import { raiseRelease } from "./release.ts";
import { agencies, findings, reports } from "./schema.ts";

/** What an agency or an editor has to say to failed checks. Figures and verdicts stay; the note stands beside them. */

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

/** Enters a note on every failure it names. Answers their instances; none where nothing of the kind fails. */
export async function explain(db: Database, note: NewExplanation): Promise<string[]> {
  const { agency, year, scope, check, instance, words, by, at } = note;
  return db.transaction(
    (tx) => {
      const failures = tx
        .select({ report: reports.key, instance: findings.instance })
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
        report: one.report,
        instance: one.instance ?? "",
        check,
        words,
        by,
        at,
      }));
      if (rows.length === 0) return [];
      tx.insert(explanations).values(rows).run();
      raiseRelease(tx, at);
      return rows.map((row) => row.instance);
    },
    { behavior: "immediate" },
  );
}
