import { isBlank, type Line } from "./text-lines.ts";
import type { TextCell } from "./text-table.ts";

/**
 * Labels stretched to the width of their column by a space between all signs, which is not the space between two cells:
 *
 *   1 . 属 于 国 家 秘 密   0   77        is 1.属于国家秘密, 0, 77
 *
 * Only in a text all of whose tables are written so: elsewhere signs alone are the pieces of narrow heads.
 */

const GAP = /[ \t\u00a0\u3000]+/;
const HAN = /\p{Script=Han}/u;
const DIGIT = /\p{Nd}/u;
const FEWEST_SIGNS = 12;
const ALMOST_ALL = 0.9;

/** Whether words of lines of several pieces are hardly ever more than one sign. */
export function isLetterSpaced(lines: readonly Line[]): boolean {
  let [signs, words] = [0, 0];
  for (const line of lines) {
    if (isBlank(line)) continue;
    const pieces = line.text.trim().split(GAP);
    if (pieces.length < 2) continue;
    for (const piece of pieces)
      if (HAN.test(piece) && !DIGIT.test(piece)) [...piece].length === 1 ? signs++ : words++;
  }
  return signs >= FEWEST_SIGNS && signs >= (signs + words) * ALMOST_ALL;
}

/**
 * A label among signs parted by one space each: no digits but those that number it or stand in its brackets, and no
 * mark for nothing at its end, which are values.
 */
const LABEL =
  /(?:\p{Nd}{1,2}[.、．:：)）])?(?:[（(][^（）()]*[)）]|[/／](?<=\p{Script=Han}[/／])(?=\p{Script=Han})|(?!无+$)[^\p{Nd}\-—–－/／\\])+/gu;

const isSign = ({ text }: TextCell): boolean => [...text].length === 1;

/** The signs of a line that stand one space apart, joined to labels. */
export function joinLetters(cells: readonly TextCell[]): TextCell[] {
  const joined: TextCell[] = [];
  let run: TextCell[] = [];
  const flush = (): void => {
    let done = 0;
    // One code unit each, so that places in the text are places in the run.
    const text = run.map((cell) => (cell.text.length === 1 ? cell.text : "\ufffd")).join("");
    for (const found of text.matchAll(LABEL)) {
      const first = run[found.index];
      if (first === undefined || !HAN.test(found[0])) continue;
      const end = found.index + found[0].length;
      const label = run.slice(found.index, end).map((cell) => cell.text);
      joined.push(...run.slice(done, found.index), { ...first, text: label.join("") });
      done = end;
    }
    joined.push(...run.slice(done));
    run = [];
  };
  for (const cell of cells) {
    const last = run.at(-1);
    if (last !== undefined && (!isSign(cell) || cell.offset !== last.offset + last.text.length + 1)) flush();
    if (isSign(cell)) run.push(cell);
    else joined.push(cell);
  }
  flush();
  return joined;
}
