import { crc32, deflateRawSync } from "node:zlib";
import { directory, localHead, type Packed } from "./zip-head.ts";

/** A part of an office file. */
export interface ZipEntry {
  readonly path: string;
  readonly text: string;
}

/** Parts as a zip file, in the order given: for what is small enough to be held whole. */
export function toZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const pieces: Buffer[] = [];
  const parts: Packed[] = [];
  const starts: number[] = [];
  let offset = 0;
  for (const { path, text } of entries) {
    const bytes = Buffer.from(text, "utf8");
    const data = deflateRawSync(bytes, { level: 6 });
    const part = { path, crc: crc32(bytes), packed: data.length, size: bytes.length, isStreamed: false };
    const head = localHead(part);
    parts.push(part);
    starts.push(offset);
    pieces.push(head, data);
    offset += head.length + data.length;
  }
  return new Uint8Array(Buffer.concat([...pieces, directory(parts, starts, offset)]));
}
