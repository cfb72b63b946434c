import type { Segment } from "./page.ts";

/**
 * Ruling lines out of drawn segments: dashes, per-cell strokes and gaps at crossings are closed, and lines that touch
 * are gathered, for they rule one table.
 *
 *   ── ── ─ ──   →  ──────────        ═ (two lines 2 points apart)  →  one edge, when edges are clustered
 */

/** Lines of one table that touch each other, directly or through others. */
export interface Ruling {
  readonly horizontal: readonly Segment[];
  readonly vertical: readonly Segment[];
}

/** Points within which two edges are one: double lines and cells with spacing lie closer, rows and columns wider. */
export const SAME_EDGE = 3.5;
/** Points between collinear segments that are one line: dashes, cell spacing. */
const GAP = 4;
/** Parallel segments nearer than this are one line drawn twice, or drawn a little off. */
const SNAP = 0.75;
/** Shorter lines separate nothing that holds text. */
const SHORTEST = 6;
/** Lines of one direction on one page; statistical tables have some hundred. */
const MOST_LINES = 4_000;

const upright = (segment: Segment): Segment =>
  segment.from <= segment.to ? segment : { ...segment, from: segment.to, to: segment.from };

/** Groups sorted positions: a group spans at most `width`. Returns the mean of each. */
export function clusterPositions(positions: readonly number[], width: number): number[] {
  const sorted = [...positions].sort((a, b) => a - b);
  const groups: number[][] = [];
  for (const position of sorted) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && position - last[0] <= width) last.push(position);
    else groups.push([position]);
  }
  return groups.map((group) => group.reduce((sum, one) => sum + one, 0) / group.length);
}

/** Segments of one direction as lines: collinear ones with a gap of a few points are joined. */
function joinCollinear(segments: readonly Segment[]): Segment[] {
  const sorted = [...segments].map(upright).sort((a, b) => a.at - b.at);
  const joined: Segment[] = [];
  let start = 0;
  while (start < sorted.length) {
    const first = sorted[start];
    if (first === undefined) break;
    let end = start;
    while (end < sorted.length && (sorted[end]?.at ?? 0) - first.at <= SNAP) end++;
    const band = sorted.slice(start, end).sort((a, b) => a.from - b.from);
    let current: Segment | undefined;
    for (const segment of band) {
      if (current !== undefined && segment.from - current.to <= GAP)
        current = { ...current, to: Math.max(current.to, segment.to) };
      else {
        if (current !== undefined) joined.push(current);
        current = segment;
      }
    }
    if (current !== undefined) joined.push(current);
    start = end;
  }
  return joined.filter((line) => line.to - line.from >= SHORTEST);
}

const isPlaced = ({ at, from, to }: Segment): boolean =>
  Number.isFinite(at) && Number.isFinite(from) && Number.isFinite(to);

/** Whether a horizontal and a vertical line meet, within the tolerance. */
const meet = (across: Segment, down: Segment): boolean =>
  down.at >= across.from - SAME_EDGE &&
  down.at <= across.to + SAME_EDGE &&
  across.at >= down.from - SAME_EDGE &&
  across.at <= down.to + SAME_EDGE;

function findRoot(parents: number[], node: number): number {
  let root = node;
  while (parents[root] !== root) root = parents[root] ?? root;
  let next = node;
  while (next !== root) {
    const parent = parents[next] ?? root;
    parents[next] = root;
    next = parent;
  }
  return root;
}

/** Points to the outer side of a cell that has neither top nor bottom on its page. */
const WIDEST_OPEN = 150;

/**
 * Whether a line that meets no other is the outer side of a table: as long as the table's own lines, and beside them.
 * A cell that began on the page before and ends on the next is drawn by its sides alone.
 */
function standsBeside(line: Segment, { vertical }: Ruling): boolean {
  const top = Math.min(...vertical.map(({ from }) => from));
  const bottom = Math.max(...vertical.map(({ to }) => to));
  const nearest = Math.min(...vertical.map(({ at }) => Math.abs(at - line.at)));
  const isAsLong = Math.abs(line.from - top) <= SAME_EDGE && Math.abs(line.to - bottom) <= SAME_EDGE;
  return isAsLong && nearest <= WIDEST_OPEN;
}

/** The rulings of a page; lines that meet no other (underlines, rules under a head) are left out. */
export function listRulings(segments: readonly Segment[]): Ruling[] {
  const drawn = segments.filter(isPlaced);
  const horizontal = joinCollinear(drawn.filter(({ axis }) => axis === "horizontal")).slice(0, MOST_LINES);
  const vertical = joinCollinear(drawn.filter(({ axis }) => axis === "vertical"))
    .slice(0, MOST_LINES)
    .sort((a, b) => a.at - b.at);
  const parents = [...horizontal, ...vertical].map((_, index) => index);
  const meeting = new Set<number>();
  horizontal.forEach((across, row) => {
    vertical.forEach((down, column) => {
      if (!meet(across, down)) return;
      meeting.add(row).add(horizontal.length + column);
      parents[findRoot(parents, horizontal.length + column)] = findRoot(parents, row);
    });
  });
  const rulings = new Map<number, { horizontal: Segment[]; vertical: Segment[] }>();
  const alone = vertical.filter((_, index) => !meeting.has(horizontal.length + index));
  [...horizontal, ...vertical].forEach((line, index) => {
    if (!meeting.has(index)) return;
    const root = findRoot(parents, index);
    const ruling = rulings.get(root) ?? { horizontal: [], vertical: [] };
    ruling[line.axis].push(line);
    rulings.set(root, ruling);
  });
  const found = [...rulings.values()];
  for (const line of alone) found.find((ruling) => standsBeside(line, ruling))?.vertical.push(line);
  return found;
}
