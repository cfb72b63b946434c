import { contentTypesXml, escapeXml, OFFICE, relationsXml, XML_HEAD } from "./office-xml.ts";
import type { ExportCell } from "./table.ts";
import type { ZipEntry } from "./zip.ts";

/** Sheets of a workbook as XML (ECMA-376 part 1, 18.3), in pieces, so that long ones need not be held whole. */

const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/** Characters a cell may hold, and columns of characters a column is at most wide. */
const LONGEST = 32_767;
const WIDEST = 48;
const NARROWEST = 8;
const FULL_WIDTH = /[\u2e80-\uffef]/g;
/** Rows by which the width of a column is judged. */
export const LOOKED_AT = 200;
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

type Line = readonly ExportCell[];

/** What stands before the rows of a sheet; widths are judged by its first lines, the head among them. */
export function sheetHead(lines: readonly Line[]): string {
  return `${XML_HEAD}<worksheet xmlns="${SHEET}">${FROZEN}${columnsXml(lines)}<sheetData>`;
}

/** Rows of a sheet; `from` is the 1-based place of the first, and the first of a sheet is its head. */
export function sheetRows(lines: readonly Line[], from: number): string {
  return lines.map((cells, at) => rowXml(cells, from + at, from + at === 1 ? BOLD : PLAIN)).join("");
}

export const SHEET_END = "</sheetData></worksheet>";

/** The sheet that says where the rows come from. */
export function notesXml(notes: readonly (readonly [term: string, text: string | number])[]): string {
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

/** Where the sheet of a number, from 1, stands in the file. */
export const sheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`;

/** All parts of a workbook but its sheets, which are those of the names, in that order. */
export function workbookParts(names: readonly string[]): ZipEntry[] {
  const sheets = names.map((name, at) => {
    return `<sheet name="${sheetName(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`;
  });
  const relations = names.map((_, at) => ({
    type: "worksheet",
    target: sheetPath(at + 1).replace("xl/", ""),
  }));
  return [
    {
      path: "[Content_Types].xml",
      text: contentTypesXml([
        { path: "xl/workbook.xml", type: "spreadsheetml.sheet.main" },
        ...names.map((_, at) => ({ path: sheetPath(at + 1), type: "spreadsheetml.worksheet" })),
        { path: "xl/styles.xml", type: "spreadsheetml.styles" },
      ]),
    },
    { path: "_rels/.rels", text: relationsXml([{ type: "officeDocument", target: "xl/workbook.xml" }]) },
    {
      path: "xl/workbook.xml",
      text: `${XML_HEAD}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}/relationships"><sheets>${sheets.join("")}</sheets></workbook>`,
    },
    {
      path: "xl/_rels/workbook.xml.rels",
      text: relationsXml([...relations, { type: "styles", target: "styles.xml" }]),
    },
    { path: "xl/styles.xml", text: STYLES },
  ];
}
