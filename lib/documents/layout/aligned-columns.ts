import type { Box } from "../../model.ts";
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
const FIGURES_APART = 0.25;
const LIST_NUMBER = /^[（(]?\d{1,2}[)）.、．]$/;

const ENDS_FIGURE = /[\d０-９—–―─－/-]$/;
const STARTS_FIGURE = /^[\d０-９—–―─－/-]/;

const gapAllowed = (before: TextRun, after: TextRun): number =>
  ENDS_FIGURE.test(before.text) && STARTS_FIGURE.test(after.text) ? FIGURES_APART : APART;

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
  return groups.map((runs) => toWord(runs, line.size));
}

function toWord(runs: readonly TextRun[], size: number): Word {
  const box = boxAround(runs.map((run) => run.box));
  const text = textOfLine({ runs, box, size });
  return { text, box, runs, figure: isFigure(text) && !LIST_NUMBER.test(text) };
}

/** Parts of the text size between a group's label and a label that begins at its own edge. */
const GROUP_GAP = 0.2;

/** A word that runs over the edge of the labels is taken apart where one begins there. */
export function splitAt(word: Word, edge: number): Word[] {
  const at = word.runs.findIndex((run, index) => {
    const before = word.runs[index - 1];
    const near = Math.abs(run.box[0] - edge) <= 3;
    return before !== undefined && near && run.box[0] - before.box[2] > GROUP_GAP * sizeOf(run);
  });
  if (at === -1) return [word];
  const size = Math.max(...word.runs.map(sizeOf));
  return [toWord(word.runs.slice(0, at), size), toWord(word.runs.slice(at), size)];
}

/** Parts of the text size that part what stands in two columns, where both are filled to their edges. */
const COLUMN_GAP = 0.3;

/** A word among the columns, taken apart at its gaps. */
export function splitAtGaps(word: Word): Word[] {
  const size = Math.max(...word.runs.map(sizeOf));
  const groups: TextRun[][] = [];
  for (const run of word.runs) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && run.box[0] - last.box[2] <= COLUMN_GAP * size) groups.at(-1)?.push(run);
    else groups.push([run]);
  }
  return groups.length === 1 ? [word] : groups.map((runs) => toWord(runs, size));
}

/** Words over several columns taken apart at their gaps, where each part then stands over one column of its own. */
export function splitOverColumns(word: Word, columns: readonly Column[]): Word[] {
  if (columnsUnder(word, columns).length < 2) return [word];
  const groups: { readonly column: Column | undefined; readonly words: Word[] }[] = [];
  for (const part of splitAtGaps(word)) {
    const [column, ...more] = columnsUnder(part, columns);
    if (more.length > 0) return [word];
    const last = groups.at(-1);
    if (last !== undefined && last.column === column && column !== undefined) last.words.push(part);
    else groups.push({ column, words: [part] });
  }
  const known = groups.flatMap(({ column }) => (column === undefined ? [] : [column]));
  if (new Set(known).size < known.length) return [word];
  return groups.map(({ words }) =>
    toWord(
      words.flatMap(({ runs }) => runs),
      Math.max(...words.flatMap(({ runs }) => runs.map(sizeOf))),
    ),
  );
}

/** Points by which words of neighbouring columns may seem to overlap. */
const SLACK = 2;

export const overlaps = (box: Box, column: Column): boolean =>
  Math.min(box[2], column.right) - Math.max(box[0], column.left) >
  Math.min(SLACK, (box[2] - box[0]) / 2, (column.right - column.left) / 2);

export const endsBefore = (word: Word, edge: number): boolean => word.box[2] <= edge + SLACK;

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

/** A line of a page with its words. */
export interface Entry {
  readonly line: LaidLine;
  readonly words: readonly Word[];
  readonly figures: readonly Word[];
}

export function toEntry(line: LaidLine): Entry {
  const words = wordsOf(line);
  return { line, words, figures: words.filter((word) => word.figure) };
}
