import type { Block, Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { decodeText, findDeclaredCharset } from "./charset.ts";
import { appendBlocks, readPage } from "./markup/html-page.ts";
import { decodeHeader, listLeaves, type MimePart, readMime } from "./markup/mime.ts";
import type { Content } from "./reader.ts";

/**
 * A page saved with all that belongs to it (RFC 2557): Word, WPS, Excel and browsers write it. A workbook has a page
 * for each sheet, a page with frames one for each frame: all pages with tables are read, in the order of the file.
 */

/** Pages of one message; more is a message made to hurt. */
const MOST_PAGES = 100;
const MARKUP = /<(?:html|body|table|div|p)[\s>]/i;

const isPage = ({ type, bytes }: MimePart): boolean =>
  type === "text/html" ||
  type === "application/xhtml+xml" ||
  (type === "application/octet-stream" &&
    MARKUP.test(Buffer.from(bytes.subarray(0, 4096)).toString("latin1")));

const titleOf = (message: MimePart): Content["metadata"] => {
  const subject = message.headers.get("subject");
  if (subject === undefined) return [];
  const content = decodeHeader(subject, (bytes, charset) => decodeText(bytes, charset).text);
  return [{ name: "title", content }];
};

function readPart(part: MimePart): Outcome<Content> {
  const declared = part.parameters.get("charset") ?? findDeclaredCharset(part.bytes);
  const { text, charset, damaged } = decodeText(part.bytes, declared);
  const { value, findings } = readPage(text, charset);
  const damage: Finding[] = damaged > 0 ? [{ code: "charset-damaged", parameters: { count: damaged } }] : [];
  return { value, findings: [...damage, ...findings] };
}

const hasTable = (blocks: readonly Block[]): boolean => blocks.some((block) => block.kind === "table");

/** A saved page's bytes. */
export function readMhtBytes(bytes: Uint8Array): Outcome<Content | null> {
  const message = readMime(bytes);
  const cut: Finding[] = message.cut ? [{ code: "mht-cut", parameters: {} }] : [];
  const pages = listLeaves(message).filter(isPage).slice(0, MOST_PAGES).map(readPart);
  const [first] = pages;
  if (first === undefined)
    return { value: null, findings: [...cut, { code: "mht-without-page", parameters: {} }] };
  // The page that stands first has the words; others, advertisements among them, are read for their tables.
  let blocks = first.value.blocks;
  for (const [at, { value }] of pages.entries())
    if (at > 0 && hasTable(value.blocks)) blocks = appendBlocks(blocks, value.blocks, `part[${at + 1}]`);
  const metadata = first.value.metadata.some(({ name }) => name === "title")
    ? first.value.metadata
    : [...titleOf(message), ...first.value.metadata];
  const elsewhere = hasTable(blocks);
  const findings = pages
    .flatMap((page) => page.findings)
    .filter(({ code }) => !(elsewhere && code === "content-elsewhere"));
  return { value: { charset: first.value.charset, metadata, blocks }, findings: [...cut, ...findings] };
}
