import { type DocxHand, printRuns, run } from "./docx-runs.ts";
import { listOpening, type Manuscript, type Piece } from "./manuscript.ts";
import { contentTypes, coreProperties, escapeXml, pack, relationships, xmlPart } from "./package-file.ts";
import { countHeadRows, type Sheet, spread } from "./sheet.ts";

/** How a report stands in a Word document (ECMA-376-1, 17). */
export interface DocxLook {
  readonly hand?: DocxHand;
  /** Where the tables stand: in the text, in the one cell of a frame table, in a text box, in a content control. */
  readonly frame?: "none" | "nested" | "text-box" | "content-control";
  /** Lines of a cell: a paragraph each, or broken within one. */
  readonly lines?: "paragraphs" | "breaks";
  /** Cells merged sideways as one with a span, or as the cells of older versions that continue the one before. */
  readonly sideways?: "gridSpan" | "hMerge";
  /** Rows that an editor deleted or inserted with changes tracked. */
  readonly trackedRows?: boolean;
  readonly namespace?: "transitional" | "strict";
  readonly compression?: "deflated" | "stored";
}

const NAMESPACES = {
  transitional: {
    main: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    office: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
  },
  strict: {
    main: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    office: "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
  },
} as const;
const CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml";

/** Twentieths of a point between the margins of an A4 page. */
const TEXT_WIDTH = 8800;

function paragraph(inner: string, properties = ""): string {
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`;
}

const CENTERED = `<w:jc w:val="center"/>`;
const BORDERS = ["top", "left", "bottom", "right", "insideH", "insideV"]
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join("");

function printCells(sheet: Sheet, look: DocxLook, widths: readonly number[]): readonly string[] {
  let turn = 0;
  const hand = look.hand ?? "plain";
  const content = (text: string, item: Sheet[number][number]) => {
    const lines = text.split("\n").map((line) => printRuns(item, line, hand, turn));
    if (item.kind === "figure") turn += 1;
    if (look.lines === "breaks") return paragraph(lines.join("<w:r><w:br/></w:r>"), CENTERED);
    return lines.map((line) => paragraph(line, CENTERED)).join("");
  };
  const cell = (inner: string, properties: string, column: number, span: number) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths.slice(column, column + span).reduce((sum, width) => sum + width, 0)}" w:type="dxa"/>${properties}<w:vAlign w:val="center"/></w:tcPr>${inner}</w:tc>`;
  return spread(sheet).map((row) =>
    row
      .map((slot, column) => {
        const { rowSpan, columnSpan, text } = slot.cell;
        const apart = look.sideways === "hMerge" && columnSpan > 1;
        if (!slot.firstColumn && !apart) return "";
        const down = rowSpan > 1 ? (slot.firstRow ? `<w:vMerge w:val="restart"/>` : "<w:vMerge/>") : "";
        const across = apart
          ? `<w:hMerge${slot.firstColumn ? ` w:val="restart"` : ""}/>`
          : columnSpan > 1
            ? `<w:gridSpan w:val="${columnSpan}"/>`
            : "";
        const shown = slot.firstRow && slot.firstColumn;
        return cell(
          shown ? content(text, slot.cell) : paragraph(""),
          across + down,
          column,
          apart ? 1 : columnSpan,
        );
      })
      .join(""),
  );
}

/** A row that is no longer there: another copy of the last, with other figures. */
function printGhostRow(sheet: Sheet): string {
  const cells = (spread(sheet).at(-1) ?? []).map(
    (slot, index) =>
      `<w:tc>${paragraph(
        `<w:del w:id="94" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>${escapeXml(
          slot.cell.kind === "figure" ? String(900 + index) : slot.cell.text,
        )}</w:delText></w:r></w:del>`,
      )}</w:tc>`,
  );
  return `<w:tr><w:trPr><w:del w:id="95" w:author="A" w:date="2026-01-01T00:00:00Z"/></w:trPr>${cells.join("")}</w:tr>`;
}

/** Twips that a figure takes in its cell: two thirds of an em for each digit at most, and the margins of the cell. */
const figureWidth = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x80 ? 140 : 220), 260);

/** Columns of figures are as wide as the longest, those of labels share what is left. */
function shareWidth(sheet: Sheet): readonly number[] {
  const rows = spread(sheet);
  const least = (rows[0] ?? []).map((_, column) => {
    const figures = rows.flatMap((row) => {
      const item = row[column]?.cell;
      return item?.kind === "figure" && item.columnSpan === 1 ? [Math.min(1600, figureWidth(item.text))] : [];
    });
    return figures.length > 0 ? Math.max(720, ...figures) : undefined;
  });
  const taken = least.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const labels = least.filter((width) => width === undefined).length;
  const share = Math.max(700, (TEXT_WIDTH - taken) / Math.max(1, labels));
  const wanted = least.map((width) => width ?? Math.min(share, 4400));
  const all = wanted.reduce((sum, width) => sum + width, 0);
  return wanted.map((width) => Math.floor(width * Math.min(1, TEXT_WIDTH / all)));
}

