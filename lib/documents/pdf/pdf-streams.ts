import { inflateSync } from "node:zlib";
import { LARGEST_ENTRY, MOST_UNPACKED } from "../limits.ts";
import {
  countPaints,
  listObjects,
  listPacked,
  mergeObjects,
  type PdfObject,
  paintsTooMuch,
} from "./pdf-forms.ts";

/**
 * The streams of a PDF file before a parser sees them (ISO 32000-1, 7.3.8, 7.4.4). Flate data carries a checksum that
 * viewers ignore: a flipped bit or a file cut short would come through as other text. What does not unpack whole is
 * damaged; what unpacks to more than any document holds is not unpacked at all.
 */

export type StreamProblem = "damaged" | "too-large" | "repeated";

const STREAM = Buffer.from("stream");
const END = Buffer.from("endstream");
/** Bytes before a stream in which its dictionary is looked for. */
const LONGEST_DICTIONARY = 2048;
/** Data may be packed again, but no writer does it more often. */
const MOST_LAYERS = 3;
const FLATE = /\/(?:FlateDecode|Fl)\b/;
/** Damage in pictures, metadata and glyph outlines changes no text. */
const NO_TEXT = /\/Subtype\s*\/(?:Image|XML)\b|\/Length1\b|\/Type\s*\/Metadata\b/;

/** The dictionary right before a stream, from the start of its object. */
function dictionaryBefore(bytes: Buffer, at: number): string {
  const text = bytes.toString("latin1", Math.max(0, at - LONGEST_DICTIONARY), at);
  // Any character of a name may be written by its code (7.3.5).
  const head = text.replace(/#([\dA-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  const start = head.lastIndexOf(" obj");
  return start === -1 ? head : head.slice(start);
}

/** Whether two bytes begin zlib data (RFC 1950, 2.2). */
const isPacked = (data: Buffer): boolean =>
  ((data[0] ?? 0) & 0x0f) === 8 && ((data[0] ?? 0) * 256 + (data[1] ?? 0)) % 31 === 0;

type Unpacked = Buffer | "damaged" | "too-large";

/** The data behind all its layers of packing. */
function unpack(data: Buffer, layers: number): Unpacked {
  let unpacked = data;
  try {
    for (let layer = 0; layer < layers && isPacked(unpacked); layer++)
      unpacked = inflateSync(unpacked, { maxOutputLength: LARGEST_ENTRY });
  } catch (error) {
    const isBomb = error instanceof RangeError;
    return isBomb ? "too-large" : "damaged";
  }
  return unpacked;
}

/** Start of the data behind the word `stream`: one line end follows it (7.3.8.1). */
function dataAfter(bytes: Buffer, at: number): number {
  if (bytes[at] === 13 && bytes[at + 1] === 10) return at + 2;
  return bytes[at] === 10 || bytes[at] === 13 ? at + 1 : at;
}

const PACKED_OBJECTS = /\/Type\s*\/ObjStm\b/;
const LONGEST_NUMBER = 40;
const NUMBER = /(\d{1,10})\s+\d{1,5}\s*$/;

/** Text of bytes with the names in it written out: any character may stand as its code (7.3.5). */
const textOf = (bytes: Buffer): string =>
  bytes
    .toString("latin1")
    .replace(/#([\dA-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));

/** What a stream tells of the objects that are painted. */
function* objectsIn(
  before: string,
  dictionary: string,
  data: Buffer,
): Generator<readonly [number, PdfObject]> {
  if (PACKED_OBJECTS.test(dictionary)) yield* listPacked(textOf(data));
  const number = NUMBER.exec(before.slice(0, before.lastIndexOf(" obj")).slice(-LONGEST_NUMBER))?.[1];
  if (number === undefined || !data.includes("Do")) return;
  yield [Number(number), { text: dictionary, paints: countPaints(textOf(data)) }];
}

/**
 * What is wrong with the streams that may hold text. Files with encrypted streams (a password for changing, none for
 * reading) cannot be checked without the parser and pass.
 */
export function checkStreams(file: Uint8Array): StreamProblem | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.includes("/Encrypt")) return undefined;
  const objects = new Map<number, PdfObject>();
  const note = (found: Iterable<readonly [number, PdfObject]>) => {
    for (const [number, object] of found) objects.set(number, mergeObjects(objects.get(number), object));
  };
  let total = 0;
  let done = 0;
  let at = bytes.indexOf(STREAM);
  while (at !== -1) {
    const start = dataAfter(bytes, at + STREAM.length);
    const end = bytes.indexOf(END, start);
    const dictionary = dictionaryBefore(bytes, at);
    if (end === -1) return "damaged";
    const data = bytes.subarray(start, end);
    const filters = [...dictionary.matchAll(new RegExp(FLATE, "g"))].length;
    // The filter may be named elsewhere in the file; what looks packed is then unpacked, but need not be whole.
    const found = unpack(data, filters > 0 ? Math.min(filters, MOST_LAYERS) : MOST_LAYERS);
    if (found === "too-large") return found;
    if (found === "damaged" && filters > 0 && !NO_TEXT.test(dictionary)) return found;
    const before = textOf(bytes.subarray(done, at));
    note(listObjects(before));
    if (found !== "damaged") {
      total += found.length;
      if (!NO_TEXT.test(dictionary)) note(objectsIn(before, dictionary, found));
    }
    if (total > MOST_UNPACKED) return "too-large";
    done = end + END.length;
    at = bytes.indexOf(STREAM, done);
  }
  note(listObjects(textOf(bytes.subarray(done))));
  return paintsTooMuch(objects) ? "repeated" : undefined;
}
