import {
  beginsNew,
  isFigure,
  type Laid,
  type LaidCell,
  type LaidLine,
  type LaidTable,
} from "./laid-table.ts";
import { UNREADABLE } from "./page.ts";

/**
 * Aligned tables at the end of a page. Columns without heads are columns of nothing, unless the table goes on with one
 * that has heads; and what opens the next page without a label may be the rest of the row above the break.
 */

const rowOf = (table: LaidTable, row: number): LaidCell[] => table.cells.filter((cell) => cell.row === row);

const labelOf = (cells: readonly LaidCell[]): string => cells.find((cell) => cell.column === 1)?.text ?? "";

/** Whether the row above the break may have lost a part of its numbers to the next page. */
function isCut(upper: LaidTable, below: Laid | undefined): boolean {
  if (below === undefined || below.page !== upper.page + 1) return false;
  if (below.kind === "line") return below.text.split(" ").every(isFigure);
  if (below.aligned === undefined || below.aligned.lines.length === 0) return false;
  const label = labelOf(rowOf(below, 1));
  const headless = !rowOf(below, 1).some(
    (cell) => cell.text !== "" && !isFigure(cell.text) && cell.column > 1,
  );
  return headless && (label === "" || (beginsNew(labelOf(rowOf(upper, upper.rows))) && !beginsNew(label)));
}

/** The table with the figures of its last row unreadable. */
function veilLastRow(table: LaidTable): LaidTable {
  const cells = table.cells.map((cell) =>
    cell.row === table.rows && isFigure(cell.text) ? { ...cell, text: `${cell.text}${UNREADABLE}` } : cell,
  );
  return { ...table, cells };
}

/** Points by which the same column may begin further left or right: its figures are as wide as they are. */
const SAME_COLUMN = 15;
/** Longer lines between the parts are text of the report. */
const LONGEST_SCRAP = 14;

/** Whether a table without heads goes on with the one above: same columns, and no more than scraps between them. */
function goesOn(above: readonly Laid[], lower: LaidTable): boolean {
  const at = above.findLastIndex((item) => item.kind === "table");
  const upper = above[at];
  if (upper?.kind !== "table" || upper.aligned?.headed !== true || lower.page - upper.page > 1) return false;
  const between = above.slice(at + 1);
  if (between.some((item) => item.kind === "line" && item.text.length > LONGEST_SCRAP)) return false;
  const columns = [upper, lower].map(({ edges }) => edges.slice(1, -1));
  const [one = [], other = []] = columns;
  return (
    one.length === other.length &&
    one.every((edge, index) => Math.abs(edge - (other[index] ?? 0)) <= SAME_COLUMN)
  );
}

/** The items of a document with aligned tables held against their neighbours across page breaks. */
export function checkAligned(items: readonly Laid[]): Laid[] {
  const checked: Laid[] = [];
  items.forEach((item, at) => {
    if (item.kind !== "table" || item.aligned === undefined) {
      checked.push(item);
      return;
    }
    const { lines, headed } = item.aligned;
    const continued = goesOn(checked, item);
    if (!headed && !continued) {
      checked.push(...lines.toSorted((a: LaidLine, b: LaidLine) => a.box[1] - b.box[1]));
      return;
    }
    const table = { ...item, aligned: { lines, headed: true } };
    checked.push(isCut(table, items[at + 1]) ? veilLastRow(table) : table);
  });
  return checked;
}
