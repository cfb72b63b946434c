import { and, eq, gte, inArray, isNotNull, lte, ne } from "drizzle-orm";
import { groupBy } from "../../lib/statistics/group-by.ts";
import type { FigureFailure } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { agencies as agencyRows, findings, reports } from "../schema.ts";

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

interface Cell {
  readonly document: string;
  readonly table: number;
  readonly row: number;
  readonly column: number;
}

const cellKey = ({ document, table, row, column }: Cell): string => `${document} ${table} ${row} ${column}`;

/**
 * Failed checks by the cells that are their terms. Those of the year after look at figures of the year before, so one
 * year more is asked.
 */
export function listFailuresByCell(
  db: Database,
  agencies: readonly string[],
  years: readonly number[],
): ReadonlyMap<string, readonly FigureFailure[]> {
  const byCell = new Map<string, FigureFailure[]>();
  if (years.length === 0) return byCell;
  const rows = db
    .select({
      check: findings.check,
      instance: findings.instance,
      code: findings.code,
      agency: agencyRows.id,
      year: reports.year,
      scope: reports.scope,
      table: findings.originTable,
      row: findings.originRow,
      column: findings.originColumn,
      detail: findings.detail,
    })
    .from(findings)
    .innerJoin(reports, eq(reports.current, findings.version))
    .innerJoin(agencyRows, eq(agencyRows.key, reports.agency))
    .where(
      and(
        isNotNull(findings.check),
        inArray(agencyRows.id, [...agencies]),
        gte(reports.year, Math.min(...years)),
        lte(reports.year, Math.max(...years) + 1),
      ),
    )
    .orderBy(findings.key)
    .all();
  for (const { check, instance, table, row, column, detail, ...report } of rows) {
    const origin = table === null || row === null || column === null ? null : { table, row, column };
    const failure = { check: check ?? "", instance: instance ?? "", origin, ...report };
    for (const key of new Set(detail?.operands.map(cellKey)))
      byCell.set(key, [...(byCell.get(key) ?? []), failure]);
  }
  return byCell;
}

/** The failed checks in which one of the cells is a term, each once. */
export function failuresOf(
  byCell: ReadonlyMap<string, readonly FigureFailure[]>,
  cells: readonly Cell[],
): FigureFailure[] {
  return [...new Set(cells.flatMap((cell) => byCell.get(cellKey(cell)) ?? []))];
}
