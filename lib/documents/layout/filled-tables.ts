import type { Box, ReadingMethod } from "../../model.ts";
import { isFigure, type LaidCell, type LaidTable, leastConfidence } from "./laid-table.ts";
import { type Page, type TextRun, UNREADABLE } from "./page.ts";
import { isSpace, sizeOf, textOf, toLines } from "./page-lines.ts";
import { findRuledTables, type RuledCell, type RuledTable } from "./ruled-tables.ts";

/**
 * Ruled tables with the text that stands in their cells. A character belongs to the cell that holds its centre; a
 * number that runs over a line belongs to nobody, and the cells it touches cannot be read.
 */

export interface Filled {
  readonly tables: readonly LaidTable[];
  /** Text outside of tables. */
  readonly rest: readonly TextRun[];
}

/** More boxes on one page are drawings. */
const MOST_TABLES = 200;
/** A frame around other tables, or around prose, has no more cells. */
const FEW_CELLS = 4;
const PROSE_LENGTH = 30;
const SENTENCE = /[。；]/;
/** Text higher than a row by this factor is a watermark. */
const OVERSIZED = 1.6;
const TOUCHING = 0.25;
/** What labels are made of, and page numbers are not. */
const LABEL_TEXT = /^[\p{Script=Han}\s、，（）“”]+$/u;
/** Lines that may hang out of a cell. */
const SPILT_LINES = 8;

interface CellOwner {
  readonly table: RuledTable;
  readonly cell: RuledCell;
}

const areaOf = ([left, top, right, bottom]: Box): number => (right - left) * (bottom - top);
const isInside = (x: number, y: number, [left, top, right, bottom]: Box): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

function holds(outer: RuledTable, inner: RuledTable): boolean {
  const [x, y] = [(inner.box[0] + inner.box[2]) / 2, (inner.box[1] + inner.box[3]) / 2];
  return outer !== inner && areaOf(inner.box) < areaOf(outer.box) && isInside(x, y, outer.box);
}

/** Finds the cell of a point by the edges of the grid. */
class CellFinder {
  private readonly columns: readonly number[];
  private readonly rows: readonly number[];
  private readonly cells = new Map<number, RuledCell>();

  constructor(readonly table: RuledTable) {
    this.columns = edgesOf(table, 0);
    this.rows = edgesOf(table, 1);
    for (const cell of table.cells)
      for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
        for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
          this.cells.set(row * this.columns.length + column, cell);
  }

  find(x: number, y: number): RuledCell | undefined {
    if (!isInside(x, y, this.table.box)) return undefined;
    const row = Math.max(1, this.rows.findLastIndex((edge) => edge <= y) + 1);
    const column = Math.max(1, this.columns.findLastIndex((edge) => edge <= x) + 1);
    return this.cells.get(
      Math.min(row, this.rows.length - 1) * this.columns.length + Math.min(column, this.columns.length - 1),
    );
  }
}

/** Distinct left and right (or top and bottom) edges of a table's cells. */
function edgesOf(table: RuledTable, side: 0 | 1): number[] {
  const edges = new Set(table.cells.flatMap((cell) => [cell.box[side], cell.box[side + 2] ?? 0]));
  return [...edges].sort((a, b) => a - b);
}

/** The characters of a run, which are as wide as each other. */
function splitSigns(run: TextRun): TextRun[] {
  const signs = [...run.text];
  const [left, top, right, bottom] = run.box;
  const width = (right - left) / signs.length;
  return signs.map((text, at) => ({
    ...run,
    text,
    box: [left + at * width, top, left + (at + 1) * width, bottom] as const,
  }));
}

/** A run over several cells is taken apart. */
function splitRun(run: TextRun, ownerAt: (x: number, y: number) => CellOwner | undefined): TextRun[] {
  const signs = splitSigns(run);
  if (signs.length < 2 || run.turn) return [run];
  const owners = signs.map(({ box: [left, top, right, bottom] }) =>
    ownerAt((left + right) / 2, (top + bottom) / 2),
  );
  return owners.every((owner) => owner?.cell === owners[0]?.cell) ? [run] : signs;
}

const ENDS_NUMERIC = /[\d.,，．]$/;
const STARTS_NUMERIC = /^[\d.,，．]/;

/** Cells of which a number crosses the border. */
function findCrossed(runs: readonly TextRun[], ownerOf: ReadonlyMap<TextRun, CellOwner>): Set<RuledCell> {
  const crossed = new Set<RuledCell>();
  for (const line of toLines(runs.filter((run) => !run.turn))) {
    const printed = line.runs.filter((run) => !isSpace(run));
    printed.forEach((run, at) => {
      const after = printed[at + 1];
      if (after === undefined || !ENDS_NUMERIC.test(run.text) || !STARTS_NUMERIC.test(after.text)) return;
      const [one, other] = [ownerOf.get(run)?.cell, ownerOf.get(after)?.cell];
      if (one === other || after.box[0] - run.box[2] > TOUCHING * sizeOf(run)) return;
      if (one !== undefined) crossed.add(one);
      if (other !== undefined) crossed.add(other);
    });
  }
  return crossed;
}

function isProse(texts: readonly string[]): boolean {
  const printed = texts.map((text) => text.replace(/\s+/g, "")).filter((text) => text !== "");
  return printed.every((text) => text.length >= PROSE_LENGTH && SENTENCE.test(text));
}

/** A box around prose or around tables is no table. */
function isFrame(table: RuledTable, texts: readonly string[], others: readonly RuledTable[]): boolean {
  if (table.cells.length === 1) return true;
  if (table.cells.length > FEW_CELLS) return false;
  return isProse(texts) || others.some((other) => holds(table, other));
}

