import type { GridRow, RowCell } from "./grid-rows.ts";
import type { HeadGroup } from "./heads.ts";
import { squeezeLabel } from "./label.ts";

/**
 * Programs that know no merges print a merged cell's text once more in every slot of it:
 *
 *   第二十条第（八）项 | 第二十条第（八）项 | 第二十条第（八）项
 *   信息内容          | 本年收费金额      | 本年收费金额
 *   行政事业性收费     | 3.97             | 3.97
 *
 * Heads that are alike are one column only where the table does so elsewhere as well, and every row prints the same under
 * both: of labels that lost half of themselves (本年新, 本年新) two alike may be two columns.
 */

const FEWEST_ROWS = 2;
const SHORTEST = 2;

const textOf = (cell: RowCell | undefined): string => squeezeLabel(cell?.slot.cell.text ?? "");

function repeatsLabel({ cells }: GridRow): boolean {
  return cells.some((cell, at) => {
    const before = cells[at - 1];
    if (cell.kind !== "label" || before?.kind !== "label") return false;
    return textOf(cell).length >= SHORTEST && textOf(cell) === textOf(before);
  });
}

/** The heads of a region with those joined that are one. */
export function joinRepeated(
  groups: readonly HeadGroup[],
  body: readonly GridRow[],
  rows: readonly GridRow[],
): readonly HeadGroup[] {
  const isAlike = (one: HeadGroup, other: HeadGroup): boolean =>
    squeezeLabel(one.text) === squeezeLabel(other.text) &&
    body.every((row) => textOf(row.at[one.from]) === textOf(row.at[other.from]));
  const joined: HeadGroup[] = [];
  for (const group of groups) {
    const last = joined.at(-1);
    if (last !== undefined && last.to === group.from - 1 && isAlike(last, group))
      joined[joined.length - 1] = { ...last, to: group.to, repeated: true };
    else joined.push(group);
  }
  if (joined.length === groups.length) return groups;
  const elsewhere = rows.filter(
    (row) => repeatsLabel(row) && row.cells.every((cell) => !isOfHeads(cell, joined)),
  );
  return elsewhere.length < FEWEST_ROWS ? groups : joined;
}

const isOfHeads = ({ slot }: RowCell, joined: readonly HeadGroup[]): boolean =>
  joined.some(({ leaf, repeated }) => repeated && leaf.slot.cell.row === slot.cell.row);
