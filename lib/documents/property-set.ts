import type { CompoundFile } from "./compound-file.ts";
import { u16, u32, utf16 } from "./little-endian.ts";

/** Properties of a compound file ([MS-OLEPS] 2.21), of which the title is told. */

const TITLE = 2;
const CODE_PAGE = 1;
const BYTE_STRING = 0x1e;
const WIDE_STRING = 0x1f;
const UTF_16 = 1200;
const LONGEST_TITLE = 1000;

const CHARSETS: Readonly<Record<number, string>> = {
  936: "gb18030",
  950: "big5",
  54936: "gb18030",
  65001: "utf-8",
};

/** Decoder of a Windows code page; Chinese where the number says nothing. */
export function charsetOf(codePage: number): string {
  const label = codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : undefined;
  return CHARSETS[codePage] ?? label ?? "gb18030";
}

/** Offset of each property's value by its number. */
function listProperties(set: Uint8Array): ReadonlyMap<number, number> {
  const section = u32(set, 44);
  const count = Math.min(u32(set, section + 4), Math.floor(set.length / 8));
  const found = new Map<number, number>();
  for (let n = 0; n < count; n++) {
    const at = section + 8 + n * 8;
    found.set(u32(set, at), section + u32(set, at + 4));
  }
  return found;
}

function readString(set: Uint8Array, at: number, codePage: number): string {
  const type = u16(set, at);
  const size = Math.min(u32(set, at + 4), LONGEST_TITLE);
  const isWide = type === WIDE_STRING || (type === BYTE_STRING && codePage === UTF_16);
  const end = at + 8 + size * (type === WIDE_STRING ? 2 : 1);
  if ((type !== BYTE_STRING && type !== WIDE_STRING) || end > set.length) return "";
  const text = isWide
    ? utf16(set, at + 8, end)
    : new TextDecoder(charsetOf(codePage)).decode(set.subarray(at + 8, end));
  return text.split("\0")[0]?.trim() ?? "";
}

/** `title` as the other readers tell it; nothing where the file has none. */
export function readMetadata(file: CompoundFile): { readonly name: string; readonly content: string }[] {
  const set = file.read("\u0005SummaryInformation");
  if (set === undefined || set.state !== "whole") return [];
  const properties = listProperties(set.bytes);
  const title = properties.get(TITLE);
  const page = properties.get(CODE_PAGE);
  if (title === undefined) return [];
  const content = readString(set.bytes, title, page === undefined ? 936 : u16(set.bytes, page + 4));
  return content === "" ? [] : [{ name: "title", content }];
}
