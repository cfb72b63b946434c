import type { Box, ReadingMethod } from "../../model.ts";
import { type Block, sliceOf, stripOf } from "./centred-blocks.ts";
import { type FigureRow, groupRows, listFigureRows } from "./centred-figures.ts";
import { type CentredRegion, continueRegion, headRegion } from "./centred-regions.ts";
import { type CentredRow, readCentredRows } from "./centred-rows.ts";
import { type LaidCell, type LaidLine, type LaidTable, leastConfidence } from "./laid-table.ts";
import { UNREADABLE } from "./page.ts";
import { boxAround } from "./page-lines.ts";

/**
 * Tables without ruling lines whose texts stand in the middle of their cells, as forms print them. From the middles
 * follow rows, columns and how far each head reaches; a table is taken only where everything in it stands in the
 * middle of some cell, and what is left goes to aligned-tables.ts.
 */

export interface Centred {
  readonly tables: readonly LaidTable[];
  /** Lines that tables were made of. */
  readonly used: ReadonlySet<LaidLine>;
}

interface Laying {
  readonly method: (page: number) => ReadingMethod;
  readonly shifts: ReadonlyMap<number, number>;
}

const layBlock = (
  block: Block | undefined,
  row: number,
  column: number,
  page: number,
  empty: Box,
): LaidCell => ({
  ...{ row, column, rowSpan: 1, columnSpan: 1, text: block?.text ?? "" },
  page: block?.page ?? page,
  box: block?.onPage ?? empty,
  ...leastConfidence(block?.runs ?? []),
});

const slotOf = (row: number, column: number): string => `${row} ${column}`;

function layHeads(region: CentredRegion, page: number): LaidCell[] {
  if (region.headRows === 0) return [];
  const boxes = region.heads.map(({ block }) => block.onPage);
  const [left, top, , bottom] = boxAround(boxes);
  const corner: LaidCell = {
    ...{ row: 1, column: 1, rowSpan: region.headRows, columnSpan: 1, text: "", page },
    box: [left, top, left, bottom],
  };
  const taken = new Set(
    region.heads.flatMap(({ row, rowSpan, from, to }) =>
      Array.from({ length: rowSpan * (to - from + 1) }, (_, at) =>
        slotOf(row + Math.floor(at / (to - from + 1)), from + (at % (to - from + 1))),
      ),
    ),
  );
  const empty = Array.from({ length: region.headRows }, (_, row) =>
    region.columns.flatMap((column, at) =>
      taken.has(slotOf(row, at))
        ? []
        : [layBlock(undefined, row + 1, at + 2, page, [column.left, top, column.right, bottom])],
    ),
  ).flat();
  return [
    corner,
    ...empty,
    ...region.heads.map(({ block, row, rowSpan, from, to }) => ({
      ...layBlock(block, row + 1, from + 2, page, block.onPage),
      ...{ rowSpan, columnSpan: to - from + 1 },
    })),
  ];
}

function layTable(region: CentredRegion, rows: readonly CentredRow[], { method, shifts }: Laying): LaidTable {
  const page = region.heads[0]?.block.page ?? region.rows[0]?.page ?? 0;
  const { columns, headRows } = region;
  const body = rows.flatMap((row, at) => {
    const number = headRows + at + 1;
    const shift = shifts.get(row.page) ?? 0;
    const known = [row.label, ...row.blocks].flatMap((block) => (block === undefined ? [] : [block.onPage]));
    const [left, top, , bottom] = boxAround(known);
    return [
      layBlock(row.label, number, 1, row.page, [left, top, left, bottom]),
      ...columns.map((column, index) => {
        const block = row.blocks[index];
        const empty: Box = [column.left, row.middle - shift, column.right, row.middle - shift];
        const cell = layBlock(block, number, index + 2, row.page, empty);
        return row.cut ? { ...cell, text: `${cell.text}${UNREADABLE}` } : cell;
      }),
    ];
  });
  const cells = [...layHeads(region, page), ...body];
  const box = boxAround(cells.filter((cell) => cell.page === page).map((cell) => cell.box));
  return {
    ...{ kind: "table", page, box, cells, method: method(page), rows: headRows + rows.length },
    edges: [box[0], ...columns.map(({ left }) => left), box[2]],
    aligned: { lines: [], headed: true },
  };
}

/** The lines of a page that stand between the upper and the lower edge of the table there. */
function linesOf(table: LaidTable, pages: readonly (readonly LaidLine[])[]): LaidLine[] {
  return pages.flatMap((lines) =>
    lines.filter((line) => {
      const own = table.cells.filter((cell) => cell.page === line.page && cell.text !== "");
      if (own.length === 0) return false;
      const [, top, , bottom] = boxAround(own.map((cell) => cell.box));
      return (line.box[1] + line.box[3]) / 2 >= top && (line.box[1] + line.box[3]) / 2 <= bottom;
    }),
  );
}

/** Points above and below rows of figures in which the rest of their table may stand. */
const AROUND = 400;

const aroundRows = (rows: readonly FigureRow[], blocks: readonly Block[]): readonly Block[] =>
  sliceOf(blocks, (rows[0]?.middle ?? 0) - AROUND, (rows.at(-1)?.middle ?? 0) + AROUND);

/** Finds the tables of a document among the lines of its pages; one that goes on over pages is one. */
export function centreTables(
  pages: readonly (readonly LaidLine[])[],
  heights: readonly number[],
  method: (page: number) => ReadingMethod,
): Centred {
  const { blocks, parted } = stripOf(pages, heights);
  const shifts = new Map<number, number>();
  let shift = 0;
  pages.forEach((lines, at) => {
    if (lines[0] !== undefined) shifts.set(lines[0].page, shift);
    shift += heights[at] ?? 0;
  });
  const tables: LaidTable[] = [];
  const used = new Set<LaidLine>();
  let above = Number.NEGATIVE_INFINITY;
  let upper: CentredRegion | undefined;
  for (const rows of groupRows(listFigureRows(blocks), blocks)) {
    const around = aroundRows(rows, blocks);
    const region = headRegion(rows, around, above) ?? (upper && continueRegion(rows, around, upper));
    upper = undefined;
    above = rows.at(-1)?.middle ?? above;
    const read = region && readCentredRows(region, around, parted);
    if (region === undefined || read === undefined) continue;
    const table = layTable(region, read, { method, shifts });
    const lines = linesOf(table, pages);
    if (lines.some((line) => used.has(line))) continue;
    upper = region;
    tables.push(table);
    for (const line of lines) used.add(line);
  }
  return { tables, used };
}
