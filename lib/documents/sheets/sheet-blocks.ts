import type { Block, Place } from "../../model.ts";
import { type Area, layTable } from "./sheet-table.ts";

/**
 * A worksheet as paragraphs and tables. A sheet has no tables, only cells: tables end where a row is empty, ghost rows
 * and columns (left over from merges) go, and a title merged over the table becomes a paragraph.
 *
 *   A1:C1 "2023年汇总表"              paragraph 2023年汇总表
 *   A2 单位名称   C2 新收申请      →   table [[单位名称, 新收申请], [某局, 3]]       (nothing begins in column B)
 *   A3 某局       C3 3
 */

/** 1-based. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** 1-based, all four inclusive. */
export interface SheetMerge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly cells: readonly SheetCell[];
  readonly merges: readonly SheetMerge[];
  /** Rows and columns that are not shown. */
  readonly hiddenRows?: ReadonlySet<number>;
  readonly hiddenColumns?: ReadonlySet<number>;
  /** Where a cell stands, in formats that have another word for it than `Sheet1!B7`. */
  readonly placeOf?: (row: number, column: number) => Place;
  /** The sheet has more cells than were read. */
  readonly cut?: true;
}

const NOTHING = /^[\s\u00a0\u3000\u200b\ufeff]*$/;
const FIGURE = /^\s*[+-]?\d[\d.,]*%?\s*$/;
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_.]*$/u;

/** More than a sheet has columns ([MS-XLSX] 2^14). */
const WIDEST = 0x10000;

const isBlank = (text: string): boolean => NOTHING.test(text);

export function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** `Sheet1!B7`, with quotes around names that need them in a formula. */
export function pathOf(sheet: string, row: number, column: number): string {
  const name = PLAIN_NAME.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  return `${name}!${columnName(column)}${row}`;
}

function placesOf(sheet: Sheet): (row: number, column: number) => Place {
  return sheet.placeOf ?? ((row, column) => ({ path: pathOf(sheet.name, row, column) }));
}

/** For a row or column the first one from there on that is shown. */
function showing(hidden: ReadonlySet<number> = new Set()): (from: number) => number {
  const next = new Map<number, number>();
  for (const at of [...hidden].sort((a, b) => b - a)) next.set(at, next.get(at + 1) ?? at + 1);
  return (from) => next.get(from) ?? from;
}

/** Cells that print something and merges, each clipped to what is shown. */
function listAreas(sheet: Sheet): Area[] {
  const shownRow = showing(sheet.hiddenRows);
  const shownColumn = showing(sheet.hiddenColumns);
  const merges = new Map<number, SheetMerge>();
  for (const merge of sheet.merges) {
    const { top, left, bottom, right } = merge;
    if (!(top >= 1 && left >= 1 && bottom >= top && right >= left)) continue;
    const key = top * WIDEST + left;
    if ((bottom > top || right > left) && !merges.has(key)) merges.set(key, merge);
  }
  const areas: Area[] = [];
  const placeOf = placesOf(sheet);
  const add = ({ row, column, text }: SheetCell, merge: SheetMerge | undefined): void => {
    const bottom = merge?.bottom ?? row;
    const right = merge?.right ?? column;
    const top = shownRow(row);
    const left = shownColumn(column);
    if (top > bottom || left > right) return;
    areas.push({
      text,
      blank: isBlank(text),
      top,
      left,
      bottom,
      right,
      place: placeOf(row, column),
    });
  };
  for (const cell of sheet.cells) {
    const key = cell.row * WIDEST + cell.column;
    const merge = merges.get(key);
    if (merge === undefined && cell.text === "") continue;
    merges.delete(key);
    add(cell, merge);
  }
  for (const merge of merges.values()) add({ row: merge.top, column: merge.left, text: "" }, merge);
  return areas.sort((a, b) => a.top - b.top || a.left - b.left);
}

/** Rows that print something, with what begins in them. */
function listRows(areas: readonly Area[]): Area[][] {
  const rows: Area[][] = [];
  for (const area of areas) {
    if (area.blank) continue;
    const last = rows.at(-1);
    if (last !== undefined && last[0]?.top === area.top) last.push(area);
    else rows.push([area]);
  }
  return rows;
}

/** Whether a row that prints nothing is shown between two others. */
function isParted(sheet: Sheet, upper: number, lower: number): boolean {
  for (let row = upper + 1; row < lower; row++) if (!sheet.hiddenRows?.has(row)) return true;
  return false;
}

/** Rows that belong together, with the columns in which something begins. */
class Part {
  readonly rows: (readonly Area[])[] = [];
  private readonly columns = new Set<number>();
  private left = Number.POSITIVE_INFINITY;
  private right = 0;

