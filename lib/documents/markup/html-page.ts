import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Block, Document, Finding, Table } from "../../model.ts";
import type { Outcome } from "../../outcome.ts";
import { DEEPEST_ELEMENT } from "../limits.ts";
import type { Content } from "../reader.ts";
import { listHiddenMarkup } from "./html-hidden.ts";
import { listLinkedFiles } from "./html-links.ts";
import { readTable } from "./html-table.ts";
import {
  attribute,
  collapse,
  findElements,
  type HtmlElement,
  type HtmlParent,
  isBreaking,
  isElement,
  isSkipped,
  isText,
  PathFinder,
  showsText,
  textOf,
  tidy,
} from "./html-tree.ts";

/**
 * A page's markup as paragraphs and tables. parse5 builds the tree a browser builds (unclosed cells included); this
 * file walks it. A table that holds tables is a layout frame: its cells are walked, its inner tables are the data.
 *
 *   <div><p>一、总体情况</p><table><tr><td>规章<td>0</table></div>
 *   → paragraph "一、总体情况", table [[规章, 0]]
 *
 * Where a page shows no figures in tables, the markup that its scripts and fields hold is read in their place.
 */

type Markup = Pick<Document, "metadata" | "blocks">;

const isTable = (element: HtmlElement): boolean => element.tagName === "table";
const hasTable = (root: HtmlParent): boolean => findElements(root, ["table"], isTable).length > 0;

/** The blocks of a page, and whether it shows text in elements that are nested beyond the limit, which is not read. */
function readBlocks(root: HtmlParent): { readonly blocks: Block[]; readonly isTooDeep: boolean } {
  let isTooDeep = false;
  const paths = new PathFinder();
  const blocks: Block[] = [];
  let tables = 0;
  let pending: string[] = [];
  const flush = (within: HtmlParent): void => {
    const text = tidy(pending.join(""));
    pending = [];
    if (text !== "")
      blocks.push({
        kind: "paragraph",
        text,
        place: "tagName" in within ? { path: paths.pathOf(within) } : {},
      });
  };
  const visit = (parent: HtmlParent, depth: number): void => {
    for (const node of parent.childNodes) {
      if (isText(node)) pending.push(collapse(node.value));
      else if (isElement(node) && !isSkipped(node)) {
        if (depth >= DEEPEST_ELEMENT) isTooDeep ||= showsText(node);
        else if (isTable(node) && !hasTable(node)) {
          flush(parent);
          blocks.push(readTable(node, ++tables, paths));
        } else {
          if (isBreaking(node)) flush(parent);
          visit(node, depth + 1);
          if (isBreaking(node)) flush(node);
        }
      }
    }
  };
  visit(root, 0);
  flush(root);
  return { blocks, isTooDeep };
}

function readMetadata(document: DefaultTreeAdapterTypes.Document): Document["metadata"] {
  return findElements(document, ["title", "meta"], isTable).flatMap((element) => {
    if (element.tagName === "title") return [{ name: "title", content: textOf(element) }];
    const name = attribute(element, "name") ?? attribute(element, "property");
    const content = attribute(element, "content")?.trim();
    return name !== undefined && content ? [{ name, content }] : [];
  });
}

/** Reads a decoded page as it shows itself. Never throws for what the page holds. */
export function readHtml(text: string): Markup {
  const document = parse(text);
  return { metadata: readMetadata(document), blocks: readBlocks(document).blocks };
}

const tablesOf = (blocks: readonly Block[]): Table[] => blocks.filter((block) => block.kind === "table");

/** Fewer cells with digits than the smallest official table: what a page's frame and its search box may have. */
const FEWEST_FIGURES = 4;

function showsFigures(blocks: readonly Block[]): boolean {
  const cells = tablesOf(blocks).flatMap((table) => table.rows.flat());
  return cells.filter(({ text }) => /^\D{0,4}\p{Nd}/u.test(text.trim())).length >= FEWEST_FIGURES;
}

/** Blocks behind others: tables numbered on, paths led by where the markup was found. */
export function appendBlocks(blocks: readonly Block[], more: readonly Block[], within: string): Block[] {
  let tables = tablesOf(blocks).length;
  const place = ({ path = "" }: Block["place"]): Block["place"] => ({ path: `${within}!${path}` });
  const placed = more.map((block): Block => {
    if (block.kind === "paragraph") return { ...block, place: place(block.place) };
    const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, place: place(cell.place) })));
    return { ...block, index: ++tables, rows, place: place(block.place) };
  });
  return [...blocks, ...placed];
}

/** A page with what it hides where it shows no figures, and the files it links to where it hides none. */
function readWhole(text: string): Outcome<Markup> {
  const document = parse(text);
  const metadata = readMetadata(document);
  const { blocks: shown, isTooDeep } = readBlocks(document);
  let blocks = shown;
  const findings: Finding[] = isTooDeep ? [{ code: "page-too-deep", parameters: {} }] : [];
  if (showsFigures(blocks)) return { value: { metadata, blocks }, findings };
  const seen = new Set<string>();
  for (const { markup, path } of listHiddenMarkup(document)) {
    if (seen.has(markup)) continue;
    seen.add(markup);
    const hidden = readHtml(markup).blocks;
    if (!showsFigures(hidden)) continue;
    blocks = appendBlocks(blocks, hidden, path);
    findings.push({ code: "content-in-script", parameters: { path } });
  }
  // A table without figures may be a report that reports nothing.
  const links = blocks.some((block) => block.kind === "table") ? [] : listLinkedFiles(document);
  if (links.length > 0)
    findings.push({ code: "content-elsewhere", parameters: { count: links.length, links: links.join(" ") } });
  return { value: { metadata, blocks }, findings };
}

const CLOSED = /<\/(?:table|body|html)\s*>/i;

/** Whether the source stops inside a table: one is opened and nothing after it is closed. */
function isCutInsideTable(text: string): boolean {
  const open = Math.max(text.lastIndexOf("<table"), text.lastIndexOf("<TABLE"));
  return open > -1 && !CLOSED.test(text.slice(open));
}

/** Whether the source stops inside a cell, whose figure may then lack its last digits. */
function isCutInsideCell(text: string): boolean {
  const tail = text.slice(Math.max(0, text.length - 4096)).toLowerCase();
  return (
    Math.max(tail.lastIndexOf("<td"), tail.lastIndexOf("<th")) >
    Math.max(tail.lastIndexOf("</td"), tail.lastIndexOf("</th"))
  );
}

/** The cell in which a file breaks off may be half a number: it is not read. */
function dropLastCell(blocks: readonly Block[], table: Table | undefined): Block[] {
  return blocks.map((block) =>
    block === table
      ? { ...table, rows: table.rows.map((row, y) => (y === table.rows.length - 1 ? row.slice(0, -1) : row)) }
      : block,
  );
}

/** Reads a page's markup with what it says of itself: cut files, tables beyond the ceiling, content not shown. */
export function readPage(text: string, charset: string): Outcome<Content> {
  const { value, findings: found } = readWhole(text);
  const { metadata, blocks } = value;
  const tables = tablesOf(blocks);
  const findings: Finding[] = tables
    .filter((table) => table.cut)
    .map((table) => ({ code: "table-too-large", parameters: { table: table.index } }));
  const cut = isCutInsideTable(text);
  if (cut) findings.push({ code: "table-truncated", parameters: { table: tables.length } });
  const whole = cut && isCutInsideCell(text) ? dropLastCell(blocks, tables.at(-1)) : blocks;
  return { value: { charset, metadata, blocks: whole }, findings: [...found, ...findings] };
}
