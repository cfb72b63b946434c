import { isFigure, type LaidCell, type LaidTable } from "./laid-table.ts";
import { clusterPositions, SAME_EDGE } from "./ruling-lines.ts";

/**
 * Tables broken by the end of a page. The parts belong together where their column edges agree and nothing stands
 * between them; repeated heads are left out, and what the break cut is put together:
 *
 *   （四）无 │ 1.…  3        （四）无法提供 │ 1.…  3
 *   ─ page ─────────    →                   │ 2.…  4
 *   法提供   │ 2.…  4
 */

/** 一、 （一） 1. 1、 begin something new. */
const ENUMERATOR =
  /^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．,，:：]|第[一二三四五六七八九十百]+[条项])/;

const squeeze = (text: string): string => text.replace(/\s+/g, "");
const isBlank = (text: string): boolean => squeeze(text) === "";
const beginsNew = (text: string): boolean => ENUMERATOR.test(squeeze(text));

/** Where the lower part's edges lie in the upper one, which may stand further left or right; `undefined` if nowhere. */
function findShift(upper: LaidTable, lower: LaidTable): number | undefined {
  const [left = 0, right = 0] = [upper.edges[0], upper.edges.at(-1)];
  const [lowerLeft = 0, lowerRight = 0] = [lower.edges[0], lower.edges.at(-1)];
  if (Math.abs(right - left - lowerRight + lowerLeft) > SAME_EDGE) return undefined;
  const shift = left - lowerLeft;
  const has = (edges: readonly number[], edge: number) =>
    edges.some((one) => Math.abs(one - edge) <= SAME_EDGE);
  const moved = lower.edges.map((edge) => edge + shift);
  const agrees =
    moved.every((edge) => has(upper.edges, edge)) || upper.edges.every((edge) => has(moved, edge));
  return agrees ? shift : undefined;
}

/** The row's cells as text with their extent, to tell whether two rows are the same head. */
function rowKey(table: LaidTable, row: number, edges: readonly number[], shift: number): string {
  return table.cells
    .filter((cell) => cell.row === row)
    .map((cell) => `${nearest(edges, cell.box[0] + shift)} ${cell.rowSpan} ${squeeze(cell.text)}`)
    .join("|");
}

function nearest(edges: readonly number[], at: number): number {
  let best = 0;
  edges.forEach((edge, index) => {
    if (Math.abs(edge - at) < Math.abs((edges[best] ?? 0) - at)) best = index;
  });
  return best;
}

/** Rows that the lower part repeats from the top of the upper one. */
function countRepeated(upper: LaidTable, lower: LaidTable, edges: readonly number[], shift: number): number {
  let count = 0;
  while (count + 1 < lower.rows) {
    const row = count + 1;
    const cells = lower.cells.filter((cell) => cell.row === row);
    if (
      cells.some((cell) => isFigure(cell.text)) ||
      rowKey(upper, row, edges, 0) !== rowKey(lower, row, edges, shift)
    )
      break;
    count++;
  }
  const printed = lower.cells.some((cell) => cell.row <= count && !isBlank(cell.text));
  const cut = lower.cells.some((cell) => cell.row <= count && cell.row + cell.rowSpan - 1 > count);
  return printed && !cut ? count : 0;
}

const endsAt = (cell: LaidCell, row: number): boolean => cell.row + cell.rowSpan - 1 === row;
const isSameWidth = (a: LaidCell, b: LaidCell): boolean =>
  a.column === b.column && a.columnSpan === b.columnSpan;

/** The cell that says what the row is about: the last label before its figures. */
function findLeaf(row: readonly LaidCell[]): LaidCell | undefined {
  const labels = row.filter((cell) => !isBlank(cell.text) && !isFigure(cell.text));
  return labels.at(-1);
}

/**
 * Whether the page break went through a row: the one part has the figures and the other only the rest of a label that
 * begins nothing new.
 */
