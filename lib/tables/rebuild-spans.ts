import type { Cell, Slot, Table } from "../model.ts";
import { isBlankText, type Look } from "./printed.ts";

/**
 * Plain text loses merges: a vertical one leaves an empty cell, a horizontal one leaves nothing. Spans are rebuilt
 * from what is left, bottom-up:
 *
 *   data row   its trailing values keep one column each, the last label takes what is missing on its right
 *   head row   against the row below: an empty cell below goes on with the cell above it; a run of cells below
 *              is divided evenly among the cells above it
 *
 *   [说明, 申请人情况]              说明 ×1, 申请人情况 ×3
 *   [    , 自然人, 法人, 总计]       法人 spans what stands between its neighbours
 *
 * Where the division is not even the head row is left out: no head is better than a wrong one. Without the innermost
 * head nothing is rebuilt, and the rows are read as lines. A row that lacks a value tells not which: it is left out.
 */

type Spans = readonly number[];

function trailingValues(row: readonly Cell[], look: Look): number {
  let count = 0;
  for (let at = row.length - 1; at >= 0 && look.isValue(row[at]?.text ?? ""); at--) count++;
  return count;
}

const isLabelText = (text: string, look: Look): boolean => !isBlankText(text) && !look.isValue(text);

/** A row of one figure, or of empty values behind the few labels a row can have; a head row has more labels. */
const MOST_LABELS = 3;

function isDataRow(row: readonly Cell[], look: Look): boolean {
  if (trailingValues(row, look) === 0) return false;
  const figures = row.some((cell) => !isBlankText(cell.text) && look.isValue(cell.text));
  return figures || row.filter((cell) => isLabelText(cell.text, look)).length <= MOST_LABELS;
}

function dataSpans(row: readonly Cell[], width: number, look: Look): Spans {
  const lost = width - row.length;
  const lastLabel = row.length - trailingValues(row, look) - 1;
  return row.map((_, at) => (at === Math.max(lastLabel, 0) ? 1 + lost : 1));
}

/** Runs of the row below: empty cells stand alone, neighbours with text form a run. */
function runsOf(row: readonly Cell[]): number[][] {
  const runs: number[][] = [];
  row.forEach((cell, at) => {
    const last = runs.at(-1);
    const before = row[at - 1];
    if (isBlankText(cell.text) || last === undefined || before === undefined || isBlankText(before.text))
      runs.push([at]);
    else last.push(at);
  });
  return runs;
}

function headOverHead(row: readonly Cell[], below: readonly Cell[], spans: Spans): Spans | undefined {
  const runs = runsOf(below);
  const parts = runs.filter((run) => !isBlankText(below[run[0] ?? 0]?.text ?? ""));
  const extra = row.length - (runs.length - parts.length);
  if (parts.length === 0 || extra < parts.length || extra % parts.length !== 0) return undefined;
  const perRun = extra / parts.length;
  const result: number[] = [];
  for (const run of runs) {
    const share = parts.includes(run) ? perRun : 1;
    if (run.length % share !== 0) return undefined;
    const size = run.length / share;
    for (let part = 0; part < share; part++) {
      result.push(run.slice(part * size, (part + 1) * size).reduce((sum, at) => sum + (spans[at] ?? 1), 0));
    }
  }
  return result;
}

function headOverData(
  row: readonly Cell[],
  below: readonly Cell[],
  width: number,
  look: Look,
): Spans | undefined {
  const values = trailingValues(below, look);
  if (row.length === values + 1) return row.map((_, at) => (at === 0 ? width - values : 1));
  return row.length === 1 ? [width] : undefined;
}

function spansOf(rows: readonly (readonly Cell[])[], width: number, look: Look): (Spans | undefined)[] {
  const spans: (Spans | undefined)[] = rows.map(() => undefined);
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (row === undefined) continue;
    const below = rows[at + 1];
    const belowSpans = spans[at + 1];
    if (row.length === width) spans[at] = row.map(() => 1);
    else if (isDataRow(row, look)) spans[at] = dataSpans(row, width, look);
    else if (below !== undefined && isDataRow(below, look)) spans[at] = headOverData(row, below, width, look);
    else if (below !== undefined && belowSpans !== undefined) {
      spans[at] = row.length === below.length ? belowSpans : headOverHead(row, below, belowSpans);
    }
    if (spans[at] === undefined && row.length === 1) spans[at] = [width];
  }
  return spans;
}

/** How many values the rows of each run of data rows have, the commonest number; of equally common ones the largest. */
function usualValues(rows: readonly (readonly Cell[])[], look: Look): readonly number[] {
  const usual: number[] = [];
  let run: number[] = [];
  const close = (): void => {
    const counts = new Map<number, number>();
    for (const count of run) counts.set(count, (counts.get(count) ?? 0) + 1);
    const [most = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
    for (const _ of run) usual.push(most[0]);
    run = [];
  };
  for (const row of rows) {
    if (isDataRow(row, look)) run.push(trailingValues(row, look));
    else {
      close();
      usual.push(0);
    }
  }
  close();
  return usual;
}

/** Whether a row that is shorter than its table lacks values, not labels. */
function lacksValues(row: readonly Cell[], width: number, usual: number, look: Look): boolean {
  if (row.length === width || !isDataRow(row, look)) return false;
  const values = trailingValues(row, look);
  return values < usual || values === row.length;
}

/**
 * Rows with labels behind figures: two whose end was lost between them, unless other rows are as long, as where remarks
 * have a column of their own.
 */
function listRunTogether(rows: readonly (readonly Cell[])[], look: Look): Set<readonly Cell[]> {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const isMixed = (row: readonly Cell[]): boolean => {
    const figure = row.findIndex((cell) => look.isFigure(cell.text));
    return figure !== -1 && row.slice(figure).some((cell) => isLabelText(cell.text, look));
  };
  return new Set(rows.filter((row) => counts.get(row.length) === 1 && isMixed(row)));
}

/** The head right over the data, without which the columns cannot be told; outer heads may be left out. */
function isInnermostHead(row: readonly Cell[], below: readonly Cell[] | undefined, look: Look): boolean {
  return below !== undefined && isDataRow(below, look) && row.some((cell) => isLabelText(cell.text, look));
}

/**
 * Slots of a ragged table. An empty label or head cell goes on with the label above it; an empty value stays empty.
 * `undefined` where the innermost head fits no columns.
 */
export function rebuildSpans(table: Table, look: Look): (Slot | undefined)[][] | undefined {
  const lost = listRunTogether(table.rows, look);
  const rows = table.rows.map((row) => (lost.has(row) ? [] : row));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const spans = spansOf(rows, width, look);
  const usual = usualValues(rows, look);
  const slots: (Slot | undefined)[][] = [];
  for (const [y, row] of rows.entries()) {
    const line: (Slot | undefined)[] = [];
    const rowSpans = spans[y];
    if (rowSpans === undefined && isInnermostHead(row, rows[y + 1], look)) return undefined;
    if (rowSpans !== undefined && !lacksValues(row, width, usual[y] ?? 0, look)) {
      const values = isDataRow(row, look) ? trailingValues(row, look) : 0;
      for (const [at, cell] of row.entries()) {
        const above = slots[y - 1]?.[line.length];
        const continues =
          isBlankText(cell.text) &&
          at < row.length - values &&
          above !== undefined &&
          isLabelText(above.cell.text, look);
        for (let n = rowSpans[at] ?? 1; n > 0; n--)
          line.push(continues ? above : { cell, table: table.index, method: table.method });
      }
    }
    while (line.length < width) line.push(undefined);
    slots.push(line);
  }
  return slots;
}
