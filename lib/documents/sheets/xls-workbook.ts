import { u16, u32 } from "../little-endian.ts";
import { charsetOf } from "../property-set.ts";
import { builtInFormat } from "./number-format.ts";
import { RECORD, walkPart } from "./xls-records.ts";
import { readByteText, readSharedTexts, StringReader, type XlsText } from "./xls-strings.ts";

/** The first part of a workbook stream: sheets, texts, fonts and formats ([MS-XLS] 2.1.7.20.3). */

export interface XlsFont {
  readonly struck: boolean;
  readonly level: "baseline" | "superscript" | "subscript";
}

export interface XlsStyle {
  readonly format: string;
  readonly font: number;
}

export interface XlsSheetEntry {
  readonly name: string;
  /** Where its part begins. */
  readonly offset: number;
  readonly hidden: boolean;
}

export interface XlsWorkbook {
  /** Excel 97 to 2003; else 5 or 95, whose texts are bytes. */
  readonly isUnicode: boolean;
  readonly decoder: TextDecoder;
  readonly charset: string | null;
  readonly encrypted: boolean;
  readonly broken: boolean;
  readonly sheets: readonly XlsSheetEntry[];
  readonly texts: readonly XlsText[];
  readonly styles: readonly XlsStyle[];
  readonly from1904: boolean;
  readonly fontAt: (index: number) => XlsFont | undefined;
}

const VERSION_8 = 0x0600;
const VERSION_5 = 0x0500;
const WORKSHEET = 0;
const STRUCK = 0x0008;
/** Font 4 is never written (2.5.129, FontIndex). */
const MISSING_FONT = 4;
const LEVELS = ["baseline", "superscript", "subscript"] as const;

interface Draft {
  isUnicode: boolean;
  codePage: number;
  encrypted: boolean;
  from1904: boolean;
  readonly entries: Uint8Array[];
  readonly formats: Uint8Array[];
  readonly fonts: XlsFont[];
  readonly styles: { font: number; format: number }[];
  texts: readonly XlsText[];
}

function readFont(body: Uint8Array): XlsFont {
  return { struck: (u16(body, 2) & STRUCK) !== 0, level: LEVELS[u16(body, 8)] ?? "baseline" };
}

function note(draft: Draft, type: number, body: Uint8Array, more: readonly Uint8Array[]): void {
  switch (type) {
    case RECORD.begin:
      draft.isUnicode = u16(body, 0) === VERSION_8;
      break;
    case RECORD.encrypted:
      draft.encrypted = true;
      break;
    case RECORD.codePage:
      draft.codePage = u16(body, 0);
      break;
    case RECORD.from1904:
      draft.from1904 = u16(body, 0) === 1;
      break;
    case RECORD.sheet:
      draft.entries.push(body);
      break;
    case RECORD.format:
      draft.formats.push(body);
      break;
    case RECORD.font:
      draft.fonts.push(readFont(body));
      break;
    case RECORD.style:
      draft.styles.push({ font: u16(body, 0), format: u16(body, 2) });
      break;
    case RECORD.texts:
      draft.texts = readSharedTexts(body, more) ?? [];
      break;
  }
}

/** `undefined` where the stream is no workbook of Excel 5 or later. */
export function readWorkbook(stream: Uint8Array): XlsWorkbook | undefined {
  const version = u16(stream, 4);
  if (u16(stream, 0) !== RECORD.begin || (version !== VERSION_8 && version !== VERSION_5)) return undefined;
  const draft: Draft = {
    isUnicode: true,
    codePage: 936,
    encrypted: false,
    from1904: false,
    entries: [],
    formats: [],
    fonts: [],
    styles: [],
    texts: [],
  };
  const whole = walkPart(stream, 0, (type, body, more) => note(draft, type, body, more));
  const charset = charsetOf(draft.codePage);
  const decoder = new TextDecoder(charset);
  const textOf = (body: Uint8Array, at: number, countSize: 1 | 2): string | undefined =>
    draft.isUnicode ? new StringReader([body], at).read(countSize)?.text : readByteText(body, at, 1, decoder);
  const formats = new Map<number, string>();
  for (const body of draft.formats) {
    const code = textOf(body, 2, 2);
    if (code !== undefined) formats.set(u16(body, 0), code);
  }
  return {
    isUnicode: draft.isUnicode,
    decoder,
    charset: draft.isUnicode ? null : charset,
    encrypted: draft.encrypted,
    broken: !whole,
    from1904: draft.from1904,
    texts: draft.texts,
    sheets: draft.entries
      .filter((body) => body.length > 6 && body[5] === WORKSHEET)
      .map((body) => ({
        name: textOf(body, 6, 1) ?? "",
        offset: u32(body, 0),
        hidden: ((body[4] ?? 0) & 3) !== 0,
      })),
    styles: draft.styles.map(({ font, format }) => ({
      font,
      format: formats.get(format) ?? builtInFormat(format),
    })),
    fontAt: (index) => draft.fonts[index > MISSING_FONT ? index - 1 : index],
  };
}
