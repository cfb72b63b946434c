import { MOST_COLUMNS } from "../limits.ts";
import { attributeOf, isOn } from "./docx-names.ts";
import type { DraftCell, DraftContent, DraftTable } from "./word-draft.ts";

/** Rows and cells of a `w:tbl` as they are met, then their edges (ECMA-376 17.4). */

type Attributes = Readonly<Record<string, string>>;

interface RawCell {
  span: number;
  width: number | undefined;
  vertical: DraftCell["vertical"];
  /** Goes on with the cell to its left (17.4.22). */
  goesOnLeft: boolean;
  deleted: boolean;
  readonly path: string;
  content: readonly DraftContent[];
  cut: boolean;
}

interface RawRow {
  before: number;
  widthBefore: number;
  deleted: boolean;
  /** Read to its end. */
  whole: boolean;
  readonly cells: RawCell[];
  readonly path: string;
}

/** Twentieths of a point: no text fits between edges that lie closer, about 1.8 mm. */
const SLIVER = 100;
/** Grid columns whose widths are not told lie this far apart. */
const STEP = 1000;
/** Rows are equally wide where they differ by less: rounding, one sliver each side. */
const ROUNDING = 250;

const numberOf = (attributes: Attributes, name: string): number => Number(attributeOf(attributes, name));

function countOf(attributes: Attributes): number {
  const count = numberOf(attributes, "val");
  return Number.isInteger(count) && count > 0 ? Math.min(count, MOST_COLUMNS + 1) : 0;
}

export class TableDraft {
  readonly path: string;
  private readonly rows: RawRow[] = [];
  private readonly gridWidths: number[] = [];
  private row: RawRow | undefined;
  private cell: RawCell | undefined;
  private cells = 0;
  private cut = false;

  constructor(path: string) {
    this.path = path;
  }

  addGridColumn(attributes: Attributes): void {
    if (this.gridWidths.length <= MOST_COLUMNS) this.gridWidths.push(numberOf(attributes, "w"));
  }

  openRow(): void {
    const path = `${this.path}/tr[${this.rows.length + 1}]`;
    this.row = { before: 0, widthBefore: 0, deleted: false, whole: false, cells: [], path };
    this.rows.push(this.row);
    this.cells = 0;
  }

  closeRow(whole: boolean): void {
    if (this.row !== undefined) this.row.whole = whole;
    this.row = undefined;
  }

  /** Path of the new cell; `undefined` where no row is open. */
  openCell(): string | undefined {
    if (this.row === undefined) return undefined;
    const path = `${this.row.path}/tc[${++this.cells}]`;
    this.cell = {
      span: 1,
      width: undefined,
      vertical: undefined,
      goesOnLeft: false,
      deleted: false,
      path,
      content: [],
      cut: false,
    };
    return path;
  }

  closeCell(content: readonly DraftContent[], cut = false): void {
    if (this.row !== undefined && this.cell !== undefined)
      this.row.cells.push(Object.assign(this.cell, { content, cut }));
    this.cell = undefined;
  }

  /** The cells from here on are not read. */
  leaveOutRest(): void {
    this.cut = true;
  }

  /** A property of the open row (17.4.78, trPr). */
  setRow(name: string, attributes: Attributes): void {
    if (this.row === undefined) return;
    if (name === "w:del") this.row.deleted = true;
    else if (name === "w:gridBefore") this.row.before = countOf(attributes);
    else if (name === "w:wBefore" && attributeOf(attributes, "type") === "dxa")
      this.row.widthBefore = Math.max(0, numberOf(attributes, "w") || 0);
  }

