import { PNG } from "pngjs";
import type { Outcome } from "../outcome.ts";
import { type Bitmap, fromColors } from "./bitmap.ts";
import { damaged, refuseSize, tryToDecode } from "./picture.ts";

/** Width and height stand in the first chunk (PNG 11.2.2 IHDR), behind signature, length and name. */
const WIDTH_AT = 16;
const HEIGHT_AT = 20;

/** PNG of every depth and colour type, interlaced or not. */
export function* decodePng(bytes: Uint8Array): Generator<Outcome<Bitmap | null>> {
  if (bytes.length < HEIGHT_AT + 4) {
    yield { value: null, findings: [damaged("IHDR")] };
    return;
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refusal = refuseSize(buffer.readUInt32BE(WIDTH_AT), buffer.readUInt32BE(HEIGHT_AT));
  if (refusal !== undefined) {
    yield { value: null, findings: [refusal] };
    return;
  }
  yield tryToDecode(() => {
    const { width, height, data } = PNG.sync.read(buffer);
    return fromColors(data, width, height, 4);
  });
}
