import type { Edition } from "../../../lib/catalog/schema.ts";
import type { ReportFigures, TableFigures } from "./figures.ts";
import { type FormLayout, layTable } from "./forms.ts";
import { encodeGb18030 } from "./gb18030.ts";
import { type Markup, printParagraph, printTable } from "./markup.ts";
import { groupThousands, toFullWidth } from "./numerals.ts";
import { type Frame, printPage } from "./page.ts";
import phrases from "./phrases.json" with { type: "json" };
import { splitSheet, unmergeSheet } from "./seams.ts";
import type { Sheet } from "./sheet.ts";
import { printTabLed } from "./tab-led.ts";

/** A layout as declared in JSON: everything about the look of a report, nothing of its content. */
export interface ReportLayout {
  readonly format?: "html" | "text";
  readonly frame?: Frame;
  readonly markup?: Markup["style"];
  readonly padding?: Markup["padding"];
  readonly encoding?: "utf-8" | "gb18030" | "utf-16le";
  /** Claimed in the page's head; `null` claims nothing. */
  readonly declaredCharset?: string | null;
  readonly blocks?: FormLayout["blocks"];
  readonly rowOrder?: number;
  readonly columnOrder?: number;
  readonly columnLabels?: FormLayout["columnLabels"];
  readonly labelSpaces?: boolean;
  readonly blank?: string;
  readonly digits?: "ascii" | "full-width";
  readonly thousands?: boolean;
  readonly merges?: "kept" | "lost";
  /** Table id → rows above the page break. */
  readonly splitAfter?: Readonly<Record<string, number>>;
  readonly seam?: "blank" | "repeated";
}

/** Who reports, and what the page says of itself. */
export interface ReportFace {
  readonly agency: string;
  readonly siteName?: string;
  readonly notices: readonly string[];
  /** Year printed in the period sentence; another than the report's shows a slip of the pen. */
  readonly periodYear?: number;
}

function formLayout(layout: ReportLayout): FormLayout {
  const { blocks, rowOrder, columnOrder, columnLabels, blank } = layout;
  const numerals = (printed: string) => {
    const grouped = layout.thousands ? groupThousands(printed) : printed;
    return layout.digits === "full-width" ? toFullWidth(grouped) : grouped;
  };
  // A space between all characters, as in headings that are stretched to a column's width.
  const labels = (printed: string) => (layout.labelSpaces ? [...printed].join(" ") : printed);
  return {
    ...(blocks && { blocks }),
    ...(rowOrder && { rowOrder }),
    ...(columnOrder && { columnOrder }),
    ...(columnLabels && { columnLabels }),
    ...(blank && { blank }),
    numerals,
    labels,
  };
}

function layFigures(
  table: TableFigures,
  editions: readonly Edition[],
  layout: ReportLayout,
): readonly Sheet[] {
  const template = editions
    .find((edition) => edition.id === table.edition)
    ?.tables.find((candidate) => candidate.id === table.table);
  if (!template) throw new Error(`the catalog has no table ${table.edition}/${table.table}`);
  const sheets = layTable(template, table, formLayout(layout));
  const after = layout.splitAfter?.[table.table];
  const parts = after
    ? sheets.flatMap((sheet) =>
        sheet.length > after ? splitSheet(sheet, after, layout.seam ?? "blank") : [sheet],
      )
    : sheets;
  return layout.merges === "lost" ? parts.map(unmergeSheet) : parts;
}

type Piece = { readonly text: string } | { readonly sheet: Sheet };

interface FormPhrases {
  readonly before: readonly string[];
  readonly headings: Readonly<Record<string, string>>;
  readonly after: readonly string[];
}

const FORMS: Readonly<Record<string, FormPhrases>> = phrases.forms;

function isStandalone(table: TableFigures): boolean {
  return table.table === "statistics" || table.table === "annex";
}

/** The sections of the form in order: heading, and the table under it where it has one. */
function listSections(report: ReportFigures): readonly { heading: string; table?: TableFigures }[] {
  const form = FORMS[report.tables[0]?.edition ?? ""];
  const mixed = report.tables.some((table) => !isStandalone(table));
  const tables = report.tables.map((table) => ({
    heading:
      mixed && isStandalone(table)
        ? phrases.mixedHeading
        : (FORMS[table.edition]?.headings[table.table] ?? ""),
    table,
  }));
  const bare = (heading: string) => ({ heading });
  const sections = [...(form?.before ?? []).map(bare), ...tables, ...(form?.after ?? []).map(bare)];
  if (!mixed) return sections;
  return sections.map(({ heading, ...rest }, index) => ({
    heading: phrases.numbered
      .replace("{numeral}", phrases.numerals[index] ?? "")
      .replace("{heading}", heading),
    ...rest,
  }));
}

function compose(
  report: ReportFigures,
  face: ReportFace,
  editions: readonly Edition[],
  layout: ReportLayout,
): readonly Piece[] {
  const year = String(face.periodYear ?? report.year);
  const pieces: Piece[] = [{ text: phrases.period.replace("{from}", year).replace("{to}", year) }];
  const sections = listSections(report);
  for (const { heading, table } of sections) {
    pieces.push({ text: heading });
    if (!table) pieces.push({ text: phrases.omitted });
    if (table && sections.length === 1) {
      pieces.push({ text: phrases.annexYear.replace("{year}", String(report.year)) });
      pieces.push({ text: phrases.reportingUnit.replace("{agency}", face.agency) });
    }
    if (table) pieces.push(...layFigures(table, editions, layout).map((sheet) => ({ sheet })));
  }
  return pieces;
}

function printText(report: ReportFigures, face: ReportFace, pieces: readonly Piece[]): string {
  const body = pieces.map((piece) => ("sheet" in piece ? printTabLed(piece.sheet) : `${piece.text}\n`));
  return [`${report.title}\n`, ...face.notices.map((notice) => `${notice}\n`), ...body].join("\n");
}

function printHtml(
  report: ReportFigures,
  face: ReportFace,
  pieces: readonly Piece[],
  layout: ReportLayout,
): string {
  const markup: Markup = {
    style: layout.markup ?? "plain",
    ...(layout.padding && { padding: layout.padding }),
  };
  const notice = face.notices.length
    ? `<div class="notice">${face.notices.map((text) => `<p>${text}</p>`).join("")}</div>\n`
    : "";
  const body = pieces
    .map((piece) => ("sheet" in piece ? printTable(piece.sheet, markup) : printParagraph(piece.text, markup)))
    .join("\n");
  const { published, url } = report.source;
  return printPage({
    title: report.title,
    siteName: face.siteName ?? face.agency,
    frame: layout.frame ?? "article",
    declaredCharset:
      layout.declaredCharset === undefined ? (layout.encoding ?? "utf-8") : layout.declaredCharset,
    ...(published && { published }),
    ...(url && { url }),
    body: notice + body,
  });
}

/** A report typeset as text, before it is encoded. The same arguments give the same text. */
export function typesetText(
  report: ReportFigures,
  face: ReportFace,
  editions: readonly Edition[],
  layout: ReportLayout,
): string {
  const pieces = compose(report, face, editions, layout);
  return layout.format === "text" ? printText(report, face, pieces) : printHtml(report, face, pieces, layout);
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
