import type { Box } from "../../model.ts";
import { isFigure, type LaidLine } from "./laid-table.ts";
import { type TextRun, UNREADABLE } from "./page.ts";
import { boxAround, isSpace, sizeOf, textOfLine } from "./page-lines.ts";

/**
 * What stands in one cell each, of tables without ruling lines: words that nothing parts, and the lines of a cell put
 * together where lines of a cell stand clearly closer to each other than rows do.
 */

export interface Block {
  readonly text: string;
  readonly page: number;
  /** On a strip of all pages, one below the other. */
  readonly box: Box;
  readonly onPage: Box;
  /** From where to where it reaches with the spaces around it. */
  readonly reach: readonly [number, number];
  readonly size: number;
  readonly lines: number;
  readonly runs: readonly TextRun[];
  readonly figure: boolean;
}

export const middleOf = ({ box }: Block): number => (box[1] + box[3]) / 2;
export const centreOf = ({ box }: Block): number => (box[0] + box[2]) / 2;

/** The middle with the spaces around it, and without. */
export const centresOf = (block: Block): readonly number[] => [
  (block.reach[0] + block.reach[1]) / 2,
  centreOf(block),
];

/** How far the middles of two blocks are off each other, with or without the spaces around them. */
export const offEach = (one: Block, other: Block): number =>
  Math.min(...centresOf(one).map((middle) => offCentre(other, middle)));

/** How far a block stands off a middle, with or without the spaces that were printed around it. */
export const offCentre = (block: Block, middle: number): number =>
  Math.min(...centresOf(block).map((own) => Math.abs(own - middle)));

interface Piece {
  readonly text: string;
  readonly box: Box;
  readonly reach: readonly [number, number];
  readonly size: number;
  readonly runs: readonly TextRun[];
}

/** Gaps that part words, in parts of the text size; a printed space parts nothing. */
const APART = 0.4;
const FIGURES_APART = 0.25;
const TOUCHING = 0.12;
const NUMERIC = /[\d０-９]/;

function isParted(before: TextRun, after: TextRun, spaces: readonly TextRun[]): boolean {
  const size = Math.min(sizeOf(before), sizeOf(after));
  const gap = after.box[0] - before.box[2];
  const figures = NUMERIC.test(before.text.slice(-1)) && NUMERIC.test(after.text.slice(0, 1));
  if (gap <= (figures ? FIGURES_APART : APART) * size) return false;
  let reached = before.box[2];
  for (const space of spaces) if (Math.abs(space.box[0] - reached) <= TOUCHING * size) reached = space.box[2];
  return figures || Math.abs(after.box[0] - reached) > TOUCHING * size;
}

function piecesOf(line: LaidLine): Piece[] {
  const groups: TextRun[][] = [];
  let spaces: TextRun[] = [];
  let last: TextRun | undefined;
  for (const run of line.runs) {
    if (isSpace(run)) {
      spaces.push(run);
      continue;
    }
    const open = groups.at(-1);
    if (last === undefined || open === undefined || isParted(last, run, spaces)) groups.push([run]);
    else open.push(...spaces, run);
    last = run;
    spaces = [];
  }
  const blank = line.runs.filter(isSpace);
  return groups.map((runs) => {
    const printed = runs.filter((run) => !isSpace(run));
    const box = boxAround(printed.map((run) => run.box));
    const size = Math.max(...printed.map(sizeOf));
    const touches = (one: number, other: number) => Math.abs(one - other) <= TOUCHING * size;
    let [left, right] = [box[0], box[2]];
    for (const space of blank) if (touches(space.box[0], right)) right = space.box[2];
    for (const space of blank.toReversed()) if (touches(space.box[2], left)) left = space.box[0];
    return { runs, box, size, reach: [left, right], text: textOfLine({ runs, box, size }) };
  });
}

/** Parts of the text size: what a gap between lines of one cell is at most, and what rows stand further apart. */
const WIDEST_WITHIN = 0.8;
const STEP = 0.25;
/** Longer lines are prose, whose lines say nothing of those in cells. */
const LONGEST_LINE = 24;

const covers = (a: Box, b: Box): number => Math.min(a[2], b[2]) - Math.max(a[0], b[0]);

/** From a line to the nearest one below it, in parts of the text size. */
function listGaps(pieces: readonly Piece[]): number[] {
  return pieces.flatMap((piece, at) => {
    if (piece.text.length > LONGEST_LINE) return [];
    const below = pieces
      .slice(at + 1)
      .find((other) => other.box[1] >= piece.box[1] + piece.size * 0.5 && covers(piece.box, other.box) > 1);
    return below === undefined || below.text.length > LONGEST_LINE
      ? []
      : [(below.box[1] - piece.box[3]) / Math.min(piece.size, below.size)];
  });
}