function printTable(sheet: Sheet, look: DocxLook): string {
  const widths = shareWidth(sheet);
  const heads = countHeadRows(sheet);
  const rows = printCells(sheet, look, widths).map((cells, index) => {
    const properties =
      (index < heads ? "<w:tblHeader/>" : "") +
      (look.trackedRows && index === sheet.length - 1
        ? `<w:ins w:id="96" w:author="A" w:date="2026-01-01T00:00:00Z"/>`
        : "");
    return `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`;
  });
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const ghost = look.trackedRows ? printGhostRow(sheet) : "";
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join("")}${ghost}</w:tbl>`;
}

/** A text box as word processors write it: once for those that know it, once more for those that do not (17.17.3). */
function textBox(inner: string): string {
  const content = `<w:txbxContent>${inner}<w:p/></w:txbxContent>`;
  return paragraph(
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5400000" cy="7200000"/><wp:docPr id="1" name="T"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="7200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>${content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:425pt;height:567pt"><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
  );
}

function frame(table: string, look: DocxLook): string {
  switch (look.frame) {
    case "nested":
      return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="${TEXT_WIDTH}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="${TEXT_WIDTH}" w:type="dxa"/></w:tcPr>${table}<w:p/></w:tc></w:tr></w:tbl>`;
    case "text-box":
      return textBox(table);
    case "content-control":
      return `<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>${table}</w:sdtContent></w:sdt>`;
    default:
      return table;
  }
}

function printPiece(piece: Piece, look: DocxLook): string {
  if (piece.kind === "sheet") return `${frame(printTable(piece.sheet, look), look)}<w:p/>`;
  return paragraph(run(piece.text), piece.kind === "heading" ? `<w:outlineLvl w:val="0"/>` : "");
}

const PREFIXES = [
  ["mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"],
  ["wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"],
  ["a", "http://schemas.openxmlformats.org/drawingml/2006/main"],
  ["wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"],
  ["v", "urn:schemas-microsoft-com:vml"],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

/** A manuscript as a Word document. */
export function printDocx(manuscript: Manuscript, look: DocxLook): Uint8Array {
  const { main, office } = NAMESPACES[look.namespace ?? "transitional"];
  const { title, agency, pieces } = manuscript;
  const body = [
    ...listOpening(manuscript).map((line, index) => paragraph(run(line), index === 0 ? CENTERED : "")),
    ...pieces.map((piece) => printPiece(piece, look)),
    `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1553" w:bottom="1440" w:left="1553" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`,
  ].join("");
  const footnotes = look.hand === "noted";
  const comments = look.hand === "commented";
  const noteTypes = {
    ...(footnotes && { "word/footnotes.xml": MAIN_TYPE.replace("document.main", "footnotes") }),
    ...(comments && { "word/comments.xml": MAIN_TYPE.replace("document.main", "comments") }),
  };
  const noteText = paragraph(run("123"));
  return pack(
    [
      contentTypes({ "word/document.xml": MAIN_TYPE, "docProps/core.xml": CORE_TYPE, ...noteTypes }),
      relationships("_rels/.rels", [
        [office, "word/document.xml"],
        [CORE, "docProps/core.xml"],
      ]),
      coreProperties(title, agency),
      xmlPart(
        "word/document.xml",
        `<w:document xmlns:w="${main}" ${PREFIXES}><w:body>${body}</w:body></w:document>`,
      ),
      ...(footnotes
        ? [
            xmlPart(
              "word/footnotes.xml",
              `<w:footnotes xmlns:w="${main}"><w:footnote w:id="2">${noteText}</w:footnote></w:footnotes>`,
            ),
          ]
        : []),
      ...(comments
        ? [
            xmlPart(
              "word/comments.xml",
              `<w:comments xmlns:w="${main}"><w:comment w:id="0" w:author="A">${noteText}</w:comment></w:comments>`,
            ),
          ]
        : []),
      relationships("word/_rels/document.xml.rels", [
        ...(footnotes ? [[office.replace(/officeDocument$/, "footnotes"), "footnotes.xml"] as const] : []),
        ...(comments ? [[office.replace(/officeDocument$/, "comments"), "comments.xml"] as const] : []),
      ]),
    ],
    look.compression,
  );
}
