import { cell, type Sheet, type SheetCell, spread } from "./sheet.ts";

/**
 * Cuts a sheet in two as a page break does: the second part has no head, and a label that spans the seam goes on
 * there as a blank cell, or is printed again.
 */
export function splitSheet(sheet: Sheet, after: number, seam: "blank" | "repeated"): readonly [Sheet, Sheet] {
  const upper = sheet
    .slice(0, after)
    .map((row, top) => row.map((item) => ({ ...item, rowSpan: Math.min(item.rowSpan, after - top) })));
  const carried: SheetCell[] = (spread(sheet)[after] ?? [])
    .filter((slot) => slot.firstColumn && !slot.firstRow)
    .map(({ cell: item, rowsLeft }) => ({
      ...item,
      text: seam === "repeated" ? item.text : "",
      rowSpan: rowsLeft,
    }));
  const [first = [], ...rest] = sheet.slice(after);
  return [upper, [[...carried, ...first], ...rest]];
}

/** Undoes all merges: the text stays in the first slot, the others are blank cells. */
export function unmergeSheet(sheet: Sheet): Sheet {
  return spread(sheet).map((row) =>
    row.map((slot) => cell(slot.cell.kind, slot.firstRow && slot.firstColumn ? slot.cell.text : "")),
  );
}
