import type { LineRow } from "./line-rows.ts";
import type { TemplateRow } from "./template.ts";
import type { ValueLine } from "./value-lines.ts";

/** Whether empty lines between cells that stand one below the other can be taken for blank cells. */

const isBlankLine = ({ printed, own }: ValueLine): boolean =>
  own.length === 0 && printed.length === 1 && printed[0]?.cell.text.trim() === "";

const FEWEST_BLANK_ENDS = 3;
const endsBlank = ({ line }: LineRow): boolean => line.values.at(-1)?.cell.text.trim() === "";
const isParted = ({ count, line }: LineRow): boolean => count > line.values.length;

/**
 * Whether blanks end rows too often for them to be the lines that part pieces of a table, in rows that have lost a value:
 * or none does. Of a single value nothing can be moved.
 */
function endsTruly(rows: readonly LineRow[]): boolean {
  const several = rows.filter(({ line }) => line.values.length > 1);
  const within = several.some(({ line }) =>
    line.values.slice(0, -1).some((slot) => slot.cell.text.trim() === ""),
  );
  const ended = several.filter((row) => !isParted(row) && endsBlank(row)).length;
  return ended === 0 || (within && ended >= FEWEST_BLANK_ENDS);
}

/**
 * Whether every row of the form is there once, has all its values, and nothing else stands between the first and the
 * last. An empty line that parts a block from what follows could pass for a value that was lost in its last row: how the
 * other blocks end tells, and the last one must end with the line that parts it or with a value.
 */
export function isWhole(rows: readonly LineRow[], due: readonly TemplateRow[]): boolean {
  const first = rows.findIndex(({ row }) => row !== undefined);
  const within = rows.slice(first, rows.findLastIndex(({ row }) => row !== undefined) + 1);
  const found = within.filter(({ line, met }) => met !== undefined || !isBlankLine(line));
  const ends = found.filter(({ row }, at) => row?.block !== found[at + 1]?.row?.block);
  const [last, ...others] = ends.toReversed();
  const parted = others.filter(isParted);
  const telling = others.some((row) => !isParted(row) && !endsBlank(row));
  return (
    found.length === due.length &&
    new Set(found.map(({ row }) => row)).size === due.length &&
    found.every((row) => row.row !== undefined && (!isParted(row) || ends.includes(row))) &&
    endsTruly(found) &&
    last !== undefined &&
    (isParted(last) || !endsBlank(last)) &&
    (parted.length === 0 || parted.length === others.length) &&
    (parted.length > 0 || telling || !others.some(endsBlank))
  );
}
