import type { Block } from "../../model.ts";
import { reachOver, withBlanks } from "./text-empty-lines.ts";
import { alignPlaces, kindOf } from "./text-grid.ts";
import { isBlank, type Line } from "./text-lines.ts";
import { isLetterSpaced, joinLetters } from "./text-spaced-letters.ts";
import { isFigure, type TextCell, type TextRow, toTable, widthOf } from "./text-table.ts";

/**
 * Tables of which a text keeps no more than the order and the spaces: columns by runs of spaces (pdftotext -layout),
 * values behind a label on one line, or every cell on a line of its own.
 *
 *   规章        1     0    11        一、本年新收 5 0 0 0 0 0 5        规章
 *   规范性文件   8    26    66                                      1
 *                                                                 0
 *
 * Which columns there are the spaces do not tell for certain: labels are broken over lines, narrow columns run into each
 * other. So a stretch of text with rows of values is given as lines, each cell with where it begins, and recognition
 * takes from it what the labels and the exact number of values prove; unless all of it stands in columns.
 */

/** A stretch ends where so many lines go by without a value. */
const LONGEST_GAP = 40;
const LONGEST_HEAD = 15;
const MOST_LINES = 3000;
const MOST_CELLS = 200;
/** Longer pieces without a space are prose. */
const LONGEST_PIECE = 60;
const PROSE = /[。；;！？]|[，,：:]$/;
const HEADING = /^\p{Script=Han}{1,3}、/u;
const NOTHING = /^(?:[-—–―－]{1,3}|[/／\\]{1,2}|无)$/;
const RULE = /^[\s\-=─━_*]+$/;

interface ReadLine extends TextRow {
  /** Values at the end of the line. */
  readonly values: number;
  /** Pieces before them. */
  readonly words: number;
  readonly prose: boolean;
}

const SPACE = /[ \t\u00a0\u2000-\u200b\u3000]+/g;
/** The second way to tell cells: one space is part of a cell, more are not. */
const GAP = /(?:[ \t\u00a0\u2000-\u200b]{2,}|\u3000+)[ \t\u00a0\u2000-\u200b\u3000]*/g;

function splitCells(line: Line, gap: RegExp): TextCell[] {
  const cells: TextCell[] = [];
  let start = 0;
  let x = 0;
  const push = (end: number, next: number): void => {
    const text = line.text.slice(start, end);
    if (text.trim() !== "" && cells.length < MOST_CELLS) cells.push({ text, offset: line.offset + start, x });
    x += widthOf(line.text.slice(start, next));
    start = next;
  };
  for (const found of line.text.matchAll(gap)) push(found.index, found.index + found[0].length);
  push(line.text.length, line.text.length);
  return cells;
}

const isValue = (text: string): boolean => isFigure(text) || NOTHING.test(text);

function readLine(line: Line, letters: boolean): ReadLine {
  const pieces = splitCells(line, SPACE);
  const cells = letters ? joinLetters(pieces) : pieces;
  const counted = cells.some(({ text }) => isFigure(text));
  const isDue = (text: string): boolean => isValue(text) || (counted && kindOf(text) !== "label");
  const words = cells.findLastIndex(({ text }) => !isDue(text)) + 1;
  // Values before words are not the values of these words.
  const mixed = cells.slice(0, words).some(({ text }) => isFigure(text));
  const prose =
    PROSE.test(line.text.trim()) || cells.some(({ text }) => text.length > LONGEST_PIECE && words > 0);
  return { line, cells, words, values: mixed ? 0 : cells.length - words, prose };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Runs of lines from one with values to another, with no prose and no long way between. */
function listStretches(lines: readonly ReadLine[]): Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  let last: { from: number; to: number } | undefined;
  lines.forEach((line, at) => {
    if (line.prose && line.values < 2) last = undefined;
    else if (line.values > 0) {
      if (last === undefined || at - last.to > LONGEST_GAP || at - last.from > MOST_LINES) {
        last = { from: at, to: at };
        stretches.push(last);
      } else last.to = at;
    }
  });
  return stretches;
}

/** Whether a stretch could be a table: a few rows of several values, one long row, or a list of labels with a value each. */
function isTable(lines: readonly ReadLine[], { from, to }: Stretch): boolean {
  const rows = lines.slice(from, to + 1).filter((line) => line.values > 0);
  const wide = rows.filter((line) => line.values > 1).length;
  const bare = rows.filter((line) => line.words === 0).length;
  const listed = rows.filter((line) => line.values === 1 && line.words > 0).length;
  return wide > 1 || listed > 2 || bare > 2 || rows.some((line) => line.values > 5);
}

/** 三、收到和处理政府信息公开申请情况, alone on its line. */
const isHeading = ({ cells: [first, ...more] }: ReadLine): boolean =>
  more.length === 0 && HEADING.test(first?.text ?? "");

