import type { Block } from "../../model.ts";
import { readColumns } from "./text-columns.ts";
import { isBlank, type Line, splitLines } from "./text-lines.ts";
import { isDrawn, readPipes } from "./text-pipes.ts";
import type { Columns } from "./text-table.ts";
import { isLed, isTabbed, type Read, readTabs } from "./text-tabs.ts";

/**
 * Plain text as paragraphs and tables. What draws its tables is taken at its word first (tabs, then pipes and boxes);
 * what is left may be a table by its spaces or its order.
 */

function readDrawn(
  lines: readonly Line[],
  at: number,
  index: number,
  second: boolean,
  above: Columns | undefined,
): Read | undefined {
  const line = lines[at];
  if (line === undefined) return undefined;
  if (isLed(line) || isTabbed(line)) return readTabs(lines, at, index, second, above);
  return isDrawn(line) ? readPipes(lines, at, index, second, above) : undefined;
}

const isPrinted = ({ rows }: Read["table"]): boolean =>
  rows.some((row) => row.some((cell) => cell.text.trim() !== ""));

/** Reads decoded text. `second`: cells by another evidence than at first. Never throws for what the text holds. */
export function readText(text: string, second = false): Block[] {
  const lines = splitLines(text);
  const blocks: Block[] = [];
  let tables = 0;
  let plain: Line[] = [];
  /** Of the table that nothing was printed behind. */
  let above: Columns | undefined;
  const flush = (): void => {
    const read = readColumns(plain, tables, second);
    tables += read.filter((block) => block.kind === "table").length;
    blocks.push(...read);
    plain = [];
  };
  let at = 0;
  while (at < lines.length) {
    const drawn = readDrawn(lines, at, tables + 1, second, above);
    if (drawn === undefined) {
      const line = lines[at];
      if (line !== undefined) plain.push(line);
      if (!isBlank(line) && !line?.furniture) above = undefined;
      at++;
      continue;
    }
    at = Math.max(drawn.next, at + 1);
    // Lines of nothing but tabs are no table.
    if (!isPrinted(drawn.table)) continue;
    flush();
    above = drawn.columns;
    blocks.push({ ...drawn.table, index: ++tables });
  }
  flush();
  return blocks;
}
