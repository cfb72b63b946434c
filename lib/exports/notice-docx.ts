import { linesOf, type Notice } from "./notice.ts";
import { contentTypesXml, escapeXml, OFFICE, relationsXml, XML_HEAD } from "./office-xml.ts";
import { toZip } from "./zip.ts";

export const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/** A4 with margins of 2 cm, in twentieths of a point; widths of the six columns fill the line. */
const PAGE =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>';
const WIDTHS = [520, 1500, 3000, 1900, 1200, 1518];

const FONTS =
  '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="Times New Roman"/>';
const STYLES = `${XML_HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>${FONTS}<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/><w:spacing w:after="120"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style></w:styles>`;

interface Look {
  readonly style?: string;
  readonly centered?: boolean;
  /** Half points. */
  readonly size?: number;
  readonly bold?: boolean;
  /** Two characters, as Chinese paragraphs begin. */
  readonly indented?: boolean;
}

function paragraph(text: string, { style, centered, size, bold, indented }: Look = {}): string {
  const about = [
    style === undefined ? "" : `<w:pStyle w:val="${style}"/>`,
    size === undefined ? "" : '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
    indented ? '<w:ind w:firstLineChars="200" w:firstLine="480"/>' : "",
    centered ? '<w:jc w:val="center"/>' : "",
  ].join("");
  const look = `${bold ? "<w:b/>" : ""}${size === undefined ? "" : `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`}`;
  return `<w:p>${about && `<w:pPr>${about}</w:pPr>`}<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

function cell(lines: readonly string[], width: number, head: boolean): string {
  const drawn = (lines.length === 0 ? [""] : lines).map((line) =>
    paragraph(line, { size: 18, bold: head, centered: head }),
  );
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${drawn.join("")}</w:tc>`;
}

function row(columns: readonly (readonly string[])[], head = false): string {
  const about = `<w:trPr><w:cantSplit/>${head ? "<w:tblHeader/>" : ""}</w:trPr>`;
  return `<w:tr>${about}${columns.map((lines, at) => cell(lines, WIDTHS[at] ?? 1000, head)).join("")}</w:tr>`;
}

const BORDERS = ["top", "left", "bottom", "right", "insideH", "insideV"]
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join("");

function table({ columns, rows }: Notice): string {
  const grid = WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  const head = row(
    columns.map((name) => [name]),
    true,
  );
  return `<w:tbl><w:tblPr><w:tblW w:w="${WIDTHS.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/><w:tblBorders>${BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${head}${rows.map((one) => row(linesOf(one))).join("")}</w:tbl>`;
}

/** The notice as a Word file (ECMA-376 part 1, 17) for A4. The same notice always gives the same bytes. */
export function noticeDocx(notice: Notice): Uint8Array<ArrayBuffer> {
  const body = [
    paragraph(notice.title, { style: "Title" }),
    paragraph(notice.subtitle, { centered: true }),
    paragraph(notice.to),
    paragraph(notice.intro, { indented: true }),
    notice.rows.length > 0 ? table(notice) : "",
    paragraph(""),
    ...notice.closing.map((line) => paragraph(line)),
    paragraph(notice.source, { size: 18 }),
    PAGE,
  ];
  return toZip([
    {
      path: "[Content_Types].xml",
      text: contentTypesXml([
        { path: "word/document.xml", type: "wordprocessingml.document.main" },
        { path: "word/styles.xml", type: "wordprocessingml.styles" },
      ]),
    },
    { path: "_rels/.rels", text: relationsXml([{ type: "officeDocument", target: "word/document.xml" }]) },
    {
      path: "word/document.xml",
      text: `${XML_HEAD}<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}/relationships"><w:body>${body.join("")}</w:body></w:document>`,
    },
    { path: "word/_rels/document.xml.rels", text: relationsXml([{ type: "styles", target: "styles.xml" }]) },
    { path: "word/styles.xml", text: STYLES },
  ]);
}
