import { u16, u32, utf16 } from "../little-endian.ts";
import { LOOK, readLook, UNSHOWN } from "./doc-look.ts";
import { Pages, type Run } from "./doc-pages.ts";
import type { Piece } from "./doc-pieces.ts";
import { isTableSized } from "./docx-pictures.ts";

/** The characters of a Word file in their order, each with its look. */

export interface DocText {
  /** One UTF-16 unit a character position. */
  readonly text: string;
  /** `LOOK` of each position. */
  readonly looks: Uint16Array;
  /** Pictures as large as a table. */
  readonly pictures: number;
  /** Positions of which no sound page says how they look: a digit there may be a note's. */
  readonly unknown: number;
  /** The file ends before the text does. */
  readonly cut: boolean;
}

export interface DocFormatting {
  readonly characters: Pages;
  readonly paragraphs: Pages;
  readonly styleLook: (style: number) => number;
  readonly data: Uint8Array;
}

/** [MS-DOC] 2.9.73, FcCompressed: Windows-1252, whose bytes from 0x80 on differ from Latin-1. */
const FROM_0X80 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function decode(main: Uint8Array, from: number, to: number, width: 1 | 2): string {
  if (width === 2) return utf16(main, from, to);
  const latin = Buffer.from(main.buffer, main.byteOffset, main.byteLength).toString("latin1", from, to);
  return latin.replace(/[\x80-\x9f]/g, (byte) => FROM_0X80[byte.charCodeAt(0) - 0x80] ?? byte);
}

const PICTURE = "\u0001";

/** 2.9.190, PICF: the size in twips, and the scale in thousandths. */
function isTablePicture(data: Uint8Array, at: number): boolean {
  if (at + 0x24 > data.length || u32(data, at) === 0) return false;
  const points = (size: number, scale: number): number => ((u16(data, size) / 20) * u16(data, scale)) / 1000;
  return isTableSized([points(at + 0x1c, at + 0x20), points(at + 0x1e, at + 0x22)]);
}

/** Where a run that begins at `position` ends, in bytes. */
const endOf = (run: Run | undefined, most: number): number => Math.min(run?.to ?? most, most);

export function readText(main: Uint8Array, pieces: readonly Piece[], formatting: DocFormatting): DocText {
  const { characters, paragraphs, styleLook, data } = formatting;
  const total = pieces.at(-1)?.to ?? 0;
  const looks = new Uint16Array(total);
  const parts: string[] = [];
  let at = 0;
  let pictures = 0;
  let unknown = 0;
  let cut = false;
  for (const piece of pieces) {
    const end = piece.start + (piece.to - piece.from) * piece.width;
    const last = Math.min(end, main.length);
    let position = piece.start;
    while (position + piece.width <= last) {
      const run = characters.find(position);
      const paragraph = paragraphs.find(position);
      const stop = Math.max(position + piece.width, endOf(run, endOf(paragraph, last)));
      const count = Math.floor((stop - position) / piece.width);
      const base = paragraph === undefined ? 0 : styleLook(Pages.styleOf(paragraph));
      const seen = readLook([run?.properties ?? NOTHING, piece.changes], base, styleLook);
      const text = decode(main, position, position + count * piece.width, piece.width);
      parts.push(seen.symbol !== undefined && seen.look & LOOK.special ? seen.symbol.repeat(count) : text);
      looks.fill(run === undefined ? seen.look | LOOK.unknown : seen.look, at, at + count);
      if (run === undefined && text.trim() !== "") unknown += count;
      const isPicture = text.startsWith(PICTURE) && !(seen.look & UNSHOWN);
      if (isPicture && seen.picture !== undefined && isTablePicture(data, seen.picture)) pictures++;
      at += count;
      position += count * piece.width;
    }
    if (last < end) {
      cut = true;
      break;
    }
  }
  return { text: parts.join(""), looks, pictures, unknown, cut };
}

const NOTHING = new Uint8Array();
