import { attribute, findElements, type HtmlElement, type HtmlParent } from "./html-tree.ts";

/** Files and frames in which a page's content stands when it stands not in the page. */

const DOCUMENT = /\.(?:docx?|wps|pdf|xlsx?|et|ofd|rtf|zip|rar|7z)(?:[?#]|$)/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const WEB = /^https?:/i;
const MOST_LINKS = 10;
const LONGEST_LINK = 300;

const ADDRESS: Readonly<Record<string, string>> = {
  a: "href",
  iframe: "src",
  frame: "src",
  embed: "src",
  object: "data",
};

const never = (): boolean => false;

function addressOf(element: HtmlElement): string | undefined {
  const address = attribute(element, ADDRESS[element.tagName] ?? "")?.trim();
  if (!address || (SCHEME.test(address) && !WEB.test(address)) || address.startsWith("#")) return undefined;
  return element.tagName !== "a" || DOCUMENT.test(address) ? address.slice(0, LONGEST_LINK) : undefined;
}

/** Addresses as written, attachments before frames. */
export function listLinkedFiles(root: HtmlParent): string[] {
  const elements = findElements(root, Object.keys(ADDRESS), never);
  const attached = elements.filter(({ tagName }) => tagName === "a");
  const framed = elements.filter(({ tagName }) => tagName !== "a");
  const addresses = [...attached, ...framed].map(addressOf).filter((address) => address !== undefined);
  return [...new Set(addresses)].slice(0, MOST_LINKS);
}
