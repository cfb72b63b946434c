import { isBlank, type Line } from "./text-lines.ts";
import { type TextRow, UNKNOWN_PLACE } from "./text-table.ts";

/** Empty lines among cells that stand one below the other: they may be empty cells. */

/** Share of lines of one cell where every cell stands on a line of its own. */
const ALMOST_ALL = 0.9;
/** Lines of rows without a single value above the first one of a table, and below the last. */
const FARTHEST = 45;

const isRightAbove = (row: TextRow | undefined, next: TextRow | undefined): boolean =>
  row !== undefined && next !== undefined && next.line.number === row.line.number + 1;

/** Whether every cell stands on a line of its own, and as many lines follow right upon another as not. */
function standBelowEachOther(rows: readonly TextRow[]): boolean {
  const single = rows.filter(({ cells }) => cells.length === 1).length;
  const dense = rows.filter((row, at) => isRightAbove(row, rows[at + 1])).length;
  return single >= rows.length * ALMOST_ALL && dense * 2 >= rows.length;
}

/** Cells one below the other with the empty lines among them. */
export function withBlanks(rows: readonly TextRow[], lines: readonly Line[]): readonly TextRow[] {
  if (!standBelowEachOther(rows)) return rows;
  const places = new Map(lines.map((line, at) => [line, at]));
  return rows.flatMap((row) => {
    const blanks: TextRow[] = [];
    for (let at = (places.get(row.line) ?? lines.length) + 1; isBlank(lines[at]); at++) {
      const line = lines[at];
      if (line !== undefined)
        blanks.push({ line, cells: [{ text: "", offset: line.offset, x: UNKNOWN_PLACE }] });
    }
    return [row, ...blanks];
  });
}

/**
 * The first and the last line of a run of cells one below the other with the rows that have nothing but blanks: as far as
 * lines go on that belong to others right above or below them. A line alone between empty ones is a paragraph.
 */
export function reachOver<Row extends TextRow>(
  rows: readonly Row[],
  { from, to }: { readonly from: number; readonly to: number },
  floor: number,
  isOther: (row: Row) => boolean,
  isHeading: (row: Row) => boolean,
): { readonly from: number; readonly to: number } {
  if (!standBelowEachOther(rows.slice(from, to + 1))) return { from, to };
  const isWithin = (at: number): boolean => {
    const row = rows[at];
    if (row === undefined || isOther(row)) return false;
    return isRightAbove(row, rows[at + 1]) || (isRightAbove(rows[at - 1], row) && !isHeading(row));
  };
  let [first, last] = [from, to];
  for (let at = from - 1; at >= Math.max(floor, from - FARTHEST) && isWithin(at); at--)
    if (!isRightAbove(rows[at], rows[at + 1])) first = at;
  for (let at = to + 1; at <= to + FARTHEST && isWithin(at); at++)
    if (!isRightAbove(rows[at], rows[at + 1])) last = at;
  return { from: first, to: last };
}
