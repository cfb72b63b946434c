import type { Box } from "../../model.ts";
import { type Column, columnsUnder, type Entry, endsBefore, overlaps, type Word } from "./aligned-columns.ts";
import { UNREADABLE } from "./page.ts";
import { boxAround } from "./page-lines.ts";

/**
 * Heads over aligned columns. A head over one column may have several lines; a head over a group is centred over the
 * columns it spans, which is the only thing that tells how far it reaches. Where two columns cannot be told apart by
 * their heads, neither has one.
 */

/** A head over one column, in one line or several. */
interface HeadBlock {
  text: string;
  box: Box;
}

export interface GroupHead {
  readonly text: string;
  /** First and last column, from 0. */
  readonly from: number;
  readonly to: number;
}

export interface Heads {
  readonly texts: ReadonlyMap<Column, string>;
  /** Lines of heads over groups, from the top. */
  readonly groups: readonly (readonly GroupHead[])[];
}

/** Parts of the text size between two lines of one head. */
const SAME_HEAD = 1.8;
/** The same where a whole line stands over the one below, word by word. */
const SAME_HEADS = 2.5;
/** Parts of the distance between columns by which a group's head may stand off their middle. */
const OFF_CENTRE = 0.45;
/** A title is wider than the head below by this factor. */
const WIDER = 1.05;
const MOST_COLUMNS = 40;
const MOST_GROUPS = 8;

interface Stacked {
  readonly blocks: readonly HeadBlock[];
  /** Words over several columns or over other heads, line by line from the lowest. */
  readonly parents: readonly (readonly Word[])[];
}

/** Words over the columns stacked to heads, from the lowest line upward. */
function stackHeads(lines: readonly Entry[], columns: readonly Column[], left: number): Stacked {
  const blocks: HeadBlock[] = [];
  const parents: Word[][] = [];
  for (const { words, line } of [...lines].reverse()) {
    const heads = words.filter((word) => !endsBefore(word, left));
    const single = heads.filter((word) => columnsUnder(word, columns).length < 2);
    const gap = (single.length > 2 && single.length * 2 > blocks.length ? SAME_HEADS : SAME_HEAD) * line.size;
    const above = heads.filter(
      (word) => !single.includes(word) || !stackWord(word, blocks, columns, gap, words.length === 1),
    );
    if (above.length > 0) parents.push(above);
  }
  return { blocks: blocks.sort((a, b) => a.box[0] - b.box[0]), parents };
}

const widthOf = (box: Box): number => box[2] - box[0];

/** Adds a word to the head it stands on; `alone` in its line it may be the title of the rows below. */
function stackWord(
  word: Word,
  blocks: HeadBlock[],
  columns: readonly Column[],
  gap: number,
  alone: boolean,
): boolean {
  const under = blocks.filter(({ box }) => overlaps(word.box, { left: box[0], right: box[2] }));
  const [only, ...more] = under;
  if (only === undefined) {
    blocks.push({ text: word.text, box: word.box });
    return true;
  }
  const isTitle = alone && widthOf(word.box) > widthOf(only.box) * WIDER;
  if (more.length > 0 || isTitle || only.box[1] - word.box[3] > gap) return false;
  const box = boxAround([word.box, only.box]);
  if (columns.filter((column) => overlaps(box, column)).length > 1) return false;
  only.text = `${word.text}\n${only.text}`;
  only.box = box;
  return true;
}

/**
 * Which head stands over which column. Heads without figures below are columns too, of blank cells; where heads and
 * figures do not find each other there are no heads, for a head beside its column is worse.
 */
function pairHeads(blocks: readonly HeadBlock[], columns: Column[]): Map<Column, string> {
  const pairs = blocks.map((block) => ({
    block,
    column: columns.find((column) => overlaps(block.box, column)),
  }));
  const nearest = (box: Box): Column | undefined => {
    const distances = columns.map(({ left, right }) => Math.abs(left + right - box[0] - box[2]));
    return columns[distances.indexOf(Math.min(...distances))];
  };
  const inOrder = pairs.every(({ block, column }, at) => (column ?? nearest(block.box)) === columns[at]);
  if (blocks.length === columns.length && inOrder)
    return new Map(
      blocks.flatMap(({ text }, at) => (columns[at] === undefined ? [] : [[columns[at], text]])),
    );
  const paired = pairs.flatMap(({ column }) => (column === undefined ? [] : [column]));
  const isHeadless = columns.some((column) => !paired.includes(column));
  if (new Set(paired).size < paired.length || (isHeadless && paired.length < pairs.length)) return new Map();
  const heads = new Map<Column, string>();
  for (const { block, column } of pairs) {
    const own = column ?? { left: block.box[0], right: block.box[2] };
    if (column === undefined) columns.push(own);
    heads.set(own, block.text);
  }
  columns.sort((a, b) => a.left - b.left);
  return heads;
}

