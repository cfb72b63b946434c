import { type Block, centreOf, middleOf } from "./centred-blocks.ts";
import { type HeadCell, type HeadColumn, layCentredHeads, listLeaves } from "./centred-heads.ts";

/** Rows of figures whose text stands in the middle of columns, with the heads over them. */

/** Blocks in rows: what stands at one height beside each other. */
export interface FigureRow {
  readonly middle: number;
  readonly page: number;
  readonly figures: readonly Block[];
}

export interface HeadedRegion {
  readonly rows: readonly FigureRow[];
  readonly columns: readonly HeadColumn[];
  readonly heads: readonly HeadCell[];
  readonly headRows: number;
  /** Upper and lower edge of the heads. */
  readonly top: number;
  readonly bottom: number;
}

/** Parts of the text size by which blocks of one row, or of one column, may be off each other. */
export const OFF_ROW = 0.25;
export const OFF_COLUMN = 0.25;

export const isInRow = (block: Block, middle: number): boolean =>
  Math.abs(middleOf(block) - middle) <= OFF_ROW * block.size;
export const isInColumn = (block: Block, { centre, left, right }: HeadColumn): boolean =>
  centre === undefined
    ? centreOf(block) >= left && centreOf(block) <= right
    : Math.abs(centreOf(block) - centre) <= OFF_COLUMN * block.size;

/** 无, 不适用: words that stand for no figure. */
const NOTHING = /^(?:无|空|不适用|未发生|N\/?A|n\/?a)$/;
/** 三十五, 1.2万元 and such are figures too where they stand below a head. */
const NUMERAL = /^[〇零一二三四五六七八九十百千万亿两]+$/;
const LIST_NUMBER = /^[（(]?\d{1,2}[)）.、．]$/;

const plain = (block: Block): string => block.text.replace(/\s+/g, "");
export const isValue = (block: Block): boolean => {
  const text = plain(block);
  return (block.figure && !LIST_NUMBER.test(text)) || NOTHING.test(text) || NUMERAL.test(text);
};

export function listFigureRows(blocks: readonly Block[]): FigureRow[] {
  const rows: { middle: number; page: number; figures: Block[] }[] = [];
  for (const block of blocks) {
    if (!isValue(block)) continue;
    const row = rows.at(-1);
    if (row !== undefined && row.page === block.page && isInRow(block, row.middle)) row.figures.push(block);
    else rows.push({ middle: middleOf(block), page: block.page, figures: [block] });
  }
  return rows;
}

const leftOf = (blocks: readonly Block[]): number => Math.min(...blocks.map(({ box }) => box[0]));

/** Rows that nothing but labels stands between. */
export function groupRows(rows: readonly FigureRow[], blocks: readonly Block[]): FigureRow[][] {
  const regions: FigureRow[][] = [];
  let left = 0;
  for (const row of rows) {
    const region = regions.at(-1);
    const last = region?.at(-1);
    const foreign = (block: Block) =>
      !isValue(block) &&
      last !== undefined &&
      middleOf(block) > last.middle &&
      middleOf(block) < row.middle &&
      !isInRow(block, last.middle) &&
      !isInRow(block, row.middle) &&
      block.box[2] > left;
    if (region !== undefined && last !== undefined && row.page - last.page <= 1 && !blocks.some(foreign)) {
      region.push(row);
      left = Math.min(left, leftOf(row.figures));
    } else {
      regions.push([row]);
      left = leftOf(row.figures);
    }
  }
  return regions;
}

/** Parts of the text size between heads, and between heads and figures. */
const HEAD_GAP = 3.2;
const SENTENCE = /[。；]/;
const MOST_HEADS = 80;

/** Blocks over the figures that may be their heads: nothing that begins beside them, nothing far above, no figure. */
function findHeads(rows: readonly FigureRow[], blocks: readonly Block[], above: number): Block[] {
  const [first] = rows;
  if (first === undefined) return [];
  const figures = rows.flatMap((row) => row.figures);
  const left = leftOf(figures);
  const heads: Block[] = [];
  let frontier = Math.min(...first.figures.map(({ box }) => box[1]));
  for (const block of blocks.toReversed()) {
    const over = middleOf(block) < first.middle && !isInRow(block, first.middle);
    if (!over || block.page !== first.page || block.box[2] <= left) continue;
    const isFar = frontier - block.box[3] > HEAD_GAP * block.size;
    if (middleOf(block) <= above || isFar || isValue(block) || SENTENCE.test(block.text)) break;
    heads.push(block);
    frontier = Math.min(frontier, block.box[1]);
    if (heads.length > MOST_HEADS) return [];
  }
  return heads;
}

