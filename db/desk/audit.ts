import { and, count, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Action } from "../../lib/desk/actions.ts";
import type { Database, Writer } from "../client.ts";
import { audit } from "../desk-schema.ts";

/** The trail of what was done: rows are added, never changed or taken away. */

export type AuditEntry = Omit<typeof audit.$inferSelect, "key">;
export type AuditRow = typeof audit.$inferSelect;

/** Part of the transaction that does what it records. */
export function record(db: Writer, entry: AuditEntry): void {
  db.insert(audit).values(entry).run();
}

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: Action | undefined;
  /** Part of what it was done to. */
  readonly subject?: string | undefined;
  /** What it was done to, exactly. */
  readonly about?: string | undefined;
  /** One of several actions. */
  readonly among?: readonly Action[] | undefined;
  /** Days in China, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const DAY = 86_400_000;
/** The instant at which a day begins in China. */
const beginOf = (day: string, days = 0): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + days * DAY).toISOString();

function conditionOf({ actor, action, subject, about, among, from, to }: AuditFilter): SQL | undefined {
  return and(
    actor === undefined ? undefined : eq(audit.actor, actor),
    action === undefined ? undefined : eq(audit.action, action),
    subject === undefined ? undefined : sql`instr(${audit.subject}, ${subject}) > 0`,
    about === undefined ? undefined : eq(audit.subject, about),
    among === undefined ? undefined : inArray(audit.action, [...among]),
    from === undefined ? undefined : gte(audit.at, beginOf(from)),
    to === undefined ? undefined : lt(audit.at, beginOf(to, 1)),
  );
}

/** The newest first; all of them without a `page`. */
export function listAudit(
  db: Database,
  filter: AuditFilter,
  page?: { readonly size: number; readonly number: number },
): { readonly rows: readonly AuditRow[]; readonly total: number } {
  const where = conditionOf(filter);
  const total = db.select({ n: count() }).from(audit).where(where).get()?.n ?? 0;
  const query = db.select().from(audit).where(where).orderBy(desc(audit.key)).$dynamic();
  if (page !== undefined) query.limit(page.size).offset((page.number - 1) * page.size);
  return { rows: query.all(), total };
}