interface Division {
  readonly covered: number;
  readonly ranges: readonly GroupHead[];
  /** Whether another division covers as much. */
  readonly tied: boolean;
}

const NOTHING: Division = { covered: Number.NEGATIVE_INFINITY, ranges: [], tied: false };

/**
 * The division of neighbouring columns among the heads of a line that covers most: each head stands over the middle of
 * its columns, and no two columns of one group have the same head.
 */
function divide(words: readonly Word[], columns: readonly Column[], keys: readonly string[]): Division {
  const [first, last] = [columns[0], columns.at(-1)];
  const pitch = ((last?.right ?? 0) - (first?.left ?? 0)) / columns.length;
  const from = (word: number, start: number): Division => {
    const head = words[word];
    if (head === undefined) return { covered: 0, ranges: [], tied: false };
    const centre = (head.box[0] + head.box[2]) / 2;
    let found = NOTHING;
    for (let to = start; to < columns.length; to++) {
      const middle = ((columns[start]?.left ?? 0) + (columns[to]?.right ?? 0)) / 2;
      const own = keys.slice(start, to + 1);
      if (Math.abs(middle - centre) > OFF_CENTRE * pitch || new Set(own).size < own.length) continue;
      const rest = from(word + 1, to + 1);
      const covered = to - start + 1 + rest.covered;
      if (covered > found.covered)
        found = { covered, ranges: [{ text: head.text, from: start, to }, ...rest.ranges], tied: rest.tied };
      else if (covered === found.covered) found = { ...found, tied: true };
    }
    return found;
  };
  const all = columns.map((_, start) => from(0, start));
  const most = Math.max(...all.map(({ covered }) => covered));
  const [best, ...others] = all.filter(({ covered }) => covered === most);
  return best === undefined ? NOTHING : { ...best, tied: best.tied || others.length > 0 };
}

/** Whether the groups of a line begin and end where groups above them do: at the ends, or with a group. */
function fitsUnder(lower: readonly GroupHead[], upper: readonly GroupHead[], columns: number): boolean {
  const [start, end] = [lower[0]?.from, lower.at(-1)?.to];
  const starts = start === 0 || upper.some(({ from }) => from === start);
  return starts && (end === columns - 1 || upper.some(({ to }) => to === end));
}

/** Heads over groups of columns; none where their place does not say without doubt how far they reach. */
function readGroups(parents: Stacked["parents"], columns: readonly Column[], keys: string[]): GroupHead[][] {
  const groups: GroupHead[][] = [];
  if (columns.length > MOST_COLUMNS) return [];
  for (const words of parents) {
    if (words.length > MOST_GROUPS) return [];
    const { covered, ranges, tied } = divide(words, columns, keys);
    if (covered <= 0 || tied) return [];
    for (const { text, from, to } of ranges)
      for (let at = from; at <= to; at++) keys[at] = `${text}/${keys[at]}`;
    groups.unshift([...ranges]);
  }
  const fits = groups.every((group, at) => fitsUnder(group, groups[at - 1] ?? [], columns.length));
  return fits ? groups : [];
}

/** Reads the heads; adds columns that only a head tells of. */
export function readHeads(lines: readonly Entry[], columns: Column[], left: number): Heads {
  const { blocks, parents } = stackHeads(lines, columns, left);
  const texts = pairHeads(blocks, columns);
  if (texts.size === 0) return { texts, groups: [] };
  const own = columns.map((column) => (texts.get(column) ?? "").replace(/\s+/g, ""));
  const paths = [...own];
  // A single head over others may reach as far to the right as to the left, and nobody can say how far.
  const several = parents.filter((words) => words.length > 1);
  const groups = new Set(own).size === own.length ? [] : readGroups(several, columns, paths);
  const keys = groups.length > 0 ? paths : own;
  columns.forEach((column, at) => {
    const key = keys[at];
    if (key && keys.indexOf(key) !== keys.lastIndexOf(key)) texts.set(column, UNREADABLE);
  });
  return { texts, groups };
}