function isRowCut(last: readonly LaidCell[], first: readonly LaidCell[]): boolean {
  const [above, below] = [findLeaf(last), findLeaf(first)];
  if (!first.every((cell) => last.some((one) => isSameWidth(one, cell)))) return false;
  const figuresAbove = last.filter((cell) => isFigure(cell.text));
  const figuresBelow = first.filter((cell) => isFigure(cell.text));
  if (above === undefined || !beginsNew(above.text)) return false;
  if (below !== undefined && (beginsNew(below.text) || !isSameWidth(above, below))) return false;
  if (figuresBelow.length === 0)
    return below !== undefined && (figuresAbove.length > 0 || isBlankRow(last, above));
  const overBlank = figuresBelow.every((cell) =>
    last.some((one) => isSameWidth(one, cell) && isBlank(one.text)),
  );
  return figuresAbove.length === 0 && overBlank;
}

const isBlankRow = (row: readonly LaidCell[], label: LaidCell): boolean =>
  row.every((cell) => cell.column <= label.column || isBlank(cell.text));

function joinText(upper: string, lower: string): string {
  if (isBlank(lower) || squeeze(lower) === squeeze(upper)) return upper;
  return isBlank(upper) ? lower : `${upper}\n${lower}`;
}

function joinCells(upper: LaidCell, lower: LaidCell, rowSpan: number): LaidCell {
  const taken = isBlank(upper.text) && !isBlank(lower.text) ? lower : upper;
  const confidences = [upper, lower].flatMap((cell) =>
    cell.confidence === undefined ? [] : [cell.confidence],
  );
  return {
    ...upper,
    rowSpan,
    text: joinText(upper.text, lower.text),
    page: taken.page,
    box: taken.box,
    ...(confidences.length > 0 && { confidence: Math.min(...confidences) }),
  };
}

/** Whether a group label goes on below the break. */
function goesOn(upper: LaidCell, lower: LaidCell): boolean {
  if (!isSameWidth(upper, lower) || isFigure(upper.text) || isFigure(lower.text)) return false;
  if (isBlank(lower.text) || squeeze(lower.text) === squeeze(upper.text)) return true;
  return beginsNew(upper.text) && !beginsNew(lower.text);
}

/** The lower cells in the columns and rows of the joined table. */
function moveCells(
  lower: LaidTable,
  edges: readonly number[],
  shift: number,
  repeated: number,
  rows: number,
): LaidCell[] {
  return lower.cells
    .filter((cell) => cell.row > repeated)
    .map((cell) => {
      const column = nearest(edges, cell.box[0] + shift) + 1;
      const columnSpan = nearest(edges, cell.box[2] + shift) + 1 - column;
      return { ...cell, row: cell.row - repeated + rows, column, columnSpan };
    });
}

/** Both parts as one table, or `undefined` where they do not belong together. */
export function joinTables(upper: LaidTable, lower: LaidTable): LaidTable | undefined {
  const shift = findShift(upper, lower);
  if (shift === undefined) return undefined;
  const edges = clusterPositions([...upper.edges, ...lower.edges.map((edge) => edge + shift)], SAME_EDGE);
  const repeated = countRepeated(upper, lower, edges, shift);
  const above = moveCells(upper, edges, 0, 0, 0);
  const below = moveCells(lower, edges, shift, repeated, upper.rows);
  const last = above.filter((cell) => endsAt(cell, upper.rows));
  const first = below.filter((cell) => cell.row === upper.rows + 1);
  const cut = isRowCut(last, first);
  const leaf = findLeaf(first)?.column ?? 0;
  const lifted = cut ? 1 : 0;
  const joined = new Map<LaidCell, LaidCell>();
  const taken = new Set<LaidCell>();
  for (const lowerCell of first) {
    const upperCell = last.find((cell) => isSameWidth(cell, lowerCell));
    if (upperCell === undefined) continue;
    if (!cut && (lowerCell.column >= leaf || !goesOn(upperCell, lowerCell))) continue;
    joined.set(upperCell, joinCells(upperCell, lowerCell, upperCell.rowSpan + lowerCell.rowSpan - lifted));
    taken.add(lowerCell);
  }
  const cells = [
    ...above.map((cell) => joined.get(cell) ?? cell),
    ...below.filter((cell) => !taken.has(cell)).map((cell) => ({ ...cell, row: cell.row - lifted })),
  ];
  return {
    ...upper,
    page: lower.page,
    box: lower.box,
    // The next part, if any, is held against the last one.
    edges: edges.map((edge) => edge - shift),
    rows: upper.rows + lower.rows - repeated - lifted,
    method: upper.method === "ocr" ? upper.method : lower.method,
    cells,
  };
}
