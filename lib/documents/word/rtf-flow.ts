import { MOST_CELLS, MOST_COLUMNS } from "../limits.ts";
import type { DraftCell, DraftContent, DraftTable } from "./word-draft.ts";

/**
 * Paragraphs and tables of one flow of RTF text (RTF 1.9.1, "Table Definitions"). Tables are not elements there: a
 * paragraph says in how many tables it lies, `\cell` and `\row` end what came before them, and the edges of a row's cells
 * are told before or after their text. Level 0 is the text around all tables.
 */

export interface CellDefinition {
  readonly right: number;
  readonly vertical?: DraftCell["vertical"];
  readonly goesOnLeft: boolean;
}

export interface RowDefinition {
  left: number;
  readonly cells: CellDefinition[];
}

/** Parts counted so far where text goes: in the flow itself, in the cell that is open. */
interface Counts {
  paragraphs: number;
  tables: number;
}

interface Level {
  readonly path: string;
  counts: Counts;
  readonly rows: DraftCell[][];
  /** Cells of the row that is open. */
  cells: (readonly DraftContent[])[];
  /** Content of the cell that is open. */
  content: DraftContent[];
}

/** Twentieths of a point: rows of one table begin up to this far apart, and no column is narrower. */
const TOLERANCE = 150;
/** Width of a cell whose edges are not told. */
const UNTOLD = 1000;
const DEEPEST_TABLE = 60;

const newCounts = (): Counts => ({ paragraphs: 0, tables: 0 });

/** Counts cells over all flows of a document. */
export interface Ceiling {
  cells: number;
}

export class RtfFlow {
  private readonly path: string;
  private readonly ceiling: Ceiling;
  private readonly content: DraftContent[] = [];
  private readonly levels: Level[] = [];
  private readonly counts = newCounts();
  private cut = false;

  constructor(path: string, ceiling: Ceiling) {
    this.path = path;
    this.ceiling = ceiling;
  }

  private pathAt(level: number): string {
    const open = this.levels[level - 1];
    return open === undefined
      ? this.path
      : `${open.path}/tr[${open.rows.length + 1}]/tc[${open.cells.length + 1}]`;
  }

  private contentAt(level: number): DraftContent[] {
    return this.levels[level - 1]?.content ?? this.content;
  }

  private countsAt(level: number): Counts {
    return this.levels[level - 1]?.counts ?? this.counts;
  }

  /** Opens tables down to a level and ends those below. */
  private turnTo(level: number): number {
    const deepest = Math.min(level, DEEPEST_TABLE);
    while (this.levels.length > deepest) this.endTable();
    while (this.levels.length < deepest) {
      const outer = this.levels.length;
      const path = `${this.pathAt(outer)}/tbl[${++this.countsAt(outer).tables}]`;
      this.levels.push({ path, counts: newCounts(), rows: [], cells: [], content: [] });
    }
    return deepest;
  }

  private endTable(): void {
    const level = this.levels.pop();
    if (level === undefined) return;
    const into = this.contentAt(this.levels.length);
    const table: DraftTable = {
      kind: "table",
      rows: level.rows,
      tolerance: TOLERANCE,
      path: level.path,
      ...(this.cut ? { cut: true } : {}),
    };
    if (level.rows.length > 0) into.push(table);
    // Text of a row that never ended is not lost, but it is no table.
    if (!this.cut) for (const part of [...level.cells.flat(), ...level.content]) into.push(part);
  }

  /** A row is open: a paragraph that says nothing of tables still lies in it. */
  get isInRow(): boolean {
    return (this.levels[0]?.cells.length ?? 0) > 0;
  }

  get isInTable(): boolean {
    return this.levels.length > 0;
  }

  add(part: DraftContent, level: number): void {
    this.contentAt(this.turnTo(level)).push(part);
  }

  addParagraph(text: string, level: number): void {
    const at = this.turnTo(level);
    const position = ++this.countsAt(at).paragraphs;
    if (text.trim() === "") return;
    const path = `${this.pathAt(at)}/p[${position}]`;
    this.contentAt(at).push({ kind: "paragraph", text, path });
  }

  endCell(level: number): void {
    const open = this.levels[this.turnTo(level) - 1];
    if (open === undefined) return;
    if (++this.ceiling.cells > MOST_CELLS) this.cut = true;
    else open.cells.push(open.content);
    open.content = [];
    open.counts = newCounts();
  }

  endRow(level: number, definition: RowDefinition): void {
    const open = this.levels[this.turnTo(level) - 1];
    if (open === undefined) return;
    const row = layRow(open.cells, definition, `${open.path}/tr[${open.rows.length + 1}]`);
    if (row.length > 0) open.rows.push(row);
    open.cells = [];
    open.content = [];
    open.counts = newCounts();
  }

  /** Ends the flow; of one that breaks off the row that is open is not read. */
  end(broken: boolean): readonly DraftContent[] {
    if (broken)
      for (const level of this.levels) {
        level.cells = [];
        level.content = level.content.filter((part) => part.kind === "table");
      }
    this.turnTo(0);
    return this.content;
  }
}

function layRow(
  contents: readonly (readonly DraftContent[])[],
  definition: RowDefinition,
  path: string,
): DraftCell[] {
  const cells: DraftCell[] = [];
  let left = definition.left;
  for (const [at, content] of contents.slice(0, MOST_COLUMNS + 1).entries()) {
    const told = definition.cells[at];
    const right = told?.right ?? left + UNTOLD;
    const before = cells.at(-1);
    if (told?.goesOnLeft && before !== undefined) cells[cells.length - 1] = { ...before, right };
    else
      cells.push({
        left,
        right,
        content,
        path: `${path}/tc[${at + 1}]`,
        ...(told?.vertical ? { vertical: told.vertical } : {}),
      });
    left = right;
  }
  return cells;
}
