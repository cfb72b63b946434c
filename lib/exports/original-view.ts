import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { decodeText, findDeclaredCharset } from "../documents/charset.ts";
import type { Document } from "../model.ts";
import { drawDocument } from "./document-view.ts";
import { cellAnchor } from "./form-markup.ts";
import { escapeHtml, html, type Markup } from "./html.ts";

/**
 * A document as it can be shown beside the form: its words and tables, nothing that runs, loads or positions.
 * Every cell that gave a figure carries an anchor, so that a plain link moves the view to it.
 */

/** A cell to find again. Paths are those of parse5's tree, offsets count UTF-16 units of the decoded text. */
export interface MarkedCell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly offset: number | null;
  readonly path: string | null;
  readonly printed: string;
}

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const KEPT = new Set(
  "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre br hr strong b em i u sub sup table caption thead tbody tfoot tr td th".split(
    " ",
  ),
);
const DROPPED = new Set(
  "script style link meta base title iframe frame frameset object embed applet form input button select textarea noscript template svg math video audio canvas head".split(
    " ",
  ),
);
const KEPT_ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  colspan: /^\d{1,3}$/,
  rowspan: /^\d{1,3}$/,
  align: /^(left|right|center|justify)$/i,
  dir: /^(ltr|rtl)$/i,
};
const VOID = new Set(["br", "hr"]);
/** Deeper than any page that people write; a bomb of nesting ends here. */
const DEEPEST = 400;

/** `html/body/div[1]/p` and `html/body/div/p[1]` name the same place. */
export function samePath(path: string): string {
  return path.replaceAll("[1]", "");
}

function attributesOf(element: Element): string {
  let text = "";
  for (const { name, value } of element.attrs) {
    if (KEPT_ATTRIBUTES[name]?.test(value)) text += ` ${name}="${value}"`;
  }
  return text;
}

function drawChildren(
  parent: { childNodes: readonly Node[] },
  path: string,
  anchors: ReadonlyMap<string, string>,
  depth: number,
): string {
  const seen = new Map<string, number>();
  let text = "";
  for (const node of parent.childNodes) {
    if ("value" in node) text += escapeHtml(node.value);
    if (!("tagName" in node)) continue;
    const position = (seen.get(node.tagName) ?? 0) + 1;
    seen.set(node.tagName, position);
    if (DROPPED.has(node.tagName) || depth > DEEPEST) continue;
    const own = `${path}/${node.tagName}${position > 1 ? `[${position}]` : ""}`;
    if (node.tagName === "img") {
      const words = node.attrs.find((attribute) => attribute.name === "alt")?.value;
      text += words ? escapeHtml(`[${words}]`) : "";
      continue;
    }
    const inside = drawChildren(node, own, anchors, depth + 1);
    const anchor = anchors.get(own);
    const id = anchor ? ` id="${anchor}" class="found"` : "";
    if (VOID.has(node.tagName)) text += `<${node.tagName}>`;
    else if (KEPT.has(node.tagName)) {
      text += `<${node.tagName}${id}${attributesOf(node)}>${inside}</${node.tagName}>`;
    } else text += anchor ? `<span${id}>${inside}</span>` : inside;
  }
  return text;
}

/** A page's words and tables, with the found cells anchored. */
export function drawPage(source: string, cells: readonly MarkedCell[]): Markup {
  const anchors = new Map<string, string>();
  for (const cell of cells) {
    const path = cell.path === null ? undefined : samePath(cell.path);
    if (path !== undefined && !anchors.has(path)) anchors.set(path, cellAnchor(cell));
  }
  return { markup: drawChildren(parse(source), "", rooted(anchors), 0) };
}

/** Stored paths start at `html`; the walk starts above it. */
function rooted(anchors: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...anchors].map(([path, anchor]) => [`/${path.replace(/^\//, "")}`, anchor]));
}

/** Length of the marked words: the text as printed, or a single place where the cell is blank. */
function lengthAt(source: string, offset: number, printed: string): number {
  if (printed && source.startsWith(printed, offset)) return printed.length;
  const end = /[\t\r\n]/.exec(source.slice(offset, offset + 200))?.index;
  return end ?? Math.min(printed.length, source.length - offset);
}

/** Plain text with the found cells marked; overlapping marks keep the first. */
export function drawText(source: string, cells: readonly MarkedCell[]): Markup {
  const marks = cells
    .flatMap((cell) => (cell.offset === null ? [] : [{ cell, start: cell.offset }]))
    .filter(({ start }) => start >= 0 && start <= source.length)
    .sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let at = 0;
  for (const { cell, start } of marks) {
    if (start < at) continue;
    const end = start + lengthAt(source, start, cell.printed);
    pieces.push(escapeHtml(source.slice(at, start)));
    pieces.push(
      `<mark id="${cellAnchor(cell)}" class="found">${escapeHtml(source.slice(start, end))}</mark>`,
    );
    at = end;
  }
  pieces.push(escapeHtml(source.slice(at)));
  return { markup: `<pre>${pieces.join("")}</pre>` };
}

const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#1c2526,#e4eaea);--soft:light-dark(#566365,#9fb0b2);--line:light-dark(#c9d2d2,#3d4b4d);
--paper:light-dark(#fff,#14191a);--found:light-dark(#e4f1f1,#183638);--target:light-dark(#ffe9a8,#5c4a12);--edge:light-dark(#9a5b00,#f2b84b)}
body{margin:0;padding:.75rem;background:var(--paper);color:var(--ink);font:13px/1.55 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6{font-size:1.05em;margin:1em 0 .4em}p{margin:.4em 0}
ul,ol{margin:.4em 0;padding-inline-start:1.4em;color:var(--soft)}
table{border-collapse:collapse;min-width:30rem;margin:.75rem 0;font-variant-numeric:tabular-nums}td,th{border:1px solid var(--line);padding:.15rem .35rem;vertical-align:middle;font-weight:400;min-width:1.4em;overflow-wrap:normal}
td p,th p{margin:0}pre{margin:0;font:inherit;white-space:pre-wrap;tab-size:2}
.page{margin:1.5em 0 .5em;border-top:1px dashed var(--line);color:var(--soft);font-size:.9em}
.found{background:var(--found)}td.found,th.found{white-space:nowrap}mark{color:inherit;border-radius:2px}mark:empty::after{content:"\\25a1";color:var(--soft)}
:target{background:var(--target)!important;outline:2px solid var(--edge);outline-offset:1px;scroll-margin:7rem 25vw}`;

/** A whole page around the drawn original, for a frame of its own. */
export function wrapOriginal(title: string, body: Markup): string {
  const head = html`<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
  return html`<!doctype html><html lang="zh-CN"><head>${head}<style>${{ markup: STYLE }}</style></head><body><main>${body}</main></body></html>`
    .markup;
}

export interface Original {
  readonly bytes: Uint8Array;
  readonly format: string;
  /** What was read of it, by which formats other than pages and plain text are shown. */
  readonly reading: Document | undefined;
  readonly words: { readonly page: string; readonly unread: string };
  readonly name: string;
  readonly cells: readonly MarkedCell[];
}

/** The view of a document as received: a page that runs nothing and loads nothing. */
export function viewOriginal({ bytes, format, reading, words, name, cells }: Original): string {
  if (format !== "html" && format !== "text") {
    const body = reading ? drawDocument(reading, cells, words) : html`<p>${words.unread}</p>`;
    return wrapOriginal(name, body);
  }
  const page = format === "html";
  const { text } = decodeText(bytes, page ? findDeclaredCharset(bytes) : undefined);
  return wrapOriginal(name, page ? drawPage(text, cells) : drawText(text, cells));
}
