import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import type { Bitmap } from "./bitmap.ts";
import { decodeJpeg } from "./decode-jpeg.ts";
import { decodePng } from "./decode-png.ts";
import { decodeTiff } from "./decode-tiff.ts";
import type { Page } from "./page.ts";
import { toBlocks } from "./page-blocks.ts";
import type { PictureDecoder } from "./picture.ts";
import type { Content, ReadingOptions } from "./reader.ts";
import { recognizePage } from "./recognize-page.ts";

/** Pictures of pages: PNG, JPEG, TIFF of one or many pages. */

const DECODERS: Readonly<Record<number, PictureDecoder>> = {
  137: decodePng,
  255: decodeJpeg,
  73: decodeTiff,
  77: decodeTiff,
};

/** Points of a sheet of A4, upright and lying. */
const SHORT_SIDE = 595;
const LONG_SIDE = 842;
/** Points of a pixel on screens, at 96 dpi: pictures of less than a page are no finer. */
const SCREEN = 0.75;

/** Pictures seldom say their true resolution: a page is taken for A4, a small picture for part of a screen. */
export function guessPointsPerPixel({ width, height }: Pick<Bitmap, "width" | "height">): number {
  return Math.min(SCREEN, (width > height ? LONG_SIDE : SHORT_SIDE) / width);
}

export async function readImage(
  bytes: Uint8Array,
  options: ReadingOptions,
): Promise<Outcome<Content | null>> {
  const decode = DECODERS[bytes[0] ?? 0];
  if (decode === undefined)
    return { value: null, findings: [{ code: "format-unsupported", parameters: { format: "GIF" } }] };
  const pages: Page[] = [];
  const findings: Finding[] = [];
  let number = 0;
  for (const picture of decode(bytes)) {
    number++;
    findings.push(...picture.findings);
    if (picture.value === null) continue;
    const pointsPerPixel = guessPointsPerPixel(picture.value);
    const page = await recognizePage(picture.value, number, { ...options, pointsPerPixel });
    findings.push(...page.findings);
    if (page.value !== null) pages.push(page.value);
  }
  if (pages.length === 0) return { value: null, findings };
  // Without its lines a recognised page has no cells: the second reading differs in how signs are recognised.
  const blocks = toBlocks(pages, { geometry: "first", method: "ocr" });
  return { value: { charset: null, metadata: [], blocks }, findings };
}
