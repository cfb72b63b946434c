import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Vote } from "../../lib/model.ts";
import type { Database, Writer } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { doubts } from "../registry-schema.ts";
import { agencies } from "../schema.ts";

/** Reports of which it is not certain whose they are, and what was decided about them. */

export interface NewDoubt {
  readonly document: string;
  /** Folder and file name. */
  readonly name: string;
  /** The agency as the report names it; empty where it names none. */
  readonly called: string;
  readonly year: number | null;
  readonly candidates: readonly string[];
  readonly evidence: readonly Vote[];
  readonly askedAt: string;
}

export type Doubt = typeof doubts.$inferSelect;

/** Notes a doubt, or what is known of it by now; what was decided stays. */
export function noteDoubt(db: Writer, doubt: NewDoubt): void {
  const { name, year, candidates, evidence } = doubt;
  db.insert(doubts)
    .values(doubt)
    .onConflictDoUpdate({
      target: [doubts.document, doubts.called],
      set: { name, year, candidates, evidence },
    })
    .run();
}

export function listDoubts(db: Database, { all = false }: { readonly all?: boolean } = {}): Doubt[] {
  return db
    .select()
    .from(doubts)
    .where(all ? undefined : isNull(doubts.settled))
    .orderBy(asc(doubts.key))
    .all();
}

const prepareSettled = prepareOnce((db: Writer) =>
  db
    .select({ settled: doubts.settled, by: doubts.settledBy })
    .from(doubts)
    .where(
      and(eq(doubts.document, sql.placeholder("document")), eq(doubts.called, sql.placeholder("called"))),
    )
    .prepare(),
);

/** Who was chosen for a report, and by whom. */
export function findSettled(
  db: Writer,
  document: string,
  called: string,
): { readonly agency: string; readonly by: string } | undefined {
  const { settled = null, by = null } = prepareSettled(db).get({ document, called }) ?? {};
  return settled === null ? undefined : { agency: settled, by: by ?? "" };
}

const prepareDue = prepareOnce((db: Writer) =>
  db
    .select({ key: doubts.key })
    .from(doubts)
    .where(
      and(
        eq(doubts.document, sql.placeholder("document")),
        sql`${doubts.settled} IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM versions JOIN reports ON reports.key = versions.report
          JOIN agencies ON agencies.key = reports.agency
          WHERE versions.document = ${doubts.document} AND agencies.id = ${doubts.settled})`,
      ),
    )
    .limit(1)
    .prepare(),
);

/** Whether something was decided about a document that its reports do not follow yet. */
export function isSettlementDue(db: Writer, document: string): boolean {
  return prepareDue(db).get({ document }) !== undefined;
}

export type Settling = "settled" | "no-doubt" | "no-agency";

export function settleDoubt(
  db: Database,
  choice: { readonly doubt: number; readonly agency: string; readonly by: string; readonly at: string },
): Settling {
  const { doubt, agency, by, at } = choice;
  const known = db.select({ key: agencies.key }).from(agencies).where(eq(agencies.id, agency)).get();
  if (known === undefined) return "no-agency";
  const { changes } = db
    .update(doubts)
    .set({ settled: agency, settledBy: by, settledAt: at })
    .where(eq(doubts.key, doubt))
    .run();
  return changes > 0 ? "settled" : "no-doubt";
}
