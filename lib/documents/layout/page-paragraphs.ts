import type { Box } from "../../model.ts";
import type { LaidLine } from "./laid-table.ts";
import { boxAround } from "./page-lines.ts";

/**
 * Lines of prose to paragraphs: a line that reaches the right edge goes on in the next one, unless that is indented,
 * far below, or of another size. Centred lines of one size are one heading.
 */

/** Em, by which a first line is indented, and by which a line may end short of the edge. */
const INDENT = 1;
const SHORT = 2;
/** Em between two lines of a paragraph. */
const WIDEST_GAP = 1.4;
const SAME_SIZE = 1.2;
/** Shorter lines say nothing of the edges of the text. */
const LONG = 15;

/** 一、 （一）: a heading goes on with nothing. */
const HEADING = /^[（(]?[一二三四五六七八九十]{1,3}[)）、]/;

export interface Column {
  readonly left: number;
  readonly right: number;
}

/** The edges of a page's text: of its long lines and its tables. */
export function findColumn(lines: readonly LaidLine[], tables: readonly Box[]): Column {
  const long = lines.filter((line) => line.text.length >= LONG).map((line) => line.box);
  const [left, , right] = boxAround(long.length > 0 ? [...long, ...tables] : lines.map((line) => line.box));
  return { left, right };
}

function isCentred({ box, size }: LaidLine, { left, right }: Column): boolean {
  const [before, after] = [box[0] - left, right - box[2]];
  return before > size && after > size && Math.abs(before - after) < size * SHORT;
}

/** Whether `next` goes on with the paragraph that ends in `line`; columns are those of their pages. */
export function goesOn(line: LaidLine, next: LaidLine, column: Column, nextColumn: Column): boolean {
  if (HEADING.test(next.text)) return false;
  const larger = Math.max(line.size, next.size);
  if (larger > Math.min(line.size, next.size) * SAME_SIZE) return false;
  const gap = line.page === next.page ? next.box[1] - line.box[3] : 0;
  if (gap > larger * WIDEST_GAP) return false;
  if (line.page === next.page && isCentred(line, column) && isCentred(next, nextColumn)) return true;
  const isFull = line.box[2] >= column.right - SHORT * line.size;
  const isFlush = next.box[0] <= nextColumn.left + INDENT * next.size;
  return isFull && isFlush;
}

const LETTER = /[A-Za-z]/;

/** Lines as one text; Chinese needs nothing between them. */
export function joinLines(lines: readonly LaidLine[]): string {
  return lines.reduce((text, line) => {
    const words = LETTER.test(text.slice(-1)) && LETTER.test(line.text.slice(0, 1));
    return `${text}${words ? " " : ""}${line.text}`;
  }, "");
}
