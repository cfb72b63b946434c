import type { GridRow } from "./grid-rows.ts";
import type { Head } from "./heads.ts";
import { keyOf } from "./label.ts";
import type { Template } from "./template.ts";
import { usualWidth } from "./usual-width.ts";

/** Heads that may not stand over their columns, because one beside them was lost. */

/**
 * Whether the innermost groups of columns stand over them: of the form, but not of all its columns. One of several may be
 * missing, for its columns are those that no other group holds.
 */
function showsGroups(head: readonly GridRow[], template: Template, block: number): boolean {
  const columns = template.columnsOf[block] ?? [];
  const printed = new Set(head.flatMap(({ cells }) => cells.flatMap(({ key }) => [key.full, key.bare])));
  const sizes = new Map<string, number>();
  for (const { column } of columns) {
    const group = column.path.at(-2)?.zh;
    if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  const groups = [...sizes].flatMap(([zh, size]) => (size > 1 && size < columns.length ? zh : []));
  const shown = groups.filter((zh) => printed.has(keyOf(zh).full) || printed.has(keyOf(zh).bare));
  return groups.length === 0 || (shown.length > 0 && groups.length - shown.length <= 1);
}

const isInOrder = ({ columns }: Head): boolean =>
  columns.every(({ column, from }) =>
    columns.every((other) => other.column.order <= column.order === other.from <= from),
  );

/** How many columns most of some rows have. */
const rowWidth = (rows: readonly GridRow[]): number =>
  usualWidth(rows.map(({ at }) => at.findLastIndex((cell) => cell !== undefined) + 1));

/**
 * How many columns the rows have without those of remarks at their end, which print words in some rows and no value in any:
 * they need no head. In a picture a column of figures may have become words.
 */
function widthOfValues(rows: readonly GridRow[], width: number): number {
  const cells = rows.flatMap((row) => row.cells);
  const last = Math.max(0, ...cells.flatMap(({ kind, to }) => (kind === "value" ? [to + 1] : [])));
  const hasWords = cells.some(({ kind, from }) => kind === "label" && from >= last);
  const isRecognized = cells.some(({ slot }) => slot.method === "ocr");
  return hasWords && !isRecognized ? Math.min(last, width) : width;
}

export interface BodyShape {
  readonly width: number;
  /** Of a table whose heads are all there. */
  readonly values: number;
  readonly rebuilt: boolean;
}

/** How wide the rows below a head are. */
export function shapeOf(rows: readonly GridRow[], rebuilt: boolean): BodyShape {
  const width = rowWidth(rows);
  return { width, values: rebuilt ? width : widthOfValues(rows, width), rebuilt };
}

/**
 * A row of heads ends before the rows below it do (`width`, or `values` where no head of the form is missing); or their spans were rebuilt, and one of the form's is missing.
 * Where spans were rebuilt, another order than the form's needs the groups to show it.
 */
export function hasMoved(
  rows: readonly GridRow[],
  head: Head,
  template: Template,
  block: number,
  { width, values, rebuilt }: BodyShape,
): boolean {
  const lacks = head.columns.length < (template.columnsOf[block]?.length ?? 0);
  const due = lacks ? width : values;
  const isShort = rows.some(({ labels, at }) => labels > 1 && at.slice(0, due).includes(undefined));
  const isNested =
    rows.length > 1 || (template.columnsOf[block] ?? []).some(({ column }) => column.path.length > 1);
  if (isShort) return true;
  return rebuilt && isNested && (lacks || (!isInOrder(head) && !showsGroups(rows, template, block)));
}
