/** What a file is, by its content; file names and endings lie too often to be asked. */
export type Sniffed = "empty" | "html" | "text" | "pdf" | "office" | "zip" | "rtf" | "image" | "binary";

const MAGIC: readonly (readonly [Sniffed, readonly number[]])[] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["office", [0xd0, 0xcf, 0x11, 0xe0]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["rtf", [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["image", [0x47, 0x49, 0x46, 0x38]],
  ["image", [0x49, 0x49, 0x2a, 0x00]],
  ["image", [0x4d, 0x4d, 0x00, 0x2a]],
];

const MARKUP = /<(?:!doctype\s+html|html|head|body|table|tbody|tr|td|div|p|meta|span|style|title)[\s>/]/i;

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

/** Markup is ASCII in every encoding but UTF-16, whose zero bytes are dropped here. */
function asciiOf(head: Uint8Array): string {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1");
  return isUtf16(head) ? text.replaceAll("\0", "") : text;
}

export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return "empty";
  for (const [kind, magic] of MAGIC) if (magic.every((byte, index) => bytes[index] === byte)) return kind;
  const head = bytes.subarray(0, 16384);
  if (!isUtf16(bytes) && countControls(head) > head.length / 1000) return "binary";
  return MARKUP.test(asciiOf(head)) ? "html" : "text";
}
