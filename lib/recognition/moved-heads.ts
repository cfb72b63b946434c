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
export const rowWidth = (rows: readonly GridRow[]): number =>
  usualWidth(rows.map(({ at }) => at.findLastIndex((cell) => cell !== undefined) + 1));

/**
 * A row of heads ends before the rows below it do (`width`); or their spans were rebuilt, and one of the form's is missing.
 * Where spans were rebuilt, another order than the form's needs the groups to show it.
 */
export function hasMoved(
  rows: readonly GridRow[],
  head: Head,
  template: Template,
  block: number,
  { width, rebuilt }: { readonly width: number; readonly rebuilt: boolean },
): boolean {
  const isShort = rows.some(({ labels, at }) => labels > 1 && at.slice(0, width).includes(undefined));
  const lacks = head.columns.length < (template.columnsOf[block]?.length ?? 0);
  const isNested =
    rows.length > 1 || (template.columnsOf[block] ?? []).some(({ column }) => column.path.length > 1);
  if (isShort) return true;
  return rebuilt && isNested && (lacks || (!isInOrder(head) && !showsGroups(rows, template, block)));
}