/** Lines closer than this, in parts of their size, are of one text. */
const SAME_TEXT = 0.5;
/** The same of recognised lines, which are no higher than their ink. */
const SAME_INK = 1;

/**
 * Text that runs out of the bottom of its cell where a page ends: browsers print the whole label of a group into the
 * part of its cell above the break, however low that is.
 */
function takeSpilt(
  table: RuledTable,
  rest: readonly TextRun[],
  runsOf: Map<RuledCell, TextRun[]>,
): TextRun[] {
  const bottom = table.box[3];
  const below = rest
    .filter((run) => run.box[1] > bottom - sizeOf(run) && run.box[1] < bottom + SPILT_LINES * sizeOf(run))
    .sort((a, b) => a.box[1] - b.box[1]);
  if (below.length === 0) return [];
  return table.cells
    .filter((cell) => cell.box[3] === bottom)
    .flatMap((cell) => {
      const own = runsOf.get(cell) ?? [];
      let reached = Math.max(...own.map((run) => run.box[3]));
      const taken = below.filter((run) => {
        const [left, top, right, end] = run.box;
        // Where signs of a recognised line begin and end is known by their number only.
        const [from, to] =
          run.confidence === undefined ? [left, right] : [(left + right) / 2, (left + right) / 2];
        const gap = run.confidence === undefined ? SAME_TEXT : SAME_INK;
        if (from < cell.box[0] || to > cell.box[2] || top - reached > gap * sizeOf(run)) return false;
        reached = Math.max(reached, end);
        return true;
      });
      if (taken.length === 0 || !taken.every((run) => LABEL_TEXT.test(run.text))) return [];
      runsOf.set(cell, [...own, ...taken]);
      return taken;
    });
}

/** Recognised lines right below a table, sign by sign: each may stand below another cell. */
function splitBelow(table: RuledTable, rest: readonly TextRun[]): TextRun[] {
  const [left, , right, bottom] = table.box;
  return rest.flatMap((run) => {
    const isBelow = run.box[1] > bottom - sizeOf(run) && run.box[1] < bottom + SPILT_LINES * sizeOf(run);
    const isLabel = run.confidence !== undefined && !run.turn && LABEL_TEXT.test(run.text);
    const isWithin = run.box[0] >= left && run.box[2] <= right;
    return isBelow && isLabel && isWithin ? splitSigns(run) : [run];
  });
}

/** Text of a cell; a figure beside struck text is what its author left. */
function cellTextOf(runs: readonly TextRun[]): string {
  const left = runs.filter((run) => !run.struck);
  const text = left.length === runs.length ? "" : textOf(left);
  return /\d/.test(text) && isFigure(text) ? text : textOf(runs);
}

/** The ruled tables of a page and the text beside them. */
export function fillTables(page: Page, method: ReadingMethod): Filled {
  const found = [...findRuledTables(page.segments)]
    .sort((a, b) => areaOf(a.box) - areaOf(b.box))
    .slice(0, MOST_TABLES);
  const finders = found.map((table) => new CellFinder(table));
  // The smallest table around a point comes first: tables may lie within cells.
  const ownerAt = (x: number, y: number): CellOwner | undefined => {
    for (const finder of finders) {
      const cell = finder.find(x, y);
      if (cell !== undefined) return { table: finder.table, cell };
    }
    return undefined;
  };
  const runs = page.runs.flatMap((run) => splitRun(run, ownerAt));
  const ownerOf = new Map<TextRun, CellOwner>();
  const runsOf = new Map<RuledCell, TextRun[]>();
  let rest: TextRun[] = [];
  for (const run of runs) {
    const [left, top, right, bottom] = run.box;
    const owner = ownerAt((left + right) / 2, (top + bottom) / 2);
    if (owner === undefined) {
      rest.push(run);
      continue;
    }
    const height = owner.cell.box[3] - owner.cell.box[1];
    if (!run.turn && bottom - top > OVERSIZED * height) continue;
    ownerOf.set(run, owner);
    runsOf.set(owner.cell, [...(runsOf.get(owner.cell) ?? []), run]);
  }
  for (const table of found) rest = splitBelow(table, rest);
  const spilt = found.flatMap((table) => takeSpilt(table, rest, runsOf));
  for (const run of spilt) rest.splice(rest.indexOf(run), 1);
  const crossed = findCrossed(runs, ownerOf);
  const tables: LaidTable[] = [];
  for (const table of found) {
    const texts = table.cells.map((cell) => cellTextOf(runsOf.get(cell) ?? []));
    if (isFrame(table, texts, found)) {
      for (const cell of table.cells) rest.push(...(runsOf.get(cell) ?? []));
      continue;
    }
    if (texts.every((text) => text === "")) continue;
    const cells = table.cells.map(
      (cell, at): LaidCell => ({
        ...cell,
        text: crossed.has(cell) ? `${texts[at]}${UNREADABLE}` : (texts[at] ?? ""),
        page: page.number,
        // Recognised characters do not stand exactly enough to say what is broken.
        ...(method !== "ocr" && !crossed.has(cell) && { runs: runsOf.get(cell) ?? [] }),
        ...leastConfidence(runsOf.get(cell) ?? []),
      }),
    );
    tables.push({
      kind: "table",
      page: page.number,
      box: table.box,
      edges: edgesOf(table, 0),
      rows: edgesOf(table, 1).length - 1,
      method,
      cells,
    });
  }
  return { tables, rest };
}