  /** A property of the open cell (17.4.69, tcPr). */
  setCell(name: string, attributes: Attributes): void {
    const { cell } = this;
    if (cell === undefined) return;
    if (name === "w:gridSpan") cell.span = Math.max(1, countOf(attributes));
    else if (name === "w:vMerge")
      cell.vertical = attributeOf(attributes, "val") === "restart" ? "starts" : "goes-on";
    else if (name === "w:cellMerge" && attributeOf(attributes, "vMerge") !== undefined)
      cell.vertical = attributeOf(attributes, "vMerge") === "rest" ? "starts" : "goes-on";
    else if (name === "w:hMerge") cell.goesOnLeft = attributeOf(attributes, "val") !== "restart";
    else if (name === "w:cellDel") cell.deleted = isOn(attributes);
    else if (name === "w:tcW" && (attributeOf(attributes, "type") ?? "dxa") === "dxa")
      cell.width = numberOf(attributes, "w") || undefined;
  }

  toDraft(): DraftTable {
    const rows = this.rows
      .filter((row) => !row.deleted)
      .map((row) => ({ ...row, cells: row.cells.filter((cell) => !cell.deleted) }));
    const { edges, tolerance } = chooseEdges(rows, this.gridWidths);
    return {
      kind: "table",
      path: this.path,
      tolerance,
      rows: rows.map((row) => joinLeft(row.cells, edges(row))),
      ...(this.cut ? { cut: true } : {}),
    };
  }
}

/** Left edge of each cell, and the right edge of the last. */
type EdgesOf = (row: RawRow) => readonly number[];

function accumulate(start: number, sizes: readonly number[]): number[] {
  const edges = [start];
  for (const size of sizes) edges.push((edges.at(-1) ?? 0) + size);
  return edges;
}

const countEdges: EdgesOf = (row) =>
  accumulate(
    row.before,
    row.cells.map((cell) => cell.span),
  );

const measureEdges: EdgesOf = (row) =>
  accumulate(
    row.widthBefore,
    row.cells.map((cell) => cell.width ?? 0),
  );

function rangeOf(numbers: readonly number[]): { readonly low: number; readonly high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const one of numbers) {
    low = Math.min(low, one);
    high = Math.max(high, one);
  }
  return { low, high };
}

/**
 * Where the rows' spans add up to one grid its columns count, and columns too narrow for text are no columns. Where they
 * do not (a producer that left the spans out) but the cells' widths do, the widths say where the edges are.
 */
function chooseEdges(
  rows: readonly RawRow[],
  gridWidths: readonly number[],
): { readonly edges: EdgesOf; readonly tolerance: number } {
  const whole = rows.filter((row) => row.whole && row.cells.length > 0);
  const counted = rangeOf(whole.map((row) => countEdges(row).at(-1) ?? 0));
  if (counted.low < counted.high && rows.every((row) => row.cells.every((cell) => cell.width))) {
    const measured = rangeOf(whole.map((row) => measureEdges(row).at(-1) ?? 0));
    if (measured.high - measured.low <= ROUNDING) return { edges: measureEdges, tolerance: SLIVER };
  }
  const most = rangeOf(rows.map((row) => countEdges(row).at(-1) ?? 0)).high;
  if (gridWidths.length >= most && gridWidths.every((width) => width > 0)) {
    const lines = accumulate(0, gridWidths);
    return { edges: (row) => countEdges(row).map((edge) => lines[edge] ?? 0), tolerance: SLIVER };
  }
  return { edges: (row) => countEdges(row).map((edge) => edge * STEP), tolerance: 0 };
}

function joinLeft(cells: readonly RawCell[], edges: readonly number[]): DraftCell[] {
  const joined: DraftCell[] = [];
  for (const [at, cell] of cells.entries()) {
    const right = edges[at + 1] ?? 0;
    const before = joined.at(-1);
    if (cell.goesOnLeft && before !== undefined) joined[joined.length - 1] = { ...before, right };
    else
      joined.push({
        left: edges[at] ?? 0,
        right,
        content: cell.content,
        path: cell.path,
        ...(cell.vertical ? { vertical: cell.vertical } : {}),
        ...(cell.cut ? { cut: true } : {}),
      });
  }
  return joined;
}
