import type { Box, Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { type Bitmap, level, scale } from "./bitmap.ts";
import { findSlope } from "./deskew.ts";
import { findLines } from "./drawn-lines.ts";
import { type Ink, inkAround } from "./ink.ts";
import type { Page, Segment, TextRun } from "./page.ts";
import { listCells } from "./picture-cells.ts";
import type { ReadingOptions } from "./reader.ts";
import { recognizeFigures } from "./recognize-figures.ts";
import { recognizeTexts } from "./recognize-texts.ts";
import { requireTesseract } from "./tesseract.ts";

/**
 * A picture of a page to the page as it looks: level it, find its lines, and recognise what stands between them cell by
 * cell; the text beside the tables is recognised in bands.
 */

export interface RecognitionOptions extends ReadingOptions {
  /** Points of one pixel: 72 / dpi. */
  readonly pointsPerPixel: number;
}

/** Pixels of a point at which pages are read: 300 dpi, and no finer. */
const FINEST = 300 / 72;

/** Window and sensitivity of the binarisations, the window in points. */
const REACH = 5;
const PRINTED = 0.2;
const FAINT = 0.1;

/** In points: a row of a table is no lower, a line no thicker, a gap in it no longer. */
const SHORTEST_LINE = 14;
const THICKEST_LINE = 4;
const LONGEST_GAP = 2;

/** Slopes below move nothing by a pixel worth mentioning. */
const LEVEL = 0.0006;

export interface PreparedPage {
  readonly bitmap: Bitmap;
  /** What is printed, and what may be. */
  readonly ink: Ink;
  readonly faint: Ink;
  /** Pixels of a point. */
  readonly point: number;
  /** In points. */
  readonly segments: readonly Segment[];
}

/** The page levelled and at most as fine as reading needs, with its lines. */
export function preparePage(picture: Bitmap, pointsPerPixel: number): PreparedPage {
  const finer = 1 / pointsPerPixel / FINEST;
  const sized = finer > 1.2 ? scale(picture, 1 / finer) : picture;
  const point = sized.width / (picture.width * pointsPerPixel);
  const reach = Math.max(4, Math.round(REACH * point));
  const slope = findSlope(inkAround(sized, reach, PRINTED));
  const bitmap = Math.abs(slope) < LEVEL ? sized : level(sized, slope);
  const faint = inkAround(bitmap, reach, FAINT);
  const lines = findLines(faint, {
    shortest: SHORTEST_LINE * point,
    gap: LONGEST_GAP * point,
    thickest: THICKEST_LINE * point,
  });
  const segments = lines.map(
    ({ axis, at, from, to }): Segment => ({
      axis,
      at: at / point,
      from: from / point,
      to: to / point,
    }),
  );
  return { bitmap, ink: inkAround(bitmap, reach, PRINTED), faint, point, segments };
}

/**
 * Recognises one page. `null` with a finding of severity error where the program that recognises text is missing or
 * fails. Confidence of a run below `SURE` (see recognize-figures.ts) means that two readings did not agree.
 */
export async function recognizePage(
  picture: Bitmap,
  number: number,
  options: RecognitionOptions,
): Promise<Outcome<Page | null>> {
  const onPage = (findings: readonly Finding[]): Finding[] =>
    findings.map(({ code, parameters }) => ({ code, parameters: { ...parameters, page: number } }));
  const tesseract = await requireTesseract();
  if (tesseract.value === null) return { value: null, findings: onPage(tesseract.findings) };
  const page = preparePage(picture, options.pointsPerPixel);
  const { figures, texts, segments } = listCells(page);
  const [read, recognized] = await Promise.all([
    recognizeFigures(tesseract.value, page, figures, options),
    recognizeTexts(tesseract.value, page, texts, options),
  ]);
  if (read.value === null || recognized.value === null)
    return { value: null, findings: onPage([...read.findings, ...recognized.findings]) };
  const toPoints = (box: Box): Box => [
    box[0] / page.point,
    box[1] / page.point,
    box[2] / page.point,
    box[3] / page.point,
  ];
  const runs = [...read.value, ...recognized.value].map(
    (run): TextRun => ({ ...run, box: toPoints(run.box) }),
  );
  return {
    value: {
      number,
      width: page.bitmap.width / page.point,
      height: page.bitmap.height / page.point,
      segments,
      runs,
    },
    findings: [],
  };
}
