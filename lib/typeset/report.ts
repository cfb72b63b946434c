import type { Edition } from "../catalog/schema.ts";
import { printDoc } from "./doc.ts";
import { type DocxLook, printDocx } from "./docx.ts";
import type { ReportFigures } from "./figures.ts";
import { encodeGb18030 } from "./gb18030.ts";
import {
  compose,
  listOpening,
  type Manuscript,
  type ManuscriptLayout,
  type ReportFace,
} from "./manuscript.ts";
import { type Markup, printParagraph, printTable } from "./markup.ts";
import { printMht } from "./mht.ts";
import { type Frame, printPage } from "./page.ts";
import { type PdfLook, printPdf } from "./pdf.ts";
import { printRtf, type RtfLook } from "./rtf.ts";
import { fieldsOf, printRecords, printShape, type TextShape } from "./text-shapes.ts";
import { printXls, type XlsLook } from "./xls.ts";
import { printXlsx, type XlsxLook } from "./xlsx.ts";

export type { ReportFace } from "./manuscript.ts";

/** A layout as declared in JSON: everything about the look of a report, nothing of its content. */
export interface ReportLayout extends ManuscriptLayout {
  readonly format?: "html" | "text" | "csv" | "mht" | "docx" | "doc" | "rtf" | "pdf" | "xlsx" | "xls";
  readonly frame?: Frame;
  readonly markup?: Markup["style"];
  readonly padding?: Markup["padding"];
  readonly encoding?: "utf-8" | "gb18030" | "utf-16le";
  /** Claimed in the page's head; `null` claims nothing. */
  readonly declaredCharset?: string | null;
  /** How tables stand in plain text; each cell behind a tab where not given. */
  readonly shape?: TextShape;
  /** Lines of separated values: all with as many fields as the longest, as spreadsheets write them, or each its own. */
  readonly records?: "even" | "ragged";
  /** How a saved page is packed into its message. */
  readonly transfer?: "quoted-printable" | "base64";
  readonly docx?: DocxLook;
  readonly rtf?: RtfLook;
  readonly pdf?: PdfLook;
  readonly xlsx?: XlsxLook;
  readonly xls?: XlsLook;
}

function printText(manuscript: Manuscript, shape: TextShape): string {
  const body = manuscript.pieces.map((piece) =>
    piece.kind === "sheet" ? printShape(piece.sheet, shape) : `${piece.text}\n`,
  );
  return [...listOpening(manuscript).map((line) => `${line}\n`), ...body].join("\n");
}

function printCsv(manuscript: Manuscript, records: "even" | "ragged"): string {
  const body = manuscript.pieces.flatMap((piece) =>
    piece.kind === "sheet" ? fieldsOf(piece.sheet) : [[piece.text]],
  );
  return printRecords([...listOpening(manuscript).map((line) => [line]), ...body], records === "even");
}

function printHtml(
  manuscript: Manuscript,
  report: ReportFigures,
  siteName: string,
  layout: ReportLayout,
): string {
  const markup: Markup = {
    style: layout.markup ?? "plain",
    ...(layout.padding && { padding: layout.padding }),
  };
  const notice = manuscript.notices.length
    ? `<div class="notice">${manuscript.notices.map((text) => `<p>${text}</p>`).join("")}</div>\n`
    : "";
  const body = manuscript.pieces
    .map((piece) =>
      piece.kind === "sheet" ? printTable(piece.sheet, markup) : printParagraph(piece.text, markup),
    )
    .join("\n");
  const { published, url } = report.source;
  return printPage({
    title: report.title,
    siteName,
    frame: layout.frame ?? "article",
    declaredCharset:
      layout.declaredCharset === undefined ? (layout.encoding ?? "utf-8") : layout.declaredCharset,
    ...(published && { published }),
    ...(url && { url }),
    body: notice + body,
  });
}

function printAsText(
  manuscript: Manuscript,
  report: ReportFigures,
  face: ReportFace,
  layout: ReportLayout,
): string {
  switch (layout.format) {
    case "text":
      return printText(manuscript, layout.shape ?? "tab-led");
    case "csv":
      return printCsv(manuscript, layout.records ?? "even");
    case "rtf":
      return printRtf(manuscript, layout.rtf ?? {});
    default:
      return printHtml(manuscript, report, face.siteName ?? face.agency, layout);
  }
}

/** A report typeset as text, before it is encoded. The same arguments give the same text. */
export function typesetText(
  report: ReportFigures,
  face: ReportFace,
  editions: readonly Edition[],
  layout: ReportLayout,
): string {
  return printAsText(compose(report, face, editions, layout), report, face, layout);
}

/** Text as the bytes of a file; UTF-16 begins with its byte order mark. */
export function encode(text: string, layout: ReportLayout): Uint8Array {
  switch (layout.encoding) {
    case "gb18030":
      return encodeGb18030(text);
    case "utf-16le":
      return new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));
    default:
      return new TextEncoder().encode(text);
  }
}

/** A manuscript of a report printed into a file of the layout's format. */
export function printManuscript(
  manuscript: Manuscript,
  report: ReportFigures,
  face: ReportFace,
  layout: ReportLayout,
): Uint8Array {
  switch (layout.format) {
    case "docx":
      return printDocx(manuscript, layout.docx ?? {});
    case "doc":
      return printDoc(manuscript);
    case "xlsx":
      return printXlsx(manuscript, layout.xlsx ?? {});
    case "xls":
      return printXls(manuscript, layout.xls ?? {});
    case "pdf":
      return printPdf(manuscript, layout.pdf ?? {});
    case "mht": {
      const page = encode(printAsText(manuscript, report, face, layout), layout);
      return encode(printMht(page, layout.encoding ?? "utf-8", layout.transfer ?? "quoted-printable"), {});
    }
    default:
      return encode(printAsText(manuscript, report, face, layout), layout);
  }
}

/** A report typeset into a file. The same arguments give the same bytes. */
export function typesetReport(
  report: ReportFigures,
  face: ReportFace,
  editions: readonly Edition[],
  layout: ReportLayout,
): Uint8Array {
  return printManuscript(compose(report, face, editions, layout), report, face, layout);
}

const ENDINGS: Readonly<Record<NonNullable<ReportLayout["format"]>, string>> = {
  html: "html",
  text: "txt",
  csv: "csv",
  mht: "mht",
  docx: "docx",
  doc: "doc",
  rtf: "rtf",
  pdf: "pdf",
  xlsx: "xlsx",
  xls: "xls",
};

/** The ending of a file in the given layout, without the dot. */
export function endingOf(layout: ReportLayout): string {
  return ENDINGS[layout.format ?? "html"];
}
