import type { Document, Grid, Slot, Table } from "../model.ts";
import { toLines } from "./grid-lines.ts";
import { isBlankText, type Look } from "./printed.ts";
import { rebuildSpans } from "./rebuild-spans.ts";

const widest = (widths: Iterable<number>): number => {
  let width = 0;
  for (const candidate of widths) width = Math.max(width, candidate);
  return width;
};

export function expand(table: Table): (Slot | undefined)[][] {
  const width = widest(table.rows.map((row) => widest(row.map((cell) => cell.column + cell.columnSpan - 1))));
  const slots: (Slot | undefined)[][] = table.rows.map(() =>
    new Array<Slot | undefined>(width).fill(undefined),
  );
  for (const row of table.rows) {
    for (const cell of row) {
      const slot: Slot = { cell, table: table.index, method: table.method };
      for (let y = cell.row - 1; y < cell.row - 1 + cell.rowSpan; y++) {
        slots[y]?.fill(slot, cell.column - 1, cell.column - 1 + cell.columnSpan);
      }
    }
  }
  return slots;
}

/**
 * Merged cells expanded to a rectangle in which every slot remembers its origin cell; `undefined` where lost merges
 * cannot be rebuilt.
 */
export function toGrid(table: Table, look: Look): Grid | undefined {
  if (table.lines !== undefined) return undefined;
  const slots = table.ragged ? rebuildSpans(table, look) : expand(table);
  return (
    slots && {
      table: table.index,
      width: slots[0]?.length ?? 0,
      slots,
      ...(table.ragged && { rebuilt: true as const }),
    }
  );
}

/** Trailing slots of a row that hold a value, each origin cell counted once. */
function valueColumns(row: readonly (Slot | undefined)[], look: Look): number {
  let count = 0;
  for (let x = row.length - 1; x >= 0; x--) {
    const slot = row[x];
    if (slot === undefined || !look.isValue(slot.cell.text)) break;
    if (slot.cell !== row[x - 1]?.cell) count++;
  }
  return count;
}

const hasFigure = (row: readonly (Slot | undefined)[], look: Look): boolean =>
  row.some((slot) => slot !== undefined && look.isFigure(slot.cell.text));
const hasLabel = (row: readonly (Slot | undefined)[], look: Look): boolean =>
  row.some((slot) => slot !== undefined && !isBlankText(slot.cell.text) && !look.isValue(slot.cell.text));

/** Whether the last slots of a row are as many cells, none of which covers two. */
const isPlainAtEnd = (row: readonly (Slot | undefined)[], count: number): boolean =>
  row.slice(-count).every((slot, at, end) => slot !== undefined && slot.cell !== end[at - 1]?.cell);

/**
 * Whether a grid begins in the middle of a table: its first row has a label and no head above it, and it is as wide as
 * the grid before it, or has lost its group cells, or has group cells that the rows above did not need, but has as many
 * values as they have.
 */
function continues(upper: Grid, lower: Grid, look: Look): boolean {
  const [first] = lower.slots;
  if (first === undefined || !hasLabel(first, look)) return false;
  const values = valueColumns(first, look);
  const prints = (row: Grid["slots"][number]): boolean => hasFigure(row, look);
  if (values === 0 || !lower.slots.some(prints)) return false;
  if (lower.width === upper.width) return upper.slots.some(prints);
  const alike = upper.slots.filter((row) => prints(row) && valueColumns(row, look) === values);
  if (lower.width < upper.width) return alike.length > 0;
  // Wider rows are another table's unless every figure stands in one of the last columns, above as below.
  const inLast = (row: Grid["slots"][number]): boolean =>
    valueColumns(row, look) <= values && isPlainAtEnd(row, values);
  return alike.length > 0 && [...upper.slots, ...lower.slots].filter(prints).every(inLast);
}

/** The rows with the last label column, which stands before `values` others, as wide as several. */
function widenLabels(grid: Grid, values: number, more: number): Grid["slots"] {
  const at = grid.width - values;
  return grid.slots.map((row) => [
    ...row.slice(0, at),
    ...new Array<Grid["slots"][number][number]>(more).fill(row[at - 1]),
    ...row.slice(at),
  ]);
}

/** The rows of both, their last columns one below the other. */
function append(upper: Grid, lower: Grid, look: Look): Grid {
  const shift = upper.width - lower.width;
  if (shift >= 0) {
    const moved = lower.slots.map((row) => [...new Array<undefined>(shift).fill(undefined), ...row]);
    return { ...upper, slots: [...upper.slots, ...moved] };
  }
  const values = valueColumns(lower.slots[0] ?? [], look);
  const slots = [...widenLabels(upper, values, -shift), ...lower.slots];
  return { ...upper, width: lower.width, slots };
}

/** The document's tables as grids, headless continuations joined to the table they go on with. */
export function listGrids(document: Document, look: Look): Grid[] {
  const grids: Grid[] = [];
  for (const [at, block] of document.blocks.entries()) {
    if (block.kind !== "table") continue;
    const grid = toGrid(block, look);
    const upper = grids.at(-1);
    if (grid === undefined)
      grids.push({ table: block.index, width: 0, slots: [], lines: toLines(block, document.blocks, at) });
    else if (upper !== undefined && continues(upper, grid, look))
      grids[grids.length - 1] = append(upper, grid, look);
    else grids.push(grid);
  }
  return grids;
}

/** Rows and columns exchanged. */
export function transpose(grid: Grid): Grid {
  const height = grid.slots.length;
  const slots = Array.from({ length: grid.width }, (_, x) =>
    Array.from({ length: height }, (_, y) => grid.slots[y]?.[x]),
  );
  return { table: grid.table, width: height, slots };
}
