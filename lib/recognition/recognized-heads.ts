import type { HeadGroup } from "./heads.ts";
import { resembles } from "./recognized-label.ts";
import type { TemplateColumn } from "./template.ts";

/** Columns known by their heads, of all columns, before the order of the form may settle the others. */
const MOSTLY = 2 / 3;

/**
 * Heads recognised in a picture that are none of the form's: between two known columns, before the first and behind the
 * last, they are the form's own if there are just as many and each resembles its own.
 */
export function settleRecognizedHeads(
  groups: readonly HeadGroup[],
  known: readonly (TemplateColumn | undefined)[],
  columns: readonly TemplateColumn[],
): (TemplateColumn | undefined)[] {
  const result = [...known];
  const found = known.flatMap((column, at) => (column === undefined ? [] : [{ at, order: column.order }]));
  const inOrder = found.every(({ order }, n) => n === 0 || order > (found[n - 1]?.order ?? -1));
  if (!inOrder || found.length < MOSTLY * columns.length) return result;
  [...found, { at: groups.length, order: Number.POSITIVE_INFINITY }].forEach(({ at: end, order }, n) => {
    const before = found[n - 1];
    const free = columns.filter((column) => column.order > (before?.order ?? -1) && column.order < order);
    // Before the first known column stand heads of labels, too: only those next to it can be columns.
    const start = before === undefined ? end - free.length : before.at + 1;
    const open = groups.slice(Math.max(0, start), end);
    const fits = open.every(
      ({ leaf }, at) => leaf.slot.method === "ocr" && resembles(leaf.key.bare, free[at]?.leafKeys ?? []),
    );
    if (open.length !== free.length || !fits) return;
    for (const [at, column] of free.entries()) result[start + at] = column;
  });
  return result;
}
