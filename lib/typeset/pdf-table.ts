import { emsOf } from "./pdf-typeface.ts";
import { countHeadRows, type Sheet, type SheetCell, spread } from "./sheet.ts";

/** A table with its lines broken and its cells placed: points from its upper left corner, y downward. */
export interface LaidTable {
  readonly cells: readonly LaidCell[];
  /** Upper edges of the rows, and the lower edge of the last. */
  readonly edges: readonly number[];
  readonly width: number;
  readonly headRows: number;
  readonly size: number;
}

export interface LaidCell {
  readonly item: SheetCell;
  readonly lines: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const PADDING = 3;
export const leadingOf = (size: number): number => size * 1.35;

/** Chinese characters, or words and numbers that stay whole. */
const PIECES = /[!-~\uff0b-\uff19]+|[^!-~]/gu;

/** Breaks a text into lines no wider than `ems`; what cannot be broken stands on a line of its own, cut if it must be. */
export function wrap(text: string, ems: number): readonly string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines = [""];
    for (const piece of paragraph.match(PIECES) ?? []) {
      const line = lines.at(-1) ?? "";
      if (line !== "" && emsOf(line + piece) > ems + 0.01) lines.push(piece);
      else lines[lines.length - 1] = line + piece;
    }
    return lines;
  });
}

const longestPiece = (text: string): number => Math.max(1, ...(text.match(PIECES) ?? []).map(emsOf));

/** Widths of the columns in ems: what stands in them must fit, what is left goes to those that want it. */
function shareWidth(sheet: Sheet, ems: number, narrowGroups: boolean): readonly number[] {
  const rows = spread(sheet);
  const columns = (rows[0] ?? []).map((_, column) => {
    const cells = rows.map((row) => row[column]?.cell).filter((item) => item?.columnSpan === 1);
    const groups = narrowGroups && cells.some((item) => item && item.rowSpan > 2 && item.kind === "label");
    const least = Math.max(1.2, ...cells.map((item) => longestPiece(item?.text ?? "")));
    const wanted = Math.max(least, ...cells.map((item) => Math.min(14, emsOf(item?.text ?? ""))));
    return groups && column === 0 ? { least, wanted: least } : { least: Math.max(2.1, least), wanted };
  });
  const least = columns.reduce((sum, column) => sum + column.least, 0);
  const more = columns.reduce((sum, column) => sum + column.wanted - column.least, 0);
  const share = more > 0 ? Math.min(1, Math.max(0, ems - least) / more) : 0;
  return columns.map((column) => column.least + (column.wanted - column.least) * share);
}

/** Sums of the parts before each, and of all. */
function edgesOf(parts: readonly number[]): readonly number[] {
  const edges = [0];
  for (const part of parts) edges.push((edges.at(-1) ?? 0) + part);
  return edges;
}

/** Lays out a table between margins `width` apart; the type is made smaller where the columns would not fit. */
export function layPdfTable(sheet: Sheet, width: number, narrowGroups: boolean): LaidTable {
  const rows = spread(sheet);
  const columns = rows[0]?.length ?? 1;
  const roomFor = (size: number) => (width - columns * 2 * PADDING) / size;
  const sizes = [9, 8, 7, 6, 5, 4];
  const size =
    sizes.find((candidate) => {
      const shares = shareWidth(sheet, roomFor(candidate), narrowGroups);
      return shares.reduce((sum, share) => sum + share, 0) <= roomFor(candidate) + 0.01;
    }) ?? 4;
  const widths = shareWidth(sheet, roomFor(size), narrowGroups).map((share) => share * size + 2 * PADDING);
  const lefts = edgesOf(widths);
  const leading = leadingOf(size);
  const placed = rows.flatMap((row, top) =>
    row.flatMap((slot, column) => {
      if (!slot.firstRow || !slot.firstColumn) return [];
      const { cell: item } = slot;
      const left = lefts[column] ?? 0;
      const right = lefts[Math.min(columns, column + item.columnSpan)] ?? 0;
      const lines = wrap(item.text, (right - left - 2 * PADDING) / size);
      return [{ item, lines, left, right, row: top, needed: lines.length * leading + 2 * PADDING }];
    }),
  );
  const heights = rows.map((_, top) =>
    Math.max(
      leading + 2 * PADDING,
      ...placed.filter((one) => one.row === top && one.item.rowSpan === 1).map((one) => one.needed),
    ),
  );
  for (const { row, item, needed } of placed) {
    const spanned = heights.slice(row, row + item.rowSpan);
    const lacking = needed - spanned.reduce((sum, height) => sum + height, 0);
    if (lacking <= 0) continue;
    spanned.forEach((height, index) => {
      heights[row + index] = height + lacking / spanned.length;
    });
  }
  const edges = edgesOf(heights);
  const cells = placed.map(({ item, lines, left, right, row }) => ({
    ...{ item, lines, left, right },
    top: edges[row] ?? 0,
    bottom: edges[Math.min(rows.length, row + item.rowSpan)] ?? 0,
  }));
  return { cells, edges, width: lefts.at(-1) ?? 0, headRows: countHeadRows(sheet), size };
}
