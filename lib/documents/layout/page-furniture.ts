import type { LaidLine } from "./laid-table.ts";
import type { Page } from "./page.ts";

/** Page numbers and running heads: what a printing program adds to every page is not what the agency wrote. */

/** Parts of the page's height in which they stand. */
const MARGIN = 0.12;
/** - 3 -, 第 3 页 共 6 页, 3/6, — 3 — */
const PAGE_NUMBER = /^(?:[-—–―－·\s]*\d{1,3}[-—–―－·\s]*|第?\d{1,3}页?[/／,，\s]*(?:共?\d{1,3}页?)?)$/;

const keyOf = (text: string): string => text.replace(/\s+/g, "").replace(/\d+/g, "#");

const isInMargin = ({ box }: LaidLine, { height }: Page): boolean =>
  box[3] < height * MARGIN || box[1] > height * (1 - MARGIN);

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
    return lines.filter(
      (line) => !inMargin.has(line) || !(PAGE_NUMBER.test(line.text.trim()) || isRepeated(line)),
    );
  });
}
