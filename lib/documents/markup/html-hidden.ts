import { type DefaultTreeAdapterTypes, serialize } from "parse5";
import { DEEPEST_ELEMENT } from "../limits.ts";
import { attribute, type HtmlElement, type HtmlParent, isElement, isText, PathFinder } from "./html-tree.ts";
import { listScriptTexts } from "./script-texts.ts";

/**
 * Markup that a page holds and does not show: in the strings of its scripts, in fields and templates, escaped in its
 * text. No script is run: its strings are read as they are written.
 *
 *   <script>var c = "\u003ctable>…"</script>     <textarea>&lt;table>…</textarea>     <div>&lt;table>…</div>
 */

export interface HiddenMarkup {
  readonly markup: string;
  /** Path of the element that holds it. */
  readonly path: string;
}

/** Escapes around escapes that are opened: a page in a JSON text in a string of a script has three. */
const DEEPEST_ESCAPE = 4;
const MOST_TEXTS = 200;
const TABLE = /<table[\s>]/i;
const ESCAPED_TABLE = /&(?:lt|#60|#x3c);\s*table|%3Ctable|\\u003ctable|\\x3ctable/i;
const SLASHED_TABLE = /\\(?:u003c|x3c)table/i;
const PERCENT_TABLE = /%3Ctable/i;
const SLASHED = /\\["'/u]/;

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  amp: "&",
  nbsp: "\u00a0",
  apos: "'",
};

function unescapeEntities(text: string): string {
  return text.replace(
    /&(?:(lt|gt|quot|amp|nbsp|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name, decimal, hex) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** `escape` and `encodeURIComponent`; what is neither stays. */
function unescapePercents(text: string): string {
  const units = text.replace(/%u([\da-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return units.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    const bytes = Buffer.from(run.replaceAll("%", ""), "hex");
    return bytes.toString("utf8");
  });
}

/** The markup of tables in a text, whatever it is wrapped in. */
function reveal(text: string, depth: number): string[] {
  if (TABLE.test(text)) {
    // A JSON text within a string: its own strings are still escaped.
    const inner = depth < DEEPEST_ESCAPE && SLASHED.test(text) ? listScriptTexts(text) : [];
    const revealed = inner.filter((one) => TABLE.test(one)).flatMap((one) => reveal(one, depth + 1));
    return revealed.length > 0 ? revealed : [text];
  }
  if (depth >= DEEPEST_ESCAPE || !ESCAPED_TABLE.test(text)) return [];
  if (SLASHED_TABLE.test(text)) return listScriptTexts(text).flatMap((inner) => reveal(inner, depth + 1));
  return reveal(PERCENT_TABLE.test(text) ? unescapePercents(text) : unescapeEntities(text), depth + 1);
}

/** The text right inside an element; lines broken by markup are one text. */
const rawText = (parent: HtmlParent): string =>
  parent.childNodes.map((child) => (isText(child) ? child.value : "")).join("");

function textsOf(element: HtmlElement): string[] {
  const framed = attribute(element, "srcdoc");
  if (framed !== undefined) return [framed];
  if (isTemplate(element)) return [serialize(element.content)];
  if (element.tagName === "input") return [attribute(element, "value") ?? ""];
  const text = rawText(element);
  return element.tagName === "script" ? listScriptTexts(text) : [text];
}

const isTemplate = (element: HtmlElement): element is DefaultTreeAdapterTypes.Template =>
  "content" in element;

/** In document order. */
export function listHiddenMarkup(root: HtmlParent): HiddenMarkup[] {
  const paths = new PathFinder();
  const found: HiddenMarkup[] = [];
  const visit = (parent: HtmlParent, depth: number): void => {
    for (const node of parent.childNodes) {
      if (!isElement(node) || found.length >= MOST_TEXTS) continue;
      for (const markup of textsOf(node).flatMap((text) => reveal(text, 0)))
        found.push({ markup, path: paths.pathOf(node) });
      if (depth < DEEPEST_ELEMENT) visit(node, depth + 1);
    }
  };
  visit(root, 0);
  return found;
}