  add(row: readonly Area[]): void {
    this.rows.push(row);
    for (const area of row) {
      this.columns.add(area.left);
      this.left = Math.min(this.left, area.left);
      this.right = Math.max(this.right, area.right);
    }
  }

  get bottom(): number {
    return this.rows.at(-1)?.[0]?.top ?? 0;
  }

  /** Figures under figures, and nothing that could be a head: a row left empty inside a table parts nothing. */
  goesOnWith(row: readonly Area[]): boolean {
    const figures = (this.rows.at(-1)?.some(isFigure) ?? false) && row.some(isFigure);
    return figures && row.every(({ left }) => this.columns.has(left));
  }

  /**
   * Whether a row merged over the table is the title of a further one, whose cells begin where none begin above. Rows
   * that head a part of the same table keep its columns.
   */
  endsBefore(row: readonly Area[], below: readonly Area[] | undefined): boolean {
    const [title, ...more] = row;
    if (title === undefined || more.length > 0 || title.left === title.right) return false;
    if (title.left > this.left || title.right < this.right) return false;
    return below?.some(({ left }) => !this.columns.has(left)) ?? false;
  }
}

const isFigure = ({ text }: Area): boolean => FIGURE.test(text);

/** For every row the next one with more than one cell. */
function listHeads(rows: readonly (readonly Area[])[]): (readonly Area[] | undefined)[] {
  const heads: (readonly Area[] | undefined)[] = [];
  let head: readonly Area[] | undefined;
  for (let at = rows.length - 1; at >= 0; at--) {
    heads[at] = head;
    const row = rows[at];
    if (row !== undefined && row.length > 1) head = row;
  }
  return heads;
}

/** Rows parted where the sheet shows an empty row that no merge crosses, and at titles of further tables. */
function partRows(sheet: Sheet, areas: readonly Area[], rows: readonly (readonly Area[])[]): Part[] {
  const heads = listHeads(rows);
  const parts: Part[] = [];
  let next = 0;
  let reach = 0;
  for (const [at, row] of rows.entries()) {
    const top = row[0]?.top ?? 0;
    let part = parts.at(-1);
    const above = part?.bottom ?? 0;
    for (; next < areas.length && (areas[next]?.top ?? 0) <= above; next++)
      reach = Math.max(reach, areas[next]?.bottom ?? 0);
    const isNext = part !== undefined && (!isParted(sheet, above, top) || part.goesOnWith(row));
    if (part === undefined || (reach < top && (!isNext || part.endsBefore(row, heads[at])))) {
      part = new Part();
      parts.push(part);
    }
    part.add(row);
  }
  return parts;
}

/** Titles above a table and notes below it: rows of one cell that is merged over the table, or stands at its left. */
function findBody(rows: readonly (readonly Area[])[]): readonly [from: number, to: number] {
  let from = 0;
  let to = rows.length;
  const isLone = (at: number): boolean => rows[at]?.length === 1;
  while (from < to && isLone(from)) from++;
  const body = rows.slice(from).flat();
  const left = body.reduce((least, area) => Math.min(least, area.left), Number.POSITIVE_INFINITY);
  const right = body.reduce((most, area) => Math.max(most, area.left), 0);
  while (from > 0 && from < to && (rows[from - 1]?.[0]?.left ?? 0) > left) from--;
  while (to > from && isLone(to - 1)) {
    const note = rows[to - 1]?.[0];
    if (note === undefined || note.left > left || note.right < right || note.right === note.left) break;
    to--;
  }
  return [from, to];
}

/** The sheets' paragraphs and tables in their order; several sheets are led by their names. */
export function toBlocks(sheets: readonly Sheet[]): Block[] {
  const blocks: Block[] = [];
  let tables = 0;
  const say = ({ text, place }: { text: string; place: Place }): void => {
    blocks.push({ kind: "paragraph", text: text.trim(), place });
  };
  for (const sheet of sheets) {
    if (sheets.length > 1) say({ text: sheet.name, place: { path: pathOf(sheet.name, 1, 1) } });
    const areas = listAreas(sheet);
    const parts = partRows(sheet, areas, listRows(areas));
    const merged = areas.filter(({ blank }) => blank);
    let next = 0;
    for (const [at, { rows }] of parts.entries()) {
      const end = parts[at + 1]?.rows[0]?.[0]?.top ?? Number.POSITIVE_INFINITY;
      const first = next;
      while (next < merged.length && (merged[next]?.top ?? end) < end) next++;
      const [from, to] = findBody(rows);
      for (const area of rows.slice(0, from).flat()) say(area);
      if (to > from)
        blocks.push(
          layTable({
            printed: rows.slice(from, to),
            blank: merged.slice(first, next),
            placeOf: placesOf(sheet),
            index: ++tables,
            cut: sheet.cut === true && at === parts.length - 1,
          }),
        );
      for (const area of rows.slice(to).flat()) say(area);
    }
  }
  return blocks;
}
