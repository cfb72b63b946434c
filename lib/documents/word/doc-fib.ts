import type { CompoundFile } from "../compound-file.ts";
import { u16, u32 } from "../little-endian.ts";

/** The File Information Block at the start of the WordDocument stream ([MS-DOC] 2.5): where everything stands. */

export interface Part {
  readonly from: number;
  readonly size: number;
}

/** Word 97 to 2003 and WPS: text described by a table stream. */
export interface ModernFib {
  readonly kind: "modern";
  readonly tableName: "0Table" | "1Table";
  readonly pieces: Part;
  readonly characterPages: Part;
  readonly paragraphPages: Part;
  readonly styles: Part;
  /** Characters of the main text, and the range of the text boxes, in character positions. */
  readonly mainEnd: number;
  readonly boxes: readonly [from: number, to: number];
}

/** Word 6 and 95: text in the stream itself, one byte a position. */
export interface OldFib {
  readonly kind: "old";
  readonly language: number;
  readonly text: Part;
}

export type Fib = ModernFib | OldFib | "encrypted" | "unknown";

const WORD_97 = 0xc1;
const IDENTITIES = new Set([0xa5ec, 0xa5dc, 0xa697, 0xa698, 0xa699, 0xa59c, 0xa59b]);
const COMPLEX = 0x0004;
const ENCRYPTED = 0x0100;
const TABLE_1 = 0x0200;

function readOld(main: Uint8Array): Fib {
  if (u16(main, 10) & COMPLEX) return { kind: "old", language: 0, text: { from: 0, size: 0 } };
  const from = u32(main, 0x18);
  const size = Math.min(u32(main, 0x34), Math.max(0, u32(main, 0x1c) - from));
  return { kind: "old", language: u16(main, 6), text: { from, size } };
}

export function readFib(main: Uint8Array): Fib {
  if (!IDENTITIES.has(u16(main, 0)) || main.length < 0x44) return "unknown";
  const flags = u16(main, 10);
  if (flags & ENCRYPTED) return "encrypted";
  if (u16(main, 2) < WORD_97) return readOld(main);
  const longs = 34 + u16(main, 32) * 2;
  const parts = longs + 2 + u16(main, longs) * 4;
  const partOf = (index: number): Part => {
    const at = parts + 2 + index * 8;
    return index < u16(main, parts) ? { from: u32(main, at), size: u32(main, at + 4) } : { from: 0, size: 0 };
  };
  if (parts + 2 > main.length) return "unknown";
  const countOf = (index: number): number => u32(main, longs + 2 + index * 4);
  const mainEnd = countOf(3);
  // Footnotes, headers, macros, comments and endnotes stand between the main text and the text boxes.
  const boxesFrom = [4, 5, 6, 7, 8].reduce((sum, index) => sum + countOf(index), mainEnd);
  return {
    kind: "modern",
    tableName: flags & TABLE_1 ? "1Table" : "0Table",
    styles: partOf(1),
    characterPages: partOf(12),
    paragraphPages: partOf(13),
    pieces: partOf(33),
    mainEnd,
    boxes: [boxesFrom, boxesFrom + countOf(9)],
  };
}

/** A part of the table stream, if the stream holds it whole. */
export function partOf(table: Uint8Array, { from, size }: Part): Uint8Array | undefined {
  return size > 0 && from + size <= table.length ? table.subarray(from, from + size) : undefined;
}

export interface DocStreams {
  readonly main: Uint8Array;
  readonly table: Uint8Array;
  readonly data: Uint8Array;
  /** The file ends before a stream does. */
  readonly cut: boolean;
}

const NOTHING = new Uint8Array();

/** The streams a text needs; `undefined` where one of them is lost or not to be believed. */
export function readStreams(file: CompoundFile, tableName: string): DocStreams | undefined {
  const main = file.read("WordDocument");
  const table = file.read(tableName);
  if (main === undefined || table === undefined) return undefined;
  if (main.state === "broken" || table.state === "broken") return undefined;
  const data = file.read("Data");
  return {
    main: main.bytes,
    table: table.bytes,
    data: data === undefined || data.state === "broken" ? NOTHING : data.bytes,
    cut: main.state === "cut" || table.state === "cut",
  };
}
