import type { DefaultTreeAdapterTypes } from "parse5";
import { DEEPEST_ELEMENT } from "../limits.ts";

/** Walking parse5's tree: names, attributes, paths and text. */

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode;

const SKIPPED = new Set("script style noscript template svg math object iframe select textarea".split(" "));
/** Elements around which a reader sees a new line (HTML, Rendering, flow content). */
const BREAKING = new Set(
  "address article aside blockquote br center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption body".split(
    " ",
  ),
);

export const isElement = (node: HtmlNode): node is HtmlElement => "tagName" in node;
export const isText = (node: HtmlNode): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === "#text";
export const isSkipped = (element: HtmlElement): boolean => SKIPPED.has(element.tagName);

const UNSHOWN_STYLE = /display\s*:\s*none/i;
const STRUCK = new Set(["del", "s", "strike"]);
/** Links to notes, and marks of notes raised by a style sheet, as Word, LibreOffice and editors of wikis name them. */
const TO_NOTE = /^#(?:_?(?:ftn|edn)|sd(?:foot|end)note|fn|footnote|endnote|cite_note)/i;
const NOTE_CLASS = /\b(?:Mso)?(?:Foot|End)noteReference\b/i;
/** Office programs and editors of web pages raise notes by style as often as by element. */
const RAISED_STYLE = /vertical-align\s*:\s*super/i;
const LOWERED_STYLE = /vertical-align\s*:\s*sub(?![\w-])/i;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** Whether a reader of the table does not see the element, or sees it struck out. */
export function isUnshown(element: HtmlElement): boolean {
  if (STRUCK.has(element.tagName)) return true;
  for (const { name, value } of element.attrs)
    if (name === "hidden" || (name === "style" && UNSHOWN_STYLE.test(value))) return true;
  return false;
}
export const isBreaking = (element: HtmlElement): boolean => BREAKING.has(element.tagName);

export function attribute(element: HtmlElement, name: string): string | undefined {
  for (const entry of element.attrs) if (entry.name === name) return entry.value;
  return undefined;
}

const UNNUMBERED = new Set(["html", "head", "body"]);

/** Element paths, 1-based among the siblings of one name; every parent's children are numbered once. */
export class PathFinder {
  private readonly paths = new Map<HtmlElement, string>();

  pathOf(element: HtmlElement): string {
    const known = this.paths.get(element);
    if (known !== undefined) return known;
    const parent = element.parentNode;
    const prefix = parent !== null && "tagName" in parent ? `${this.pathOf(parent)}/` : "";
    const seen = new Map<string, number>();
    for (const sibling of parent?.childNodes ?? [element]) {
      if (!isElement(sibling)) continue;
      const name = sibling.tagName;
      const position = (seen.get(name) ?? 0) + 1;
      seen.set(name, position);
      this.paths.set(sibling, prefix + (UNNUMBERED.has(name) ? name : `${name}[${position}]`));
    }
    return this.paths.get(element) ?? "";
  }
}

const HTML_SPACE = /[ \t\n\f\r]+/g;

export const collapse = (text: string): string => text.replace(HTML_SPACE, " ");

/** Spaces of the markup at the ends and around line feeds go; U+00A0 and U+3000 were printed and stay. */
export function tidy(text: string): string {
  const lines = text.includes("\n") ? text.replace(/ *\n[\n ]*/g, "\n") : text;
  return lines.replace(/^[ \n]+|[ \n]+$/g, "");
}

/** Digits off the line stay off it: 3<sup>1</sup> is a three with a note, never 31. */
function offTheLine(text: string, digits: string | undefined): string {
  return digits === undefined ? text : text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

/** The digits of the element's level, if it is not that of the text around it. */
function levelDigits(element: HtmlElement): string | undefined {
  if (element.tagName === "sup") return SUPERSCRIPTS;
  if (element.tagName === "sub") return SUBSCRIPTS;
  const isNote = element.tagName === "a" && TO_NOTE.test(attribute(element, "href") ?? "");
  if (isNote || NOTE_CLASS.test(attribute(element, "class") ?? "")) return SUPERSCRIPTS;
  const style = isBreaking(element) ? undefined : attribute(element, "style");
  if (style === undefined) return undefined;
  if (RAISED_STYLE.test(style)) return SUPERSCRIPTS;
  return LOWERED_STYLE.test(style) ? SUBSCRIPTS : undefined;
}

function collectText(parent: HtmlParent, parts: string[], depth: number, digits: string | undefined): void {
  for (const node of parent.childNodes) {
    if (isText(node)) parts.push(collapse(offTheLine(node.value, digits)));
    else if (isElement(node) && !isSkipped(node) && !isUnshown(node) && depth < DEEPEST_ELEMENT) {
      const breaking = isBreaking(node);
      if (breaking) parts.push("\n");
      collectText(node, parts, depth + 1, digits ?? levelDigits(node));
      if (breaking) parts.push("\n");
    }
  }
}

/** Text as seen: markup spaces collapse, breaks become line feeds, hidden and struck text is left out. */
export function textOf(root: HtmlParent): string {
  const parts: string[] = [];
  collectText(root, parts, 0, undefined);
  return tidy(parts.join(""));
}

/** Whether an element shows any text, however deep: it asks without recursion. */
export function showsText(root: HtmlElement): boolean {
  const open: HtmlNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isText(node) && node.value.trim() !== "") return true;
    if (isElement(node) && !isSkipped(node) && !isUnshown(node))
      for (const child of node.childNodes) open.push(child);
  }
  return false;
}

/** Descendants of the given names, in document order; `stop` keeps out what lies below an element. */
export function findElements(
  root: HtmlParent,
  names: readonly string[],
  stop: (element: HtmlElement) => boolean,
): HtmlElement[] {
  const found: HtmlElement[] = [];
  const visit = (parent: HtmlParent, depth: number): void => {
    for (const node of parent.childNodes) {
      if (!isElement(node)) continue;
      if (names.includes(node.tagName)) found.push(node);
      if (!stop(node) && depth < DEEPEST_ELEMENT) visit(node, depth + 1);
    }
  };
  visit(root, 0);
  return found;
}
