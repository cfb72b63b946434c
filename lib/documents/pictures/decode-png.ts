import { inflateSync } from "node:zlib";
import { PNG } from "pngjs";
import type { Outcome } from "../../outcome.ts";
import { type Bitmap, fromColors } from "./bitmap.ts";
import { damaged, refuseSize, tryToDecode } from "./picture.ts";

/** Width and height stand in the first chunk (PNG 11.2.2 IHDR), behind signature, length and name. */
const WIDTH_AT = 16;
const HEIGHT_AT = 20;

const INTERLACED_AT = 28;
/** Bytes of a pixel of four samples of 16 bits; seven passes begin their rows with a byte each. */
const MOST_BYTES = 8;

/** Picture data of all chunks, joined (PNG 11.2.4 IDAT). */
function joinData(buffer: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at + 8 <= buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    if (buffer.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(buffer.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return Buffer.concat(parts);
}

/** The library unpacks interlaced pictures however much comes out: throws where it is more than the picture has. */
function checkInterlaced(buffer: Buffer, width: number, height: number): void {
  if (buffer[INTERLACED_AT] !== 1) return;
  inflateSync(joinData(buffer), { maxOutputLength: width * height * MOST_BYTES + 7 * (height + 7) });
}

/** PNG of every depth and colour type, interlaced or not. */
export function* decodePng(bytes: Uint8Array): Generator<Outcome<Bitmap | null>> {
  if (bytes.length < HEIGHT_AT + 4) {
    yield { value: null, findings: [damaged("IHDR")] };
    return;
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [across, down] = [buffer.readUInt32BE(WIDTH_AT), buffer.readUInt32BE(HEIGHT_AT)];
  const refusal = refuseSize(across, down);
  if (refusal !== undefined) {
    yield { value: null, findings: [refusal] };
    return;
  }
  yield tryToDecode(() => {
    checkInterlaced(buffer, across, down);
    const { width, height, data } = PNG.sync.read(buffer);
    return fromColors(data, width, height, 4);
  });
}
