import type { Block, GridLine, GridLines, Paragraph, Table } from "../model.ts";

/** Tables whose columns are not told, as lines together with the lines of text around them. */

/** Lines above a table that may belong to its head, and below it that may end its last label. */
const MOST_ABOVE = 60;
const MOST_BELOW = 6;
/** Where a cell begins is not known. */
const UNKNOWN = -1;

function toLine(paragraph: Paragraph, table: number): GridLine {
  const pieces = [...paragraph.text.matchAll(/[^\s\u00a0\u3000]+/g)];
  return pieces.map(([text]) => ({
    x: UNKNOWN,
    slot: {
      table,
      method: "layout",
      cell: { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text, place: paragraph.place },
    },
  }));
}

function paragraphsBeside(blocks: readonly Block[], from: number, step: 1 | -1, most: number): Paragraph[] {
  const found: Paragraph[] = [];
  for (let at = from + step; found.length < most; at += step) {
    const block = blocks[at];
    if (block?.kind !== "paragraph") break;
    found.push(block);
  }
  return step === 1 ? found : found.reverse();
}

/** `at`: where the table stands among the blocks. */
export function toLines(table: Table, blocks: readonly Block[], at: number): GridLines {
  const beside = (step: 1 | -1, most: number): GridLine[] =>
    paragraphsBeside(blocks, at, step, most).map((paragraph) => toLine(paragraph, table.index));
  return {
    above: beside(-1, MOST_ABOVE),
    rows: table.rows.map((row, y) =>
      row.map((cell, x) => ({
        x: table.lines?.[y]?.[x] ?? UNKNOWN,
        slot: { cell, table: table.index, method: table.method },
      })),
    ),
    below: beside(1, MOST_BELOW),
  };
}
