import { type Block, centreOf, middleOf } from "./centred-blocks.ts";
import { isInColumn, isInRow } from "./centred-figures.ts";
import type { CentredRegion } from "./centred-regions.ts";

/** Rows of a table whose columns are known: the label of each, what stands in each column, and rows of blanks. */

export interface CentredRow {
  readonly page: number;
  readonly middle: number;
  readonly label?: Block;
  /** By column; blank where nothing stands. */
  readonly blocks: readonly (Block | undefined)[];
  /** Whether a part of it may stand on another page. */
  readonly cut: boolean;
}

/** Parts of the text size: between rows, and by which labels in one column may be off each other. */
const ROW_GAP = 2.5;
const OFF_LABEL = 0.1;

const overlapsDown = (a: Block, b: Block): boolean =>
  Math.min(a.box[3], b.box[3]) > Math.max(a.box[1], b.box[1]);
const gapBetween = (a: Block, b: Block): number =>
  Math.max(a.box[1], b.box[1]) - Math.min(a.box[3], b.box[3]);

const rightmost = (blocks: readonly Block[]): Block | undefined =>
  blocks.reduce<Block | undefined>(
    (last, block) => (last === undefined || block.box[0] > last.box[0] ? block : last),
    undefined,
  );

/** Labels at whose height no figure stands; those of groups have others on their right. */
function findBlankLabels(region: CentredRegion, beside: readonly Block[], taken: readonly Block[]): Block[] {
  const [first, last] = [region.rows[0]?.middle ?? 0, region.rows.at(-1)?.middle ?? 0];
  const blank: Block[] = [];
  const rest = beside.filter((block) => !taken.includes(block)).sort((a, b) => b.box[0] - a.box[0]);
  for (const block of rest) {
    const labels = [...taken, ...blank];
    if (labels.some((label) => label.box[0] >= block.box[0] && overlapsDown(label, block))) continue;
    const middle = middleOf(block);
    const goesOn = labels.some(
      (label) =>
        label.page === block.page &&
        Math.abs(label.size - block.size) <= OFF_LABEL &&
        Math.abs(centreOf(label) - centreOf(block)) <= OFF_LABEL * block.size &&
        gapBetween(label, block) <= ROW_GAP * block.size,
    );
    if ((middle > first && middle < last) || (middle > region.bottom && goesOn)) blank.push(block);
  }
  return blank;
}

/** The rows of a region; `undefined` where something stands in it that is no part of any. */
export function readCentredRows(
  region: CentredRegion,
  blocks: readonly Block[],
  parted: boolean,
): readonly CentredRow[] | undefined {
  const { rows, columns } = region;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const left = Math.min(...columns.map((column) => column.left));
  const beside = blocks.filter((block) => block.box[2] <= left);
  const own = rows.map(({ middle }) => rightmost(beside.filter((block) => isInRow(block, middle))));
  const taken = own.flatMap((block) => block ?? []);
  const blank = taken.length > 0 ? findBlankLabels(region, beside, taken) : [];
  if (blank.length > 0 && !parted) return undefined;
  const middles = [
    ...rows.map(({ middle, page, figures }, at) => ({ middle, page, figures, label: own[at] })),
    ...blank.map((label) => ({ middle: middleOf(label), page: label.page, figures: [], label })),
  ].sort((a, b) => a.middle - b.middle);
  const heights = middles.flatMap(({ middle, figures }) => [middle, ...figures.map(middleOf)]);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  const within = blocks.filter((block) => block.box[2] > left && block.box[3] > top && block.box[1] < bottom);
  const heads = region.heads.map(({ block }) => block);
  const placed = new Set<Block>(heads);
  const read = middles.map(({ middle, page, figures, label }, at): CentredRow => {
    const beyond = within.filter((block) => isInRow(block, middle) || figures.includes(block));
    const cells = columns.map((column) => {
      const [only, ...more] = beyond.filter((block) => isInColumn(block, column));
      return more.length > 0 ? undefined : only;
    });
    for (const block of cells) if (block !== undefined) placed.add(block);
    const atBreak = middles[at - 1]?.page !== page || middles[at + 1]?.page !== page;
    const inside = at > 0 && at < middles.length - 1;
    const isBlank = cells.every((block) => block === undefined);
    return {
      ...{ page, middle, blocks: cells },
      ...(label && { label }),
      cut: inside && atBreak && isBlank,
    };
  });
  if (within.some((block) => !placed.has(block))) return undefined;
  return checkLabels(read);
}

/** Where rows have labels, one without may be a part of another: over a page break both are cut, elsewhere nothing is read. */
function checkLabels(rows: readonly CentredRow[]): readonly CentredRow[] | undefined {
  if (rows.every((row) => row.label === undefined)) return rows.length === 1 ? rows : undefined;
  const cut = new Set<number>();
  for (const [at, { label, page }] of rows.entries()) {
    if (label !== undefined) continue;
    if (at === 0 || rows[at - 1]?.page === page) return undefined;
    cut.add(at).add(at - 1);
  }
  return rows.map((row, at) => (cut.has(at) ? { ...row, cut: true } : row));
}