/** The middle of what stands in a column; nothing where that is no single one. */
function middleOfColumn(figures: readonly Block[]): number | undefined {
  const centres = figures.map(centreOf).sort((a, b) => a - b);
  const centre = centres[centres.length >> 1];
  const isOne = (block: Block) => Math.abs(centreOf(block) - (centre ?? 0)) <= OFF_COLUMN * block.size;
  return figures.every(isOne) ? centre : undefined;
}

/** A head in one line stands over the middle of its column; one in several lines may begin at the left edge. */
function toColumn(head: Block, inRows: readonly Block[]): HeadColumn {
  const [left, right] = [head.box[0], head.box[2]];
  const isBelow = (block: Block) =>
    head.lines === 1
      ? Math.abs(centreOf(block) - centreOf(head)) <= OFF_COLUMN * block.size
      : centreOf(block) >= left && centreOf(block) <= right;
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
const LONGEST_UNIT = 4;

/** Heads beside those over figures that have a column of short words of their own: 单位. */
function findUnitHeads(
  heads: readonly Block[],
  rows: readonly FigureRow[],
  blocks: readonly Block[],
): Block[] {
  const left = leftOf(heads);
  const [top, bottom] = [
    Math.min(...heads.map(({ box }) => box[1])),
    Math.max(...heads.map(({ box }) => box[3])),
  ];
  const beside = blocks.filter(
    (block) => block.box[2] <= left && middleOf(block) >= top && middleOf(block) <= bottom,
  );
  return beside.filter((head) => {
    const isUnit = (block: Block) =>
      plain(block).length <= LONGEST_UNIT &&
      Math.abs(centreOf(block) - centreOf(head)) <= OFF_COLUMN * block.size;
    const units = rows.filter(({ middle }) => {
      const own = blocks.filter((block) => isInRow(block, middle) && block.box[2] <= left);
      return own.length > 1 && own.some(isUnit);
    });
    return units.length >= Math.max(2, rows.length * UNITS);
  });
}

/** The columns and heads of a region; `undefined` where figures stand in the middle of no column. */
export function headRegion(
  rows: readonly FigureRow[],
  blocks: readonly Block[],
  above: number,
): HeadedRegion | undefined {
  const over = findHeads(rows, blocks, above);
  const figures = rows.flatMap((row) => row.figures);
  const inRows = blocks.filter((block) => rows.some(({ middle }) => isInRow(block, middle)));
  // The topmost may be the title of the table, or a line of text.
  for (let heads = over; heads.length > 0; heads = withoutTop(heads)) {
    const all = [...heads, ...findUnitHeads(heads, rows, blocks)];
    const leaves = listLeaves(all);
    const columns = leaves.map((leaf) => toColumn(leaf, inRows));
    const placed = figures.every(
      (block) => columns.filter((column) => isInColumn(block, column)).length === 1,
    );
    if (!placed) continue;
    const [first] = columns;
    const labels = inRows.filter((block) => first !== undefined && block.box[2] <= first.left);
    const labelEnd = Math.max(...labels.map(({ box }) => box[2]));
    const parents = all.filter((head) => !leaves.includes(head));
    const cells = layCentredHeads(columns, parents, labelEnd);
    if (cells === undefined) continue;
    return {
      ...{ rows, columns, heads: cells },
      headRows: Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan)),
      top: Math.min(...all.map(({ box }) => box[1])),
      bottom: Math.max(...all.map(({ box }) => box[3])),
    };
  }
  return undefined;
}

/** Without the topmost head, where it stands alone. */
function withoutTop(heads: readonly Block[]): Block[] {
  const top = Math.min(...heads.map(middleOf));
  const highest = heads.filter((head) => isInRow(head, top));
  return highest.length === 1 ? heads.filter((head) => !highest.includes(head)) : [];
}
