import { u16 } from "../little-endian.ts";
import { readLook } from "./doc-look.ts";

/** The style sheet ([MS-DOC] 2.9.271, STSH), as far as it hides, strikes or raises text. */

interface Style {
  readonly base: number;
  readonly characters: Uint8Array;
}

const PARAGRAPH = 1;
const CHARACTER = 2;
const DEEPEST_STYLE = 16;

/** 2.9.258, STD: a base of fixed size, a name, then lists of modifiers that begin at even bytes. */
function readStyle(entry: Uint8Array, baseSize: number): Style | undefined {
  const kind = u16(entry, 2) & 0xf;
  if (kind !== PARAGRAPH && kind !== CHARACTER) return undefined;
  let at = baseSize + u16(entry, baseSize) * 2 + 4;
  const nextList = (): Uint8Array => {
    const size = u16(entry, at);
    const list = entry.subarray(at + 2, at + 2 + size);
    at += 2 + size + (size & 1);
    return list;
  };
  if (kind === PARAGRAPH) nextList();
  return { base: u16(entry, 2) >> 4, characters: nextList() };
}

/** What a style says of its characters' look, by its number. */
export function readStyles(sheet: Uint8Array): (style: number) => number {
  const head = u16(sheet, 0);
  const count = u16(sheet, 2);
  const baseSize = u16(sheet, 4);
  const styles: (Style | undefined)[] = [];
  let at = 2 + head;
  for (let n = 0; n < count && at + 2 <= sheet.length; n++) {
    const size = u16(sheet, at);
    styles.push(size > 0 ? readStyle(sheet.subarray(at + 2, at + 2 + size), baseSize) : undefined);
    at += 2 + size + (size & 1);
  }
  const known = new Map<number, number>();
  const lookOf = (number: number, depth: number): number => {
    const met = known.get(number);
    if (met !== undefined) return met;
    const style = styles[number];
    if (style === undefined || depth > DEEPEST_STYLE) return 0;
    const { look } = readLook([style.characters], lookOf(style.base, depth + 1), () => 0);
    known.set(number, look);
    return look;
  };
  return (style) => lookOf(style, 0);
}
