import type { Cell, Place, Table } from "../../model.ts";
import { MOST_COLUMNS, MOST_SLOTS } from "../limits.ts";

/** The rows of one table of a sheet as cells of a rectangle; rows and columns in which nothing begins are left out. */

/** A cell with the rows and columns it covers, all of them inclusive and 1-based. */
export interface Area {
  readonly text: string;
  readonly blank: boolean;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly place: Place;
}

/** Slots looked at while merges are laid, as a multiple of the slots a table may have: overlapping merges cost more. */
const MOST_LOOKS = 4;

/** Position of the first number that is not below `value`. */
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const ascending = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

interface Laid {
  readonly area: Area;
  readonly y: number;
  readonly x: number;
  readonly height: number;
  readonly width: number;
}

/** Lays areas, sorted from the top left, on the rows and columns that are kept; what lies under an earlier one is not shown. */
function lay(areas: readonly Area[], rows: readonly number[], columns: readonly number[]) {
  const taken = new Uint8Array(rows.length * columns.length);
  const laid: Laid[] = [];
  let looks = MOST_LOOKS * MOST_SLOTS;
  for (const area of areas) {
    const y = lowerBound(rows, area.top);
    const x = lowerBound(columns, area.left);
    const bottom = Math.max(y + 1, lowerBound(rows, area.bottom + 1));
    const right = Math.max(x + 1, lowerBound(columns, area.right + 1));
    if (y >= rows.length || x >= columns.length || taken[y * columns.length + x] === 1) continue;
    // A merge that lies wholly in rows or columns left out stands nowhere.
    if ((rows[y] ?? 0) > area.bottom || (columns[x] ?? 0) > area.right) continue;
    let free = true;
    for (let down = y; down < bottom && free; down++) {
      for (let across = x; across < right && free; across++) {
        looks--;
        free = looks > 0 && taken[down * columns.length + across] === 0;
      }
    }
    const height = free ? bottom - y : 1;
    const width = free ? right - x : 1;
    for (let down = y; down < y + height; down++)
      taken.fill(1, down * columns.length + x, down * columns.length + x + width);
    laid.push({ area, y, x, height, width });
  }
  return { laid, taken };
}

const byPlace = (one: Area, other: Area): number => one.top - other.top || one.left - other.left;

interface TableContent {
  /** Rows that print something, with the cells that begin in them. */
  readonly printed: readonly (readonly Area[])[];
  /** Merges among them that print nothing. */
  readonly blank: readonly Area[];
  readonly placeOf: (row: number, column: number) => Place;
  readonly index: number;
  /** The sheet goes on beyond what was read. */
  readonly cut: boolean;
}

/** One table of a sheet; an empty cell stands in every slot that nothing covers. */
export function layTable({ printed, blank, placeOf, index, cut }: TableContent): Table {
  const texts = printed.flat();
  let rows = ascending(texts.map(({ top }) => top));
  const every = ascending(texts.map(({ left }) => left));
  let columns = every.slice(0, MOST_COLUMNS);
  const fitting = Math.floor(MOST_SLOTS / columns.length);
  const isCut = cut || every.length > columns.length || rows.length > fitting;
  rows = rows.slice(0, fitting);
  let layout = lay([...texts, ...blank].sort(byPlace), rows, columns);
  // Texts under a merge are not shown: rows and columns that they alone began go too.
  const shown = layout.laid.filter(({ area }) => !area.blank);
  const keptRows = ascending(shown.map(({ y }) => rows[y] ?? 0));
  const keptColumns = ascending(shown.map(({ x }) => columns[x] ?? 0));
  if (keptRows.length < rows.length || keptColumns.length < columns.length) {
    rows = keptRows;
    columns = keptColumns;
    layout = lay([...shown.map(({ area }) => area), ...blank].sort(byPlace), rows, columns);
  }
  const cells: Cell[][] = rows.map(() => []);
  for (const { area, y, x, height, width } of layout.laid)
    cells[y]?.push({
      row: y + 1,
      column: x + 1,
      rowSpan: height,
      columnSpan: width,
      text: area.text,
      place: area.place,
    });
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      if (layout.taken[y * columns.length + x] === 1) return;
      const place = placeOf(row, column);
      cells[y]?.push({ row: y + 1, column: x + 1, rowSpan: 1, columnSpan: 1, text: "", place });
    });
  });
  return {
    kind: "table",
    index,
    method: "markup",
    ragged: false,
    ...(isCut ? { cut: true } : {}),
    rows: cells.map((row) => row.sort((a, b) => a.column - b.column)),
    place: texts[0]?.place ?? {},
  };
}
