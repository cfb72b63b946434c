import type { Cell, Finding, Grid, Match, Slot } from "../model.ts";
import type { UnplacedCell, UnplacedTable } from "../report.ts";
import { isBlankText, type Look } from "../tables/printed.ts";

/**
 * What a recognised table prints beside the cells of its form: figures bound to nothing, and words behind a row's
 * figures or in a column of remarks.
 *
 *   项目       | 自然人 | … | 总计 | 个体工商户 | 备注      the heads of the last two are no form's,
 *   予以公开   | 9      | … | 22   | 991        | 含5件延期  991 and 含5件延期 are kept
 *
 * Labels, units and the numbering of rows are part of the table as read; so are marks for nothing (—, /), which say none.
 */

/** Rows of one table that are kept; the rest is in the original. */
const MOST_ROWS = 400;
const NUMBERING_HEAD = /^(?:序号|编号|行次|项次|代码|栏次|次序)$/;
const REMARKS_HEAD = /^(?:备注|附注|说明|备考)/;
const YEAR_HEAD = /年度|年份/;
const YEAR = /^(?:19|20)\d\d(?:年度?)?$/;
const NUMERAL = /^[一二三四五六七八九十]+$/;
const SPACES = /[\s\u00a0\u3000\u200b\ufeff]+/g;

const squeeze = (text: string): string => text.normalize("NFKC").replace(SPACES, "");
const placeOf = (table: number, { row, column }: Pick<Cell, "row" | "column">): string =>
  `${table} ${row} ${column}`;

interface Printed {
  readonly slot: Slot;
  /** First and last column of the grid that the cell covers. */
  readonly from: number;
  readonly to: number;
  readonly kind: "figure" | "nothing" | "words";
  readonly bound: boolean;
}

export interface BesideContext {
  readonly look: Look;
  /** Printed names of units, which are no remarks. */
  readonly units: ReadonlySet<string>;
  /** Rows and tables that are kept whole: their cells are not listed once more. */
  readonly kept: readonly UnplacedTable[];
}

interface Lost {
  readonly table: number;
  readonly page: number | undefined;
  readonly row: number;
  readonly label: string;
  readonly cell: UnplacedCell;
}

/** The rows of a grid as distinct printed cells without their units, each cell in the row where it begins. */
function listRows(grid: Grid, bound: ReadonlySet<string>, { look, units }: BesideContext): Printed[][] {
  const lines = grid.lines?.rows.map((row) => row.map(({ slot }) => slot));
  const seen = new Set<Cell>();
  return (lines ?? grid.slots).map((row) => {
    const cells: Printed[] = [];
    row.forEach((slot, x) => {
      const last = cells.at(-1);
      if (slot === undefined || isBlankText(slot.cell.text)) return;
      if (last?.slot.cell === slot.cell) cells[cells.length - 1] = { ...last, to: x };
      if (seen.has(slot.cell)) return;
      seen.add(slot.cell);
      const { text } = slot.cell;
      if (units.has(squeeze(text))) return;
      const kind = look.isFigure(text) ? "figure" : look.isValue(text) ? "nothing" : "words";
      cells.push({ slot, from: x, to: x, kind, bound: bound.has(placeOf(slot.table, slot.cell)) });
    });
    return cells;
  });
}

class BesideForm {
  private readonly rows: readonly (readonly Printed[])[];
  /** Rows of several words and no figure, from the last to the first. */
  private readonly heads: readonly { readonly y: number; readonly row: readonly Printed[] }[];
  private readonly numbering = new Map<number, boolean>();
  private readonly isLined: boolean;

  constructor(grid: Grid, bound: ReadonlySet<string>, context: BesideContext) {
    this.rows = listRows(grid, bound, context);
    this.isLined = grid.lines !== undefined;
    this.heads = this.rows
      .map((row, y) => ({ y, row }))
      .filter(({ row }) => row.length > 1 && !row.some(({ bound, kind }) => bound || kind === "figure"))
      .reverse();
  }

  /** What stands over a column: the nearest words above that are neither data nor a heading over the whole row. */
  private headOf(y: number, x: number): string | null {
    if (this.isLined) return null;
    for (const { y: above, row } of this.heads) {
      const head = row.find(({ from, to, kind }) => kind === "words" && from <= x && to >= x);
      if (above < y && head !== undefined) return head.slot.cell.text.trim();
    }
    return null;
  }

  /** Whether the figures of a column number its rows: each follows the one above, or begins anew. */
  private isNumbering(x: number): boolean {
    const known = this.numbering.get(x) ?? this.countsRows(x);
    this.numbering.set(x, known);
    return known;
  }

  private countsRows(x: number): boolean {
    const figures = this.rows.flatMap((row) => {
      const cell = row.find(({ from, to }) => from <= x && to >= x);
      return cell !== undefined && cell.kind === "figure" && !cell.bound
        ? [squeeze(cell.slot.cell.text)]
        : [];
    });
    return figures.every((text, at) => {
      if (NUMERAL.test(text) || /^\d+(?:\.\d+)+$/.test(text)) return true;
      const number = Number(text);
      return number === 1 || (at > 0 && number === Number(figures[at - 1]) + 1);
    });
  }

