import { and, inArray, ne } from "drizzle-orm";
import { groupBy } from "../../lib/statistics/group-by.ts";
import type { Database } from "../client.ts";
import { findings } from "../schema.ts";

/** A warning or an error as far as figures carry it. */
export interface Notice {
  readonly code: string;
  readonly table: number | null;
  readonly row: number | null;
  readonly column: number | null;
}

/** Findings about who, when and whose work a report is touch each of its figures. */
const IDENTITY = /^(agency|year|scope)-/;

/** The warnings and errors of each version. */
export function listNotices(
  db: Database,
  versions: readonly number[],
): ReadonlyMap<number, readonly Notice[]> {
  const rows = db
    .select({
      version: findings.version,
      code: findings.code,
      table: findings.originTable,
      row: findings.originRow,
      column: findings.originColumn,
    })
    .from(findings)
    .where(and(inArray(findings.version, [...versions]), ne(findings.severity, "info")))
    .orderBy(findings.key)
    .all();
  return groupBy(rows, ({ version }) => version);
}

/** Codes of the notices that touch one of the cells or the identity of the report, each once. */
export function noticesOf(
  notices: readonly Notice[],
  cells: readonly { readonly table: number; readonly row: number; readonly column: number }[],
): string[] {
  const touching = notices.filter(({ code, table, row, column }) =>
    table === null
      ? IDENTITY.test(code)
      : cells.some((cell) => cell.table === table && cell.row === row && cell.column === column),
  );
  return [...new Set(touching.map(({ code }) => code))];
}
