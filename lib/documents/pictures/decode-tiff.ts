import type { Outcome } from "../../outcome.ts";
import { MOST_PAGES } from "../limits.ts";
import { type Bitmap, createBitmap, paste, turn, WHITE } from "./bitmap.ts";
import { decodeFax } from "./ccitt.ts";
import { decodeJpegPart } from "./decode-jpeg.ts";
import { damaged, refuseSize, tryToDecode } from "./picture.ts";
import { listTiffPages, TIFF, type TiffPage } from "./tiff-directory.ts";
import { isPacked, undoDifferences, unpackStrip } from "./tiff-strips.ts";

/**
 * TIFF as scanners write it, page by page, in strips: bilevel (CCITT T.4, T.6), gray, palette and colour; uncompressed,
 * PackBits, LZW, deflate, JPEG. A page of which a part is lost is not read, for what is lost would look like paper.
 */

const [WHITE_IS_ZERO, BLACK_IS_ZERO, COLOURS, PALETTE] = [0, 1, 2, 3];
const LOW_FIRST = 2;
const JPEG = 7;
const DIFFERENCES = 2;
/** Orientations that only turn (TIFF 6.0, section 8). */
const QUARTERS: Readonly<Record<number, 1 | 2 | 3>> = { 3: 2, 6: 1, 8: 3 };

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly compression: number;
  readonly photometric: number;
  readonly bits: number;
  readonly samples: number;
  readonly little: boolean;
  readonly rows: number;
  readonly strips: readonly Uint8Array[];
  readonly first: (tag: number, otherwise: number) => number;
  readonly page: TiffPage;
}

function isFax(compression: number): compression is 2 | 3 | 4 {
  return compression >= 2 && compression <= 4;
}

/** What the directory says, or why the page is not decoded. */
function lay(page: TiffPage, bytes: Uint8Array): Layout | string {
  const first = (tag: number, otherwise: number): number => page.tags.get(tag)?.[0] ?? otherwise;
  const [width, height] = [first(TIFF.width, 0), first(TIFF.height, 0)];
  const compression = first(TIFF.compression, 1);
  const photometric = first(TIFF.photometric, WHITE_IS_ZERO);
  const [bits, samples] = [first(TIFF.bits, 1), first(TIFF.samples, 1)];
  const offsets = page.tags.get(TIFF.stripOffsets) ?? [];
  const lengths = page.tags.get(TIFF.stripBytes) ?? [];
  const rows = Math.min(height, first(TIFF.rowsPerStrip, height) || height);
  if (!isFax(compression) && !isPacked(compression) && compression !== JPEG)
    return `compression ${compression}`;
  if (compression !== JPEG && photometric > PALETTE) return `photometric interpretation ${photometric}`;
  if (first(TIFF.planar, 1) !== 1) return "planar configuration";
  if (![1, 2, 4, 8, 16].includes(bits) || samples < 1 || samples > 5) return "bits per sample";
  if (photometric === PALETTE && (page.tags.get(TIFF.palette)?.length ?? 0) < 3 << bits) return "palette";
  if (photometric === COLOURS && samples < 3 && compression !== JPEG) return "samples per pixel";
  // Tiles are for maps and photographs; no scanner writes them.
  if (page.tags.has(TIFF.tileWidth)) return "tiles";
  if (offsets.length * rows < height || offsets.length !== lengths.length) return "strips";
  if (offsets.some((offset, at) => offset + (lengths[at] ?? 0) > bytes.length)) return "strips";
  const strips = offsets.map((offset, at) => bytes.subarray(offset, offset + (lengths[at] ?? 0)));
  const little = bytes[0] === 0x49;
  return { width, height, compression, photometric, bits, samples, little, rows, strips, first, page };
}

function decodeFaxStrips(layout: Layout, scheme: 2 | 3 | 4): Bitmap {
  const { width, height, rows, strips, first, photometric } = layout;
  const picture = createBitmap(width, height);
  for (const [at, strip] of strips.entries())
    decodeFax(strip, picture, at * rows, Math.max(0, Math.min(rows, height - at * rows)), {
      scheme,
      twoDimensional: (first(TIFF.g3Options, 0) & 1) === 1,
      lowFirst: first(TIFF.fillOrder, 1) === LOW_FIRST,
    });
  if (photometric === BLACK_IS_ZERO)
    for (let at = 0; at < picture.gray.length; at++) picture.gray[at] = WHITE - (picture.gray[at] ?? WHITE);
  return picture;
}

