import { listOpening, type Manuscript } from "./manuscript.ts";
import { contentTypes, coreProperties, escapeXml, pack, relationships, xmlPart } from "./package-file.ts";
import { cell, type Sheet, spread } from "./sheet.ts";
import {
  columnName,
  printCell,
  printString,
  SharedStrings,
  type XlsxNumbers,
  type XlsxStrings,
} from "./xlsx-cells.ts";

/** How a report stands in a workbook (ECMA-376-1, 18). */
export interface XlsxLook {
  readonly numbers?: XlsxNumbers;
  readonly strings?: XlsxStrings;
  /** A worksheet for each table, or one for all. */
  readonly sheets?: "each" | "one";
  /** Rows and columns left empty before the first cell. */
  readonly offset?: number;
  /** Cells may leave out their references (18.3.1.4): each then stands behind the one before. */
  readonly references?: "written" | "left-out";
  /** Covered slots of merged cells that still hold what they held before. */
  readonly covered?: "empty" | "full";
  readonly compression?: "deflated" | "stored";
}

/** A worksheet about to be printed. */
export interface Worksheet {
  readonly name: string;
  readonly rows: Sheet;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00####"/></numFmts><fonts count="1"><font><sz val="11"/><name val="SimSun"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" borderId="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf xfId="0" numFmtId="3" borderId="1" applyNumberFormat="1"/><xf xfId="0" numFmtId="164" borderId="1" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function printWorksheet({ rows }: Worksheet, look: XlsxLook, shared: SharedStrings): string {
  const { offset = 0, numbers = "number", strings = "shared" } = look;
  const named = look.references !== "left-out" || offset > 0;
  const merges: string[] = [];
  const printed = spread(rows).map((slots, top) => {
    const cells = slots.map((slot, left) => {
      const reference = `${columnName(left + 1 + offset)}${top + 1 + offset}`;
      const { rowSpan, columnSpan, kind } = slot.cell;
      const first = slot.firstRow && slot.firstColumn;
      if (first && (rowSpan > 1 || columnSpan > 1))
        merges.push(`${reference}:${columnName(left + columnSpan + offset)}${top + rowSpan + offset}`);
      const covered = look.covered === "full" && kind !== "figure" ? slot.cell : cell(kind, "");
      return printCell(
        named ? ` r="${reference}"` : "",
        first ? slot.cell : covered,
        numbers,
        strings,
        shared,
      );
    });
    return `<row${named ? ` r="${top + 1 + offset}"` : ""}>${cells.join("")}</row>`;
  });
  const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join("");
  return `<worksheet xmlns="${MAIN}"><sheetData>${printed.join("")}</sheetData>${merged && `<mergeCells count="${merges.length}">${merged}</mergeCells>`}</worksheet>`;
}

/** Worksheets as a workbook. */
export function printWorkbook(
  sheets: readonly Worksheet[],
  title: string,
  agency: string,
  look: XlsxLook,
): Uint8Array {
  const shared = new SharedStrings();
  const fileOf = (index: number) => `xl/worksheets/sheet${index + 1}.xml`;
  const worksheets = sheets.map((sheet, index) =>
    xmlPart(fileOf(index), printWorksheet(sheet, look, shared)),
  );
  const items = shared.list().map((text) => `<si>${printString(text, look.strings ?? "shared")}</si>`);
  const list = sheets
    .map(
      ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join("");
  return pack(
    [
      contentTypes({
        "xl/workbook.xml": `${TYPE}.sheet.main+xml`,
        "xl/styles.xml": `${TYPE}.styles+xml`,
        "xl/sharedStrings.xml": `${TYPE}.sharedStrings+xml`,
        ...Object.fromEntries(sheets.map((_, index) => [fileOf(index), `${TYPE}.worksheet+xml`])),
      }),
      relationships("_rels/.rels", [
        [`${RELATED}/officeDocument`, "xl/workbook.xml"],
        [CORE, "docProps/core.xml"],
      ]),
      coreProperties(title, agency),
      xmlPart(
        "xl/workbook.xml",
        `<workbook xmlns="${MAIN}" xmlns:r="${RELATED}"><sheets>${list}</sheets></workbook>`,
      ),
      relationships("xl/_rels/workbook.xml.rels", [
        ...sheets.map((_, index) => [`${RELATED}/worksheet`, `worksheets/sheet${index + 1}.xml`] as const),
        [`${RELATED}/styles`, "styles.xml"],
        [`${RELATED}/sharedStrings`, "sharedStrings.xml"],
      ]),
      xmlPart("xl/styles.xml", STYLES),
      xmlPart("xl/sharedStrings.xml", `<sst xmlns="${MAIN}">${items.join("")}</sst>`),
      ...worksheets,
    ],
    look.compression,
  );
}

/** Names of worksheets have at most 31 characters and none of these (18.2.19). */
const toSheetName = (text: string, index: number) =>
  `${index + 1}${text.replace(/[[\]*?:/\\]/g, "")}`.slice(0, 31);

const line = (text: string, width: number) => [cell("label", text, 1, width)];
const widthOf = (sheet: Sheet) => spread(sheet)[0]?.length ?? 1;

/** Tables one under the other fill the same columns: the last column of the narrower ones is widened. */
function widen(sheet: Sheet, width: number): Sheet {
  const missing = width - widthOf(sheet);
  return sheet.map((row) => (missing > 0 ? [...row, cell("label", "", 1, missing)] : row));
}

function layOnOne({ pieces, ...opening }: Manuscript): readonly Worksheet[] {
  const width = Math.max(...pieces.map((piece) => (piece.kind === "sheet" ? widthOf(piece.sheet) : 1)));
  const rows = [
    ...listOpening({ pieces, ...opening }).map((text) => line(text, width)),
    ...pieces.flatMap((piece) =>
      piece.kind === "sheet" ? widen(piece.sheet, width) : [line(piece.text, width)],
    ),
  ];
  return [{ name: "Sheet1", rows }];
}

/** A worksheet for each table, with the paragraphs above it; what stands behind the last table goes on a last one. */
function layOnEach(manuscript: Manuscript): readonly Worksheet[] {
  const sheets: Worksheet[] = [];
  let above: string[] = [...listOpening(manuscript)];
  for (const piece of manuscript.pieces) {
    if (piece.kind !== "sheet") {
      above.push(piece.text);
      continue;
    }
    const width = widthOf(piece.sheet);
    sheets.push({
      name: toSheetName(above.at(-1) ?? "", sheets.length),
      rows: [...above.map((text) => line(text, width)), ...piece.sheet],
    });
    above = [];
  }
  if (above.length > 0)
    sheets.push({
      name: toSheetName(above[0] ?? "", sheets.length),
      rows: above.map((text) => line(text, 1)),
    });
  return sheets;
}

/** The worksheets of a manuscript: one for each table, or one for all. */
export function layWorksheets(manuscript: Manuscript, sheets: "each" | "one"): readonly Worksheet[] {
  return sheets === "one" ? layOnOne(manuscript) : layOnEach(manuscript);
}

/** A manuscript as a workbook. */
export function printXlsx(manuscript: Manuscript, look: XlsxLook): Uint8Array {
  const sheets = layWorksheets(manuscript, look.sheets ?? "each");
  return printWorkbook(sheets, manuscript.title, manuscript.agency, look);
}
