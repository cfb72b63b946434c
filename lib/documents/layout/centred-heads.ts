import { type Block, centreOf, middleOf } from "./centred-blocks.ts";

/**
 * Heads whose text stands in the middle of their cells. Each centre of a column is half-way between two edges, which
 * tells within little where the edges are; how far a head over several columns reaches follows from where its own
 * centre is. Nothing is taken that has two solutions.
 */

export interface CentredColumn {
  /** Of what stands below the head, or of a head in one line. */
  readonly centre: number | undefined;
  /** What stands in it reaches from here to there. */
  readonly left: number;
  readonly right: number;
}

export interface HeadColumn extends CentredColumn {
  readonly head: Block;
}

export interface HeadCell {
  readonly block: Block;
  /** Row from 0, columns from 0, last included. */
  readonly row: number;
  readonly rowSpan: number;
  readonly from: number;
  readonly to: number;
}

/** Parts of the text size by which text may be off the middle of its cell. */
const OFF = 0.25;
const MOST_STEPS = 20_000;

const isOver = (upper: Block, lower: Block): boolean =>
  Math.min(upper.box[2], lower.box[2]) - Math.max(upper.box[0], lower.box[0]) > 1 &&
  middleOf(lower) > middleOf(upper) + OFF * upper.size;

const isBeside = (one: Block, other: Block): boolean =>
  one.box[2] <= other.box[0] || other.box[2] <= one.box[0];

/**
 * The lowest heads, one over each column, from the left. A head over two columns may stand between those of its own
 * columns, so one that stands higher than others and over no figure may be lowest or not: both ways are given.
 */
export function listLeaves(heads: readonly Block[], figures: readonly Block[]): Block[][] {
  const lowest = heads
    .filter((head) => !heads.some((other) => other !== head && isOver(head, other)))
    .sort((a, b) => centreOf(a) - centreOf(b));
  const bottom = Math.max(...lowest.map(middleOf));
  const certain = lowest.filter(
    (head) => middleOf(head) >= bottom - OFF * head.size || figures.some((figure) => !isBeside(head, figure)),
  );
  return certain.length === lowest.length ? [lowest] : [lowest, certain];
}

/** Where an edge between columns may be. */
interface Edge {
  low: number;
  high: number;
}

/** Points by which contents may stand over an edge, and by which a middle may be off. */
const SLACK = 1;
const OFF_MIDDLE = 2.5;
/** Parts of the text size that the outermost cells may reach further than what stands in them. */
const MARGIN = 4;
const ROUNDS = 4;

/** Edges lie between what stands in neighbouring columns, and as far left of a column's middle as the next lies right. */
function findEdges(columns: readonly HeadColumn[], labelEnd: number): readonly Edge[] | undefined {
  const edges = [...columns.keys(), columns.length].map((at): Edge => {
    const [before, after] = [columns[at - 1], columns[at]];
    const margin = MARGIN * (after ?? before ?? { head: { size: 0 } }).head.size;
    const low = before?.right ?? Math.max(labelEnd, (after?.left ?? 0) - margin);
    return { low: low - SLACK, high: (after?.left ?? (before?.right ?? 0) + margin) + SLACK };
  });
  const mirror = (edge: Edge, other: Edge, centre: number) => {
    edge.low = Math.max(edge.low, 2 * centre - other.high - OFF_MIDDLE);
    edge.high = Math.min(edge.high, 2 * centre - other.low + OFF_MIDDLE);
  };
  for (let round = 0; round < ROUNDS; round++)
    columns.forEach(({ centre }, at) => {
      const [start, end] = [edges[at], edges[at + 1]];
      if (centre === undefined || start === undefined || end === undefined) return;
      mirror(end, start, centre);
      mirror(start, end, centre);
    });
  return edges.some(({ low, high }) => low > high) ? undefined : edges;
}

/** Whether a head may reach from one column to the other: in several lines it may begin at their left edge. */
function isOverColumns(edges: readonly Edge[], from: number, to: number, block: Block): boolean {
  const [start, end] = [edges[from], edges[to + 1]];
  if (start === undefined || end === undefined) return false;
  const off = OFF * block.size;
  if (block.box[0] < start.low - off || block.box[2] > end.high + off) return false;
  const centre = centreOf(block);
  const isCentred = centre >= (start.low + end.low) / 2 - off && centre <= (start.high + end.high) / 2 + off;
  return isCentred || (block.lines > 1 && block.box[0] <= start.high + block.size);
}

type Range = readonly [from: number, to: number];

