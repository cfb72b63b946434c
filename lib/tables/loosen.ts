import type { Cell, Document, Slot, Table } from "../model.ts";
import { expand } from "./grid.ts";

/**
 * A table read a second way: its declared spans forgotten, its cells left in their order as an extractor leaves them
 * (a vertical merge leaves an empty cell, a horizontal one nothing), so that the grid stage rebuilds the spans from
 * what is printed. Wrong span attributes do not mislead this reading; regular tables come out the same.
 */

function loosenRow(row: readonly (Slot | undefined)[], y: number): Cell[] {
  const cells: Cell[] = [];
  row.forEach((slot, x) => {
    if (slot === undefined || slot.cell === row[x - 1]?.cell) return;
    const begins = slot.cell.row === y + 1;
    const place = { row: y + 1, column: x + 1, rowSpan: 1, columnSpan: 1 };
    cells.push({ ...slot.cell, ...place, text: begins ? slot.cell.text : "" });
  });
  return cells;
}

export function loosen(table: Table): Table {
  return { ...table, ragged: true, rows: expand(table).map(loosenRow) };
}

/** The document with every declared table loosened; `undefined` where none declares its cells. */
export function loosenTables(document: Document): Document | undefined {
  const declared = document.blocks.some((block) => block.kind === "table" && !block.ragged);
  if (!declared) return undefined;
  const blocks = document.blocks.map((block) =>
    block.kind === "table" && !block.ragged ? loosen(block) : block,
  );
  return { ...document, blocks };
}
