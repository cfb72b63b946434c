import type { LaidLine } from "./laid-table.ts";
import type { Page } from "./page.ts";

/** Page numbers and running heads: what a printing program adds to every page is not what the agency wrote. */

/** Parts of the page's height in which they stand. */
const MARGIN = 0.12;
/** - 3 -, 第 3 页 共 6 页, 3/6, — 3 — */
const PAGE_NUMBER =
  /^(?:[-—–―－·\s]*\d{1,3}[-—–―－·\s]*|第?\d{1,3}页|第?\d{1,3}(?:页[/／,，\s]*|\s*[/／,，]\s*|\s+)共?\d{1,3}页?)$/;
const BARE_NUMBER = /^\d+$/;

const keyOf = (text: string): string => text.replace(/\s+/g, "").replace(/\d+/g, "#");

const isInMargin = ({ box }: LaidLine, { height }: Page): boolean =>
  box[3] < height * MARGIN || box[1] > height * (1 - MARGIN);

/** Whether other text stands closer than a line above or below: a number there is the line of a cell, not of notes. */
const isClose = (line: LaidLine, lines: readonly LaidLine[]): boolean =>
  lines.some(
    (other) =>
      other !== line &&
      !BARE_NUMBER.test(other.text.trim()) &&
      Math.max(other.box[1] - line.box[3], line.box[1] - other.box[3]) < line.box[3] - line.box[1],
  );

const isSamePlace = (a: LaidLine, b: LaidLine): boolean =>
  Math.abs(a.box[1] - b.box[1]) < 4 && keyOf(a.text) === keyOf(b.text);

/** The lines of each page without page numbers and running heads. */
export function dropFurniture(
  pages: readonly { readonly page: Page; readonly lines: readonly LaidLine[] }[],
): LaidLine[][] {
  const marginal = pages.map(({ page, lines }) => lines.filter((line) => isInMargin(line, page)));
  const byKey = new Map<string, LaidLine[]>();
  for (const line of marginal.flat()) {
    const key = keyOf(line.text);
    byKey.set(key, [...(byKey.get(key) ?? []), line]);
  }
  const isRepeated = (line: LaidLine): boolean =>
    (byKey.get(keyOf(line.text)) ?? []).some((other) => other.page !== line.page && isSamePlace(line, other));
  return pages.map(({ lines }, index) => {
    const inMargin = new Set(marginal[index]);
    const isFurniture = (line: LaidLine) => {
      const text = line.text.trim();
      if (BARE_NUMBER.test(text) && isClose(line, lines)) return false;
      return PAGE_NUMBER.test(text) || isRepeated(line);
    };
    return lines.filter((line) => !inMargin.has(line) || !isFurniture(line));
  });
}
