import type { Outcome } from "../../outcome.ts";
import { type TextRun, UNREADABLE } from "../layout/page.ts";
import type { ReadingOptions } from "../reader.ts";
import { type Bitmap, crop, type Frame, pad, scale, stretch, WHITE } from "./bitmap.ts";
import { cropInk, type Ink, listBlobs } from "./ink.ts";
import { mendBrackets, mendLabel } from "./mend-recognized.ts";
import { layInLine, listLines } from "./one-line.ts";
import type { TextPart } from "./picture-cells.ts";
import { type RecognizedLine, recognizePictures, type Tesseract } from "./tesseract.ts";

/** Labels, remarks and prose, recognised as blocks of lines. */

/** Pixels of a point at which prose is recognised: lines of print come to some 30 pixels. */
const FINENESS = { first: 220 / 72, second: 260 / 72 } as const;
/** Height in pixels at which signs of a single line are recognised best; larger ones are taken apart. */
const SIGN_HEIGHT = { first: 24, second: 28 } as const;
/** Cells of more lines are read as prose. */
const MOST_LINES = 8;
/** In pixels. */
const MARGIN = 20;
const RIM = 3;

/** Of text that could be taken for a figure: it was read once only. */
const READ_ONCE = 0.5;
const HOLDS_FIGURE = /[\d\uff10-\uff19〇零一二两三四五六七八九十百千]/;
const CJK = /[\u2e80-\u9fff]/;

interface PagePicture {
  readonly bitmap: Bitmap;
  readonly ink: Ink;
  readonly point: number;
}

function cut({ bitmap }: PagePicture, { frame, without }: TextPart): Bitmap {
  const rim: Frame = [frame[0] - RIM, frame[1] - RIM, frame[2] + RIM, frame[3] + RIM];
  const part = crop(bitmap, rim);
  const left = Math.max(0, Math.floor(rim[0]));
  const top = Math.max(0, Math.floor(rim[1]));
  for (const [x0, y0, x1, y1] of without)
    for (
      let y = Math.max(0, Math.floor(y0) - top - RIM);
      y < Math.min(part.height, Math.ceil(y1) - top + RIM);
      y++
    )
      part.gray.fill(
        WHITE,
        y * part.width + Math.max(0, Math.floor(x0) - left - RIM),
        y * part.width + Math.max(0, Math.min(part.width, Math.ceil(x1) - left + RIM)),
      );
  return part;
}

interface Picture {
  readonly part: TextPart;
  /** Of the print, in pixels of the page. */
  readonly lineHeight: number;
  readonly bitmap: Bitmap;
  /** Pixels of the picture for one of the page; `undefined` where its lines were laid out anew. */
  readonly factor?: number;
}

function draw(page: PagePicture, part: TextPart, geometry: ReadingOptions["geometry"]): Picture {
  if (part.isLine) {
    const line = stretch(crop(page.bitmap, part.frame));
    const bitmap = pad(scale(line, SIGN_HEIGHT[geometry] / Math.max(1, line.height)), MARGIN);
    return { part, lineHeight: line.height, bitmap };
  }
  const ink = cropInk(page.ink, part.frame);
  if (part.cell && part.without.length === 0 && listLines(ink).length <= MOST_LINES) {
    const tallest = Math.max(1, ...listBlobs(ink).map(({ top, bottom }) => bottom - top));
    const line = layInLine(stretch(crop(page.bitmap, part.frame)), ink);
    return {
      part,
      lineHeight: line.height,
      bitmap: pad(scale(line, SIGN_HEIGHT[geometry] / Math.min(tallest, line.height)), MARGIN),
    };
  }
  const factor = FINENESS[geometry] / page.point;
  return { part, factor, lineHeight: 0, bitmap: pad(scale(stretch(cut(page, part)), factor), MARGIN) };
}

/** Text that could be taken for a figure was read once only, and is in doubt. */
const doubt = (text: string, confidence: number): number =>
  HOLDS_FIGURE.test(text) || !CJK.test(text) ? Math.min(confidence, READ_ONCE) : confidence;

/** A run is one line high: as high as its cell it would lie on the same line as all rows beside it. */
function middleLine([left, top, right, bottom]: Frame, height: number): Frame {
  const middle = (top + bottom) / 2;
  const half = Math.min(height, bottom - top) / 2;
  return [left, middle - half, right, middle + half];
}

function toRuns({ part, factor, lineHeight }: Picture, lines: readonly RecognizedLine[]): TextRun[] {
  const { frame } = part;
  const middle = lineHeight > 0 ? middleLine(frame, lineHeight) : frame;
  if (lines.length === 0) return part.cell ? [{ text: UNREADABLE, box: middle, confidence: 0 }] : [];
  if (factor === undefined) {
    const text = mendLabel(lines.map((line) => line.text).join(""));
    const confidence = Math.min(...lines.map((line) => line.confidence));
    return [{ text, box: middle, confidence: doubt(text, confidence) }];
  }
  const left = Math.max(0, Math.floor(frame[0] - RIM));
  const top = Math.max(0, Math.floor(frame[1] - RIM));
  return lines.map(({ text, box, confidence }) => ({
    text: mendBrackets(text),
    box: [
      left + (box[0] - MARGIN) / factor,
      top + (box[1] - MARGIN) / factor,
      left + (box[2] - MARGIN) / factor,
      top + (box[3] - MARGIN) / factor,
    ],
    confidence: doubt(text, confidence),
  }));
}

/**
 * Runs of each part, boxes in pixels of the page: one of a cell of few lines, one a line of prose. A cell of which
 * nothing was recognised has a run that says so.
 */
export async function recognizeTexts(
  tesseract: Tesseract,
  page: PagePicture,
  parts: readonly TextPart[],
  { geometry }: ReadingOptions,
): Promise<Outcome<TextRun[][] | null>> {
  const pictures = parts.map((part) => draw(page, part, geometry));
  const runs: TextRun[][] = parts.map(() => []);
  for (const segmentation of ["line", "block"] as const) {
    const batch = pictures.filter(({ factor }) => (segmentation === "line") === (factor === undefined));
    const bitmaps = batch.map(({ bitmap }) => bitmap);
    const read = await recognizePictures(tesseract, bitmaps, { language: "chi_sim", segmentation });
    if (read.value === null) return { value: null, findings: read.findings };
    for (const [at, picture] of batch.entries())
      runs[parts.indexOf(picture.part)] = toRuns(picture, read.value[at] ?? []);
  }
  return { value: runs, findings: [] };
}
