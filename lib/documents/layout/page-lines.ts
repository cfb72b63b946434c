import type { Box } from "../../model.ts";
import { type TextRun, type Turn, UNREADABLE } from "./page.ts";

/**
 * Runs to lines, lines to text. Digits that touch are one number, however many runs print them; digits that stand
 * apart never become one.
 *
 *   "39" "857" "58", touching    → 3985758
 *   "12"      "34", an em apart  → 12 and 34 on two lines of text
 */

export interface TextLine {
  /** From left to right, as read. */
  readonly runs: readonly TextRun[];
  readonly box: Box;
  /** Height of its largest characters. */
  readonly size: number;
}

/** Gaps between digits, in parts of their size: of one number, of a grouped number, of two numbers. */
const TOUCHING = 0.25;
const GROUPED = 0.6;
/** A gap that is seen between other characters. */
const SEEN = 0.8;
/** Marks smaller than this beside digits are notes. */
const SMALL = 0.75;
const OVERPRINTED = 0.35;

export const sizeOf = (run: TextRun): number => run.box[3] - run.box[1];
export const isSpace = (run: TextRun): boolean => run.text.trim() === "";

/** Box around boxes. */
export function boxAround(boxes: readonly Box[]): Box {
  let [left, top, right, bottom] = boxes[0] ?? [0, 0, 0, 0];
  for (const box of boxes) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
}

/** The box as it lies when its page is turned so that text of this turn stands upright (around the origin). */
export function turnUpright(box: Box, turn: Turn): Box {
  const [left, top, right, bottom] = box;
  if (turn === 1) return [top, -right, bottom, -left];
  if (turn === 2) return [-right, -bottom, -left, -top];
  if (turn === 3) return [-bottom, left, -top, right];
  return box;
}

