import { type Block, centreOf, centresOf, middleOf, offCentre, offEach, sliceOf } from "./centred-blocks.ts";
import {
  type FigureRow,
  isInColumn,
  isInRow,
  isValue,
  LONGEST_UNIT,
  leftOf,
  MOST_COMPARED,
  OFF_COLUMN,
  plain,
} from "./centred-figures.ts";
import {
  type CentredColumn,
  type HeadCell,
  type HeadColumn,
  layCentredHeads,
  laySingleHeads,
  listLeaves,
} from "./centred-heads.ts";

/** Rows of figures whose text stands in the middle of columns, with the heads over them. */

export interface CentredRegion {
  readonly rows: readonly FigureRow[];
  readonly columns: readonly CentredColumn[];
  readonly heads: readonly HeadCell[];
  readonly headRows: number;
  /** Lower edge of the heads. */
  readonly bottom: number;
}

/** Parts of the text size between heads, and between heads and figures. */
const HEAD_GAP = 3.2;
const SENTENCE = /[。；]/;
const MOST_HEADS = 80;

/**
 * Blocks over the figures that may be their heads: nothing that begins beside them, nothing far above, no figure. Heads
 * may stand at the foot of the page before where the figures are the first on theirs.
 */
function findHeads(rows: readonly FigureRow[], blocks: readonly Block[], above: number): Block[] {
  const [first] = rows;
  if (first === undefined) return [];
  const left = leftOf(rows.flatMap((row) => row.figures));
  const heads: Block[] = [];
  let page = first.page;
  const own = blocks.filter((block) => first.figures.includes(block) || isInRow(block, first.middle));
  let frontier = Math.min(...own.map(({ box }) => box[1]));
  for (const block of blocks.toReversed()) {
    const isFigure = isInRow(block, first.middle) || first.figures.includes(block);
    if (middleOf(block) >= first.middle || isFigure || block.box[2] <= left) continue;
    const isTurned = page === first.page && block.page === page - 1;
    if (isTurned) page = block.page;
    const isFar = !isTurned && frontier - block.box[3] > HEAD_GAP * block.size;
    if (block.page !== page || middleOf(block) <= above || isFar) break;
    if (isValue(block) || SENTENCE.test(block.text)) break;
    heads.push(block);
    frontier = isTurned ? block.box[1] : Math.min(frontier, block.box[1]);
    if (heads.length > MOST_HEADS) return [];
  }
  return heads;
}

/** The middle of what stands in a column; nothing where that is no single one. */
function middleOfColumn(figures: readonly Block[]): number | undefined {
  const isMiddle = (middle: number) =>
    figures.every((block) => offCentre(block, middle) <= OFF_COLUMN * block.size);
  return figures.slice(0, MOST_COMPARED).flatMap(centresOf).find(isMiddle);
}

/** Parts of the text size by which the middle of a column may lie right of a head that begins at its left edge. */
const BESIDE = 4;

/** A head in one line stands over the middle of its column; one in several lines may begin at the left edge. */
function toColumn(head: Block, next: Block | undefined, inRows: readonly Block[]): HeadColumn {
  const [left, , right] = head.box;
  const end = Math.min(next?.box[0] ?? Number.POSITIVE_INFINITY, right + BESIDE * head.size);
  const isBelow = (block: Block) =>
    head.lines === 1
      ? offEach(block, head) <= OFF_COLUMN * block.size
      : centreOf(block) >= left && centreOf(block) < end;
  const own = inRows.filter(isBelow);
  const boxes = [head, ...own].map(({ box }) => box);
  return {
    head,
    centre: middleOfColumn(own) ?? (head.lines === 1 ? centreOf(head) : undefined),
    left: Math.min(...boxes.map((box) => box[0])),
    right: Math.max(...boxes.map((box) => box[2])),
  };
}

/** Share of the rows in which a word stands below a head left of the figures, for it to be a column of units. */
const UNITS = 0.6;

/** Heads left of those over figures: of a column of units (单位), or of one that is blank and has no label below it. */
function findHeadsBeside(
  heads: readonly Block[],
  rows: readonly FigureRow[],
  inRows: readonly Block[],
  blocks: readonly Block[],
): Block[] {
  const left = leftOf([...heads, ...rows.flatMap((row) => row.figures)]);
  const [top, bottom] = [
    Math.min(...heads.map(({ box }) => box[1])),
    Math.max(...heads.map(({ box }) => box[3])),
  ];
  const labels = inRows.filter((block) => block.box[2] <= left);
  const beside = blocks.filter(
    (block) => block.box[2] <= left && middleOf(block) >= top && middleOf(block) <= bottom,
  );
  return beside.filter((head) => {
    const below = labels.filter((block) => block.box[0] < head.box[2] && block.box[2] > head.box[0]);
    if (below.length === 0) return true;
    const isUnit = (block: Block) =>
      plain(block).length <= LONGEST_UNIT && offEach(block, head) <= OFF_COLUMN * block.size;
    const units = rows.filter(({ middle }) => {
      const own = labels.filter((block) => isInRow(block, middle));
      return own.length > 1 && own.some(isUnit);
    });
    return units.length >= Math.max(2, rows.length * UNITS);
  });
}

