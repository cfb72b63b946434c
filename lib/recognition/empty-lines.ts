import type { LineRow } from "./line-rows.ts";
import type { Template, TemplateRow } from "./template.ts";
import type { ValueLine } from "./value-lines.ts";

/** Whether empty lines between cells that stand one below the other can be taken for blank cells. */

const isBlankLine = ({ printed, own }: ValueLine): boolean =>
  own.length === 0 && printed.length === 1 && printed[0]?.cell.text.trim() === "";

/** Rows with blanks that tell that empty lines are cells. */
const FEWEST_BLANK_ROWS = 4;
const endsBlank = ({ line }: LineRow): boolean => line.values.at(-1)?.cell.text.trim() === "";
const surplusOf = ({ count, line }: LineRow): number => count - line.values.length;
const isParted = (row: LineRow): boolean => surplusOf(row) > 0;

const endsTruly = (row: LineRow): boolean => row.line.values.length > 1 && !isParted(row) && endsBlank(row);

/**
 * Whether blanks stand in too many rows for them to be the lines that part pieces of a table, in rows that have lost a
 * value. Of a single value nothing can be moved.
 */
export function hasEmptyCells(rows: readonly LineRow[]): boolean {
  const within = rows.filter(({ line }) =>
    line.values.slice(0, -1).some((slot) => slot.cell.text.trim() === ""),
  );
  const blank = new Set([...within, ...rows.filter(endsTruly)]);
  return within.length > 0 && blank.size >= FEWEST_BLANK_ROWS;
}

/** Groups that a row and the next have in common. */
function sharedGroups(one: TemplateRow, other: TemplateRow): number {
  const path = one.row.path.slice(0, -1);
  const differs = path.findIndex((label, depth) => {
    const beside = other.row.path[depth];
    return depth >= other.row.path.length - 1 || beside?.zh !== label.zh;
  });
  return differs === -1 ? path.length : differs;
}

/**
 * Whether the empty lines behind a row are those of a table cut there: one that parts its pieces, and one for each group
 * label that goes on below, unless that is printed again.
 */
function isSeam(row: LineRow, next: LineRow | undefined, unitColumn: boolean): boolean {
  if (row.row === undefined || next?.row === undefined) return false;
  const shared = unitColumn ? 0 : sharedGroups(row.row, next.row);
  const surplus = surplusOf(row);
  return surplus === 1 + shared || (surplus === 1 && next.heads.length === next.row.row.path.length - 1);
}

/**
 * Whether a blank at the end of a row may be the line that parts it from the next piece of a table cut behind it: then a value
 * may have been lost within the row, and all behind it moved.
 */
function mayHideSeam(row: LineRow, next: LineRow | undefined): boolean {
  if (row.row === undefined || next?.row?.block !== row.row.block || !endsTruly(row)) return false;
  const shared = sharedGroups(row.row, next.row);
  return shared === 0 || next.heads.length > next.row.row.path.length - 1 - shared;
}

/** The rows of a table that is whole, those proven no more that may hide a seam. */
export const doubtSeams = (rows: readonly LineRow[]): LineRow[] =>
  rows.map((row, at) => (mayHideSeam(row, rows[at + 1]) ? { ...row, proven: false } : row));

/**
 * Whether every row of the form is there once, has all its values, and nothing else stands between the first and the
 * last. An empty line that parts a block from what follows could pass for a value that was lost in its last row: how the
 * other blocks end tells, and the last one must end with the line that parts it or with a value. Within a block the table
 * may be cut once. `emptyCells`: another table of the document tells that empty lines are cells.
 */
export function isWhole(
  rows: readonly LineRow[],
  { table }: Template,
  due: readonly TemplateRow[],
  emptyCells: boolean,
): boolean {
  const first = rows.findIndex(({ row }) => row !== undefined);
  const within = rows.slice(first, rows.findLastIndex(({ row }) => row !== undefined) + 1);
  const found = within.filter(({ line, met }) => met !== undefined || !isBlankLine(line));
  const ends = found.filter(({ row }, at) => row?.block !== found[at + 1]?.row?.block);
  const cuts = found.filter((row) => isParted(row) && !ends.includes(row));
  const isCut = (row: LineRow): boolean => {
    const unitColumn = table.blocks[row.row?.block ?? -1]?.unitColumn !== undefined;
    return cuts.length === 1 && isSeam(row, found[found.indexOf(row) + 1], unitColumn);
  };
  const [last, ...others] = ends.toReversed();
  const parted = others.filter(isParted);
  const telling = others.some((row) => !isParted(row) && !endsBlank(row));
  return (
    found.length === due.length &&
    new Set(found.map(({ row }) => row)).size === due.length &&
    found.every((row) => row.row !== undefined && (!isParted(row) || ends.includes(row) || isCut(row))) &&
    ends.every((row) => surplusOf(row) <= 1) &&
    (emptyCells || hasEmptyCells(found) || !found.some(endsTruly)) &&
    last !== undefined &&
    (isParted(last) || !endsBlank(last)) &&
    (parted.length === 0 || parted.length === others.length) &&
    (parted.length > 0 || telling || (emptyCells && others.length > 1) || !others.some(endsBlank))
  );
}
