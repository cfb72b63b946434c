import { type Sheet, spread } from "./sheet.ts";

/**
 * A sheet as word processors paste it into plain text: each cell on a line of its own behind a tab, a blank line
 * after each row. Merges are lost: a cell merged downwards leaves one blank cell in every further row, a cell merged
 * sideways leaves nothing.
 */
export function printTabLed(sheet: Sheet): string {
  return spread(sheet)
    .map((row) =>
      row
        .filter((slot) => slot.firstColumn)
        .map((slot) => `\t${slot.firstRow ? slot.cell.text.replaceAll("\n", "\n\n") : ""}\n`)
        .join(""),
    )
    .join("\n");
}
