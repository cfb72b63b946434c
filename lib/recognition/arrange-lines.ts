import type { Grid, Slot } from "../model.ts";
import { squeezeLabel } from "./label.ts";
import type { LineRow } from "./line-rows.ts";
import { type HeadLine, readPrintedHead } from "./printed-head.ts";
import { type HeadOrder, readReorderedHead } from "./reordered-head.ts";
import type { Template } from "./template.ts";

/**
 * Lines of text that tell no columns, arranged as the form they print: a grid with the form's heads, where those are
 * printed in its order, and the rows whose label is proven and whose values are exactly as many as the columns. What is
 * not proven is left out; the lines themselves keep it.
 */

export interface LineContext extends HeadOrder {
  /** Whether no head of this table has been met: then its columns may be taken by position. */
  readonly headless: boolean;
  /** The order of columns of blocks whose head was met earlier in the document: `edition/table/block`. */
  readonly verified: Map<string, readonly number[]>;
}

/** Fewer columns prove nothing without a head. */
const FEWEST_HEADLESS = 3;
/** 三、收到和处理政府信息公开申请情况 */
const HEADING = /^[一二三四五六七八九十]{1,3}、/;

/** Whether nothing but a section's heading stands over the rows. */
function isBare(heads: readonly HeadLine[]): boolean {
  const nearest = heads.at(-1);
  return (
    nearest === undefined || (nearest.length === 1 && HEADING.test(squeezeLabel(nearest[0]?.text ?? "")))
  );
}

/** Columns of the form from left to right, and their heads as printed; none where no head is printed. */
interface ArrangedHead {
  readonly order: readonly number[];
  readonly printed: readonly string[];
}

/** The head over a row, in the order of the form or in its own. */
function readHead(
  lines: readonly HeadLine[],
  template: Template,
  block: number,
  order: HeadOrder,
): ArrangedHead | "other" | "absent" {
  const shape = template.table.blocks[block];
  if (shape === undefined) return "absent";
  const head = readPrintedHead(lines, shape);
  if (head.kind === "verified")
    return { order: head.printed.map((_, column) => column), printed: head.printed };
  if (head.kind === "absent") return "absent";
  const own = readReorderedHead(lines, shape, order);
  if (own === undefined) return "other";
  return { order: own.map(({ column }) => column), printed: own.map(({ printed }) => printed) };
}

/** The head over a row or over rows before it; `undefined` where it is not the form's, or its order is not told. */
function findHead(
  template: Template,
  block: number,
  rows: readonly LineRow[],
  at: number,
  context: LineContext,
): ArrangedHead | undefined {
  const { headless, verified } = context;
  const columns = template.columnsOf[block] ?? [];
  const id = `${template.edition.id}/${template.table.id}/${block}`;
  let bare = true;
  for (let above = at; above >= 0; above--) {
    const row = rows[above];
    if (row === undefined || (above < at && row.row !== undefined && row.row.block !== block)) break;
    // Words taken for a label that is not proven may be the end of the head.
    const head = readHead(row.proven ? row.heads : row.line.heads, template, block, context);
    if (head === "other") return undefined;
    if (head !== "absent") {
      verified.set(id, head.order);
      return head;
    }
    bare &&= isBare(row.heads);
  }
  const order = verified.get(id);
  if (order !== undefined)
    return { order, printed: order.map((at) => columns[at]?.column.path.at(-1)?.zh ?? "") };
  const labelled = template.rows.some(({ row }) => row.path.length > 0);
  const isPositional = headless && bare && labelled && columns.length >= FEWEST_HEADLESS;
  return isPositional ? { order: [], printed: [] } : undefined;
}

const withText = (like: Slot, text: string): Slot => ({ ...like, cell: { ...like.cell, text } });

/** The form's heads over its columns in the order given, the innermost as printed. */
function printHead(
  template: Template,
  block: number,
  { order, printed }: ArrangedHead,
  like: Slot,
  depth: number,
): Slot[][] {
  if (printed.length === 0) return [];
  const paths = order.map((at) => template.columnsOf[block]?.[at]?.column.path ?? []);
  const deepest = Math.max(...paths.map((path) => path.length));
  const isShared = (at: number, level: number): boolean =>
    level < (paths[at]?.length ?? 0) - 1 &&
    (paths[at] ?? []).slice(0, level + 1).every((label, n) => paths[at - 1]?.[n]?.zh === label.zh);
  return Array.from({ length: deepest }, (_, level) => {
    const cells: Slot[] = [];
    paths.forEach((path, at) => {
      const text = level >= path.length - 1 ? (printed[at] ?? "") : (path[level]?.zh ?? "");
      const last = cells.at(-1);
      cells.push(last !== undefined && isShared(at, level) ? last : withText(like, text));
    });
    return [...new Array<Slot>(depth + 1).fill(withText(like, "")), ...cells];
  });
}

/** Group labels of the form, the label as printed, the unit, the values. */
function printRow({ line, row, label, unit }: LineRow, depth: number): Slot[] {
  const like = line.slots.at(-1) ?? line.values[0];
  if (like === undefined || row === undefined) return [];
  const groups = row.row.path.slice(0, -1).map(({ zh }) => withText(like, zh));
  const own = row.row.path.length === 0 ? [] : [withText(like, label)];
  const empty = new Array<Slot>(depth - groups.length - own.length).fill(withText(like, ""));
  return [...groups, ...empty, ...own, withText(like, unit ?? ""), ...line.values];
}

export interface ArrangedLines {
  /** `undefined` where the lines prove nothing of the form. */
  readonly grid: Grid | undefined;
  /** Lines with the label of a row of the form, proven or not. */
  readonly labelled: number;
}

/** The lines of a grid as one form prints them. */
export function arrangeLines(
  { table }: Grid,
  rows: readonly LineRow[],
  template: Template,
  context: LineContext,
): ArrangedLines {
  const depth = Math.max(...template.rows.map(({ row }) => row.path.length));
  const slots = template.columnsOf.flatMap((_, block) => {
    const own = rows.filter(({ row, proven }) => proven && row?.block === block);
    const [first] = own;
    const like = first?.line.values[0];
    if (first === undefined || like === undefined) return [];
    const head = findHead(template, block, rows, rows.indexOf(first), context);
    if (head === undefined) return [];
    return [...printHead(template, block, head, like, depth), ...own.map((row) => printRow(row, depth))];
  });
  const labelled = rows.filter(({ row }) => row !== undefined).length;
  if (slots.length === 0) return { grid: undefined, labelled };
  const width = Math.max(...slots.map((line) => line.length));
  const even = slots.map((line) => [...line, ...new Array<undefined>(width - line.length).fill(undefined)]);
  return { grid: { table, width, slots: even }, labelled };
}
