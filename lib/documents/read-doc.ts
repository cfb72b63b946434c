import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { type CompoundFile, openCompound } from "./compound-file.ts";
import { readMetadata } from "./property-set.ts";
import type { Content } from "./reader.ts";
import { type DocStreams, type ModernFib, partOf, readFib, readStreams } from "./word/doc-fib.ts";
import { readOldText } from "./word/doc-old.ts";
import { Pages } from "./word/doc-pages.ts";
import { ParagraphPlaces } from "./word/doc-paragraphs.ts";
import { readPieces } from "./word/doc-pieces.ts";
import { StoryReader } from "./word/doc-story.ts";
import { readStyles } from "./word/doc-styles.ts";
import { type DocText, readText } from "./word/doc-text.ts";
import { toBlocks } from "./word/word-blocks.ts";

/**
 * Word 97 to 2003 and WPS files ([MS-DOC]) as paragraphs and tables. The format has no checksum: a changed digit cannot
 * be told, but a file whose parts contradict each other is not believed.
 *
 *   WordDocument: text, pages of properties      0Table or 1Table: where text and pages stand
 */

const DAMAGED: Outcome<null> = { value: null, findings: [{ code: "doc-damaged", parameters: {} }] };

interface Draft {
  readonly text: DocText;
  readonly story: StoryReader;
}

function readStories(fib: ModernFib, streams: DocStreams): Draft | undefined {
  const { main, table, data } = streams;
  const pieces = readPieces(partOf(table, fib.pieces) ?? NOTHING, main.length);
  const characterPages = partOf(table, fib.characterPages);
  const paragraphPages = partOf(table, fib.paragraphPages);
  if (pieces === undefined || characterPages === undefined || paragraphPages === undefined) return undefined;
  const paragraphs = Pages.ofParagraphs(main, paragraphPages);
  const text = readText(main, pieces, {
    characters: Pages.ofCharacters(main, characterPages),
    paragraphs,
    styleLook: readStyles(partOf(table, fib.styles) ?? NOTHING),
    data,
  });
  const story = new StoryReader(text, new ParagraphPlaces(pieces, paragraphs, data));
  story.read(0, fib.mainEnd);
  story.read(...fib.boxes);
  return { text, story };
}

const NOTHING = new Uint8Array();

function listFindings({ text, story }: Draft, streams: DocStreams, tables: number): Finding[] {
  const findings: Finding[] = [];
  const add = (on: boolean, code: string, parameters: Finding["parameters"] = {}): void => {
    if (on) findings.push({ code, parameters });
  };
  add(text.cut || streams.cut, "word-cut");
  add(story.truncated, "table-truncated", { table: Math.max(1, tables) });
  add(story.damaged > 0, "doc-tables-damaged", { count: story.damaged });
  add(text.unknown > 0, "doc-looks-unknown", { count: text.unknown });
  add(text.pictures > 0, "table-as-picture", { count: text.pictures });
  return findings;
}

function readModern(file: CompoundFile, fib: ModernFib): Outcome<Content | null> {
  const streams = readStreams(file, fib.tableName);
  const draft = streams === undefined ? undefined : readStories(fib, streams);
  if (streams === undefined || draft === undefined) return DAMAGED;
  const blocks = toBlocks(draft.story.content);
  const tables = blocks.filter((block) => block.kind === "table");
  const cut = tables
    .filter((table) => table.cut)
    .map((table): Finding => ({ code: "table-too-large", parameters: { table: table.index } }));
  return {
    value: { charset: null, metadata: readMetadata(file), blocks },
    findings: [...listFindings(draft, streams, tables.length), ...cut],
  };
}

export function readDocBytes(bytes: Uint8Array): Outcome<Content | null> {
  const file = openCompound(bytes);
  const main = file?.read("WordDocument");
  if (file === undefined || main === undefined || main.state === "broken") return DAMAGED;
  const fib = readFib(main.bytes);
  if (fib === "encrypted") return { value: null, findings: [{ code: "file-encrypted", parameters: {} }] };
  if (fib === "unknown") return DAMAGED;
  if (fib.kind === "modern") return readModern(file, fib);
  const { charset, blocks } = readOldText(main.bytes, fib);
  return {
    value: { charset, metadata: readMetadata(file), blocks },
    findings: [{ code: "doc-too-old", parameters: {} }],
  };
}
