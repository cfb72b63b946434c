import type { Cell, Table } from "../../model.ts";
import { isBlank, type Line } from "./text-lines.ts";
import { alignRows, type Columns, type TextRow, toTable, UNKNOWN_PLACE } from "./text-table.ts";

/**
 * Tables with tabs, as Apache Tika leaves those of Word, HTML and sheets, and as browsers and sheets copy them:
 *
 *   led rows     every cell is a line that begins with a tab; a blank line ends the row, a second one the table.
 *                A line without a tab goes on with the cell above, also after one blank line (a second paragraph).
 *   tabbed rows  a line is a row, its cells parted by tabs.
 *
 *   "\t规章\n\t 0\n\n\t结果\n\n维持\n\t其他结果\n\n\n"  → [[规章, " 0"], ["结果\n维持", 其他结果]]
 *
 * The merges are lost in both. Led rows keep an empty cell for a vertical merge; tabbed rows of unequal length tell no
 * columns and are lines.
 */

export const isTabbed = (line: Line | undefined): boolean => line?.text.includes("\t", 1) ?? false;
export const isLed = (line: Line | undefined): boolean =>
  line?.text.startsWith("\t") === true && !isTabbed(line);

/** A finished figure, with its unit, is not continued by the paragraph that follows it; nor is a mark for nothing. */
const FIGURE = /^(?:[+\-＋－]?[\d０-９](?:[\d０-９.,，．]*[\d０-９])?\S{0,2}|[-—–/／无]+)$/;
/** 三、收到和处理政府信息公开申请情况: a numbered heading begins something new. */
const HEADING = /^\p{Script=Han}{1,2}、/u;

export interface Read {
  readonly table: Table;
  /** Index of the first line behind the table. */
  readonly next: number;
  /** Of a table that tells its columns. */
  readonly columns?: Columns | undefined;
}

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

function readLedTable(lines: readonly Line[], start: number, first: Line, index: number): Read {
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
  run: readonly Line[],
  start: number,
  index: number,
  asLines: boolean,
  above: Columns | undefined,
): Read {
  // A tab before every row is the extractor's; before some rows it stands for an empty first cell.
  const led = run.every((line) => line.text.startsWith("\t")) ? 1 : 0;
  const rows = run.map((line): TextRow => {
    let offset = line.offset + led;
    const cells = line.text
      .slice(led)
      .split("\t")
      .map((text) => {
        const cell = { text, offset, x: UNKNOWN_PLACE };
        offset += text.length + 1;
        return cell;
      });
    return { line, cells };
  });
  const aligned = asLines ? undefined : alignRows(rows, above);
  return {
    table: toTable(aligned?.rows ?? rows, index, aligned !== undefined),
    next: start + run.length,
    columns: aligned,
  };
}

/** The table that begins at a line with a tab. `asLines`: its columns are told by the order of its cells alone. */
export function readTabs(
  lines: readonly Line[],
  start: number,
  index: number,
  asLines: boolean,
  above: Columns | undefined,
): Read {
  const run = tabLines(lines, start);
  const first = lines[start];
  if (first === undefined || run.some(isTabbed)) return readTabbedTable(run, start, index, asLines, above);
  const read = readLedTable(lines, start, first, index);
  if (!asLines) return read;
  const rows = read.table.rows.map((row) => row.map(() => UNKNOWN_PLACE));
  return { ...read, table: { ...read.table, lines: rows } };
}
