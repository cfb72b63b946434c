import tiff, { type IFD } from "utif2";
import type { Outcome } from "../outcome.ts";
import { type Bitmap, fromColors, turn } from "./bitmap.ts";
import { MOST_PAGES } from "./limits.ts";
import { damaged, refuseSize, tryToDecode } from "./picture.ts";
import { listTiffPages, TIFF, type TiffPage } from "./tiff-directory.ts";

/**
 * TIFF as scanners write it, page by page: bilevel (CCITT T.4, T.6), gray, palette and colour; uncompressed, PackBits,
 * LZW, deflate, JPEG. The directories are read by ourselves, for the library trusts what the file says.
 */

/** None, CCITT modified, T.4, T.6, LZW, JPEG, deflate, PackBits. */
const COMPRESSIONS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 8, 32946, 32773]);
const WHITE_IS_ZERO = 0;
/** Orientations that only turn (TIFF 6.0, section 8). */
const QUARTERS: Readonly<Record<number, 1 | 2 | 3>> = { 3: 2, 6: 1, 8: 3 };

function explain(page: TiffPage, bytes: Uint8Array): string | undefined {
  const first = (tag: number): number | undefined => page.tags.get(tag)?.[0];
  const compression = first(TIFF.compression) ?? 1;
  if (!COMPRESSIONS.has(compression)) return `compression ${compression}`;
  if ((first(TIFF.planar) ?? 1) !== 1) return "planar configuration";
  if (![1, 2, 4, 8, 16].includes(first(TIFF.bits) ?? 1) || (first(TIFF.samples) ?? 1) > 5)
    return "bits per sample";
  if ((first(TIFF.photometric) ?? WHITE_IS_ZERO) > 3) return "photometric interpretation";
  if ((first(TIFF.photometric) ?? WHITE_IS_ZERO) === 3 && !page.tags.has(TIFF.palette)) return "palette";
  // Tiles are for maps and photographs; no scanner writes them.
  if (page.tags.has(TIFF.tileWidth)) return "tiles";
  const offsets = page.tags.get(TIFF.stripOffsets) ?? [];
  const lengths = page.tags.get(TIFF.stripBytes) ?? [];
  if (offsets.length === 0 || offsets.length !== lengths.length) return "strips";
  return offsets.some((offset, at) => offset + (lengths[at] ?? 0) > bytes.length) ? "strips" : undefined;
}

function decodePage(page: TiffPage, bytes: Uint8Array): Bitmap {
  const picture = {} as IFD;
  for (const [tag, values] of page.tags) picture[`t${tag}`] = [...values];
  const whole =
    bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
  tiff.decodeImage(whole.buffer as ArrayBuffer, picture);
  const { width, height } = picture;
  const bitmap = fromColors(tiff.toRGBA8(picture), width, height, 4);
  return turn(bitmap, QUARTERS[page.tags.get(TIFF.orientation)?.[0] ?? 1] ?? 0);
}

export function* decodeTiff(bytes: Uint8Array): Generator<Outcome<Bitmap | null>> {
  const { pages, cut } = listTiffPages(bytes, MOST_PAGES);
  if (pages.length === 0) yield { value: null, findings: [damaged("IFD")] };
  for (const page of pages) {
    const size = (tag: number): number => page.tags.get(tag)?.[0] ?? 0;
    const refusal = refuseSize(size(TIFF.width), size(TIFF.height));
    const reason = explain(page, bytes);
    if (refusal !== undefined) yield { value: null, findings: [refusal] };
    else if (reason !== undefined) yield { value: null, findings: [damaged(reason)] };
    else yield tryToDecode(() => decodePage(page, bytes));
  }
  if (cut) yield { value: null, findings: [{ code: "pictures-cut", parameters: { limit: MOST_PAGES } }] };
}
