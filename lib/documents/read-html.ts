import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Block, Cell, Document, Table } from "../model.ts";

/**
 * A web page as paragraphs and tables. parse5 builds the tree a browser builds (unclosed cells included); this file
 * walks it. A table that holds tables is a layout frame: its cells are walked, its inner tables are the data.
 *
 *   <div><p>一、总体情况</p><table><tr><td>规章<td>0</table></div>
 *   → paragraph "一、总体情况", table [[规章, 0]]
 */

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;
type Parent = DefaultTreeAdapterTypes.ParentNode;

const SKIPPED = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "math",
  "object",
  "iframe",
  "select",
  "textarea",
]);
/** Elements after which a reader sees a new line (HTML, Rendering, flow content). */
const BREAKING = new Set(
  "address article aside blockquote br center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption body".split(
    " ",
  ),
);
const LARGEST_SPAN = 1000;
/** Deeper nesting than this is no page that a person wrote; what lies below is left out. */
const DEEPEST = 512;

const isElement = (node: Node): node is Element => "tagName" in node;
const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === "#text";

function attribute(element: Element, name: string): string | undefined {
  for (const entry of element.attrs) if (entry.name === name) return entry.value;
  return undefined;
}

/** Element path, 1-based among the siblings of one name; the root elements carry no number. */
function pathOf(element: Element): string {
  const steps: string[] = [];
  for (let node: Element | undefined = element; node !== undefined; ) {
    const name = node.tagName;
    const parent: Parent | null = node.parentNode;
    let position = 1;
    if (parent !== null) {
      for (const sibling of parent.childNodes) {
        if (sibling === node) break;
        if (isElement(sibling) && sibling.tagName === name) position++;
      }
    }
    steps.push(name === "html" || name === "body" || name === "head" ? name : `${name}[${position}]`);
    node = parent !== null && "tagName" in parent ? parent : undefined;
  }
  return steps.reverse().join("/");
}

const HTML_SPACE = /[ \t\n\f\r]+/g;

/** Text as seen: markup spaces collapse, breaks become line feeds, other spaces (U+00A0, U+3000) stay. */
function textOf(root: Parent): string {
  const parts: string[] = [];
  const visit = (parent: Parent, depth: number): void => {
    for (const node of parent.childNodes) {
      if (isText(node)) parts.push(node.value.replace(HTML_SPACE, " "));
      else if (isElement(node) && !SKIPPED.has(node.tagName) && depth < DEEPEST) {
        const breaking = BREAKING.has(node.tagName);
        if (breaking) parts.push("\n");
        visit(node, depth + 1);
        if (breaking) parts.push("\n");
      }
    }
  };
  visit(root, 0);
  return tidy(parts.join(""));
}

function tidy(text: string): string {
  return text.indexOf("\n") === -1
    ? text.trim()
    : text.replace(/ *\n[\n ]*/g, "\n").replace(/^[ \n]+|[ \n]+$/g, "");
}

function findElements(
  root: Parent,
  names: readonly string[],
  stop: (element: Element) => boolean,
): Element[] {
  const found: Element[] = [];
  const visit = (parent: Parent, depth: number): void => {
    for (const node of parent.childNodes) {
      if (!isElement(node)) continue;
      if (names.includes(node.tagName)) found.push(node);
      if (!stop(node) && depth < DEEPEST) visit(node, depth + 1);
    }
  };
  visit(root, 0);
  return found;
}

function hasTable(root: Parent): boolean {
  return findElements(root, ["table"], (element) => element.tagName === "table").length > 0;
}

function spanOf(cell: Element, name: "rowspan" | "colspan", most: number): number {
  const span = Number.parseInt(attribute(cell, name) ?? "1", 10);
  if (span === 0 && name === "rowspan") return most;
  return Number.isFinite(span) && span > 0 ? Math.min(span, most, LARGEST_SPAN) : 1;
}

