import type { DocumentFormat } from "../model.ts";
import { decodeText } from "./charset.ts";
import { openCompound } from "./compound-file.ts";
import { findSeparator } from "./sheets/separated-values.ts";
import { openPacked } from "./unzip.ts";

/** What a file is, by its content; file names and endings lie too often to be asked. */
export type Sniffed = DocumentFormat | "archive" | "empty" | "binary" | Unsupported | "encrypted-office";

/** Known by name only. */
export type Unsupported = "rar" | "7z" | "ofd" | "opendocument" | "office-other" | "office-damaged" | "gzip";

const bytesOf = (text: string): readonly number[] => [...text].map((sign) => sign.charCodeAt(0));

const MAGIC: readonly (readonly [Sniffed, readonly number[]])[] = [
  ["pdf", bytesOf("%PDF")],
  ["rtf", bytesOf("{\\rtf")],
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["image", bytesOf("GIF8")],
  ["image", [0x49, 0x49, 0x2a, 0x00]],
  ["image", [0x4d, 0x4d, 0x00, 0x2a]],
  ["rar", bytesOf("Rar!")],
  ["7z", [0x37, 0x7a, 0xbc, 0xaf]],
  ["gzip", [0x1f, 0x8b, 0x08]],
];
const OLE = [0xd0, 0xcf, 0x11, 0xe0] as const;
const PACKED = bytesOf("PK\u0003\u0004");

/** Streams of a compound file by which its program is known ([MS-CFB], [MS-DOC] 2.1, [MS-XLS] 2.1). */
const STREAMS: readonly (readonly [Sniffed, string])[] = [
  ["encrypted-office", "EncryptedPackage"],
  ["doc", "WordDocument"],
  ["xls", "Workbook"],
  ["xls", "Book"],
];

/** Entries of a packed file by which its format is known. */
const ENTRIES: readonly (readonly [Sniffed, RegExp])[] = [
  ["docx", /^word\/document\d*\.xml$/i],
  ["xlsx", /^xl\/workbook\.xml$/i],
  ["ofd", /^OFD\.xml$/],
  ["opendocument", /^content\.xml$/],
];

const MARKUP =
  /<(?:!doctype\s+html|html|head|body|table|tbody|tr|td|div|p|meta|span|style|title|font|center|br)[\s>/]/i;
const MIME_PAGE =
  /^(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*(?:mime-version|content-type:\s*multipart\/related)/i;
/** A list of records, or an object that begins with other entries: quotes of names and values, no line of a text. */
const RECORDS = /^\uFEFF?(?:\u00EF\u00BB\u00BF)?\s*(?:\[\s*)?\{\s*"[\w-]+"\s*:/;
/** `%PDF` may stand behind a few bytes of another program (ISO 32000-1, annex H.3.4.1). */
const LATEST_MARK = 1024;

/** As many bytes as rows of separated values are known by, in any encoding. */
const ENOUGH_BYTES = 65_540;

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** Control bytes that no text file holds. */
function countControls(bytes: Uint8Array): number {
  let controls = 0;
  for (const byte of bytes)
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b)) controls++;
  return controls;
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Markup is ASCII in every encoding but UTF-16, whose zero bytes are dropped here. */
function asciiOf(head: Uint8Array): string {
  const text = bufferOf(head).toString("latin1");
  return isUtf16(head) ? text.replaceAll("\0", "") : text;
}

/** Streams of embedded objects say nothing; only where the directory is lost a name counts wherever it stands. */
function sniffOle(bytes: Uint8Array): Sniffed {
  const names = openCompound(bytes)?.names;
  const buffer = bufferOf(bytes);
  const has = (name: string): boolean =>
    names?.includes(name) ?? buffer.includes(Buffer.from(`${name}\0`, "utf16le"));
  const found = STREAMS.find(([, name]) => has(name))?.[0];
  return found ?? (names === undefined ? "office-damaged" : "office-other");
}

function sniffPacked(bytes: Uint8Array): Sniffed {
  const { entries } = openPacked(bytes);
  const found = ENTRIES.find(([, pattern]) => entries.some(({ name }) => pattern.test(name)));
  return found?.[0] ?? "archive";
}

export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return "empty";
  for (const [kind, magic] of MAGIC) if (startsWith(bytes, magic)) return kind;
  if (startsWith(bytes, OLE)) return sniffOle(bytes);
  if (startsWith(bytes, PACKED)) return sniffPacked(bytes);
  const head = bytes.subarray(0, 16384);
  if (bufferOf(head.subarray(0, LATEST_MARK)).includes("%PDF-")) return "pdf";
  if (!isUtf16(bytes) && countControls(head) > head.length / 1000) return "binary";
  const ascii = asciiOf(head);
  if (MIME_PAGE.test(ascii.trimStart())) return "mht";
  if (RECORDS.test(ascii)) return "json";
  if (MARKUP.test(ascii)) return "html";
  return findSeparator(decodeText(bytes.subarray(0, ENOUGH_BYTES)).text) ? "csv" : "text";
}
