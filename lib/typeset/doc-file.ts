import { bytesOf16, bytesOf32, printCompoundFile } from "./compound-file.ts";

/**
 * Word 97 files ([MS-DOC]): one piece of UTF-16, and pages that say of each paragraph whether it stands in a table.
 * Styles, fonts and sections are left out: a reader of figures has no use for them.
 */

/** A modifier of a paragraph (2.6.2): its code and its operand with all that stands before it. */
export type Sprm = readonly [code: number, ...operand: number[]];

export interface DocParagraph {
  readonly text: string;
  /** Ends the paragraph: a carriage return, or the mark of a cell. */
  readonly mark: "\r" | "\u0007";
  readonly sprms: readonly Sprm[];
}

const PAGE = 512;
const TEXT_START = 0x800;
/** Entry of a page of paragraphs: where its properties stand, and twelve bytes that say nothing (2.9.23). */
const PLACE = 13;

interface Run {
  readonly to: number;
  readonly properties: readonly number[];
}

/** A style, 0, and modifiers, made even (2.9.115 PapxInFkp). */
function printProperties(sprms: readonly Sprm[]): number[] {
  const list = sprms.flatMap(([code, ...operand]) => [...bytesOf16(code), ...operand]);
  const even = [...bytesOf16(0), ...list, ...(list.length % 2 ? [0] : [])];
  return [0, even.length / 2, ...even];
}

/** A page of paragraphs from `from` on (2.9.175 PapxFkp); paragraphs alike share their properties. */
function printPage(from: number, runs: readonly Run[]): Uint8Array {
  const bytes = new Uint8Array(PAGE);
  bytes.set(bytesOf32(from, ...runs.map(({ to }) => to)));
  const places = new Map<string, number>();
  let free = PAGE - 2;
  runs.forEach(({ properties }, at) => {
    const key = properties.join();
    let place = places.get(key);
    if (place === undefined) {
      free -= properties.length;
      place = free;
      bytes.set(properties, free);
      places.set(key, free);
    }
    bytes[(runs.length + 1) * 4 + at * PLACE] = place / 2;
  });
  bytes[PAGE - 1] = runs.length;
  return bytes;
}

/** As many paragraphs on each page as it holds. */
function printPages(from: number, runs: readonly Run[]): { from: number; bytes: Uint8Array }[] {
  const pages: { from: number; bytes: Uint8Array }[] = [];
  let start = from;
  let held: Run[] = [];
  const sizeOf = (list: readonly Run[]): number => {
    const distinct = new Map(list.map(({ properties }) => [properties.join(), properties.length]));
    return (
      (list.length + 1) * 4 + list.length * PLACE + 2 + [...distinct.values()].reduce((sum, n) => sum + n, 0)
    );
  };
  for (const run of runs) {
    if (held.length > 0 && sizeOf([...held, run]) > PAGE) {
      pages.push({ from: start, bytes: printPage(start, held) });
      start = held.at(-1)?.to ?? start;
      held = [];
    }
    held.push(run);
  }
  if (held.length > 0) pages.push({ from: start, bytes: printPage(start, held) });
  return pages;
}

export function printDocFile(paragraphs: readonly DocParagraph[]): Uint8Array {
  const text = paragraphs.map(({ text: words, mark }) => words + mark).join("");
  let place = TEXT_START;
  const runs = paragraphs.map(({ text: words, sprms }): Run => {
    place += (words.length + 1) * 2;
    return { to: place, properties: printProperties(sprms) };
  });
  const pages = printPages(TEXT_START, runs);
  const firstPage = Math.ceil(place / PAGE);
  const main = new Uint8Array((firstPage + pages.length + 1) * PAGE);
  main.set(new Uint8Array(Buffer.from(text, "utf16le")), TEXT_START);
  pages.forEach(({ bytes }, at) => {
    main.set(bytes, (firstPage + at) * PAGE);
  });
  // One run of characters without properties (2.9.34 ChpxFkp).
  const characters = firstPage + pages.length;
  main.set(bytesOf32(TEXT_START, place), characters * PAGE);
  main[(characters + 1) * PAGE - 1] = 1;

  // The parts of the table stream by their place among those that the head lists (2.5.6 FibRgFcLcb97).
  const parts: readonly (readonly [number, readonly number[]])[] = [
    [12, bytesOf32(TEXT_START, place, characters)],
    [13, bytesOf32(...pages.map(({ from }) => from), place, ...Array.from(pages, (_, at) => firstPage + at))],
    [33, [2, ...bytesOf32(16, 0, text.length), ...bytesOf16(0), ...bytesOf32(TEXT_START), ...bytesOf16(0)]],
  ];
  main.set(bytesOf16(0xa5ec, 0xc1, 0, 0x0804, 0, 0x0200), 0);
  main.set(bytesOf32(TEXT_START, place), 0x18);
  main.set(bytesOf16(14), 32);
  main.set(bytesOf16(22), 62);
  main.set(bytesOf32(text.length), 0x4c);
  main.set(bytesOf16(93), 152);
  const table: number[] = [];
  for (const [index, bytes] of parts) {
    main.set(bytesOf32(table.length, bytes.length), 154 + index * 8);
    table.push(...bytes);
  }
  return printCompoundFile({ WordDocument: main, "1Table": Uint8Array.from(table) });
}