/** The gap up to which lines belong to one cell; nothing where lines of a cell cannot be told from rows. */
export function findLineGap(gaps: readonly number[]): number | undefined {
  const sorted = [...gaps].sort((a, b) => a - b);
  for (const [at, gap] of sorted.entries()) {
    const next = sorted[at + 1];
    if (gap > WIDEST_WITHIN) return at === 0 ? WIDEST_WITHIN : undefined;
    if (next !== undefined && next - gap >= STEP) return (gap + next) / 2;
  }
  return undefined;
}

/** Parts of the text size by which lines of one cell may be off their common edge or centre. */
const OFF = 0.2;
const SAME_SIZE = 1.15;
/** By which the first line of a label may be set in. */
const INDENT = [0.4, 3.6] as const;
const LEAST_INDENTED = 6;

type Aligned = "edge" | "indent";

function continues(upper: Piece, lower: Piece, within: number): Aligned | undefined {
  const size = Math.min(upper.size, lower.size);
  const gap = lower.box[1] - upper.box[3];
  const lefts = [upper.box[0] - lower.box[0], upper.reach[0] - lower.reach[0]].map(Math.abs);
  const offCentre = Math.abs(upper.box[0] + upper.box[2] - lower.box[0] - lower.box[2]) / 2;
  const indent = (upper.box[0] - lower.reach[0]) / size;
  const isNear =
    Math.min(upper.box[2], lower.box[2]) - Math.max(upper.reach[0], lower.reach[0]) > 1 &&
    gap > -OFF * size &&
    gap <= within * size &&
    Math.max(upper.size, lower.size) <= size * SAME_SIZE;
  if (!isNear) return undefined;
  if (Math.min(...lefts, offCentre) <= OFF * size) return "edge";
  const isIndented = indent >= INDENT[0] && indent <= INDENT[1] && upper.text.length >= LEAST_INDENTED;
  return isIndented && upper.box[2] >= lower.box[2] - size ? "indent" : undefined;
}

const ENDS_OPEN = /[\d０-９.,，．]$/;
const GOES_ON = /^[\d０-９.,，．]/;

function toBlock(pieces: readonly Piece[], page: number, shift: number): Block {
  const onPage = boxAround(pieces.map((piece) => piece.box));
  const text = pieces.map((piece) => piece.text).join("\n");
  const isBroken = pieces.some(
    (piece, at) => GOES_ON.test(piece.text) && ENDS_OPEN.test(pieces[at - 1]?.text ?? ""),
  );
  return {
    ...{ page, onPage, lines: pieces.length },
    text: isBroken ? `${text}${UNREADABLE}` : text,
    reach: [
      Math.min(...pieces.map(({ reach }) => reach[0])),
      Math.max(...pieces.map(({ reach }) => reach[1])),
    ],
    box: [onPage[0], onPage[1] + shift, onPage[2], onPage[3] + shift],
    size: Math.max(...pieces.map(({ size }) => size)),
    runs: pieces.flatMap(({ runs }) => runs),
    figure: isFigure(text),
  };
}

/** Pieces of a page put together to cells, from the top. */
function joinPieces(pieces: readonly Piece[], within: number): Piece[][] {
  const cells: Piece[][] = [];
  for (const piece of pieces) {
    const fits = (cell: readonly Piece[], how: Aligned) => {
      const last = cell.at(-1);
      return last !== undefined && continues(last, piece, within) === how;
    };
    const above = cells.filter((cell) => fits(cell, "edge"));
    const [only, ...more] =
      above.length > 0 ? above : cells.filter((cell) => cell.length === 1 && fits(cell, "indent"));
    if (only !== undefined && more.length === 0) only.push(piece);
    else cells.push([piece]);
  }
  return cells;
}

const MOST_PIECES = 4000;

export interface Strip {
  readonly blocks: readonly Block[];
  /** Whether lines of a cell can be told from rows. */
  readonly parted: boolean;
}

/** The blocks of all pages on one strip, from the top; none where there are too many. */
export function stripOf(pages: readonly (readonly LaidLine[])[], heights: readonly number[]): Strip {
  const pieces = pages.map((lines) =>
    lines
      .filter((line) => line.size > 0)
      .flatMap(piecesOf)
      .sort((a, b) => a.box[1] - b.box[1]),
  );
  if (pieces.some((own) => own.length > MOST_PIECES)) return { blocks: [], parted: false };
  const within = findLineGap(pieces.flatMap(listGaps));
  let shift = 0;
  const blocks = pieces.flatMap((own, at) => {
    const cells = joinPieces(own, within ?? 0).map((cell) => toBlock(cell, pages[at]?.[0]?.page ?? 0, shift));
    shift += heights[at] ?? 0;
    return cells;
  });
  return { blocks: blocks.sort((a, b) => middleOf(a) - middleOf(b)), parted: within !== undefined };
}

/** The blocks whose middles lie between two heights of the strip. */
export function sliceOf(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const firstAt = (height: number): number => {
    let [low, high] = [0, blocks.length];
    while (low < high) {
      const at = (low + high) >> 1;
      const block = blocks[at];
      if (block !== undefined && middleOf(block) < height) low = at + 1;
      else high = at;
    }
    return low;
  };
  return blocks.slice(firstAt(from), firstAt(to));
}