/** Columns of figures alone, from the left; `undefined` where figures stand in the middle of none. */
function listColumns(figures: readonly Block[]): CentredColumn[] | undefined {
  const columns: Block[][] = [];
  for (const block of figures) {
    const own = columns.find((column) =>
      column.some((other) => block.box[2] > other.box[0] && other.box[2] > block.box[0]),
    );
    if (own === undefined) columns.push([block]);
    else own.push(block);
  }
  const found = columns
    .map((own) => ({
      centre: middleOfColumn(own),
      left: leftOf(own),
      right: Math.max(...own.map(({ box }) => box[2])),
    }))
    .sort((a, b) => a.left - b.left);
  const isApart = found.every(
    ({ centre, left }, at) => centre !== undefined && left >= (found[at - 1]?.right ?? left),
  );
  return isApart ? found : undefined;
}

/** Rows right below others, without heads of their own, in as many columns: a table that was cut and laid out anew. */
export function continueRegion(
  rows: readonly FigureRow[],
  blocks: readonly Block[],
  upper: CentredRegion,
): CentredRegion | undefined {
  const [last, first] = [upper.rows.at(-1), rows[0]];
  const columns = listColumns(rows.flatMap((row) => row.figures));
  if (last === undefined || first === undefined || columns?.length !== upper.columns.length) return undefined;
  const left = columns[0]?.left ?? 0;
  const isBetween = (block: Block) =>
    block.box[2] > left && !isInRow(block, last.middle) && !isInRow(block, first.middle);
  if (first.page - last.page > 1 || sliceOf(blocks, last.middle, first.middle).some(isBetween))
    return undefined;
  return { rows, columns, heads: [], headRows: 0, bottom: last.middle };
}

/** The columns and heads of a region; `undefined` where figures stand in the middle of no column. */
export function headRegion(
  rows: readonly FigureRow[],
  blocks: readonly Block[],
  above: number,
): CentredRegion | undefined {
  const over = findHeads(rows, blocks, above);
  const figures = rows.flatMap((row) => row.figures);
  const inRows = blocks.filter((block) => rows.some(({ middle }) => isInRow(block, middle)));
  // The topmost may be the title of the table, or a line of text.
  for (let heads = over; heads.length > 0; heads = withoutTop(heads)) {
    const all = [...heads, ...findHeadsBeside(heads, rows, inRows, blocks)];
    const [found, ...more] = listLeaves(all, figures).flatMap(
      (leaves) => layRegion(rows, inRows, all, leaves) ?? [],
    );
    if (found !== undefined) return more.length === 0 ? found : undefined;
  }
  return undefined;
}

/** The region where these heads are the lowest; `undefined` where figures or heads do not fit. */
function layRegion(
  rows: readonly FigureRow[],
  inRows: readonly Block[],
  heads: readonly Block[],
  leaves: readonly Block[],
): CentredRegion | undefined {
  const columns = leaves.map((leaf, at) => toColumn(leaf, leaves[at + 1], inRows));
  const figures = rows.flatMap((row) => row.figures);
  const isPlaced = (block: Block) => columns.filter((column) => isInColumn(block, column)).length === 1;
  if (!figures.every(isPlaced)) return undefined;
  const [first] = columns;
  const labels = inRows.filter((block) => first !== undefined && block.box[2] <= first.left);
  const labelEnd = Math.max(...labels.map(({ box }) => box[2]));
  const parents = heads.filter((head) => !leaves.includes(head));
  const cells = layCentredHeads(columns, parents, labelEnd) ?? laySingleHeads(columns, parents, labelEnd);
  if (cells === undefined) return undefined;
  return {
    ...{ rows, columns, heads: cells },
    headRows: Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan)),
    bottom: Math.max(...heads.map(({ box }) => box[3])),
  };
}

/** Without the topmost head, where it stands alone. */
function withoutTop(heads: readonly Block[]): Block[] {
  const top = Math.min(...heads.map(middleOf));
  const highest = heads.filter((head) => isInRow(head, top));
  return highest.length === 1 ? heads.filter((head) => !highest.includes(head)) : [];
}
