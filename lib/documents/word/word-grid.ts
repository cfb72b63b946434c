import type { Cell, Table } from "../../model.ts";
import { MOST_COLUMNS, MOST_SLOTS } from "../limits.ts";
import type { DraftCell, DraftTable } from "./word-draft.ts";

/**
 * Rows with edges of their own to cells on one grid. Edges that lie close together are one column line; a cell that goes
 * on with the cell above is part of it where both have the same lines left and right, and a cell of its own elsewhere.
 *
 *   |--------|----|        columns 1 and 2 under one cell,
 *   |---|----|----|        column 3 under another
 */

type Lines = ReadonlyMap<number, number>;

/** Edge → 0-based number of its column line, in ascending order. */
function lineUp(edges: Iterable<number>, tolerance: number): Lines {
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  const lines = new Map<number, number>();
  let first = Number.NEGATIVE_INFINITY;
  let line = -1;
  for (const edge of sorted) {
    if (edge - first > tolerance) {
      line++;
      first = edge;
    }
    lines.set(edge, line);
  }
  return lines;
}

const hasWidth = (cell: DraftCell, lines: Lines): boolean =>
  (lines.get(cell.left) ?? 0) < (lines.get(cell.right) ?? 0);

function columnLines(table: DraftTable): Lines {
  const edges = table.rows.flatMap((row) => row.flatMap((cell) => [cell.left, cell.right]));
  const lines = lineUp(edges, table.tolerance);
  const sound = table.rows.every((row) => row.every((cell) => hasWidth(cell, lines)));
  return sound ? lines : lineUp(edges, 0);
}

interface Placed {
  column: number;
  columnSpan: number;
  row: number;
  rowSpan: number;
}

interface Standing {
  readonly cell: DraftCell;
  readonly at: Placed;
}

/**
 * The grid of one table. `textOf` gives a cell's text; cells that are narrower than the tolerance in their row have
 * nothing to hold and are left out.
 */
export function toTable(
  table: DraftTable,
  index: number,
  path: string,
  textOf: (cell: DraftCell) => string,
): Table {
  const lines = columnLines(table);
  const last = [...lines.values()].at(-1) ?? 0;
  const width = Math.min(MOST_COLUMNS, Math.max(1, last));
  const most = Math.floor(MOST_SLOTS / width);
  let cut = table.cut === true || table.rows.length > most;
  let above = new Map<number, Standing>();
  const rows: Standing[][] = [];
  for (const [y, row] of table.rows.slice(0, most).entries()) {
    const standing = new Map<number, Standing>();
    const placed: Standing[] = [];
    let free = 0;
    for (const cell of row) {
      const column = Math.max(free, lines.get(cell.left) ?? 0);
      const columnSpan = Math.min(MOST_COLUMNS, lines.get(cell.right) ?? 0) - column;
      if (columnSpan < 1) {
        if (column >= MOST_COLUMNS) cut = true;
        continue;
      }
      free = column + columnSpan;
      const upper = above.get(column);
      const isMerged = cell.vertical === "goes-on" && upper?.cell.vertical !== undefined;
      if (isMerged && upper.at.columnSpan === columnSpan) {
        upper.at.rowSpan++;
        standing.set(column, upper);
      } else {
        const one = { cell, at: { column, columnSpan, row: y, rowSpan: 1 } };
        placed.push(one);
        standing.set(column, one);
      }
    }
    rows.push(placed);
    above = standing;
  }
  return {
    kind: "table",
    index,
    method: "markup",
    ragged: false,
    ...(cut ? { cut: true } : {}),
    rows: rows.map((row) => row.map(({ cell, at }) => toCell(cell, at, textOf(cell)))),
    place: { path },
  };
}

function toCell(cell: DraftCell, at: Placed, text: string): Cell {
  return {
    row: at.row + 1,
    column: at.column + 1,
    rowSpan: at.rowSpan,
    columnSpan: at.columnSpan,
    text,
    place: { path: cell.path, ...(cell.offset === undefined ? {} : { offset: cell.offset }) },
  };
}
