import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Block, Document } from "../model.ts";
import { readTable } from "./html-table.ts";
import {
  attribute,
  collapse,
  DEEPEST,
  findElements,
  type HtmlElement,
  type HtmlParent,
  isBreaking,
  isElement,
  isSkipped,
  isText,
  PathFinder,
  textOf,
  tidy,
} from "./html-tree.ts";

/**
 * A web page as paragraphs and tables. parse5 builds the tree a browser builds (unclosed cells included); this file
 * walks it. A table that holds tables is a layout frame: its cells are walked, its inner tables are the data.
 *
 *   <div><p>一、总体情况</p><table><tr><td>规章<td>0</table></div>
 *   → paragraph "一、总体情况", table [[规章, 0]]
 */

const isTable = (element: HtmlElement): boolean => element.tagName === "table";
const hasTable = (root: HtmlParent): boolean => findElements(root, ["table"], isTable).length > 0;

function readBlocks(root: HtmlParent): Block[] {
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
      else if (isElement(node) && !isSkipped(node) && depth < DEEPEST) {
        if (isTable(node) && !hasTable(node)) {
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
  return blocks;
}

function readMetadata(document: DefaultTreeAdapterTypes.Document): Document["metadata"] {
  return findElements(document, ["title", "meta"], isTable).flatMap((element) => {
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
  return (
    Math.max(tail.lastIndexOf("<td"), tail.lastIndexOf("<th")) >
    Math.max(tail.lastIndexOf("</td"), tail.lastIndexOf("</th"))
  );
}
