import { contentTypesXml, escapeXml, OFFICE, relationsXml, XML_HEAD } from "./office-xml.ts";
import type { ExportCell, ExportColumn, ExportRow } from "./table.ts";
import { toZip } from "./zip.ts";

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What stands around the rows: the names of the two sheets, and source, date, version and filters as pairs. */
export interface WorkbookWords {
  readonly sheet: string;
  readonly notesSheet: string;
  readonly notes: readonly (readonly [term: string, text: string | number])[];
}

const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/** Characters a cell may hold, and columns of characters a column is at most wide. */
const LONGEST = 32_767;
const WIDEST = 48;
const NARROWEST = 8;
const FULL_WIDTH = /[\u2e80-\uffef]/g;
/** Rows by which the width of a column is judged. */
const LOOKED_AT = 200;
/** `_x0041_` is how a workbook writes a character by its number (ECMA-376 22.9.2.19); text that looks so is escaped. */
const ESCAPE = /_(?=x[\dA-Fa-f]{4}_)/g;
const PLAIN = 0;
const BOLD = 1;
const WRAPPED = 2;

/** 0-based column as letters: 0 is A, 26 is AA. */
function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

/** Text stays text, whatever it looks like: a formula is a cell of another kind. */
function cellXml(cell: ExportCell, at: string, style: number): string {
  if (cell === null || cell === "") return "";
  const styled = style === PLAIN ? "" : ` s="${style}"`;
  if (typeof cell === "number") return `<c r="${at}"${styled}><v>${cell}</v></c>`;
  const text = escapeXml(cell.slice(0, LONGEST)).replace(ESCAPE, "_x005F_");
  return `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function rowXml(cells: readonly ExportCell[], row: number, style: number): string {
  const drawn = cells.map((cell, column) => cellXml(cell, `${letters(column)}${row}`, style));
  return `<row r="${row}">${drawn.join("")}</row>`;
}

const widthOf = (cell: ExportCell): number => {
  const text = String(cell ?? "");
  return text.length + (text.match(FULL_WIDTH)?.length ?? 0);
};

function columnsXml(rows: readonly (readonly ExportCell[])[]): string {
  const looked = rows.slice(0, LOOKED_AT);
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.min(WIDEST, Math.max(NARROWEST, ...looked.map((row) => widthOf(row[at] ?? null)))),
  );
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width + 2}" customWidth="1"/>`,
  );
  return columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`;
}

const FROZEN =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

function tableXml(rows: readonly (readonly ExportCell[])[]): string {
  const drawn = rows.map((cells, at) => rowXml(cells, at + 1, at === 0 ? BOLD : PLAIN));
  return `${XML_HEAD}<worksheet xmlns="${SHEET}">${FROZEN}${columnsXml(rows)}<sheetData>${drawn.join("")}</sheetData></worksheet>`;
}

function notesXml(notes: WorkbookWords["notes"]): string {
  const drawn = notes.map(
    ([term, text], at) =>
      `<row r="${at + 1}">${cellXml(term, `A${at + 1}`, BOLD)}${cellXml(text, `B${at + 1}`, WRAPPED)}</row>`,
  );
  const columns = `<cols><col min="1" max="1" width="20" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/></cols>`;
  return `${XML_HEAD}<worksheet xmlns="${SHEET}">${columns}<sheetData>${drawn.join("")}</sheetData></worksheet>`;
}

const STYLES = `${XML_HEAD}<styleSheet xmlns="${SHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

/** A sheet's name holds 31 characters and none of those that addresses use. */
const sheetName = (name: string): string => escapeXml(name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31));

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
  const workbook = `${XML_HEAD}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}/relationships"><sheets><sheet name="${sheetName(sheet)}" sheetId="1" r:id="rId1"/><sheet name="${sheetName(notesSheet)}" sheetId="2" r:id="rId2"/></sheets></workbook>`;
  return toZip([
    {
      path: "[Content_Types].xml",
      text: contentTypesXml([
        { path: "xl/workbook.xml", type: "spreadsheetml.sheet.main" },
        { path: "xl/worksheets/sheet1.xml", type: "spreadsheetml.worksheet" },
        { path: "xl/worksheets/sheet2.xml", type: "spreadsheetml.worksheet" },
        { path: "xl/styles.xml", type: "spreadsheetml.styles" },
      ]),
    },
    { path: "_rels/.rels", text: relationsXml([{ type: "officeDocument", target: "xl/workbook.xml" }]) },
    { path: "xl/workbook.xml", text: workbook },
    {
      path: "xl/_rels/workbook.xml.rels",
      text: relationsXml([
        { type: "worksheet", target: "worksheets/sheet1.xml" },
        { type: "worksheet", target: "worksheets/sheet2.xml" },
        { type: "styles", target: "styles.xml" },
      ]),
    },
    { path: "xl/worksheets/sheet1.xml", text: tableXml(table) },
    { path: "xl/worksheets/sheet2.xml", text: notesXml(notes) },
    { path: "xl/styles.xml", text: STYLES },
  ]);
}
