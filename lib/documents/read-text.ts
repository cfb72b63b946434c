import type { Block, Cell, Document, Table } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { decodeText } from "./charset.ts";
import type { Content } from "./reader.ts";

/**
 * Plain text as extractors leave it (Apache Tika on Word, HTML and sheets). Two table shapes:
 *
 *   led rows     every cell is a line that begins with a tab; a blank line ends the row, a second one the table.
 *                A line without a tab goes on with the cell above, also after one blank line (a second paragraph).
 *   tabbed rows  a line is a row, its cells parted by tabs.
 *
 *   "\t规章\n\t 0\n\n\t结果\n\n维持\n\t其他结果\n\n\n"  → [[规章, " 0"], ["结果\n维持", 其他结果]]
 *
 * The merges are lost in both: the table is marked ragged and the grid stage rebuilds its spans.
 */

interface Line {
  readonly text: string;
  readonly offset: number;
  readonly number: number;
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    lines.push({ text: line.endsWith("\r") ? line.slice(0, -1) : line, offset, number: lines.length + 1 });
    offset += line.length + 1;
  }
  return lines;
}

const isBlank = (line: Line | undefined): boolean =>
  line !== undefined && /^[ \u00a0\u3000\f]*$/.test(line.text);
const isTabbed = (line: Line | undefined): boolean => line?.text.includes("\t", 1) ?? false;
const isLed = (line: Line | undefined): boolean => line?.text.startsWith("\t") === true && !isTabbed(line);

/** A finished figure, with its unit, is not continued by the paragraph that follows it; nor is a mark for nothing. */
const FIGURE = /^(?:[+\-＋－]?[\d０-９](?:[\d０-９.,，．]*[\d０-９])?\S{0,2}|[-—–/／无]+)$/;
/** 三、收到和处理政府信息公开申请情况: a numbered heading begins something new. */
const HEADING = /^\p{Script=Han}{1,2}、/u;

class RowBuilder {
  readonly rows: Cell[][] = [];
  private row: Cell[] = [];

  add(text: string, line: Line, offset: number): void {
    this.row.push({
      row: this.rows.length + 1,
      column: this.row.length + 1,
      rowSpan: 1,
      columnSpan: 1,
      text,
      place: { offset, line: line.number },
    });
  }

  /** Adds a paragraph to the last cell. */
  continue(text: string): void {
    const last = this.row.pop();
    if (last !== undefined) this.row.push({ ...last, text: `${last.text}\n${text}` });
  }

  get lastText(): string | undefined {
    return this.row.at(-1)?.text;
  }

  endRow(): void {
    if (this.row.length > 0) this.rows.push(this.row);
    this.row = [];
  }

  toTable(index: number, first: Line): Table {
    this.endRow();
    return {
      kind: "table",
      index,
      method: "layout",
      ragged: true,
      rows: this.rows,
      place: { offset: first.offset, line: first.number },
    };
  }
}

/** Whether the line after a blank one is a further paragraph of the cell: it must lead on to another cell. */
function continuesCell(lines: readonly Line[], at: number, lastText: string | undefined): boolean {
  const figure = lastText?.replace(/[\s\u3000]+/g, "") ?? "";
  if (figure === "" || FIGURE.test(figure) || HEADING.test(lines[at]?.text.trim() ?? "")) return false;
  let next = at;
  while (next < lines.length && !isBlank(lines[next]) && !isLed(lines[next])) next++;
  return isLed(lines[next]) || (isBlank(lines[next]) && isLed(lines[next + 1]));
}

function readLedTable(
  lines: readonly Line[],
  start: number,
  first: Line,
  index: number,
): { table: Table; next: number } {
  const builder = new RowBuilder();
  let at = start;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined) break;
    if (isLed(line)) {
      builder.add(line.text.slice(1), line, line.offset + 1);
      at++;
    } else if (isBlank(line)) {
      const after = lines[at + 1];
      if (isLed(after)) {
        builder.endRow();
        at++;
      } else if (after !== undefined && !isBlank(after) && continuesCell(lines, at + 1, builder.lastText))
        at++;
      else break;
    } else if (continuesCell(lines, at, builder.lastText) || isBlank(lines[at + 1])) {
      builder.continue(line.text);
      at++;
    } else break;
  }
  return { table: builder.toTable(index, first), next: at };
}

/** Lines with a tab, from `start` to the next line without. */
function tabLines(lines: readonly Line[], start: number): readonly Line[] {
  const end = lines.findIndex((line, at) => at >= start && !line.text.includes("\t"));
  return lines.slice(start, end === -1 ? lines.length : end);
}

function readTabbedTable(
  lines: readonly Line[],
  start: number,
  first: Line,
  index: number,
): { table: Table; next: number } {
  const run = tabLines(lines, start);
  const builder = new RowBuilder();
  // A tab before every row is the extractor's; before some rows it stands for an empty first cell.
  const led = run.every((line) => line.text.startsWith("\t")) ? 1 : 0;
  for (const line of run) {
    let offset = line.offset + led;
    for (const text of line.text.slice(led).split("\t")) {
      builder.add(text, line, offset);
      offset += text.length + 1;
    }
    builder.endRow();
  }
  return { table: builder.toTable(index, first), next: start + run.length };
}

/** Reads decoded text. Never throws for what it holds. */
export function readText(text: string): Pick<Document, "metadata" | "blocks"> {
  const lines = splitLines(text);
  const blocks: Block[] = [];
  let tables = 0;
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined) break;
    if (isLed(line) || isTabbed(line)) {
      const read = tabLines(lines, at).some(isTabbed) ? readTabbedTable : readLedTable;
      const { table, next } = read(lines, at, line, tables + 1);
      // Lines of nothing but tabs are no table.
      if (table.rows.some((row) => row.some((cell) => cell.text.trim() !== "")))
        blocks.push({ ...table, index: ++tables });
      at = next;
    } else {
      if (!isBlank(line))
        blocks.push({
          kind: "paragraph",
          text: line.text.trim(),
          place: { offset: line.offset, line: line.number },
        });
      at++;
    }
  }
  return { metadata: [], blocks };
}

/** A text file's bytes, in whatever encoding they are. */
export function readTextBytes(bytes: Uint8Array): Outcome<Content> {
  const { text, charset, damaged } = decodeText(bytes);
  const findings = damaged > 0 ? [{ code: "charset-damaged", parameters: { count: damaged } }] : [];
  return { value: { charset, ...readText(text) }, findings };
}