/** The first line of the head above a stretch: where its columns are set off by spaces, their places matter. */
function headOf(lines: readonly ReadLine[], from: number, floor: number): number {
  let head = from;
  for (let at = from - 1; at >= Math.max(floor, from - LONGEST_HEAD); at--) {
    const line = lines[at];
    if (line === undefined || line.prose || isHeading(line)) break;
    if (line.cells.length > 1) head = at;
  }
  return head;
}

/** A line of signs parted by spaces is one of words, as in the tables beside it: they may be the head of one. */
function toParagraph({ line, cells }: ReadLine, letters: boolean): Block {
  const { text, offset, number, page } = line;
  const isJoined = letters && cells.length < splitCells(line, SPACE).length;
  return {
    kind: "paragraph",
    text: isJoined ? cells.map((cell) => cell.text).join(" ") : text.trim(),
    place: { offset, line: number, ...(page === undefined ? {} : { page }) },
  };
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** Its rows, part by part, where their cells stand exactly in columns. */
  readonly grid: readonly (readonly TextRow[])[] | undefined;
}

/** The tables of a stretch, each begun by a heading; of such as do not stand in columns those that follow each other together. */
function listParts(lines: readonly ReadLine[], { from, to }: Stretch): Part[] {
  const parts: Part[] = [];
  const add = (first: number, end: number): void => {
    const heading = lines[first] !== undefined && isHeading(lines[first]) ? 1 : 0;
    const rows = lines
      .slice(first + heading, end)
      .filter(({ line }) => !isRule(line))
      .map(({ line }) => ({ line, cells: splitCells(line, GAP) }));
    const grid = alignPlaces(rows);
    const last = parts.at(-1);
    if (grid !== undefined) {
      if (heading > 0) parts.push({ from: first, to: first + 1, grid: undefined });
      parts.push({ from: first + heading, to: end, grid });
    } else if (last !== undefined && last.grid === undefined) parts[parts.length - 1] = { ...last, to: end };
    else parts.push({ from: first, to: end, grid });
  };
  let begun = from;
  for (let at = from + 1; at <= to; at++) {
    const line = lines[at];
    if (line === undefined || !isHeading(line)) continue;
    add(begun, at);
    begun = at;
  }
  add(begun, to + 1);
  return parts;
}

/** Rows below the last value of a stretch that have nothing but a label and a unit. */
function extend(lines: readonly ReadLine[], { from, to }: Stretch): Stretch {
  let end = to;
  while ((lines[end + 1]?.cells.length ?? 0) > 1 && lines[end + 1]?.prose === false) end++;
  return { from, to: end };
}

/** A stretch of cells one below the other, with the rows of blanks above its first value and below its last. */
function reachOverBlanks(lines: readonly ReadLine[], stretch: Stretch, head: number, floor: number): Stretch {
  const ends = (line: ReadLine): boolean => line.prose || line.cells.length > 1;
  const reach = reachOver(lines, stretch, floor, ends, isHeading);
  return { from: Math.min(head, reach.from), to: reach.to };
}

/**
 * Lines without tabs and pipes as paragraphs and tables; `tables` stand before them. What stands in columns is read by
 * them at first, and by its lines the second time.
 */
export function readColumns(lines: readonly Line[], tables: number, second: boolean): Block[] {
  const printed = lines.filter((line) => !isBlank(line) && !line.furniture);
  const letters = isLetterSpaced(printed);
  const read = printed.map((line) => readLine(line, letters));
  const blocks: Block[] = [];
  let done = 0;
  let index = tables;
  const say = (from: number, to: number): void => {
    for (const line of read.slice(from, to)) blocks.push(toParagraph(line, letters));
  };
  for (const stretch of listStretches(read)) {
    if (!isTable(read, stretch)) continue;
    const from = headOf(read, stretch.from, done);
    const reach = second ? { from, to: stretch.to } : reachOverBlanks(read, stretch, from, done);
    say(done, reach.from);
    const wide = extend(read, reach);
    const parts = listParts(read, wide);
    const inColumns = parts.some(({ grid }) => grid !== undefined);
    const whole = { from: reach.from, to: (inColumns ? wide.to : reach.to) + 1, grid: undefined };
    for (const part of inColumns && !second ? parts : [whole]) {
      const own = read.slice(part.from, part.to);
      const isText = part !== whole && part.grid === undefined && own.every(({ values }) => values === 0);
      const grid = part.grid?.map((rows) => toTable(rows, ++index, true));
      if (grid !== undefined) blocks.push(...grid);
      else if (isText) say(part.from, part.to);
      else {
        const rows = linesOf(own, second && !inColumns);
        blocks.push(toTable(second ? rows : withBlanks(rows, lines), ++index, false));
      }
    }
    done = whole.to;
  }
  say(done, read.length);
  return blocks;
}

const isRule = (line: Line): boolean => RULE.test(line.text) && !NOTHING.test(line.text.trim());

/** Lines as cells; `loosely`: one space is part of a cell. */
const linesOf = (lines: readonly ReadLine[], loosely: boolean): readonly TextRow[] =>
  lines
    .filter(({ line }) => !isRule(line))
    .map(({ line, cells }) => ({ line, cells: loosely ? splitCells(line, GAP) : cells }));