/** Upright runs gathered into lines, from the top. */
export function toLines(runs: readonly TextRun[]): TextLine[] {
  const sorted = [...runs].sort((a, b) => a.box[1] + a.box[3] - b.box[1] - b.box[3]);
  const groups: { runs: TextRun[]; top: number; bottom: number }[] = [];
  for (const run of sorted) {
    const [, top, , bottom] = run.box;
    const line = groups
      .slice(-3)
      .findLast(
        (one) =>
          Math.min(one.bottom, bottom) - Math.max(one.top, top) >=
          0.5 * Math.min(one.bottom - one.top, bottom - top),
      );
    if (line === undefined) groups.push({ runs: [run], top, bottom });
    else {
      line.runs.push(run);
      // The line is as high as its highest run, or it would grow down into the next; spaces may be set in any size.
      if (isSpace(run) || bottom - top <= line.bottom - line.top) continue;
      line.top = top;
      line.bottom = bottom;
    }
  }
  return groups
    .filter((group) => group.runs.some((run) => !isSpace(run)))
    .map((group) => {
      const ordered = group.runs.sort((a, b) => a.box[0] + a.box[2] - b.box[0] - b.box[2]);
      const printed = ordered.filter((run) => !isSpace(run));
      return {
        runs: ordered,
        box: boxAround(printed.map((run) => run.box)),
        size: Math.max(...printed.map(sizeOf)),
      };
    })
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

const ENDS_NUMERIC = /[\d.,，．%％+\-−－]$/;
const STARTS_NUMERIC = /^[\d.,，．%％+\-−－]/;
const ENDS_DIGIT = /\d$/;
const STARTS_DIGIT = /^\d/;
const WORD = /[A-Za-z\d]/;
const NOTE = /^[\d*()（）[\]①-⑳⑴-⒇]+$/;

/** Whether a run is a raised note beside a figure: 12¹ is 12. */
function isNote(run: TextRun, line: TextLine): boolean {
  return (
    NOTE.test(run.text) && sizeOf(run) < SMALL * line.size && run.box[3] < line.box[3] - 0.15 * line.size
  );
}

function separatorOf(before: TextRun, after: TextRun, spaced: boolean): string {
  const gap = after.box[0] - before.box[2];
  const size = Math.min(sizeOf(before), sizeOf(after));
  if (ENDS_NUMERIC.test(before.text) && STARTS_NUMERIC.test(after.text)) {
    const narrow = Math.min(after.box[2] - after.box[0], before.box[2] - before.box[0]);
    if (gap < -OVERPRINTED * narrow) return UNREADABLE;
    const small = sizeOf(after) < SMALL * sizeOf(before) || sizeOf(before) < SMALL * sizeOf(after);
    if (small && ENDS_DIGIT.test(before.text) && STARTS_DIGIT.test(after.text)) return UNREADABLE;
    if (gap <= TOUCHING * size && !spaced) return "";
    return gap <= GROUPED * size ? " " : "\n";
  }
  const words = WORD.test(before.text.slice(-1)) && WORD.test(after.text.slice(0, 1));
  return gap > SEEN * size || (spaced && gap > 0) || (words && gap > TOUCHING * size) ? " " : "";
}

/** Text of a line, with the gaps that mean something. */
export function textOfLine(line: TextLine): string {
  let text = "";
  let before: TextRun | undefined;
  let spaced = false;
  for (const run of line.runs) {
    if (isSpace(run)) {
      spaced = true;
      continue;
    }
    if (isNote(run, line)) continue;
    if (before !== undefined) text += separatorOf(before, run, spaced);
    text += run.text;
    before = run;
    spaced = false;
  }
  return text.trim();
}

/** Whether a space was printed between characters of a line: what stands beside each other is then read so. */
const isSpaced = ({ runs }: TextLine): boolean => {
  const printed = runs.filter((run) => !isSpace(run));
  const [first, last] = [printed[0], printed.at(-1)];
  return runs.some(
    (run) =>
      isSpace(run) &&
      first !== undefined &&
      last !== undefined &&
      run.box[0] > first.box[0] &&
      run.box[2] < last.box[2],
  );
};

/** Upright characters set in columns from right to left: nearer to those below than to those beside. */
function isSetInColumns(lines: readonly TextLine[]): boolean {
  if (lines.some(isSpaced)) return false;
  const printed = lines.map((line) => line.runs.filter((run) => !isSpace(run)));
  const widest = Math.max(...printed.map((runs) => runs.length));
  if (lines.length < 3 || widest < 2 || widest > 3 || lines.length <= widest) return false;
  const isHan = (run: TextRun) => /^[\p{Script=Han}、（）]$/u.test(run.text);
  if (!printed.every((runs) => runs.every(isHan))) return false;
  const beside = printed.flatMap((runs) =>
    runs.slice(1).map((run, at) => run.box[0] - (runs[at]?.box[2] ?? run.box[0])),
  );
  const below = lines.slice(1).map((line, at) => line.box[1] - (lines[at]?.box[3] ?? line.box[1]));
  return Math.min(...beside) > Math.max(...below) + 0.5;
}

function columnsOf(lines: readonly TextLine[]): string[] {
  const turned = lines
    .flatMap((line) => line.runs)
    .map((run): TextRun => ({ ...run, box: turnUpright(run.box, 1) }));
  return toLines(turned).map(textOfLine);
}

const TURNS: readonly Turn[] = [0, 1, 2, 3];

/** Lines of text in reading order, whichever way they are turned. */
export function readLines(runs: readonly TextRun[]): string[] {
  return TURNS.flatMap((turn) => {
    const turned = runs.filter((run) => (run.turn ?? 0) === turn);
    if (turned.length === 0) return [];
    const lines = toLines(turned.map((run) => ({ ...run, box: turnUpright(run.box, turn) })));
    return turn === 0 && isSetInColumns(lines) ? columnsOf(lines) : lines.map(textOfLine);
  });
}

/** Text of a cell, "\n" between its lines. */
export function textOf(runs: readonly TextRun[]): string {
  return readLines(runs).join("\n");
}
