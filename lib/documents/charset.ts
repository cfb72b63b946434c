import { isUtf8 } from "node:buffer";

/** Bytes to text with the built-in decoders; chardet-like guessing calls short GBK Big5 and is not used. */

export interface DecodedText {
  readonly text: string;
  /** WHATWG name of the encoding that was used. */
  readonly charset: string;
  /** Characters that could not be decoded (U+FFFD in the text). */
  readonly damaged: number;
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const CANDIDATES = ["gb18030", "big5"] as const;

/** A file cut in the middle of a character is still in its encoding: up to this many trailing bytes are forgiven. */
const CUT = 3;

function decodeFatal(bytes: Uint8Array, charset: string): string | undefined {
  if (charset === "utf-8" && isUtf8(bytes)) return bufferOf(bytes).toString("utf8");
  for (let cut = 0; cut <= CUT && cut <= bytes.length; cut++) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
    } catch {
      // Not this encoding, or cut inside a character: try once more without the last byte.
    }
  }
  return undefined;
}

function decodeLoose(bytes: Uint8Array, charset: string): DecodedText {
  const text = new TextDecoder(charset).decode(bytes);
  return { text, charset, damaged: text.split("\uFFFD").length - 1 };
}

function labelOf(charset: string | undefined): string | undefined {
  if (charset === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(charset);
    // GB18030 holds GBK and GB2312 whole, and pages that declare the small one use the large one.
    return encoding === "gbk" ? "gb18030" : encoding;
  } catch {
    return undefined;
  }
}

/**
 * Decodes in the order byte order mark, UTF-8, declared, GB18030, Big5. UTF-8 stands before the declaration because
 * text in another encoding is hardly ever valid UTF-8, while UTF-8 is often valid GB18030 nonsense. When none fits
 * without error, the one with the fewest damaged characters is taken.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  for (const [charset, mark] of MARKS) {
    if (mark.every((byte, index) => bytes[index] === byte)) return decodeLoose(bytes, charset);
  }
  const order = [...new Set(["utf-8", labelOf(declared), ...CANDIDATES])].filter(
    (name) => name !== undefined,
  );
  for (const charset of order) {
    const text = decodeFatal(bytes, charset);
    if (text !== undefined) return { text, charset, damaged: 0 };
  }
  return order
    .map((charset) => decodeLoose(bytes, charset))
    .reduce((best, next) => (next.damaged < best.damaged ? next : best));
}

const DECLARATION = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i;

/** The charset a page declares in its first kilobytes, as written. */
export function findDeclaredCharset(bytes: Uint8Array): string | undefined {
  return DECLARATION.exec(bufferOf(bytes.subarray(0, 4096)).toString("latin1"))?.[1];
}

/** Whether a declaration names the encoding that was found (gb2312, gbk and gb18030 are one family). */
export function isDeclarationTrue(declared: string, charset: string): boolean {
  const label = labelOf(declared);
  return label === undefined || label === charset || charset.startsWith("utf-16");
}