/** Ways to give each head of a level neighbouring columns of its own. */
function listRanges(
  level: readonly Block[],
  columns: number,
  edges: readonly Edge[],
  budget: { left: number },
): Range[][] {
  const found: Range[][] = [];
  const go = (at: number, start: number, taken: readonly Range[]) => {
    const block = level[at];
    if (block === undefined) {
      found.push([...taken]);
      return;
    }
    for (let from = start; from < columns; from++)
      for (let to = from; to < columns; to++) {
        if (budget.left-- <= 0) return;
        if (isOverColumns(edges, from, to, block)) go(at + 1, to + 1, [...taken, [from, to]]);
      }
  };
  go(0, 0, []);
  return found;
}

function toLevels(parents: readonly Block[]): Block[][] {
  const levels: Block[][] = [];
  for (const block of [...parents].sort((a, b) => middleOf(a) - middleOf(b))) {
    const level = levels.at(-1);
    if (level?.[0] && Math.abs(middleOf(level[0]) - middleOf(block)) <= OFF * block.size) level.push(block);
    else levels.push([block]);
  }
  return levels.map((level) => level.sort((a, b) => centreOf(a) - centreOf(b)));
}

/** Whether lowest heads that begin in the same row stand at the same height, and higher where they begin higher. */
function isStepped(columns: readonly HeadColumn[], depths: readonly number[]): boolean {
  return columns.every(({ head }, at) =>
    columns.every(({ head: other }, index) => {
      const [own, its] = [depths[at] ?? 0, depths[index] ?? 0];
      const below = middleOf(other) - middleOf(head);
      return own === its ? Math.abs(below) <= OFF * head.size : own > its || below > OFF * head.size;
    }),
  );
}

/** The cells of the heads; `undefined` where the heads do not stand in the middle of one set of cells. */
export function layCentredHeads(
  columns: readonly HeadColumn[],
  parents: readonly Block[],
  labelEnd: number,
): readonly HeadCell[] | undefined {
  const edges = findEdges(columns, labelEnd);
  if (edges === undefined) return undefined;
  const levels = toLevels(parents);
  const budget = { left: MOST_STEPS };
  const choices = levels.map((level) => listRanges(level, columns.length, edges, budget));
  if (budget.left <= 0) return undefined;
  const solutions: (readonly Range[])[][] = [];
  const choose = (level: number, taken: readonly (readonly Range[])[]) => {
    if (budget.left-- <= 0 || solutions.length > 1) return;
    const ways = choices[level];
    if (ways === undefined) {
      const depths = columns.map((_, at) => taken.filter((ranges) => isIn(ranges, at)).length);
      if (isStepped(columns, depths)) solutions.push([...taken]);
      return;
    }
    for (const ranges of ways) {
      const upper = taken.at(-1);
      const fits =
        upper === undefined ||
        ranges.every(([from, to]) => upper.some(([first, last]) => first <= from && to <= last));
      if (fits) choose(level + 1, [...taken, ranges]);
    }
  };
  choose(0, []);
  const [only, ...more] = solutions;
  if (only === undefined || more.length > 0 || budget.left <= 0) return undefined;
  const cells: HeadCell[] = only.flatMap((ranges, row) =>
    ranges.flatMap(([from, to], at) => {
      const block = levels[row]?.[at];
      return block === undefined ? [] : [{ block, row, rowSpan: 1, from, to }];
    }),
  );
  columns.forEach(({ head }, at) => {
    const row = only.filter((ranges) => isIn(ranges, at)).length;
    cells.push({ block: head, row, rowSpan: levels.length + 1 - row, from: at, to: at });
  });
  return cells;
}

const isIn = (ranges: readonly Range[], column: number): boolean =>
  ranges.some(([from, to]) => from <= column && column <= to);

/**
 * The same where no cells are merged: every head stands over one column, those of groups over their first, and what is
 * below or beside is empty. The first column then has a head in the first row.
 */
export function laySingleHeads(
  columns: readonly HeadColumn[],
  parents: readonly Block[],
  labelEnd: number,
): readonly HeadCell[] | undefined {
  const edges = findEdges(columns, labelEnd);
  if (edges === undefined) return undefined;
  const heads = [...parents, ...columns.map(({ head }) => head)];
  const levels = toLevels(heads);
  const cells = levels.flatMap((level, row) =>
    level.flatMap((block): HeadCell[] => {
      const leaf = columns.findIndex(({ head }) => head === block);
      const [at, ...more] =
        leaf >= 0 ? [leaf] : [...columns.keys()].filter((one) => isOverColumns(edges, one, one, block));
      return at === undefined || more.length > 0 ? [] : [{ block, row, rowSpan: 1, from: at, to: at }];
    }),
  );
  const places = new Set(cells.map(({ row, from }) => `${row} ${from}`));
  const isWhole = cells.length === heads.length && places.size === cells.length;
  return isWhole && places.has("0 0") ? cells : undefined;
}
