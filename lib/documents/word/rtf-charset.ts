/** Which bytes mean which characters in RTF: by code page, by font, by escape (RTF 1.9.1, "Character Set", "Font Table"). */

const CODE_PAGES: Readonly<Record<number, string>> = {
  874: "windows-874",
  932: "shift_jis",
  936: "gb18030",
  949: "euc-kr",
  950: "big5",
  1361: "euc-kr",
  54936: "gb18030",
  65001: "utf-8",
};

const FONT_PAGES: Readonly<Record<number, number>> = {
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

/** Fonts whose characters are pictures. */
const SYMBOL_FONT = 2;
const PRIVATE_USE = 0xf000;

export type Encoding = "symbol" | string;

export function encodingOfPage(page: number): string {
  const known = CODE_PAGES[page];
  if (known !== undefined) return known;
  return page >= 1250 && page <= 1258 ? `windows-${page}` : "gb18030";
}

/** `fallback` is the encoding of the document, which fonts without one of their own follow. */
export function encodingOfFont(charset: number | undefined, fallback: string): Encoding {
  if (charset === SYMBOL_FONT) return "symbol";
  const page = charset === undefined ? undefined : FONT_PAGES[charset];
  return page === undefined ? fallback : encodingOfPage(page);
}

const decoders = new Map<string, TextDecoder>();

/** Pictures keep a private code each, which is no digit and no letter to anybody. */
export function decodeBytes(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === "symbol")
    return Array.from(bytes, (byte) => (byte <= 0x20 ? " " : String.fromCharCode(PRIVATE_USE + byte))).join(
      "",
    );
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, decoder);
  return decoder.decode(bytes);
}
