import type { Block, Finding } from "../../model.ts";
import type { Sheet } from "./sheet-blocks.ts";

/** What is to be said of a worksheet beside its cells. */
export interface SheetReading {
  readonly sheet: Sheet;
  /** Cells in rows and columns that are not shown. */
  readonly hidden: number;
  /** Numbers shown with fewer digits than the file holds. */
  readonly rounded: number;
  /** Formulas whose result the file does not hold. */
  readonly uncalculated: number;
  /** Cells that refer to texts or styles the file does not hold. */
  readonly lost: number;
}

export function describeSheet({ sheet, hidden, rounded, uncalculated, lost }: SheetReading): Finding[] {
  const counts: readonly (readonly [string, number])[] = [
    ["sheet-cells-hidden", hidden],
    ["sheet-cells-rounded", rounded],
    ["sheet-formulas-uncalculated", uncalculated],
    ["sheet-texts-lost", lost],
  ];
  return counts
    .filter(([, count]) => count > 0)
    .map(([code, count]) => ({ code, parameters: { sheet: sheet.name, count } }));
}

/** Tables of which cells beyond the ceiling were left out. */
export function describeCut(sheets: readonly SheetReading[], blocks: readonly Block[]): Finding[] {
  const tables = blocks.filter((block) => block.kind === "table");
  const cut = tables.filter((table) => table.cut).map(({ index }) => index);
  if (cut.length === 0 && sheets.some(({ sheet }) => sheet.cut)) cut.push(Math.max(1, tables.length));
  return cut.map((table) => ({ code: "table-too-large", parameters: { table } }));
}

export function describeHidden(names: readonly string[]): Finding[] {
  if (names.length === 0) return [];
  return [
    { code: "sheets-hidden", parameters: { count: names.length, names: names.slice(0, 5).join(", ") } },
  ];
}
