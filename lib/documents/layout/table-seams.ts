import {
  areNumbersCut,
  findLeaf,
  hasBareRows,
  hasFigures,
  isBlank,
  isNote,
  isRowCut,
  isSameWidth,
  squeeze,
} from "./cut-rows.ts";
import { beginsNew, isFigure, type LaidCell, type LaidTable } from "./laid-table.ts";
import { clusterPositions, SAME_EDGE } from "./ruling-lines.ts";

/**
 * Tables broken by the end of a page. The parts belong together where their column edges agree and nothing stands
 * between them; repeated heads are left out, and what the break cut is put together:
 *
 *   （四）无 │ 1.…  3        （四）无法提供 │ 1.…  3
 *   ─ page ─────────    →                   │ 2.…  4
 *   法提供   │ 2.…  4
 */

/** Where the lower part's edges lie in the upper one, which may stand further left or right; `undefined` if nowhere. */
function findShift(upper: LaidTable, lower: LaidTable): number | undefined {
  const [left = 0, right = 0] = [upper.edges[0], upper.edges.at(-1)];
  const [lowerLeft = 0, lowerRight = 0] = [lower.edges[0], lower.edges.at(-1)];
  const shift = left - lowerLeft;
  const has = (edges: readonly number[], edge: number) =>
    edges.some((one) => Math.abs(one - edge) <= SAME_EDGE);
  const moved = lower.edges.map((edge) => edge + shift);
  const isPart = moved.every((edge) => has(upper.edges, edge));
  const isSameWidth = Math.abs(right - left - lowerRight + lowerLeft) <= SAME_EDGE;
  // A narrower part, of tables of several widths stacked to one, must stand at the same place.
  if (isPart && (isSameWidth || Math.abs(shift) <= SAME_EDGE)) return shift;
  return isSameWidth && upper.edges.every((edge) => has(moved, edge)) ? shift : undefined;
}

/** Of a text longer than this a repeated head may show the beginning alone, where its row has become too low. */
const LONG_TEXT = 12;

const isSameText = (whole: string, again: string): boolean =>
  again === whole || (whole.length > LONG_TEXT && again.length > whole.length / 3 && whole.startsWith(again));

/** Whether a row of the lower part prints what the row of the upper part does, cell by cell. */
function isSameRow(
  upper: LaidTable,
  lower: LaidTable,
  row: number,
  edges: readonly number[],
  shift: number,
): boolean {
  const own = upper.cells.filter((cell) => cell.row === row);
  const again = lower.cells.filter((cell) => cell.row === row);
  return (
    own.length === again.length &&
    own.every((cell, at) => {
      const other = again[at];
      return (
        other !== undefined &&
        nearest(edges, cell.box[0]) === nearest(edges, other.box[0] + shift) &&
        cell.rowSpan === other.rowSpan &&
        isSameText(squeeze(cell.text), squeeze(other.text))
      );
    })
  );
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
    if (cells.some((cell) => isFigure(cell.text)) || !isSameRow(upper, lower, row, edges, shift)) break;
    count++;
  }
  const printed = lower.cells.some((cell) => cell.row <= count && !isBlank(cell.text));
  const cut = lower.cells.some((cell) => cell.row <= count && cell.row + cell.rowSpan - 1 > count);
  return printed && !cut ? count : 0;
}

const endsAt = (cell: LaidCell, row: number): boolean => cell.row + cell.rowSpan - 1 === row;
function joinText(upper: LaidCell, lower: LaidCell, goesOn: boolean): string {
  if (isNote(upper, lower)) return upper.text;
  const isNumber = isFigure(upper.text) && isFigure(lower.text);
  if (isNumber && goesOn) return `${upper.text}${lower.text}`;
  // Two halves of a number may be alike: they are no repetition.
  if (isBlank(lower.text) || (squeeze(lower.text) === squeeze(upper.text) && !isNumber)) return upper.text;
  return isBlank(upper.text) ? lower.text : `${upper.text}\n${lower.text}`;
}

/** `goesOn`: numbers of the lower cell are the rest of those above. */
function joinCells(upper: LaidCell, lower: LaidCell, rowSpan: number, goesOn: boolean): LaidCell {
  const taken = isBlank(upper.text) && !isBlank(lower.text) ? lower : upper;
  const confidences = [upper, lower].flatMap((cell) =>
    cell.confidence === undefined ? [] : [cell.confidence],
  );
  const { brimming, ...cell } = upper;
  return {
    ...cell,
    ...((isBlank(lower.text) ? brimming : lower.brimming) && { brimming: true }),
    rowSpan,
    text: joinText(upper, lower, goesOn),
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

/**
 * Both parts as one table, or `undefined` where they do not belong together. Where lines stand between them (`apart`:
 * notes at the foot of the page) the lower part must repeat the head, go on with a row that was cut, or begin with
 * figures, which no table does.
 */
export function joinTables(upper: LaidTable, lower: LaidTable, apart = false): LaidTable | undefined {
  const shift = findShift(upper, lower);
  if (shift === undefined) return undefined;
  const edges = clusterPositions([...upper.edges, ...lower.edges.map((edge) => edge + shift)], SAME_EDGE);
  const repeated = countRepeated(upper, lower, edges, shift);
  const above = moveCells(upper, edges, 0, 0, 0);
  const below = moveCells(lower, edges, shift, repeated, upper.rows);
  const last = above.filter((cell) => endsAt(cell, upper.rows));
  const first = below.filter((cell) => cell.row === upper.rows + 1);
  const bareRows = hasBareRows(upper, upper.rows) || hasBareRows(lower, repeated + 1);
  const cut = isRowCut(last, first, bareRows);
  if (apart && repeated === 0 && !hasFigures(first) && !cut) return undefined;
  const leaf = findLeaf(first, last)?.column ?? 0;
  const lifted = cut ? 1 : 0;
  const numbersCut = cut && areNumbersCut(last, first);
  const joined = new Map<LaidCell, LaidCell>();
  const taken = new Set<LaidCell>();
  for (const lowerCell of first) {
    const upperCell = last.find((cell) => isSameWidth(cell, lowerCell));
    if (upperCell === undefined) continue;
    if (!cut && (lowerCell.column >= leaf || !goesOn(upperCell, lowerCell))) continue;
    const rowSpan = upperCell.rowSpan + lowerCell.rowSpan - lifted;
    joined.set(upperCell, joinCells(upperCell, lowerCell, rowSpan, numbersCut));
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
