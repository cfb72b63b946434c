import type { Cell, Table } from "../../model.ts";
import type { Line } from "./text-lines.ts";

/** Tables made of pieces of lines. */

export interface TextCell {
  readonly text: string;
  readonly offset: number;
  /** Where the cell begins in its line, in characters (full-width ones count two), if its place is one of a column. */
  readonly x: number;
}

/** Of cells that are parted by signs, wherever they stand. */
export const UNKNOWN_PLACE = -1;

export interface TextRow {
  readonly line: Line;
  readonly cells: readonly TextCell[];
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += WIDE.test(sign) ? 2 : 1;
  return width;
}

const placeOf = (line: Line, offset: number) => ({
  offset,
  line: line.number,
  ...(line.page === undefined ? {} : { page: line.page }),
});

function toRows(rows: readonly TextRow[]): Cell[][] {
  return rows.map(({ line, cells }, y) =>
    cells.map(({ text, offset }, x) => ({
      row: y + 1,
      column: x + 1,
      rowSpan: 1,
      columnSpan: 1,
      text,
      place: placeOf(line, offset),
    })),
  );
}

/** A number as a cell prints it, before anybody knows what it means. */
const FIGURE = /^[+\-−＋－]?[\d０-９](?:[\d０-９.,，．]*[\d０-９])?[^\d０-９]{0,4}$/;
export const isFigure = (text: string): boolean => FIGURE.test(text.trim());

/** The columns of a table, and those over which something is printed. */
export interface Columns {
  readonly width: number;
  readonly headed: ReadonlySet<number>;
}

interface AlignedRows extends Columns {
  readonly rows: readonly TextRow[];
}

/**
 * Rows that tell their columns: as many cells in each, and something above every column from the first figure on. A head
 * that is shorter may lack its empty end or a cell in its middle; only a title is one cell. Rows right below the table
 * `above` may go on with it, without a head of their own. `undefined` for rows that do not tell their columns.
 */
export function alignRows(rows: readonly TextRow[], above?: Columns): AlignedRows | undefined {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const goesOn = above?.width === width && rows.every(({ cells }) => cells.length === width);
  const headed = new Set(goesOn ? above.headed : []);
  for (const row of rows) {
    if (row.cells.length < width && row.cells.length > 1) return undefined;
    const first = row.cells.findIndex(({ text }) => isFigure(text));
    for (const [x, { text }] of row.cells.entries()) {
      if (text.trim() === "") continue;
      if (first !== -1 && x >= first && !headed.has(x)) return undefined;
      headed.add(x);
    }
  }
  return { rows, width, headed };
}

/**
 * A table of rows that tell their columns (its merges, lost in text, are rebuilt by the grid stage), or of lines that
 * do not.
 */
export function toTable(rows: readonly TextRow[], index: number, aligned: boolean): Table {
  const first = rows[0]?.line;
  return {
    kind: "table",
    index,
    method: "layout",
    ragged: true,
    ...(aligned ? {} : { lines: rows.map(({ cells }) => cells.map(({ x }) => x)) }),
    rows: toRows(rows),
    place: first === undefined ? {} : placeOf(first, first.offset),
  };
}