/** The table's cells at their expanded positions (HTML, "forming a table"). */
function readTable(table: Element, index: number): Table {
  const rowElements = findElements(
    table,
    ["tr"],
    (element) => element.tagName === "tr" || element.tagName === "table",
  );
  const taken: Set<number>[] = rowElements.map(() => new Set());
  const rows = rowElements.map((rowElement, y) => {
    const cells: Cell[] = [];
    const rowPath = pathOf(rowElement);
    const seen: Record<string, number> = {};
    let x = 0;
    for (const node of rowElement.childNodes) {
      if (!isElement(node) || (node.tagName !== "td" && node.tagName !== "th")) continue;
      seen[node.tagName] = (seen[node.tagName] ?? 0) + 1;
      while (taken[y]?.has(x)) x++;
      const columnSpan = spanOf(node, "colspan", LARGEST_SPAN);
      const rowSpan = spanOf(node, "rowspan", rowElements.length - y);
      for (let dy = 0; dy < rowSpan; dy++) for (let dx = 0; dx < columnSpan; dx++) taken[y + dy]?.add(x + dx);
      cells.push({
        row: y + 1,
        column: x + 1,
        rowSpan,
        columnSpan,
        text: textOf(node),
        place: { path: `${rowPath}/${node.tagName}[${seen[node.tagName]}]` },
      });
      x += columnSpan;
    }
    return cells;
  });
  return { kind: "table", index, ragged: false, rows, place: { path: pathOf(table) } };
}

function readBlocks(body: Parent): Block[] {
  const blocks: Block[] = [];
  let tables = 0;
  let pending: string[] = [];
  const flush = (within: Parent): void => {
    const text = tidy(pending.join(""));
    pending = [];
    if (text !== "")
      blocks.push({ kind: "paragraph", text, place: "tagName" in within ? { path: pathOf(within) } : {} });
  };
  const visit = (parent: Parent, depth: number): void => {
    for (const node of parent.childNodes) {
      if (isText(node)) pending.push(node.value.replace(HTML_SPACE, " "));
      else if (isElement(node) && !SKIPPED.has(node.tagName) && depth < DEEPEST) {
        if (node.tagName === "table" && !hasTable(node)) {
          flush(parent);
          blocks.push(readTable(node, ++tables));
        } else {
          const breaking = BREAKING.has(node.tagName);
          if (breaking) flush(parent);
          visit(node, depth + 1);
          if (breaking) flush(node);
        }
      }
    }
  };
  visit(body, 0);
  flush(body);
  return blocks;
}

function readMetadata(document: DefaultTreeAdapterTypes.Document): Document["metadata"] {
  const inTable = (element: Element) => element.tagName === "table";
  return findElements(document, ["title", "meta"], inTable).flatMap((element) => {
    if (element.tagName === "title") return [{ name: "title", content: textOf(element) }];
    const name = attribute(element, "name") ?? attribute(element, "property");
    const content = attribute(element, "content")?.trim();
    return name !== undefined && content ? [{ name, content }] : [];
  });
}

/** Reads a decoded page. Never throws for what the page holds. */
export function readHtml(text: string): Pick<Document, "metadata" | "blocks"> {
  const document = parse(text);
  return { metadata: readMetadata(document), blocks: readBlocks(document) };
}

const CLOSED = /<\/(?:table|body|html)\s*>/i;

/** Whether the source stops inside a table: one is opened and nothing after it is closed. */
export function isCutInsideTable(text: string): boolean {
  const open = Math.max(text.lastIndexOf("<table"), text.lastIndexOf("<TABLE"));
  return open > -1 && !CLOSED.test(text.slice(open));
}

/** Whether the source stops inside a cell, whose figure may then lack its last digits. */
export function isCutInsideCell(text: string): boolean {
  const tail = text.slice(Math.max(0, text.length - 4096)).toLowerCase();
  return Math.max(tail.lastIndexOf("<td"), tail.lastIndexOf("<th")) > Math.max(tail.lastIndexOf("</td"), tail.lastIndexOf("</th"));
}
