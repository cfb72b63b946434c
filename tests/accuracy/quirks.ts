import type { DocxHand } from "../../lib/typeset/docx-runs.ts";
import type { PdfLines } from "../../lib/typeset/pdf-drawing.ts";
import type { Random } from "../../lib/typeset/random.ts";
import type { ReportLayout } from "../../lib/typeset/report.ts";

/** What makes files hard to read, by name; each is a layout, drawn anew for each document. */

export interface Quirk {
  readonly name: string;
  readonly layout: (random: Random) => ReportLayout;
}

const quirk = (name: string, layout: ReportLayout | ((random: Random) => ReportLayout)): Quirk => ({
  name,
  layout: typeof layout === "function" ? layout : () => layout,
});

const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

const seams = (random: Random) => ({
  requests: between(random, 5, 26),
  statistics: between(random, 5, 64),
  annex: between(random, 5, 20),
});

/** Of the forms themselves, whatever the file. */
export const FORM_QUIRKS: readonly Quirk[] = [
  quirk("heads-in-two-rows", { columnLabels: "two-rows" }),
  quirk("heads-in-two-lines", { columnLabels: "two-lines" }),
  quirk("blocks-apart", { blocks: "apart" }),
  quirk("labels-spaced", { labelSpaces: true }),
  quirk("rows-reordered", (random) => ({ rowOrder: between(random, 1, 100_000) })),
  quirk("columns-reordered", (random) => ({ columnOrder: between(random, 1, 100_000) })),
  quirk("table-cut", (random) => ({ splitAfter: seams(random) })),
  quirk("table-cut-labels-repeated", (random) => ({ splitAfter: seams(random), seam: "repeated" })),
  quirk("merges-lost", { merges: "lost" }),
  quirk("prose-with-numbers", { prose: true }),
];

export const HTML_QUIRKS: readonly Quirk[] = [
  quirk("plain", {}),
  quirk("head-cells", { frame: "portal", markup: "head-cells" }),
  quirk("word-markup", { frame: "portal", markup: "word", padding: "after" }),
  quirk("wps-markup", { frame: "portal", markup: "wps", padding: "after" }),
  quirk("nested-paragraphs", { frame: "layout-table", markup: "nested-paragraphs", padding: "around" }),
  quirk("span-soup", { markup: "span-soup", padding: "entity-code" }),
  quirk("gb18030", { encoding: "gb18030", declaredCharset: "gb2312" }),
  quirk("charset-misdeclared", { encoding: "gb18030", declaredCharset: "utf-8" }),
  quirk("charset-undeclared", { encoding: "gb18030", declaredCharset: null }),
  quirk("utf-16", { encoding: "utf-16le", declaredCharset: null }),
];

const HANDS: readonly DocxHand[] = [
  "plain",
  "split-runs",
  "tracked",
  "moved",
  "fields",
  "bookmarks",
  "content-controls",
  "hidden",
  "noted",
  "raised-notes",
  "hyphens",
  "commented",
];

export const DOCX_QUIRKS: readonly Quirk[] = [
  ...HANDS.map((hand) => quirk(hand, { format: "docx", docx: { hand } })),
  quirk("lines-broken", { format: "docx", docx: { lines: "breaks" } }),
  quirk("nested-frame", { format: "docx", docx: { frame: "nested" } }),
  quirk("text-box", { format: "docx", docx: { frame: "text-box", hand: "split-runs" } }),
  quirk("table-in-control", { format: "docx", docx: { frame: "content-control" } }),
  quirk("horizontal-merge", { format: "docx", docx: { sideways: "hMerge" } }),
  quirk("tracked-rows", { format: "docx", docx: { trackedRows: true } }),
  quirk("strict", { format: "docx", docx: { namespace: "strict", compression: "stored" } }),
];

export const DOC_QUIRKS: readonly Quirk[] = [quirk("plain", { format: "doc" })];

export const RTF_QUIRKS: readonly Quirk[] = [
  quirk("wide-cells", { format: "rtf", rtf: { sideways: "wide" } }),
  quirk("continued-cells", { format: "rtf", rtf: { sideways: "continued" } }),
];

export const XLSX_QUIRKS: readonly Quirk[] = [
  quirk("numbers", { format: "xlsx", xlsx: { numbers: "number" } }),
  quirk("text", { format: "xlsx", xlsx: { numbers: "text" } }),
  quirk("thousands-format", { format: "xlsx", thousands: true, xlsx: { numbers: "thousands" } }),
  quirk("formulas", { format: "xlsx", xlsx: { numbers: "formula" } }),
  quirk("text-formulas", { format: "xlsx", xlsx: { numbers: "text-formula" } }),
  quirk("inline-strings", { format: "xlsx", xlsx: { strings: "inline" } }),
  quirk("rich-strings", { format: "xlsx", xlsx: { strings: "rich", numbers: "text" } }),
  quirk("one-sheet", { format: "xlsx", xlsx: { sheets: "one" } }),
  quirk("offset", { format: "xlsx", xlsx: { offset: 3 } }),
  quirk("no-references", { format: "xlsx", xlsx: { references: "left-out" } }),
  quirk("covered-cells-full", { format: "xlsx", xlsx: { covered: "full" } }),
];

export const XLS_QUIRKS: readonly Quirk[] = [
  quirk("numbers", { format: "xls" }),
  quirk("text", { format: "xls", xls: { numbers: "text" } }),
  quirk("one-sheet", { format: "xls", xls: { sheets: "one" } }),
];

const LINES: readonly PdfLines[] = ["cells", "boxes", "long", "thin-rectangles"];
const indent = (random: Random): number => between(random, 0, 500);

