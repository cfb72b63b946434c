import type { Box } from "../../model.ts";
import { isFigure, type LaidLine, type LaidTable } from "./laid-table.ts";
import { UNREADABLE } from "./page.ts";

/**
 * Rows lower than what they hold: where the page ends, some programs let the second line of a broken number hang below
 * the last ruling line.
 *
 *   │ 54 │ 48 │ 2 │
 *   └─ 3 ┴─ 0 ┴───┘     543 and 480, not 54 and 48
 */

/** Points by which a line may lie below the table and still touch it. */
const TOUCH = 1;

const isUnder = (run: Box, cell: Box): boolean => {
  const middle = (run[0] + run[2]) / 2;
  return middle > cell[0] && middle < cell[2];
};

/** The table with the figures of its last row unreadable under which text hangs out of the table. */
export function veilOverhung(table: LaidTable, lines: readonly LaidLine[]): LaidTable {
  const bottom = table.box[3];
  const hanging = lines
    .flatMap(({ runs }) => runs)
    .filter(({ box }) => box[1] < bottom + TOUCH && box[3] > bottom && box[1] > table.box[1]);
  if (hanging.length === 0) return table;
  const cells = table.cells.map((cell) => {
    const isLast = cell.row + cell.rowSpan - 1 === table.rows;
    const isOverhung = hanging.some(({ box }) => isUnder(box, cell.box));
    return isLast && isOverhung && isFigure(cell.text)
      ? { ...cell, text: `${cell.text}${UNREADABLE}` }
      : cell;
  });
  return { ...table, cells };
}
