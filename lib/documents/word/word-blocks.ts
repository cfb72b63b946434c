import type { Block } from "../../model.ts";
import type { DraftCell, DraftChunk, DraftContent, DraftTable } from "./word-draft.ts";
import { toTable } from "./word-grid.ts";

/**
 * Drafts to blocks. A table that holds tables is a layout frame: its cells are walked, its inner tables are the data.
 * Only a small table inside a much larger one is a part of that one's cell, and becomes its text.
 */

/** Cells of the outer table to one of the inner, from which the outer one is the data. */
const MUCH_LARGER = 4;

/** Spaces at the ends of lines, and empty lines, are the cell's padding. */
export function tidyLines(text: string): string {
  const lines = text.includes("\n") ? text.replace(/[ \t]*\n[\n \t]*/g, "\n") : text;
  return lines.replace(/^[ \t\n]+|[ \t\n]+$/g, "");
}

function listTables(content: readonly DraftContent[]): DraftTable[] {
  return content.flatMap((part) => {
    if (part.kind === "table") return [part];
    return part.kind === "box" && !part.floating ? listTables(part.content) : [];
  });
}

const countCells = (table: DraftTable): number => table.rows.reduce((sum, row) => sum + row.length, 0);

/** All of a table's own cells that hold text; what stands in tables inside is counted by itself. */
function isFrame(table: DraftTable): boolean {
  let own = 0;
  let inner = 0;
  let widest = 0;
  for (const row of table.rows) {
    widest = Math.max(widest, row.length);
    for (const cell of row) {
      const tables = listTables(cell.content);
      if (tables.length === 0) own++;
      for (const one of tables) {
        if (listNested(one)) return true;
        inner += Math.max(1, countCells(one));
      }
    }
  }
  return inner > 0 && (widest < 2 || own < MUCH_LARGER * inner);
}

const listNested = (table: DraftTable): boolean =>
  table.rows.some((row) => row.some((cell) => listTables(cell.content).length > 0));

/** A cell's text: paragraphs on lines of their own, cells of an inner table too. */
function textOfContent(content: readonly DraftContent[]): string {
  const lines = content.map((part) => {
    if (part.kind === "paragraph") return part.text;
    if (part.kind === "table")
      return part.rows.map((row) => row.map((cell) => textOfContent(cell.content)).join("\n")).join("\n");
    return part.kind === "box" && !part.floating ? textOfContent(part.content) : "";
  });
  return tidyLines(lines.join("\n"));
}

/** What lies over a table without belonging to one of its cells. */
function listFloating(content: readonly DraftContent[]): DraftContent[] {
  return content.flatMap((part) => {
    if (part.kind === "box") return part.floating ? [...part.content] : listFloating(part.content);
    return part.kind === "chunk" ? [part] : [];
  });
}

/** Blocks of an embedded document; `tables` stand before it. */
export type ChunkReading = (chunk: DraftChunk, tables: number) => readonly Block[];

export function toBlocks(content: readonly DraftContent[], readChunk: ChunkReading = () => []): Block[] {
  const blocks: Block[] = [];
  let tables = 0;
  const addTable = (table: DraftTable): void => {
    const cells = table.rows.flat();
    if (cells.length === 0) return;
    if (isFrame(table)) {
      for (const cell of cells) add(cell.content);
      return;
    }
    const rows = table.rows.map((row) => row.filter((cell) => !cell.cut));
    blocks.push(
      toTable({ ...table, rows }, ++tables, table.path, (cell: DraftCell) => textOfContent(cell.content)),
    );
    add(cells.flatMap((cell) => listFloating(cell.content)));
  };
  const add = (parts: readonly DraftContent[]): void => {
    for (const part of parts) {
      if (part.kind === "table") addTable(part);
      else if (part.kind === "box") add(part.content);
      else if (part.kind === "chunk") {
        const read = readChunk(part, tables);
        for (const block of read) blocks.push(block);
        tables += read.filter((block) => block.kind === "table").length;
      } else if (tidyLines(part.text) !== "")
        blocks.push({
          kind: "paragraph",
          text: tidyLines(part.text),
          place: { path: part.path, ...(part.offset === undefined ? {} : { offset: part.offset }) },
        });
    }
  };
  add(content);
  return blocks;
}
