import type { Segment } from "../layout/page.ts";
import { type Ink, transposeInk } from "./ink.ts";

/**
 * Ruling lines of a picture: long thin runs of ink. Runs of neighbouring rows that lie over each other are one line;
 * small gaps, a ragged edge and a slight slant are let pass, strokes of characters are too short.
 *
 *   ▬▬▬▬▬▬▬ ▬▬▬▬▬
 *          ▬▬▬▬▬▬▬▬▬▬▬▬   → one segment
 */

export interface LineMeasures {
  /** Pixels of the shortest line. */
  readonly shortest: number;
  /** Pixels of paper that interrupt no line. */
  readonly gap: number;
  /** Pixels of the thickest line. */
  readonly thickest: number;
}

interface Run {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** Share of a run that must be ink. */
const INKED = 0.8;

/** Runs of one row, the row below read with it so that a line on a slant does not break. */
function listRuns({ width, height, bits }: Ink, y: number, { shortest, gap }: LineMeasures): Run[] {
  const row = y * width;
  const below = y + 1 < height ? row + width : row;
  const runs: Run[] = [];
  let [from, last, inked] = [-1, -1, 0];
  const end = (): void => {
    const length = last - from + 1;
    if (from >= 0 && length >= shortest && inked >= length * INKED) runs.push({ y, from, to: last + 1 });
    from = -1;
  };
  for (let x = 0; x < width; x++) {
    if (bits[row + x] !== 1 && bits[below + x] !== 1) continue;
    if (from >= 0 && x - last > gap) end();
    if (from < 0) [from, inked] = [x, 0];
    last = x;
    inked++;
  }
  end();
  return runs;
}

interface Line {
  readonly runs: readonly Run[];
}

/** Rows a line may skip, where its runs are broken by noise. */
const SKIPPED = 2;
/** Runs of one page; drawings and photographs have more and rule nothing. */
const MOST_RUNS = 400_000;

function findRoot(parents: Int32Array, run: number): number {
  let root = run;
  while (parents[root] !== root) root = parents[root] ?? root;
  for (let at = run; at !== root; ) {
    const next = parents[at] ?? root;
    parents[at] = root;
    at = next;
  }
  return root;
}

/** Runs that lie over each other in neighbouring rows, as lines. */
function gather(ink: Ink, measures: LineMeasures): Line[] {
  const runs: Run[] = [];
  const starts: number[] = [];
  for (let y = 0; y < ink.height && runs.length < MOST_RUNS; y++) {
    starts.push(runs.length);
    runs.push(...listRuns(ink, y, measures));
  }
  starts.push(runs.length);
  const parents = Int32Array.from(runs, (_, at) => at);
  for (let y = 1; y + 1 < starts.length; y++)
    for (let above = Math.max(0, y - SKIPPED); above < y; above++) {
      let [upper, lower] = [starts[above] ?? 0, starts[y] ?? 0];
      while (upper < (starts[above + 1] ?? 0) && lower < (starts[y + 1] ?? 0)) {
        const [one, other] = [runs[upper], runs[lower]];
        if (one === undefined || other === undefined) break;
        if (one.from < other.to && other.from < one.to)
          parents[findRoot(parents, lower)] = findRoot(parents, upper);
        if (one.to < other.to) upper++;
        else lower++;
      }
    }
  const lines = new Map<number, Run[]>();
  runs.forEach((run, at) => {
    const root = findRoot(parents, at);
    const line = lines.get(root);
    if (line === undefined) lines.set(root, [run]);
    else line.push(run);
  });
  return [...lines.values()].map((line) => ({ runs: line }));
}

/** A line in pieces, each level: where the page is bent or the line slants, its ends lie in other rows. */
function toSegments({ runs }: Line, measures: LineMeasures): Omit<Segment, "axis">[] {
  const from = Math.min(...runs.map((run) => run.from));
  const to = Math.max(...runs.map((run) => run.to));
  const top = Math.min(...runs.map((run) => run.y));
  const bottom = Math.max(...runs.map((run) => run.y));
  const pieces =
    bottom - top < measures.thickest ? 1 : Math.max(1, Math.ceil((to - from) / (8 * measures.shortest)));
  const length = (to - from) / pieces;
  return Array.from({ length: pieces }, (_, at) => {
    const [start, end] = [from + at * length, from + (at + 1) * length];
    const here = runs.filter((run) => run.from < end && run.to > start);
    const rows = here.map((run) => run.y);
    const first = Math.min(...rows);
    const last = Math.max(...rows);
    if (here.length === 0 || last - first >= 2 * measures.thickest) return undefined;
    let [sum, weight] = [0, 0];
    for (const run of here) {
      const overlap = Math.min(run.to, end) - Math.max(run.from, start);
      sum += (run.y + 1) * overlap;
      weight += overlap;
    }
    return {
      at: sum / weight,
      from: Math.max(start, Math.min(...here.map((run) => run.from))),
      to: Math.min(end, Math.max(...here.map((run) => run.to))),
    };
  }).filter((segment) => segment !== undefined);
}

function findLevelLines(ink: Ink, measures: LineMeasures): Omit<Segment, "axis">[] {
  return gather(ink, measures).flatMap((line) => toSegments(line, measures));
}

/** Level and upright lines in pixels. */
export function findLines(ink: Ink, measures: LineMeasures): Segment[] {
  return [
    ...findLevelLines(ink, measures).map((line): Segment => ({ axis: "horizontal", ...line })),
    ...findLevelLines(transposeInk(ink), measures).map((line): Segment => ({ axis: "vertical", ...line })),
  ];
}
