import type { Box } from "../model.ts";
import { isFigure, type LaidLine } from "./laid-table.ts";
import type { TextRun } from "./page.ts";
import { boxAround, isSpace, sizeOf, textOfLine } from "./page-lines.ts";

/** Words of a line, and the columns that figures and the heads over them stand in. */

export interface Word {
  readonly text: string;
  readonly box: Box;
  readonly runs: readonly TextRun[];
  readonly figure: boolean;
}

export interface Column {
  /** What stands in it reaches from here to there. */
  left: number;
  right: number;
}

/** Gaps that part words, in parts of the text size. */
const APART = 0.8;
const FIGURES_APART = 0.6;
const LIST_NUMBER = /^[（(]?\d{1,2}[)）.、．]$/;

const gapAllowed = (before: TextRun, after: TextRun): number =>
  /\d$/.test(before.text) && /^\d/.test(after.text) ? FIGURES_APART : APART;

/** The words of a line: what stands closer together than an em. */
export function wordsOf(line: LaidLine): Word[] {
  const groups: TextRun[][] = [];
  for (const run of line.runs) {
    if (isSpace(run)) continue;
    const last = groups.at(-1)?.at(-1);
    const size = last === undefined ? 0 : Math.min(sizeOf(last), sizeOf(run));
    if (last !== undefined && run.box[0] - last.box[2] <= gapAllowed(last, run) * size)
      groups.at(-1)?.push(run);
    else groups.push([run]);
  }
  return groups.map((runs) => {
    const box = boxAround(runs.map((run) => run.box));
    const text = textOfLine({ runs, box, size: line.size });
    return { text, box, runs, figure: isFigure(text) && !LIST_NUMBER.test(text) };
  });
}

export const overlaps = (box: Box, column: Column): boolean => box[0] < column.right && box[2] > column.left;

/** The columns that a word stands in or over. */
export const columnsUnder = (word: Word, columns: readonly Column[]): Column[] =>
  columns.filter((column) => overlaps(word.box, column));

/** Adds what a word covers: to the one column it touches, or as a column of its own; a word over several is a head. */
export function widen(columns: Column[], word: Word): "column" | "several" {
  const under = columnsUnder(word, columns);
  const [only, ...more] = under;
  if (more.length > 0) return "several";
  if (only === undefined) columns.push({ left: word.box[0], right: word.box[2] });
  else {
    only.left = Math.min(only.left, word.box[0]);
    only.right = Math.max(only.right, word.box[2]);
  }
  columns.sort((a, b) => a.left - b.left);
  return "column";
}

/** Whether the figures of a line stand in the columns, one in each at most. */
export function fitsColumns(figures: readonly Word[], columns: readonly Column[]): boolean {
  const taken = new Set<Column>();
  return figures.every((word) => {
    const [only, ...more] = columnsUnder(word, columns);
    if (more.length > 0 || (only !== undefined && taken.has(only))) return false;
    if (only !== undefined) taken.add(only);
    return true;
  });
}

/** A head over one column, in one line or several. */
interface HeadBlock {
  text: string;
  box: Box;
}

/** Parts of the text size between two lines of one head. */
const SAME_HEAD = 1.1;
/** The same where a whole line stands over the one below, word by word. */
const SAME_HEADS = 2.5;

/** Words over the columns stacked to heads, from the lowest line upward; heads of groups are left out. */
function stackHeads(
  lines: readonly { readonly words: readonly Word[]; readonly line: LaidLine }[],
  columns: readonly Column[],
  left: number,
): HeadBlock[] {
  const blocks: HeadBlock[] = [];
  for (const { words, line } of [...lines].reverse()) {
    const over = words.filter((word) => word.box[2] > left && columnsUnder(word, columns).length < 2);
    const gap = (over.length > 2 && over.length * 2 > blocks.length ? SAME_HEADS : SAME_HEAD) * line.size;
    for (const word of words) {
      if (word.box[2] <= left || columnsUnder(word, columns).length > 1) continue;
      const under = blocks.filter(({ box }) => overlaps(word.box, { left: box[0], right: box[2] }));
      const [only, ...more] = under;
      if (only === undefined) blocks.push({ text: word.text, box: word.box });
      else if (more.length === 0 && only.box[1] - word.box[3] <= gap) {
        const box = boxAround([word.box, only.box]);
        if (columns.filter((column) => overlaps(box, column)).length > 1) continue;
        only.text = `${word.text}\n${only.text}`;
        only.box = box;
      }
    }
  }
  return blocks.sort((a, b) => a.box[0] - b.box[0]);
}

/**
 * The head of each column. Heads without figures below are columns too, of blank cells; where heads and figures do not
 * find each other there are no heads, for a head beside its column is worse.
 */
export function readHeads(
  lines: readonly { readonly words: readonly Word[]; readonly line: LaidLine }[],
  columns: Column[],
  left: number,
): Map<Column, string> {
  const blocks = stackHeads(lines, columns, left);
  const pairs = blocks.map((block) => ({
    block,
    column: columns.find((column) => overlaps(block.box, column)),
  }));
  const distinct = new Set(pairs.map(({ column }) => column));
  const ordered = blocks.length === columns.length;
  if (ordered && pairs.every(({ column }, at) => column === undefined || column === columns[at]))
    return new Map(
      blocks.flatMap(({ text }, at) => (columns[at] === undefined ? [] : [[columns[at], text]])),
    );
  const headless = columns.some((column) => !distinct.has(column));
  const figureless = pairs.filter(({ column }) => column === undefined);
  if (
    (headless && figureless.length > 0) ||
    distinct.size < blocks.length - Math.max(figureless.length - 1, 0)
  )
    return new Map();
  const heads = new Map<Column, string>();
  for (const { block, column } of pairs) {
    const own = column ?? { left: block.box[0], right: block.box[2] };
    if (column === undefined) columns.push(own);
    heads.set(own, block.text);
  }
  columns.sort((a, b) => a.left - b.left);
  return heads;
}
