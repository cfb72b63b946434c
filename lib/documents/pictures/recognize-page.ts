import type { Box, Finding } from "../../model.ts";
import type { Outcome } from "../../outcome.ts";
import type { Page, Segment, TextRun } from "../layout/page.ts";
import type { ReadingOptions } from "../reader.ts";
import { type Bitmap, level, scale, turn } from "./bitmap.ts";
import { IN_DOUBT, SURE } from "./decide-figures.ts";
import { findSlope } from "./deskew.ts";
import { findLines } from "./drawn-lines.ts";
import { confirmUnit, hasUnit, listUnitParts } from "./figure-units.ts";
import { type Ink, inksAround } from "./ink.ts";
import { type FigureInk, listCells } from "./picture-cells.ts";
import { recognizeFigures } from "./recognize-figures.ts";
import { recognizeTexts } from "./recognize-texts.ts";
import { requireTesseract, type Tesseract } from "./tesseract.ts";

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
/** What is printed, and what may be. */
const SENSITIVITIES = [0.2, 0.1];

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
  const askew = inksAround(sized, reach, SENSITIVITIES);
  const slope = askew[0] === undefined ? 0 : findSlope(askew[0]);
  const isLevel = Math.abs(slope) < LEVEL;
  const bitmap = isLevel ? sized : level(sized, slope);
  const [ink, faint] = isLevel ? askew : inksAround(bitmap, reach, SENSITIVITIES);
  if (ink === undefined || faint === undefined) throw new Error("no ink");
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
  return { bitmap, ink, faint, point, segments };
}

const CJK = /[\u4e00-\u9fff]/;

/** As broad as two digits that touch, and no other sign beside it: a character of Chinese as well. */
const isOneSign = ({ glyphs }: FigureInk): boolean => glyphs.length === 1 && glyphs[0]?.shape === "joined";

/**
 * Two narrow characters look like figures: what is sure to be none is recognised as text, and stays in doubt where it
 * has more than one sign.
 */
async function readAsText(
  tesseract: Tesseract,
  page: PreparedPage,
  figures: readonly FigureInk[],
  runs: readonly TextRun[],
  options: RecognitionOptions,
): Promise<Outcome<TextRun[] | null>> {
  const doubtful = figures.filter((_, at) => (runs[at]?.confidence ?? 0) < SURE);
  const parts = doubtful.map(({ frame }) => ({ frame, without: [], cell: true }));
  const read = await recognizeTexts(tesseract, page, parts, options);
  if (read.value === null) return { value: null, findings: read.findings };
  const texts = new Map(doubtful.map((figure, at) => [figure, read.value?.[at]?.[0]]));
  const mended = figures.flatMap((figure, at): TextRun[] => {
    const [run, text] = [runs[at], texts.get(figure)];
    if (text !== undefined && CJK.test(text.text) && !/\d/.test(text.text))
      return [isOneSign(figure) ? text : { ...text, confidence: Math.min(text.confidence ?? 0, IN_DOUBT) }];
    return run === undefined ? [] : [run];
  });
  return { value: mended, findings: [] };
}

interface ReadPage {
  readonly page: Page;
  /** Share of the page's texts that are legible Chinese. */
  readonly legible: number;
}

/** Confidence with which words are recognised on a page that lies the right way; labels with numbers have no more. */
const LEGIBLE = IN_DOUBT;

const isLegible = (runs: readonly TextRun[]): boolean =>
  runs.some(({ text, confidence }) => CJK.test(text) && (confidence ?? 0) >= LEGIBLE);

async function readUpright(
  tesseract: Tesseract,
  picture: Bitmap,
  number: number,
  options: RecognitionOptions,
): Promise<Outcome<ReadPage | null>> {
  const page = preparePage(picture, options.pointsPerPixel);
  const cells = listCells(page);
  const measured = cells.figures.filter(hasUnit);
  const parts = [...cells.texts, ...measured.flatMap(listUnitParts)];
  const [figures, read] = await Promise.all([
    recognizeFigures(tesseract, page, cells.figures, options),
    recognizeTexts(tesseract, page, parts, options),
  ]);
  if (figures.value === null || read.value === null)
    return { value: null, findings: [...figures.findings, ...read.findings] };
  const ofFigure = new Map(cells.figures.map((figure, at) => [figure, figures.value?.[at]]));
  const texts = read.value.slice(0, cells.texts.length);
  const wholes = measured.flatMap((figure, at): TextRun[] => {
    const [[whole], [unit]] = [
      read.value?.[texts.length + 2 * at] ?? [],
      read.value?.[texts.length + 2 * at + 1] ?? [],
    ];
    const digits = ofFigure.get(figure);
    return whole === undefined || digits === undefined ? [] : [confirmUnit(whole, digits, unit, figure)];
  });
  const bare = cells.figures.filter((figure) => !hasUnit(figure));
  const mended = await readAsText(
    tesseract,
    page,
    bare,
    bare.flatMap((figure) => ofFigure.get(figure) ?? []),
    options,
  );
  if (mended.value === null) return { value: null, findings: mended.findings };
  const toPoints = (box: Box): Box => [
    box[0] / page.point,
    box[1] / page.point,
    box[2] / page.point,
    box[3] / page.point,
  ];
  const runs = [...mended.value, ...wholes, ...texts.flat()].map(
    (run): TextRun => ({ ...run, box: toPoints(run.box) }),
  );
  const [width, height] = [page.bitmap.width / page.point, page.bitmap.height / page.point];
  const legible = texts.filter(isLegible).length / Math.max(1, texts.length);
  return {
    value: { page: { number, width, height, segments: cells.segments, runs }, legible },
    findings: [],
  };
}

/** A page of which less is legible may lie on its side or its head. */
const MOSTLY = 0.5;
const FEWEST_TEXTS = 4;
const TURNS = [1, 3, 2] as const;

/**
 * Recognises one page, whichever way it was laid on the scanner; its places are those of the page turned upright. `null`
 * with a finding of severity error where the program that recognises text is missing or fails. Confidence of a run
 * below `SURE` (see decide-figures.ts) means that two readings did not agree.
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
  const first = await readUpright(tesseract.value, picture, number, options);
  if (first.value === null) return { value: null, findings: onPage(first.findings) };
  let best = first.value;
  if (best.legible < MOSTLY && best.page.runs.length >= FEWEST_TEXTS)
    for (const quarters of TURNS) {
      const { value } = await readUpright(tesseract.value, turn(picture, quarters), number, options);
      if (value !== null && value.legible > best.legible) best = value;
      if (best.legible >= MOSTLY) break;
    }
  return { value: best.page, findings: [] };
}
