import type { RowCell } from "./grid-rows.ts";
import type { HeadGroup } from "./heads.ts";
import { editDistance } from "./label.ts";
import type { TemplateColumn, TemplateRow } from "./template.ts";

/**
 * Labels recognised in pictures have wrong signs, but stand in the order of the form: a row between two known ones is
 * one of the form's rows between them, and if there are as many rows as the form has, each is the form's own.
 *
 *   form   一 二 三 四          form   一 二 三 四
 *   page   一 ？ 三 四  → 二    page   一 ？ ？ 四 with a row of the agency's own  → 二, 三 only if both look like them
 */

export interface FoundRow {
  readonly y: number;
  readonly row: TemplateRow;
}

/** Rows above and below a place, if all that were found stand in the order of the form. */
function neighbours(
  y: number,
  found: readonly FoundRow[],
): { before?: FoundRow; after?: FoundRow } | undefined {
  const sorted = [...found].sort((a, b) => a.y - b.y);
  const inOrder = sorted.every(({ row }, at) => at === 0 || row.order > (sorted[at - 1]?.row.order ?? -1));
  if (!inOrder) return undefined;
  const before = sorted.findLast((one) => one.y < y);
  const after = sorted.find((one) => one.y > y);
  return { ...(before && { before }), ...(after && { after }) };
}

/** Whether a row of the form may stand at `y`: not where rows known for certain stand out of its order. */
export function mayStand(candidate: TemplateRow, y: number, found: readonly FoundRow[]): boolean {
  const near = neighbours(y, found);
  if (near === undefined) return true;
  const { before, after } = near;
  return (
    (before === undefined || candidate.order > before.row.order) &&
    (after === undefined || candidate.order < after.row.order)
  );
}

const CHINESE = /[\u4e00-\u9fff]/;
/** Share of a label's signs that may be wrong where its place settles which it is. */
const MOST_WRONG = 0.5;

/** Whether recognition can have made this of one of the labels: half of its signs agree, or nothing could be read. */
function resembles(printed: string, labels: readonly string[]): boolean {
  if (!CHINESE.test(printed)) return true;
  return labels.some((label) => {
    const most = Math.floor(Math.max(label.length, printed.length) * MOST_WRONG);
    return editDistance(printed, label, most) <= most;
  });
}

export interface OpenRow {
  readonly y: number;
  readonly label: RowCell;
}

/** Rows found for certain, of all rows that order is to settle. */
const MOSTLY = 2 / 3;

/** Settles rows between two found ones, where the form has just as many between them and each resembles its own. */
export function settleRows(
  open: readonly OpenRow[],
  found: readonly FoundRow[],
  rows: readonly TemplateRow[],
): FoundRow[] {
  if (found.length < MOSTLY * (found.length + open.length)) return [];
  const settled: FoundRow[] = [];
  const gaps = new Map<number, OpenRow[]>();
  for (const one of open) {
    const above = neighbours(one.y, found)?.before?.y ?? -1;
    gaps.set(above, [...(gaps.get(above) ?? []), one]);
  }
  for (const gap of gaps.values()) {
    const near = neighbours(gap[0]?.y ?? 0, found);
    if (near?.before === undefined || near.after === undefined) continue;
    const { before, after } = near;
    const between = rows.filter(({ order }) => order > before.row.order && order < after.row.order);
    if (between.length !== gap.length) continue;
    const pairs = gap.map((one, at) => ({ one, row: between[at] }));
    if (pairs.every(({ one, row }) => row !== undefined && resembles(one.label.key.bare, row.leafKeys)))
      for (const { one, row } of pairs) if (row !== undefined) settled.push({ y: one.y, row });
  }
  return settled;
}

const isRecognized = ({ leaf }: HeadGroup): boolean => leaf.slot.method === "ocr";

/** Settles column heads in the same way: between two known columns, and behind the last one. */
export function settleHeads(
  groups: readonly HeadGroup[],
  known: readonly (TemplateColumn | undefined)[],
  columns: readonly TemplateColumn[],
): (TemplateColumn | undefined)[] {
  const found = known.flatMap((column, at) => (column === undefined ? [] : [{ at, column }]));
  const inOrder = found.every(
    ({ column }, n) => n === 0 || column.order > (found[n - 1]?.column.order ?? -1),
  );
  const result = [...known];
  if (!inOrder || found.length < MOSTLY * columns.length) return result;
  const ends = [...found, { at: groups.length, column: undefined }];
  ends.forEach(({ at: end, column: next }, n) => {
    const last = found[n - 1];
    const free = columns.filter(
      ({ order }) => order > (last?.column.order ?? -1) && order < (next?.order ?? Number.POSITIVE_INFINITY),
    );
    // Before the first known column stand labels of rows, too: only the heads next to it can be columns.
    const start = last === undefined ? end - free.length : last.at + 1;
    const open = groups.slice(Math.max(0, start), end);
    if (open.length !== free.length || start < 0) return;
    const fits = open.every(
      (group, at) => isRecognized(group) && resembles(group.leaf.key.bare, free[at]?.leafKeys ?? []),
    );
    if (fits)
      for (const [at, column] of free.entries())
        if (result[start + at] === undefined) result[start + at] = column;
  });
  return result;
}
