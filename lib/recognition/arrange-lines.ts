import type { Grid, Slot } from "../model.ts";
import type { Look } from "../tables/printed.ts";
import { squeezeLabel } from "./label.ts";
import { type LineRow, listLineRows } from "./line-rows.ts";
import { type HeadLine, readPrintedHead } from "./printed-head.ts";
import type { Template } from "./template.ts";

/**
 * Lines of text that tell no columns, arranged as the form they print: a grid with the form's heads, where those are
 * printed in its order, and the rows whose label is proven and whose values are exactly as many as the columns. What is
 * not proven is left out; the lines themselves keep it.
 */

export interface LineContext {
  readonly look: Look;
  readonly units: ReadonlySet<string>;
  /** Whether no head of this table has been met: then its columns may be taken by position. */
  readonly headless: boolean;
  /** Blocks whose head was met in its order earlier in the document: `edition/table/block`. */
  readonly verified: Set<string>;
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

/**
 * Heads as printed over a row or over rows before it; none where no head is printed; `undefined` where the head is not
 * the form's, or not in its order.
 */
function findHead(
  template: Template,
  block: number,
  rows: readonly LineRow[],
  at: number,
  { headless, verified }: LineContext,
): readonly string[] | undefined {
  const shape = template.table.blocks[block];
  const columns = template.columnsOf[block] ?? [];
  const id = `${template.edition.id}/${template.table.id}/${block}`;
  if (shape === undefined) return undefined;
  let bare = true;
  for (let above = at; above >= 0; above--) {
    const row = rows[above];
    if (row === undefined || (above < at && row.row !== undefined && row.row.block !== block)) break;
    // Words taken for a label that is not proven may be the end of the head.
    const head = readPrintedHead(row.proven ? row.heads : row.line.heads, shape);
    if (head.kind === "other") return undefined;
    if (head.kind === "verified") {
      verified.add(id);
      return head.printed;
    }
    bare &&= isBare(row.heads);
  }
  if (verified.has(id)) return columns.map(({ column }) => column.path.at(-1)?.zh ?? "");
  const labelled = template.rows.some(({ row }) => row.path.length > 0);
  return headless && bare && labelled && columns.length >= FEWEST_HEADLESS ? [] : undefined;
}

const withText = (like: Slot, text: string): Slot => ({ ...like, cell: { ...like.cell, text } });

/** The form's heads over its columns, the innermost as printed. */
function printHead(
  template: Template,
  block: number,
  printed: readonly string[],
  like: Slot,
  depth: number,
): Slot[][] {
  if (printed.length === 0) return [];
  const paths = (template.columnsOf[block] ?? []).map(({ column }) => column.path);
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
  { table, lines }: Grid,
  template: Template,
  context: LineContext,
): ArrangedLines {
  const rows = lines === undefined ? [] : listLineRows(lines, template, context.look, context.units);
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
