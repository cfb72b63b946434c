import { decode } from "jpeg-js";
import type { Outcome } from "../../outcome.ts";
import { MOST_PIXELS } from "../limits.ts";
import { type Bitmap, fromColors, turn } from "./bitmap.ts";
import { damaged, refuseSize, tryToDecode } from "./picture.ts";

/** Memory of one decoding in megabytes: 60 million pixels in RGBA and the coefficients of three components. */
const MOST_MEMORY = 1024;

interface Head {
  readonly width: number;
  readonly height: number;
  /** Of the camera or scanner, 1 to 8 (Exif 2.3, 4.6.4 A, Orientation). */
  readonly orientation: number;
}

const ORIENTATION = 0x0112;

/** The orientation in an Exif segment: a TIFF head and its first directory. */
function readOrientation(segment: Buffer): number {
  if (segment.length < 14 || segment.toString("latin1", 0, 4) !== "Exif") return 1;
  const tiff = segment.subarray(6);
  const little = tiff[0] === 0x49;
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const long = (at: number): number =>
    at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at);
  const directory = long(4);
  const entries = Math.min(short(directory), Math.floor(tiff.length / 12));
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (short(at) === ORIENTATION) return short(at + 8);
  }
  return 1;
}

/** Size and orientation out of the segments before the first scan (ITU-T T.81, B.1.1.4 and B.2.2). */
function readHead(buffer: Buffer): Head | undefined {
  let orientation = 1;
  let at = 2;
  while (at + 9 < buffer.length && buffer[at] === 0xff) {
    const marker = buffer[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = buffer.readUInt16BE(at + 2);
    if (marker === 0xe1) orientation = readOrientation(buffer.subarray(at + 4, at + 2 + length));
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { height: buffer.readUInt16BE(at + 5), width: buffer.readUInt16BE(at + 7), orientation };
    if (marker === 0xda || length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
}

/** Orientations that turn a picture without mirroring it; nobody scans mirrored pages. */
const QUARTERS: Readonly<Record<number, 1 | 2 | 3>> = { 3: 2, 6: 1, 8: 3 };

/**
 * A JPEG file or a part of a picture that is one; `colours` says that its three components are red, green and blue.
 * Throws where it is damaged or too large.
 */
export function decodeJpegPart(bytes: Uint8Array, colours = false): Bitmap {
  const { width, height, data } = decode(bytes, {
    useTArray: true,
    tolerantDecoding: false,
    ...(colours && { colorTransform: false }),
    maxResolutionInMP: MOST_PIXELS / 1_000_000,
    maxMemoryUsageInMB: MOST_MEMORY,
  });
  return fromColors(data, width, height, 4);
}

/** Baseline and progressive JPEG; a damaged one is not read in part, for what is lost would look like paper. */
export function* decodeJpeg(bytes: Uint8Array): Generator<Outcome<Bitmap | null>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = readHead(buffer);
  const refusal = head === undefined ? damaged("SOF") : refuseSize(head.width, head.height);
  if (refusal !== undefined) {
    yield { value: null, findings: [refusal] };
    return;
  }
  yield tryToDecode(() => turn(decodeJpegPart(bytes), QUARTERS[head?.orientation ?? 1] ?? 0));
}
