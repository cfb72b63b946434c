import type { Outcome } from "../outcome.ts";
import { type Bitmap, crop, type Frame, pad, scale, WHITE } from "./bitmap.ts";
import type { TextRun } from "./page.ts";
import type { TextPart } from "./picture-cells.ts";
import type { ReadingOptions } from "./reader.ts";
import { recognizePictures, type Tesseract } from "./tesseract.ts";

/** Labels, remarks and prose, recognised as blocks of lines. */

/** Pixels of a point at which characters are recognised best: lines of print come to some 40 pixels. */
const FINENESS = 300 / 72;
const FINENESS_AGAIN = 260 / 72;
/** In pixels. */
const MARGIN = 20;
const RIM = 3;

/** Of text that could be taken for a figure: it was read once only. */
const READ_ONCE = 0.5;
const HOLDS_FIGURE = /[\d\uff10-\uff19]/;
const CJK = /[\u2e80-\u9fff]/;

/** What is printed where nothing could be recognised; never blank, for there is ink. */
export const UNREADABLE = "\ufffd";

interface PagePicture {
  readonly bitmap: Bitmap;
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

/** One run a line, boxes in pixels of the page; a cell of which nothing was recognised has a run that says so. */
export async function recognizeTexts(
  tesseract: Tesseract,
  page: PagePicture,
  parts: readonly TextPart[],
  { geometry }: ReadingOptions,
): Promise<Outcome<TextRun[] | null>> {
  const factor = (geometry === "first" ? FINENESS : FINENESS_AGAIN) / page.point;
  const pictures = parts.map((part) => pad(scale(cut(page, part), factor), MARGIN));
  const read = await recognizePictures(tesseract, pictures, { language: "chi_sim", segmentation: "block" });
  if (read.value === null) return { value: null, findings: read.findings };
  const runs = parts.flatMap(({ frame, cell }, at): TextRun[] => {
    const lines = read.value?.[at] ?? [];
    if (lines.length === 0 && cell) return [{ text: UNREADABLE, box: frame, confidence: 0 }];
    const left = Math.max(0, Math.floor(frame[0] - RIM));
    const top = Math.max(0, Math.floor(frame[1] - RIM));
    return lines.map(({ text, box, confidence }) => ({
      text,
      box: [
        left + (box[0] - MARGIN) / factor,
        top + (box[1] - MARGIN) / factor,
        left + (box[2] - MARGIN) / factor,
        top + (box[3] - MARGIN) / factor,
      ],
      confidence: HOLDS_FIGURE.test(text) || !CJK.test(text) ? Math.min(confidence, READ_ONCE) : confidence,
    }));
  });
  return { value: runs, findings: [] };
}
