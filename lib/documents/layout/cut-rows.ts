import { beginsNew, isFigure, type LaidCell, type LaidTable } from "./laid-table.ts";
import { NOTE, NOTE_SIZE } from "./wrapped-numbers.ts";

/** Whether the end of a page went through a row of a table, and through its numbers. */

export const squeeze = (text: string): string => text.replace(/\s+/g, "");
export const isBlank = (text: string): boolean => squeeze(text) === "";

export const isSameWidth = (a: LaidCell, b: LaidCell): boolean =>
  a.column === b.column && a.columnSpan === b.columnSpan;

/** Chinese numerals, which are no unit. */
const NUMERALS = /^[〇零一二三四五六七八九十百千]+$/;

/** 条, 万元: what stands between a label and its figures. */
const LONGEST_UNIT = 2;

/** Whether a cell and the one it faces beyond the break both print a unit. */
function isUnit(cell: LaidCell, others: readonly LaidCell[]): boolean {
  const facing = others.find((other) => isSameWidth(other, cell));
  return [cell, facing].every((one) => {
    const text = squeeze(one?.text ?? "");
    const isShort = text !== "" && text.length <= LONGEST_UNIT;
    return isShort && !isFigure(text) && !NUMERALS.test(text) && !beginsNew(text);
  });
}

/** The cell that says what the row is about: the last label before its figures that is no unit. */
export function findLeaf(row: readonly LaidCell[], others: readonly LaidCell[]): LaidCell | undefined {
  const ordered = [...row].sort((a, b) => a.column - b.column);
  const figure = ordered.findIndex((cell) => isFigure(cell.text));
  const before = figure === -1 ? ordered : ordered.slice(0, figure);
  const labels = before.filter(
    (cell) => !isBlank(cell.text) && !isFigure(cell.text) && !isUnit(cell, others),
  );
  return (
    labels.findLast(({ text }) => squeeze(text).length > LONGEST_UNIT || beginsNew(text)) ?? labels.at(-1)
  );
}

export const hasFigures = (row: readonly LaidCell[]): boolean => row.some((cell) => isFigure(cell.text));

/** Whether a row has a label and nothing else. */
const isBare = (row: readonly LaidCell[]): boolean =>
  row.length > 1 && row.filter((cell) => !isBlank(cell.text)).length === 1;

/** Whether rows of nothing but a label occur in a table, besides its last or first one. */
export function hasBareRows({ cells, rows }: LaidTable, besides: number): boolean {
  const byRow = Array.from({ length: rows }, (): LaidCell[] => []);
  for (const cell of cells) byRow[cell.row - 1]?.push(cell);
  return byRow.some((row, at) => at + 1 !== besides && isBare(row));
}

/** Whether what numbers a label, （二）, is itself cut, or stands above the break alone. */
const isNumberCut = (upper: string, lower: string): boolean =>
  (/^[（(][一二三四五六七八九十\d]{0,2}$/.test(squeeze(upper)) && beginsNew(upper + lower)) ||
  (/^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[、.．])$/.test(
    squeeze(upper),
  ) &&
    !beginsNew(lower));

/** Signs of brackets that were opened and not closed: 28（其 of 28（其中修订1件）. */
function countOpen(text: string): number {
  let open = 0;
  for (const sign of text) {
    if ("（(".includes(sign)) open++;
    else if ("）)".includes(sign) && open > 0) open--;
  }
  return open;
}

/** Whether the lower cell closes a bracket that the upper one leaves open. */
const isRest = (upper: LaidCell, lower: LaidCell): boolean =>
  upper.rowSpan === 1 && lower.rowSpan === 1 && countOpen(upper.text) > countOpen(upper.text + lower.text);

/**
 * Whether the page break went through a row: one part is blank, or has the label and the other figures, or the lower
 * label begins nothing new while the upper one did.
 */
export function isRowCut(last: readonly LaidCell[], first: readonly LaidCell[], bareRows: boolean): boolean {
  const pairs = first.map((lower) => [last.find((upper) => isSameWidth(upper, lower)), lower] as const);
  const matching = pairs.flatMap(([upper, lower]) => (upper === undefined ? [] : [{ upper, lower }]));
  if (matching.length < pairs.length) return false;
  if (matching.some(({ upper, lower }) => isRest(upper, lower))) return true;
  const ownRow = last.filter((cell) => cell.rowSpan === 1);
  if (ownRow.every((cell) => isBlank(cell.text)) || first.every((cell) => isBlank(cell.text))) return true;
  const [above, below] = [findLeaf(last, first), findLeaf(first, last)];
  const facing = (cell: LaidCell | undefined) =>
    matching.find(({ upper, lower }) => upper === cell || lower === cell);
  if (below !== undefined && !hasFigures(first) && hasFigures(last))
    if (isBlank(facing(below)?.upper.text ?? "-") || (isBare(first) && !bareRows && above !== undefined))
      return true;
  if (
    above !== undefined &&
    !hasFigures(last) &&
    hasFigures(first) &&
    isBlank(facing(above)?.lower.text ?? "-")
  )
    return matching.every(({ upper, lower }) => !isFigure(lower.text) || isBlank(upper.text));
  // Figures without any label go on with the row above, be it without one too: wrapped numbers, whose halves then
  // make no number where it is not known that they were broken.
  if (below === undefined && hasFigures(first) && hasFigures(last)) return true;
  const upper = facing(below)?.upper;
  if (upper !== undefined && isNumberCut(upper.text, below?.text ?? "")) return true;
  // The label in the middle of the row has come to stand below the break, some figures above it, the others below.
  const isUnlabelled = upper !== undefined && isBlank(upper.text) && (above?.column ?? 0) < upper.column;
  if (isUnlabelled && hasFigures(last))
    return matching.every((pair) => isBlank(pair.upper.text) || isBlank(pair.lower.text));
  // Both rows print their unit: both are whole.
  if (first.some((cell) => isUnit(cell, last))) return false;
  return (
    below !== undefined &&
    upper !== undefined &&
    above !== undefined &&
    above.column >= upper.column &&
    beginsNew(upper.text) &&
    !beginsNew(below.text)
  );
}

/** Whether the lower cell is nothing but the mark of a note on the upper one's figure: smaller than that. */
export const isNote = (upper: LaidCell, lower: LaidCell): boolean =>
  isFigure(upper.text) &&
  NOTE.test(squeeze(lower.text)) &&
  (lower.size ?? upper.size ?? 0) < NOTE_SIZE * (upper.size ?? 0);

/** Whether the numbers of a cut row go on below: every one that does fills its cell to the brim above. */
export function areNumbersCut(last: readonly LaidCell[], first: readonly LaidCell[]): boolean {
  return first.every((lower) => {
    const upper = last.find((cell) => isSameWidth(cell, lower));
    const both = upper !== undefined && isFigure(upper.text) && isFigure(lower.text) && !isNote(upper, lower);
    return !both || upper.brimming === true;
  });
}
