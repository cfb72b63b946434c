import type { ExportCell, ExportColumn, ExportRow } from "./table.ts";

/** The rows of the CSV as objects: the same columns in the same order, cell for cell, text as it is. */
export function toJson<Id extends string>(
  columns: readonly ExportColumn<Id>[],
  rows: readonly ExportRow<Id>[],
): Record<string, ExportCell>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ id }) => [id, row[id]])));
}
