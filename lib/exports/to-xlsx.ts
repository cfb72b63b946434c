import { notesXml, SHEET_END, sheetHead, sheetPath, sheetRows, workbookParts } from "./sheet-xml.ts";
import type { ExportColumn, ExportRow } from "./table.ts";
import { toZip } from "./zip.ts";

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What stands around the rows: the names of the two sheets, and source, date, version and filters as pairs. */
export interface WorkbookWords {
  readonly sheet: string;
  readonly notesSheet: string;
  readonly notes: readonly (readonly [term: string, text: string | number])[];
}

/**
 * Rows as a workbook (ECMA-376 part 1, 18): the first line holds the column ids, as in CSV; numbers are numbers, `null`
 * is no cell. A second sheet says where the rows come from. The same rows always give the same bytes.
 */
export function toXlsx<Id extends string>(
  columns: readonly ExportColumn<Id>[],
  rows: readonly ExportRow<Id>[],
  { sheet, notesSheet, notes }: WorkbookWords,
): Uint8Array<ArrayBuffer> {
  const table = [columns.map(({ id }) => id), ...rows.map((row) => columns.map(({ id }) => row[id]))];
  return toZip([
    ...workbookParts([sheet, notesSheet]),
    { path: sheetPath(1), text: `${sheetHead(table)}${sheetRows(table, 1)}${SHEET_END}` },
    { path: sheetPath(2), text: notesXml(notes) },
  ]);
}
