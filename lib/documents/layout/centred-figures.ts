import { type Block, centreOf, middleOf, offCentre, offEach, sliceOf } from "./centred-blocks.ts";
import type { CentredColumn } from "./centred-heads.ts";

/** Figures in rows, and rows in the same columns, of tables whose texts stand in the middle of their cells. */

/** Blocks in rows: what stands at one height beside each other. */
export interface FigureRow {
  readonly middle: number;
  readonly page: number;
  readonly figures: readonly Block[];
}

/** Parts of the text size by which blocks of one row, or of one column, may be off each other. */
export const OFF_ROW = 0.25;
export const OFF_COLUMN = 0.3;

export const isInRow = (block: Block, middle: number): boolean =>
  Math.abs(middleOf(block) - middle) <= OFF_ROW * block.size;
export const isInColumn = (block: Block, { centre, left, right }: CentredColumn): boolean =>
  centre === undefined
    ? centreOf(block) >= left && centreOf(block) <= right
    : offCentre(block, centre) <= OFF_COLUMN * block.size;

/** 无, 不适用: words that stand for no figure. */
const NOTHING = /^(?:无|空|不适用|未发生|N\/?A|n\/?a)$/;
/** 三十五; a single sign may number a label. */
const ONE_NUMERAL = /^[〇零一二三四五六七八九十]$/;
const NUMERAL = /^[〇零一二三四五六七八九十百千万亿两]{2,}$/;
const LIST_NUMBER = /^[（(]?\d{1,2}[)）.、．]$/;

export const plain = (block: Block): string => block.text.replace(/\s+/g, "");
export const isValue = (block: Block): boolean => {
  const text = plain(block);
  return (block.figure && !LIST_NUMBER.test(text)) || NOTHING.test(text) || NUMERAL.test(text);
};

/** Parts of the text size by which a figure below or above a space of its own cell may be off its row. */
const OFF_LINE = 0.75;
/** So much further away must the next row be. */
const FURTHER = 1.7;

const isOver = (one: FigureRow, other: FigureRow): boolean =>
  one.figures.some((block) =>
    other.figures.some((figure) => block.box[2] > figure.box[0] && figure.box[2] > block.box[0]),
  );

/** Figures off their row by no more than half a line, over nothing of it and far from the next row, belong to it. */
function joinStray(rows: readonly FigureRow[]): FigureRow[] {
  const joined: FigureRow[] = [];
  rows.forEach((row, at) => {
    const last = joined.at(-1);
    if (last?.page !== row.page) {
      joined.push(row);
      return;
    }
    const [main, stray] = last.figures.length >= row.figures.length ? [last, row] : [row, last];
    const distance = row.middle - last.middle;
    const others = rows
      .slice(Math.max(0, at - 4), at + 4)
      .filter((other) => other.page === row.page && Math.abs(other.middle - main.middle) > distance);
    const next = others
      .filter((other) => isOver(other, main))
      .map((other) => Math.abs(other.middle - stray.middle));
    const isStray =
      !isOver(main, stray) &&
      distance <= OFF_LINE * (stray.figures[0]?.size ?? 0) &&
      next.every((other) => other >= FURTHER * distance);
    if (isStray) joined[joined.length - 1] = { ...main, figures: [...last.figures, ...row.figures] };
    else joined.push(row);
  });
  return joined;
}

export function listFigureRows(blocks: readonly Block[]): FigureRow[] {
  const rows: { middle: number; page: number; figures: Block[] }[] = [];
  for (const block of blocks) {
    if (!isValue(block)) continue;
    const row = rows.at(-1);
    if (row !== undefined && row.page === block.page && isInRow(block, row.middle)) row.figures.push(block);
    else rows.push({ middle: middleOf(block), page: block.page, figures: [block] });
  }
  return joinStray(rows);
}

/** 条, 万元: words that stand in a column of units. */
export const LONGEST_UNIT = 4;

export const leftOf = (blocks: readonly Block[]): number => Math.min(...blocks.map(({ box }) => box[0]));

/** Whether figures stand in the same columns as others, or in columns of their own. */
function standsUnder(row: FigureRow, figures: readonly Block[]): boolean {
  return row.figures.every((block) => {
    const over = figures.filter((other) => block.box[2] > other.box[0] && other.box[2] > block.box[0]);
    return over.length === 0 || over.some((other) => offEach(block, other) <= OFF_COLUMN * block.size);
  });
}

export const MOST_COMPARED = 60;

/** Rows that stand in the same columns, with nothing but labels and units between. */
export function groupRows(rows: readonly FigureRow[], blocks: readonly Block[]): FigureRow[][] {
  const regions: FigureRow[][] = [];
  let left = 0;
  let figures: Block[] = [];
  const isUnit = (block: Block) =>
    plain(block).length <= LONGEST_UNIT &&
    figures.some((figure) => offEach(block, figure) <= OFF_COLUMN * block.size);
  for (const row of rows) {
    const region = regions.at(-1);
    const last = region?.at(-1);
    const foreign = (block: Block) =>
      !isValue(block) &&
      !isUnit(block) &&
      !ONE_NUMERAL.test(plain(block)) &&
      last !== undefined &&
      !isInRow(block, last.middle) &&
      !isInRow(block, row.middle) &&
      block.box[2] > left;
    const goesOn =
      last !== undefined &&
      row.page - last.page <= 1 &&
      standsUnder(row, figures) &&
      !sliceOf(blocks, last.middle, row.middle).some(foreign);
    if (goesOn) {
      region?.push(row);
      figures = [...figures, ...row.figures].slice(-MOST_COMPARED);
      left = Math.min(left, leftOf(row.figures));
    } else {
      regions.push([row]);
      figures = [...row.figures];
      left = leftOf(row.figures);
    }
  }
  return regions;
}