export const PDF_QUIRKS: readonly Quirk[] = [
  ...LINES.map((lines) =>
    quirk(`lines-${lines}`, (random) => ({ format: "pdf", pdf: { lines, indent: indent(random) } })),
  ),
  quirk("heads-repeated", (random) => ({
    format: "pdf",
    pdf: { heads: "repeated", indent: indent(random) },
  })),
  quirk("labels-repeated", (random) => ({
    format: "pdf",
    pdf: { labels: "repeated", heads: "repeated", indent: indent(random) },
  })),
  quirk("rows-cut", (random) => ({ format: "pdf", pdf: { rows: "cut", indent: indent(random) } })),
  quirk("rows-cut-heads-repeated", (random) => ({
    format: "pdf",
    pdf: { rows: "cut", heads: "repeated", lines: "long", indent: indent(random) },
  })),
  quirk("two-runs", { format: "pdf", pdf: { runs: "halves" } }),
  quirk("sign-by-sign", { format: "pdf", pdf: { runs: "signs", lines: "long" } }),
  quirk("kerned", { format: "pdf", pdf: { runs: "kerned" } }),
  quirk("columns-first", (random) => ({ format: "pdf", pdf: { order: "columns", indent: indent(random) } })),
  quirk("shuffled", { format: "pdf", pdf: { order: "shuffled", runs: "halves" } }),
  quirk("landscape", { format: "pdf", pdf: { page: "landscape", lines: "long" } }),
  quirk("turned", { format: "pdf", pdf: { page: "turned" } }),
  quirk("wide-groups", { format: "pdf", pdf: { narrowGroups: false } }),
  quirk("page-numbers", (random) => ({
    format: "pdf",
    pdf: { pageNumbers: true, runningTitle: true, indent: indent(random) },
  })),
  quirk("two-columns", { format: "pdf", prose: true, pdf: { prose: "two-columns" } }),
  quirk("boxed-prose", { format: "pdf", prose: true, pdf: { prose: "boxed", pageNumbers: true } }),
  quirk("tables-apart", { format: "pdf", pdf: { tablesApart: true, pageNumbers: true } }),
  quirk("ucs2-codes", { format: "pdf", pdf: { codes: "ucs2" } }),
];

/** Tables that no lines, or only horizontal ones, show. */
export const UNRULED_PDF_QUIRKS: readonly Quirk[] = [
  quirk("borderless", (random) => ({ format: "pdf", pdf: { lines: "none", indent: indent(random) } })),
  quirk("horizontal-lines", { format: "pdf", pdf: { lines: "horizontal" } }),
];

export const TABBED_TEXT_QUIRKS: readonly Quirk[] = [
  quirk("tab-led", { format: "text", shape: "tab-led" }),
  quirk("tab-led-gb18030", { format: "text", shape: "tab-led", encoding: "gb18030" }),
  quirk("tab-separated", { format: "text", shape: "tab-separated" }),
];

export const MARKED_TEXT_QUIRKS: readonly Quirk[] = [
  quirk("markdown", { format: "text", shape: "markdown" }),
  quirk("pipes", { format: "text", shape: "pipes" }),
];

/** Text in which nothing but order or spaces parts the cells. */
export const BARE_TEXT_QUIRKS: readonly Quirk[] = [
  quirk("columns", { format: "text", shape: "columns" }),
  quirk("cell-per-line", { format: "text", shape: "cell-per-line" }),
];

export const CSV_QUIRKS: readonly Quirk[] = [
  quirk("utf-8", { format: "csv" }),
  quirk("gb18030", { format: "csv", encoding: "gb18030" }),
  quirk("ragged", { format: "csv", records: "ragged" }),
];

export const MHT_QUIRKS: readonly Quirk[] = [
  quirk("quoted-printable", {
    format: "mht",
    markup: "word",
    encoding: "gb18030",
    declaredCharset: "gb2312",
  }),
  quirk("base64", { format: "mht", transfer: "base64" }),
];

/** Word documents that an office program opens and writes anew: what it cannot show is not in them. */
export const OFFICE_DOCX_QUIRKS: readonly Quirk[] = DOCX_QUIRKS.filter(({ name }) =>
  ["plain", "split-runs", "tracked", "noted", "lines-broken", "nested-frame", "raised-notes"].includes(name),
);

/** The same saved as a web page, in which deleted text stands unmarked beside what replaced it. */
export const OFFICE_PAGE_QUIRKS: readonly Quirk[] = OFFICE_DOCX_QUIRKS.filter(
  ({ name }) => name !== "tracked",
);

/** Workbooks that an office program opens and writes anew: it works out formulas again, so they would print others. */
export const OFFICE_XLSX_QUIRKS: readonly Quirk[] = XLSX_QUIRKS.filter(
  ({ name }) => !name.endsWith("formulas"),
);

/** Pages as a browser prints them. */
export const PRINTED_QUIRKS: readonly Quirk[] = [
  quirk("plain", {}),
  quirk("portal", { frame: "portal", markup: "plain" }),
  quirk("word-markup", { markup: "word" }),
  quirk("old-site", { frame: "layout-table", markup: "nested-paragraphs" }),
  quirk("head-cells", { markup: "head-cells" }),
];

export const SCAN_QUIRKS: readonly Quirk[] = [
  quirk("plain", {}),
  quirk("head-cells", { markup: "head-cells" }),
];

/** Tables of one row an agency, by how their heads are worded; see collection.ts. */
export const COLLECTED_QUIRKS: readonly Quirk[] = [
  "paths",
  "nested-heads",
  "innermost-labels",
  "names-of-indicators",
  "sums-and-remarks",
].map((name) => quirk(name, { format: "xlsx" }));

export const COLLECTED_CSV_QUIRKS: readonly Quirk[] = COLLECTED_QUIRKS.map(({ name }) =>
  quirk(name, { format: "csv" }),
);
