import type { Sheet, SheetCell } from "./sheet.ts";

/** How the editor of a site leaves a cell: plain, with head cells, or pasted from a word processor. */
export type MarkupStyle = "plain" | "head-cells" | "word" | "wps" | "nested-paragraphs" | "span-soup";

export interface Markup {
  readonly style: MarkupStyle;
  /** Where non-breaking spaces stand around the text of cells. */
  readonly padding?: "none" | "after" | "around" | "entity-code";
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

const PADDING = {
  none: ["", ""],
  after: ["", "&nbsp;"],
  around: ["&nbsp;&nbsp;", "&nbsp;"],
  "entity-code": ["&#12288;", "&#160;"],
} as const;

const WORD_FONT = `style="font-size:10.5pt;font-family:FangSong_GB2312;mso-hansi-font-family:SimSun"`;
const WPS_SPAN = `style="font-family: FangSong_GB2312; letter-spacing: 0pt; font-size: 14pt;"`;
const WPS_EMPTY = `<span ${WPS_SPAN}></span>`;

/** The content of a cell or paragraph in the given style; `inner` is escaped text. */
function dress(inner: string, style: MarkupStyle): string {
  switch (style) {
    case "plain":
    case "head-cells":
      return inner;
    case "word":
      return `<p class="MsoNormal" align="center" style="text-align:center;line-height:18.0pt"><span lang="EN-US" ${WORD_FONT}><font face="FangSong_GB2312">${inner}</font><o:p></o:p></span></p>`;
    case "wps":
      return `<p class="p" style="margin: 0pt; text-align: justify; line-height: 20pt;"><span ${WPS_SPAN}>${inner}</span>${WPS_EMPTY}</p>`;
    case "nested-paragraphs":
      return `<p align="center"><p style="margin:0">${inner}</p></p>`;
    case "span-soup":
      return `<p><span>${inner.replace(/^(&[#\w]+;|.)/u, "$1</span><span><span></span>")}</span></p>`;
  }
}

const TABLE_TAG: Readonly<Record<MarkupStyle, string>> = {
  plain: `<table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse">`,
  "head-cells": `<table class="report">`,
  word: `<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt">`,
  wps: `<table class="MsoNormalTable" border="1" cellspacing="0" style="border-collapse:collapse;border:none;mso-border-left-alt:0.5000pt solid rgb(0,0,0);">`,
  "nested-paragraphs": `<table border="1" cellspacing="0" width="100%">`,
  "span-soup": `<table border="1" cellspacing="0" width="100%" style="border-collapse:collapse">`,
};

const CELL_STYLE: Partial<Readonly<Record<MarkupStyle, string>>> = {
  word: ` valign="center" style="border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt"`,
  wps: ` valign="center" style="padding:0.0000pt 5.4000pt;border:1.0000pt solid windowtext;mso-border-alt:0.5000pt solid windowtext;"`,
};

function printCell(item: SheetCell, markup: Markup): string {
  const tag = markup.style === "head-cells" && item.kind !== "figure" ? "th" : "td";
  const spans =
    (item.columnSpan > 1 ? ` colspan="${item.columnSpan}"` : "") +
    (item.rowSpan > 1 ? ` rowspan="${item.rowSpan}"` : "");
  const [before, after] = PADDING[markup.padding ?? "none"];
  const content = item.text
    .split("\n")
    .map((line) => dress(`${before}${escapeHtml(line)}${after}`, markup.style))
    .join(markup.style === "plain" || markup.style === "head-cells" ? "<br>" : "");
  return `<${tag}${spans}${CELL_STYLE[markup.style] ?? ""}>${content}</${tag}>`;
}

/** A sheet as an HTML table. */
export function printTable(sheet: Sheet, markup: Markup): string {
  const rows = sheet.map((row) => `<tr>${row.map((item) => printCell(item, markup)).join("")}</tr>`);
  return `${TABLE_TAG[markup.style]}<tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

/** A paragraph in the same hand. */
export function printParagraph(text: string, markup: Markup): string {
  const inner = dress(escapeHtml(text), markup.style);
  return inner.startsWith("<p") ? inner : `<p>${inner}</p>`;
}
