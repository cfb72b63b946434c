import type { GridRow, RowCell } from "./grid-rows.ts";
import type { BoundColumn, Head } from "./heads.ts";

/**
 * Which cell of a row stands under which column. Mostly the one right below the head. A label merged over one row too
 * few or too many pushes its row sideways by a column; then the values are taken in their order if there are as many as
 * columns, and not at all otherwise:
 *
 *   head      |      | 自然人 | 企业 | 总计 |
 *   slipped   | 总计 | 3      | 0    | 3    |        3 stands under the label, 总计 has nothing below it
 */

export interface AlignedRow {
  readonly cells: readonly (readonly [BoundColumn, readonly RowCell[]])[];
  /** The row had slipped: `order` says its values were taken in their order, `none` that they were left. */
  readonly slipped?: "order" | "none";
}

function cellsUnder(row: GridRow, column: BoundColumn, labels: readonly RowCell[]): RowCell[] {
  const found: RowCell[] = [];
  for (let x = column.from; x <= column.to; x++) {
    const cell = row.at[x];
    if (cell !== undefined && cell !== found.at(-1) && !labels.includes(cell)) found.push(cell);
  }
  return found;
}

/**
 * Whether a row that slipped was filled up at its end, with an empty cell, as programs that convert files do, or with a
 * remark: as many values as columns, one of them beside the columns. Its figures may then stand under any head.
 */
function isFilledUp(
  values: readonly RowCell[],
  columns: readonly BoundColumn[],
  isStray: (value: RowCell) => boolean,
): boolean {
  const printed = values.slice(0, values.findLastIndex(({ kind }) => kind === "value") + 1);
  return (
    values.length > printed.length &&
    printed.length === columns.length &&
    printed.some((value) => value.figure && isStray(value))
  );
}

/**
 * Whether a row ends before its columns do, or before most rows do (`width`), whose last cells are beside the form: which
 * of its cells is missing, nobody knows.
 */
function isShort(row: GridRow, { columns, width = 0 }: Head): boolean {
  const behind = Math.max(-1, ...columns.map(({ to }) => to)) + 1;
  return (
    row.at.slice(behind, width).includes(undefined) ||
    columns.some(({ from, to }) => row.at.slice(from, to + 1).includes(undefined))
  );
}

export function alignRow(row: GridRow, head: Head, labels: readonly RowCell[]): AlignedRow {
  const { columns } = head;
  const cells = columns.map((column) => [column, cellsUnder(row, column, labels)] as const);
  if (columns.length < 2) return { cells };
  const lastLabel = Math.max(-1, ...labels.map((label) => row.cells.indexOf(label)));
  const values = row.cells.slice(lastLabel + 1);
  if (isShort(row, head) && values.some(({ kind }) => kind === "value"))
    return { cells: [], slipped: "none" };
  const isStray = (value: RowCell): boolean =>
    !columns.some((column) => value.from <= column.to && value.to >= column.from);
  if (cells.every(([, under]) => under.length > 0))
    return isFilledUp(values, columns, isStray) ? { cells: [], slipped: "none" } : { cells };
  if (!values.some(isStray) && !labels.some((label) => !isStray(label))) return { cells };
  if (values.length !== columns.length) return { cells: [], slipped: "none" };
  const ordered = columns.toSorted((a, b) => a.from - b.from);
  return { cells: ordered.map((column, at) => [column, values.slice(at, at + 1)]), slipped: "order" };
}
