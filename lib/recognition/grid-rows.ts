import type { Grid, Slot } from "../model.ts";
import { isBlankText, type Look } from "../tables/printed.ts";
import { keyOf, type LabelKey } from "./label.ts";

/** A grid row as distinct cells, read once and held against every template. */

export interface RowCell {
  readonly slot: Slot;
  /** First and last column the cell covers in this row. */
  readonly from: number;
  readonly to: number;
  readonly kind: "blank" | "value" | "label";
  readonly figure: boolean;
  readonly key: LabelKey;
}

export interface GridRow {
  readonly cells: readonly RowCell[];
  readonly at: readonly (RowCell | undefined)[];
  readonly figures: number;
  readonly labels: number;
}

const NO_KEY: LabelKey = { full: "", bare: "" };

function readRow(row: readonly (Slot | undefined)[], look: Look): GridRow {
  const cells: RowCell[] = [];
  const at: (RowCell | undefined)[] = [];
  for (let x = 0; x < row.length; x++) {
    const slot = row[x];
    if (slot === undefined) {
      at.push(undefined);
      continue;
    }
    let to = x;
    while (to + 1 < row.length && row[to + 1]?.cell === slot.cell) to++;
    const { text } = slot.cell;
    const kind = isBlankText(text) ? "blank" : look.isValue(text) ? "value" : "label";
    const cell: RowCell = {
      slot,
      from: x,
      to,
      kind,
      figure: kind === "value" && look.isFigure(text),
      key: kind === "label" ? keyOf(look.simplify(text)) : NO_KEY,
    };
    cells.push(cell);
    for (; x <= to; x++) at.push(cell);
    x--;
  }
  return {
    cells,
    at,
    figures: cells.filter((cell) => cell.figure).length,
    labels: cells.filter((cell) => cell.kind === "label").length,
  };
}

export function readRows(grid: Grid, look: Look): GridRow[] {
  return grid.slots.map((row) => readRow(row, look));
}
