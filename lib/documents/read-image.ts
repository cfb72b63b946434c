import type { Block, Finding, Place } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import type { Page } from "./layout/page.ts";
import { toBlocks } from "./layout/page-blocks.ts";
import type { Bitmap } from "./pictures/bitmap.ts";
import { decodeJpeg } from "./pictures/decode-jpeg.ts";
import { decodePng } from "./pictures/decode-png.ts";
import { decodeTiff } from "./pictures/decode-tiff.ts";
import type { PictureDecoder } from "./pictures/picture.ts";
import { recognizePage } from "./pictures/recognize-page.ts";
import type { Content, ReadingOptions } from "./reader.ts";

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

/** Places in pixels of the picture, which has no points of its own. */
function inPixels(block: Block, scales: ReadonlyMap<number, number>): Block {
  const move = (place: Place): Place => {
    const points = scales.get(place.page ?? 0);
    if (place.box === undefined || points === undefined) return place;
    const [left, top, right, bottom] = place.box.map((value) => Math.round(value / points));
    return { ...place, box: [left ?? 0, top ?? 0, right ?? 0, bottom ?? 0] };
  };
  if (block.kind === "paragraph") return { ...block, place: move(block.place) };
  const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, place: move(cell.place) })));
  return { ...block, rows, place: move(block.place) };
}

export async function readImage(
  bytes: Uint8Array,
  options: ReadingOptions,
): Promise<Outcome<Content | null>> {
  const decode = DECODERS[bytes[0] ?? 0];
  if (decode === undefined)
    return { value: null, findings: [{ code: "format-unsupported", parameters: { format: "GIF" } }] };
  const pages: Page[] = [];
  const scales = new Map<number, number>();
  const findings: Finding[] = [];
  let number = 0;
  for (const picture of decode(bytes)) {
    number++;
    findings.push(...picture.findings);
    if (picture.value === null) continue;
    const pointsPerPixel = guessPointsPerPixel(picture.value);
    const page = await recognizePage(picture.value, number, { ...options, pointsPerPixel });
    findings.push(...page.findings);
    // What keeps one page from being recognised keeps all.
    if (page.value === null) break;
    pages.push(page.value);
    scales.set(number, pointsPerPixel);
  }
  if (pages.length === 0) return { value: null, findings };
  // Without its lines a recognised page has no cells: the second reading differs in how signs are recognised.
  const blocks = toBlocks(pages, { geometry: "first", method: "ocr" }).map((block) =>
    inPixels(block, scales),
  );
  return { value: { charset: null, metadata: [], blocks }, findings };
}
