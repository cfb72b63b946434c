import type { Box } from "../../model.ts";
import { type Page, type Segment, type TextRun, type Turn, UNREADABLE } from "./page.ts";

import { boxAround, isSpace, sizeOf, turnUpright } from "./page-lines.ts";

/**
 * A page as a person holds it: turned until its text stands upright, without what was printed twice at one place to
 * look bold, struck figures made unreadable.
 */

export interface PageView {
  readonly page: Page;
  /** A box of the view to where it lies on the page. */
  readonly toPage: (box: Box) => Box;
}

/** Share of the characters that must be turned for the page to be. */
const MAJORITY = 0.7;
/** Parts of a character's size by which a second print is moved to look bold. */
const BOLD_SHIFT = 0.15;

function mainTurn(runs: readonly TextRun[]): Turn {
  const printed = runs.filter((run) => !isSpace(run));
  for (const turn of [1, 2, 3] as const) {
    const turned = printed.filter((run) => run.turn === turn).length;
    if (turned > printed.length * MAJORITY) return turn;
  }
  return 0;
}

const turnBack: Readonly<Record<Turn, Turn>> = { 0: 0, 1: 3, 2: 2, 3: 1 };

function turnSegment({ axis, at, from, to }: Segment, turn: Turn, shift: readonly [number, number]): Segment {
  const box: Box = axis === "horizontal" ? [from, at, to, at] : [at, from, at, to];
  const [left, top, right, bottom] = moveBox(turnUpright(box, turn), shift);
  return right - left >= bottom - top
    ? { axis: "horizontal", at: top, from: left, to: right }
    : { axis: "vertical", at: left, from: top, to: bottom };
}

const moveBox = (box: Box, [x, y]: readonly [number, number]): Box => [
  box[0] + x,
  box[1] + y,
  box[2] + x,
  box[3] + y,
];

function turnPage(page: Page): PageView {
  const turn = mainTurn(page.runs);
  if (turn === 0) return { page, toPage: (box) => box };
  const [left, top, right, bottom] = turnUpright([0, 0, page.width, page.height], turn);
  const shift = [-left, -top] as const;
  const turned: Page = {
    ...page,
    width: right - left,
    height: bottom - top,
    segments: page.segments.map((segment) => turnSegment(segment, turn, shift)),
    runs: page.runs.map((run) => ({
      ...run,
      box: moveBox(turnUpright(run.box, turn), shift),
      turn: (((run.turn ?? 0) + 4 - turn) % 4) as Turn,
    })),
  };
  return { page: turned, toPage: (box) => turnUpright(moveBox(box, [left, top]), turnBack[turn]) };
}

/** Side of the squares in which a character looks for its double. */
const SQUARE = 4;

/** The same character printed again at nearly the same place is one character. */
function dropDoubles(runs: readonly TextRun[]): TextRun[] {
  const squares = new Map<string, TextRun[]>();
  return runs.filter((run) => {
    const [x, y] = [run.box[0], run.box[1]];
    const [column, row] = [Math.round(x / SQUARE), Math.round(y / SQUARE)];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of squares.get(`${run.text} ${column + dx} ${row + dy}`) ?? []) {
          const near = BOLD_SHIFT * Math.min(sizeOf(run), SQUARE / BOLD_SHIFT);
          if (Math.abs(other.box[0] - x) <= near && Math.abs(other.box[1] - y) <= near) return false;
        }
    const key = `${run.text} ${column} ${row}`;
    squares.set(key, [...(squares.get(key) ?? []), run]);
    return true;
  });
}

/** Points by which a line that strikes characters may be shorter or longer than they are. */
const STRIKE_ENDS = 1.2;

/** The line through the middle of each character that has one. */
function findStrikes(runs: readonly TextRun[], segments: readonly Segment[]): Map<TextRun, Segment> {
  const across = segments.filter(({ axis }) => axis === "horizontal").sort((a, b) => a.at - b.at);
  const firstFrom = (y: number): number => {
    let [low, high] = [0, across.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((across[middle]?.at ?? 0) < y) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const strikes = new Map<TextRun, Segment>();
  for (const run of runs) {
    if (run.turn) continue;
    const [left, top, right, bottom] = run.box;
    const height = bottom - top;
    const margin = (right - left) * 0.2;
    for (let at = firstFrom(top + 0.4 * height); at < across.length; at++) {
      const line = across[at];
      if (line === undefined || line.at > top + 0.75 * height) break;
      if (line.from > left + margin || line.to < right - margin) continue;
      strikes.set(run, line);
      break;
    }
  }
  return strikes;
}

/**
 * A line through the middle of digits takes them back, and they cannot be read. Where it begins and ends with them it
 * is no ruling line, and what stands beside them is what counts: 12 struck, 15 beside it.
 */
function veilStruck(runs: readonly TextRun[], segments: readonly Segment[]): TextRun[] {
  const strikes = findStrikes(runs, segments);
  const reach = new Map<Segment, Box>();
  for (const [run, line] of strikes) reach.set(line, boxAround([run.box, reach.get(line) ?? run.box]));
  return runs.map((run) => {
    const line = strikes.get(run);
    const box = line && reach.get(line);
    if (line === undefined || box === undefined) return run;
    const ends = [Math.abs(line.from - box[0]), Math.abs(line.to - box[2])];
    const struck = ends.every((end) => end <= STRIKE_ENDS);
    return { ...run, ...(/\d/.test(run.text) && { text: UNREADABLE }), ...(struck && { struck }) };
  });
}

export function viewPage(page: Page): PageView {
  const view = turnPage(page);
  const runs = veilStruck(dropDoubles(view.page.runs), view.page.segments);
  return { ...view, page: { ...view.page, runs } };
}