/** Strips that are JPEG files of their own, without the tables they share (technical note 2). */
function decodeJpegStrips({ width, height, rows, strips, photometric, page }: Layout): Bitmap {
  const tables = Uint8Array.from(page.tags.get(TIFF.jpegTables) ?? []);
  const picture = createBitmap(width, height);
  for (const [at, strip] of strips.entries()) {
    const part =
      tables.length > 4
        ? Uint8Array.from([...tables.subarray(0, tables.length - 2), ...strip.subarray(2)])
        : strip;
    paste(picture, decodeJpegPart(part, photometric === COLOURS), 0, at * rows);
  }
  return picture;
}

/** The gray value of a pixel of a strip. */
function grayOf({
  photometric,
  bits,
  samples,
  little,
  page,
}: Layout): (row: Uint8Array, x: number) => number {
  const largest = 2 ** bits - 1;
  const read = (row: Uint8Array, sample: number): number => {
    if (bits === 8) return row[sample] ?? 0;
    if (bits === 16) return (row[2 * sample + (little ? 1 : 0)] ?? 0) * 257;
    const bit = sample * bits;
    return ((row[bit >> 3] ?? 0) >> (8 - bits - (bit & 7))) & largest;
  };
  const light = (red: number, green: number, blue: number): number =>
    (red * 299 + green * 587 + blue * 114) / 1000;
  const palette = page.tags.get(TIFF.palette) ?? [];
  const colour = (index: number, channel: number): number =>
    (palette[channel * (largest + 1) + index] ?? 0) >> 8;
  return (row, x) => {
    const value = read(row, x * samples);
    if (photometric === PALETTE) return light(colour(value, 0), colour(value, 1), colour(value, 2));
    const scaled = (sample: number): number => (sample * WHITE) / largest;
    if (photometric === COLOURS)
      return scaled(light(value, read(row, x * samples + 1), read(row, x * samples + 2)));
    return photometric === WHITE_IS_ZERO ? WHITE - scaled(value) : scaled(value);
  };
}

/** A byte from its lowest bit. */
function turnBits(byte: number): number {
  let turned = 0;
  for (let bit = 0; bit < 8; bit++) turned |= ((byte >> bit) & 1) << (7 - bit);
  return turned;
}

function decodePacked(layout: Layout): Bitmap {
  const { width, height, compression, bits, samples, little, rows, strips, first } = layout;
  const picture = createBitmap(width, height);
  const stride = Math.ceil((width * samples * bits) / 8);
  const gray = grayOf(layout);
  for (const [at, packed] of strips.entries()) {
    const strip = first(TIFF.fillOrder, 1) === LOW_FIRST ? packed.map(turnBits) : packed;
    const count = Math.max(0, Math.min(rows, height - at * rows));
    const bytes = Uint8Array.from(unpackStrip(strip, compression, stride * count));
    if (first(TIFF.predictor, 1) === DIFFERENCES && bits >= 8)
      undoDifferences(bytes, stride, samples, bits, little);
    for (let y = 0; y < count; y++) {
      const row = bytes.subarray(y * stride, (y + 1) * stride);
      const to = (at * rows + y) * width;
      for (let x = 0; x < width; x++) picture.gray[to + x] = Math.round(gray(row, x));
    }
  }
  return picture;
}

function decodePage(layout: Layout): Bitmap {
  const { compression, first } = layout;
  const picture = isFax(compression)
    ? decodeFaxStrips(layout, compression)
    : compression === JPEG
      ? decodeJpegStrips(layout)
      : decodePacked(layout);
  return turn(picture, QUARTERS[first(TIFF.orientation, 1)] ?? 0);
}

export function* decodeTiff(bytes: Uint8Array): Generator<Outcome<Bitmap | null>> {
  const { pages, cut } = listTiffPages(bytes, MOST_PAGES);
  if (pages.length === 0) yield { value: null, findings: [damaged("IFD")] };
  for (const page of pages) {
    const size = (tag: number): number => page.tags.get(tag)?.[0] ?? 0;
    const refusal = refuseSize(size(TIFF.width), size(TIFF.height));
    const layout = lay(page, bytes);
    if (refusal !== undefined) yield { value: null, findings: [refusal] };
    else if (typeof layout === "string") yield { value: null, findings: [damaged(layout)] };
    else yield tryToDecode(() => decodePage(layout));
  }
  if (cut) yield { value: null, findings: [{ code: "pictures-cut", parameters: { limit: MOST_PAGES } }] };
}
