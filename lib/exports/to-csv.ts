import type { ExportCell, ExportColumn, ExportRow } from "./table.ts";

/** Excel takes UTF-8 for what it is only after a byte order mark. */
const BYTE_ORDER_MARK = "\uFEFF";
const NEEDS_QUOTES = /[",\r\n]/;
/** A text that a spreadsheet would take for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Rows as CSV after RFC 4180: UTF-8 with a byte order mark, CRLF, a header line of column ids, nothing for `null`.
 * Text that could start a formula gets a leading apostrophe; numbers never do.
 */
export function toCsv<Id extends string>(
  columns: readonly ExportColumn<Id>[],
  rows: readonly ExportRow<Id>[],
): string {
  return csvHead(columns) + csvLines(columns, rows);
}

/** What such a file begins with. */
export function csvHead(columns: readonly ExportColumn[]): string {
  return `${BYTE_ORDER_MARK}${columns.map(({ id }) => quote(id)).join(",")}\r\n`;
}

/** Its lines, for files that are written part by part. */
export function csvLines<Id extends string>(
  columns: readonly ExportColumn<Id>[],
  rows: readonly ExportRow<Id>[],
): string {
  return rows
    .map((row) => `${columns.map((column) => toField(column, row[column.id])).join(",")}\r\n`)
    .join("");
}

function toField({ type }: ExportColumn, cell: ExportCell): string {
  if (cell === null) return "";
  if (type === "number" || typeof cell === "number") return String(cell);
  return quote(FORMULA.test(cell) ? `'${cell}` : cell);
}

function quote(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