  private isLostFigure(y: number, at: number, head: string | null): boolean {
    const row = this.rows[y] ?? [];
    const cell = row[at];
    if (cell === undefined) return false;
    const first = row.findIndex(({ bound }) => bound);
    if (at > first) return !this.isCopy(y, at, head);
    if (head !== null && NUMBERING_HEAD.test(squeeze(head))) return false;
    if (head !== null && YEAR_HEAD.test(head) && YEAR.test(squeeze(cell.slot.cell.text))) return false;
    const isBeforeLabel = row.slice(at, first).some(({ kind }) => kind === "words");
    return this.isLined ? !isBeforeLabel : !this.isNumbering(cell.from);
  }

  /** A merged figure printed once more for a column it was merged over. */
  private isCopy(y: number, at: number, head: string | null): boolean {
    const [left, cell] = [this.rows[y]?.[at - 1], this.rows[y]?.[at]];
    if (left === undefined || cell === undefined || head === null) return false;
    const isSame = left.slot.cell.text === cell.slot.cell.text && this.headOf(y, left.from) === head;
    return isSame && (left.bound || this.isCopy(y, at - 1, head));
  }

  private isLost(y: number, at: number, head: string | null): boolean {
    const row = this.rows[y] ?? [];
    const cell = row[at];
    if (cell === undefined) return false;
    const isData = row.some(({ bound }) => bound);
    if (cell.kind === "figure") return isData && this.isLostFigure(y, at, head);
    if (this.isLined) return false;
    if (head !== null && REMARKS_HEAD.test(squeeze(head))) return true;
    return isData && at > row.findLastIndex(({ bound }) => bound);
  }

  list(kept: ReadonlySet<string>): Lost[] {
    return this.rows.flatMap((row, y) => {
      const first = row.findIndex((cell) => cell.bound);
      const words = row.slice(0, first === -1 ? 1 : first).filter(({ kind }) => kind === "words");
      const label = words.at(-1)?.slot.cell.text;
      return row.flatMap(({ slot, from, kind, bound }, at) => {
        if (bound || kind === "nothing" || kept.has(placeOf(slot.table, slot.cell))) return [];
        const head = this.headOf(y, from);
        if (!this.isLost(y, at, head)) return [];
        const { column, columnSpan, text } = slot.cell;
        return {
          table: slot.table,
          page: slot.cell.place.page,
          row: slot.cell.row,
          label: label?.trim() ?? "",
          cell: { column, columnSpan, text: text.trim(), head },
        };
      });
    });
  }
}

const listPlaces = (tables: readonly UnplacedTable[]): ReadonlySet<string> =>
  new Set(
    tables.flatMap(({ table, rows }) =>
      rows.flatMap(({ row, cells }) => cells.map(({ column }) => placeOf(table, { row, column }))),
    ),
  );

/** Cells beside the forms of recognised tables, by table, each once. */
export function listBesideForms(matches: readonly Match[], context: BesideContext): UnplacedTable[] {
  const bound = new Set(
    matches.flatMap(({ bindings }) => bindings.map(({ slot }) => placeOf(slot.table, slot.cell))),
  );
  const grids = new Map(matches.flatMap((match) => match.grids.map((grid) => [grid.table, grid])));
  const seen = new Set(listPlaces(context.kept));
  const byTable = new Map<number, Lost[]>();
  for (const grid of grids.values()) {
    for (const lost of new BesideForm(grid, bound, context).list(seen)) {
      seen.add(placeOf(lost.table, { row: lost.row, column: lost.cell.column }));
      byTable.set(lost.table, [...(byTable.get(lost.table) ?? []), lost]);
    }
  }
  return [...byTable].map(([table, lost]) => {
    const rows = new Map<number, Lost[]>();
    for (const one of lost) rows.set(one.row, [...(rows.get(one.row) ?? []), one]);
    const page = lost[0]?.page;
    return {
      kind: "cells",
      table,
      ...(page === undefined ? {} : { page }),
      caption: null,
      rows: [...rows].slice(0, MOST_ROWS).map(([row, cells]) => ({
        row,
        label: cells[0]?.label ?? "",
        cells: cells.map(({ cell }) => cell),
      })),
    };
  });
}

/** How many figures and how many remarks each table prints beside its form. */
export function remarkOnCells(tables: readonly UnplacedTable[], document: string, look: Look): Finding[] {
  return tables
    .filter(({ kind }) => kind === "cells")
    .flatMap(({ table, rows }) => {
      const cells = rows.flatMap(({ row, label, cells }) => cells.map((cell) => ({ ...cell, row, label })));
      const figures = cells.filter(({ text }) => look.isFigure(text));
      const remarks = cells.filter((cell) => !figures.includes(cell));
      const remark = (code: string, of: typeof cells): Finding[] => {
        const [first] = of;
        if (first === undefined) return [];
        const { row, column, text, head } = first;
        const where = [first.label, head].filter(Boolean).join("/");
        const example = where === "" ? text : `${where} ${text}`;
        const origin = { document, table, row, column };
        return [{ code, parameters: { count: of.length, example: example.slice(0, 80) }, origin }];
      };
      return [...remark("figures-beside-form", figures), ...remark("remarks-beside-form", remarks)];
    });
}
