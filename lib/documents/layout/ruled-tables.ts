import type { Box } from "../../model.ts";
import { MOST_COLUMNS, MOST_SLOTS } from "../limits.ts";
import type { Segment } from "./page.ts";
import { clusterPositions, listRulings, type Ruling, SAME_EDGE } from "./ruling-lines.ts";

/**
 * Tables out of ruling lines: the edges of one ruling are clustered into a grid, and two neighbouring slots with no
 * line between them are one cell.
 *
 *   ┌───┬───┐
 *   │   ├───┤   → x edges 3, y edges 3: cells (1,1) rowSpan 2, (1,2), (2,2)
 *   └───┴───┘
 */

/** A cell as ruled. `row` and `column` are 1-based positions in the grid of edges. */
export interface RuledCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly box: Box;
}

export interface RuledTable {
  readonly box: Box;
  /** By row, then by column. */
  readonly cells: readonly RuledCell[];
}

/** Share of a slot's side that must be ruled to separate it from the next. */
const RULED = 0.75;
/** Lines that stop short of a crossing by this much reach it. */
const REACH = 1.5;

type Interval = readonly [number, number];

/** The ruled stretches along each edge, in the order of the edges. */
function listStretches(lines: readonly Segment[], edges: readonly number[]): Interval[][] {
  const stretches = edges.map((): Interval[] => []);
  for (const { at, from, to } of lines) {
    let nearest = 0;
    edges.forEach((edge, index) => {
      if (Math.abs(edge - at) < Math.abs((edges[nearest] ?? 0) - at)) nearest = index;
    });
    stretches[nearest]?.push([from - REACH, to + REACH]);
  }
  return stretches.map((one) => one.sort((a, b) => a[0] - b[0]));
}

function isRuled(stretches: readonly Interval[] | undefined, from: number, to: number): boolean {
  let covered = 0;
  let reached = from;
  for (const [start, end] of stretches ?? []) {
    covered += Math.max(0, Math.min(end, to) - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return covered >= (to - from) * RULED;
}

/**
 * Edges of a ruling in one direction. Lines across that run on beyond the outermost edge end at a border that was not
 * drawn, if at least two of them end there.
 */
function listEdges(along: readonly Segment[], across: readonly Segment[]): number[] {
  const edges = clusterPositions(
    along.map(({ at }) => at),
    SAME_EDGE,
  );
  const first = edges[0] ?? Number.POSITIVE_INFINITY;
  const last = edges.at(-1) ?? Number.NEGATIVE_INFINITY;
  const before = across.map(({ from }) => from).filter((from) => from < first - 2 * SAME_EDGE);
  const after = across.map(({ to }) => to).filter((to) => to > last + 2 * SAME_EDGE);
  const left = Math.min(...before);
  const right = Math.max(...after);
  const isShared = (ends: readonly number[], end: number) =>
    ends.filter((one) => Math.abs(one - end) <= SAME_EDGE).length > 1;
  return [...(isShared(before, left) ? [left] : []), ...edges, ...(isShared(after, right) ? [right] : [])];
}

/** Cells of a grid: each takes as many slots to the right as no line parts from it, then as many rows below. */
function listCells(xs: readonly number[], ys: readonly number[], ruling: Ruling): RuledCell[] {
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const vertical = listStretches(ruling.vertical, xs);
  const horizontal = listStretches(ruling.horizontal, ys);
  const x = (index: number) => xs[index] ?? 0;
  const y = (index: number) => ys[index] ?? 0;
  const isRightRuled = (row: number, column: number) => isRuled(vertical[column + 1], y(row), y(row + 1));
  const isBelowRuled = (row: number, column: number) =>
    isRuled(horizontal[row + 1], x(column), x(column + 1));
  const taken = new Set<number>();
  const isFree = (row: number, column: number) => !taken.has(row * columns + column);
  const cells: RuledCell[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (!isFree(row, column)) continue;
      let right = column;
      while (right + 1 < columns && isFree(row, right + 1) && !isRightRuled(row, right)) right++;
      const width = Array.from({ length: right - column + 1 }, (_, index) => column + index);
      let bottom = row;
      const goesOn = (next: number) =>
        width.every(
          (one) =>
            isFree(next, one) && !isBelowRuled(next - 1, one) && (one === right || !isRightRuled(next, one)),
        );
      while (bottom + 1 < rows && goesOn(bottom + 1)) bottom++;
      for (let one = row; one <= bottom; one++) for (const across of width) taken.add(one * columns + across);
      cells.push({
        row: row + 1,
        column: column + 1,
        rowSpan: bottom - row + 1,
        columnSpan: right - column + 1,
        box: [x(column), y(row), x(right + 1), y(bottom + 1)],
      });
    }
  return cells;
}

/** The cells without the rows and columns of the grid in which none begins: an edge that parts nothing. */
function closeUp(cells: readonly RuledCell[]): RuledCell[] {
  const rows = clusterPositions([...new Set(cells.map((cell) => cell.row))], 0);
  const columns = clusterPositions([...new Set(cells.map((cell) => cell.column))], 0);
  const newRow = new Map(rows.map((row, index) => [row, index + 1]));
  const newColumn = new Map(columns.map((column, index) => [column, index + 1]));
  const countIn = (starts: readonly number[], from: number, span: number) =>
    starts.filter((start) => start >= from && start < from + span).length;
  return cells.map((cell) => ({
    row: newRow.get(cell.row) ?? cell.row,
    column: newColumn.get(cell.column) ?? cell.column,
    rowSpan: countIn(rows, cell.row, cell.rowSpan),
    columnSpan: countIn(columns, cell.column, cell.columnSpan),
    box: cell.box,
  }));
}

function toTable(ruling: Ruling): RuledTable[] {
  const xs = listEdges(ruling.vertical, ruling.horizontal);
  const ys = listEdges(ruling.horizontal, ruling.vertical);
  const slots = (xs.length - 1) * (ys.length - 1);
  if (xs.length < 2 || ys.length < 2 || xs.length > MOST_COLUMNS || slots > MOST_SLOTS) return [];
  const box: Box = [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0];
  return [{ box, cells: closeUp(listCells(xs, ys, ruling)) }];
}

/**
 * The ruled tables of a page, from the top, then from the left; a box around prose is a table of one cell. Tables may
 * lie within cells of others.
 */
export function findRuledTables(segments: readonly Segment[]): RuledTable[] {
  return listRulings(segments)
    .flatMap(toTable)
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}
