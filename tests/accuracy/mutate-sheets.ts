import type { Manuscript, Piece } from "../../lib/typeset/manuscript.ts";
import type { Random } from "../../lib/typeset/random.ts";
import { cell, type Sheet, type SheetCell, spread } from "../../lib/typeset/sheet.ts";
import type { ExpectedCell } from "../golden/recipe.ts";
import { pick } from "./figures.ts";

/**
 * Changes to the tables of a report before it is printed. Every figure of the report is another number, so that after
 * a change it can still be told which cell each number belongs to.
 */

type Slots = readonly (readonly SheetCell[])[];

/** A sheet as rows of slots, each holding the cell that covers it. */
const slotsOf = (sheet: Sheet): Slots => spread(sheet).map((row) => row.map((slot) => slot.cell));

/** The sheet that has these slots: a cell spans what it still covers. */
function gather(slots: Slots): Sheet {
  const seen = new Set<SheetCell>();
  return slots.map((row, top) =>
    row.flatMap((item, column) => {
      if (seen.has(item)) return [];
      seen.add(item);
      let columnSpan = 1;
      while (row[column + columnSpan] === item) columnSpan += 1;
      let rowSpan = 1;
      while (slots[top + rowSpan]?.[column] === item) rowSpan += 1;
      return [{ ...item, rowSpan, columnSpan }];
    }),
  );
}

const holdsFigure = (row: readonly SheetCell[]): boolean => row.some(({ kind }) => kind === "figure");

function listFigureRows(slots: Slots): readonly number[] {
  return slots.flatMap((row, index) => (holdsFigure(row) ? [index] : []));
}

const INDENT = /^\u3000*/;
const depthOf = (row: readonly SheetCell[] | undefined): number =>
  INDENT.exec(row?.find(({ kind }) => kind === "label")?.text ?? "")?.[0].length ?? 0;

/** Where groups show by indentation alone, a row that others are indented under cannot go without them. */
const leadsOthers = (slots: Slots, at: number): boolean => depthOf(slots[at + 1]) > depthOf(slots[at]);

/** Whether two rows may change places and every label still mean what it did. */
function mayChangePlaces(slots: Slots, first: number, second: number): boolean {
  const indented = slots.some((row) => depthOf(row) > 0);
  const near = Math.abs(first - second) === 1 && depthOf(slots[first]) === depthOf(slots[second]);
  if (indented && (!near || leadsOthers(slots, Math.max(first, second)))) return false;
  return areSiblings(slots[first] ?? [], slots[second] ?? []);
}

/** Rows between which no merged label begins or ends, so that they may change places. */
function areSiblings(a: readonly SheetCell[], b: readonly SheetCell[]): boolean {
  const shared = a.filter((item) => item.rowSpan > 1);
  return (
    shared.every((item) => b.includes(item)) &&
    b.filter((item) => item.rowSpan > 1).every((item) => a.includes(item))
  );
}

/** Copies of cells that span no further rows; cells that do are shared. */
const copyRow = (row: readonly SheetCell[]): readonly SheetCell[] => {
  const copies = new Map<SheetCell, SheetCell>();
  return row.map((item) => {
    if (item.rowSpan > 1) return item;
    const copy = copies.get(item) ?? { ...item };
    copies.set(item, copy);
    return copy;
  });
};

type Change = (slots: Slots, random: Random) => Slots;

const withRow = (slots: Slots, at: number, row: readonly SheetCell[]): Slots =>
  slots.map((old, index) => (index === at ? row : old));

const CHANGES: Readonly<Record<string, Change>> = {
  "drop-row": (slots, random) => {
    const free = listFigureRows(slots).filter((row) => !leadsOthers(slots, row));
    const gone = pick(random, free);
    return slots.filter((_, index) => index !== gone);
  },
  "duplicate-row": (slots, random) => {
    const twice = pick(random, listFigureRows(slots));
    const row = slots[twice] ?? [];
    return [...slots.slice(0, twice + 1), copyRow(row), ...slots.slice(twice + 1)];
  },
  "swap-rows": (slots, random) => {
    const rows = listFigureRows(slots);
    const first = pick(random, rows);
    const others = rows.filter((row) => row !== first && mayChangePlaces(slots, first, row));
    if (others.length === 0) return slots;
    const second = pick(random, others);
    return withRow(withRow(slots, first, slots[second] ?? []), second, slots[first] ?? []);
  },
  "drop-column": (slots, random) => {
    const columns = (slots[0] ?? []).flatMap((_, column) =>
      slots.some((row) => row[column]?.kind === "figure") ? [column] : [],
    );
    const gone = pick(random, columns);
    return slots.map((row) => row.filter((_, column) => column !== gone));
  },
  "blank-label": (slots, random) => {
    const labels = [...new Set(slots.flat())].filter(({ kind, text }) => kind === "label" && text !== "");
    const gone = pick(random, labels);
    const blank = cell("label", "");
    return slots.map((row) => row.map((item) => (item === gone ? blank : item)));
  },
  "strange-label": (slots, random) => {
    const labels = [...new Set(slots.flat())].filter(({ kind, text }) => kind === "label" && text !== "");
    const gone = pick(random, labels);
    const strange = cell("label", "XYZ");
    return slots.map((row) => row.map((item) => (item === gone ? strange : item)));
  },
  "drop-head-row": (slots) => slots.filter((row, index) => index > 0 || holdsFigure(row)),
  "empty-row": (slots, random) => {
    const at = pick(random, listFigureRows(slots));
    const row = (slots[at] ?? []).map((item) =>
      item.rowSpan > 1 && slots[at - 1]?.includes(item) ? item : cell("label", ""),
    );
    return [...slots.slice(0, at), row, ...slots.slice(at)];
  },
  "blank-figure": (slots, random) => {
    const row = pick(random, listFigureRows(slots));
    const gone = pick(
      random,
      (slots[row] ?? []).filter(({ kind }) => kind === "figure"),
    );
    const blank = cell("figure", "");
    return withRow(
      slots,
      row,
      (slots[row] ?? []).map((item) => (item === gone ? blank : item)),
    );
  },
};

export interface ChangedReport {
  readonly name: string;
  readonly manuscript: Manuscript;
  /** Cells whose numbers are still printed. */
  readonly cells: readonly ExpectedCell[];
}

const isSheet = (piece: Piece): piece is Extract<Piece, { kind: "sheet" }> => piece.kind === "sheet";

/** One change to one table of the report. Cells that went with it are no longer expected: read, they are wrong. */
export function changeTables(
  manuscript: Manuscript,
  cells: readonly ExpectedCell[],
  random: Random,
): ChangedReport {
  const [name, change] = pick(random, Object.entries(CHANGES));
  const sheets = manuscript.pieces.filter(isSheet).filter(({ sheet }) => sheet.some(holdsFigure));
  const target = pick(random, sheets);
  const pieces = manuscript.pieces.map((piece) =>
    piece === target ? { ...target, sheet: gather(change(slotsOf(target.sheet), random)) } : piece,
  );
  const printed = new Set(
    pieces.filter(isSheet).flatMap(({ sheet }) => sheet.flat().map(({ text }) => text)),
  );
  return {
    name,
    manuscript: { ...manuscript, pieces },
    cells: cells.filter(([, , , , , text]) => text !== null && printed.has(text)),
  };
}
