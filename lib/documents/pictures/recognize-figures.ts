import type { Outcome } from "../../outcome.ts";
import { type TextRun, UNREADABLE } from "../layout/page.ts";
import type { ReadingOptions } from "../reader.ts";
import { type Bitmap, createBitmap, crop, pad, paste, scale, stretch } from "./bitmap.ts";
import { type DecidedFigure, decideFigures, SURE } from "./decide-figures.ts";
import { FIGURE_SIGNS } from "./figure-signs.ts";
import { lookOf } from "./glyph-alphabet.ts";
import { cropInk, type Ink, toBitmap } from "./ink.ts";
import type { FigureInk } from "./picture-cells.ts";
import { recognizePictures, type Segmentation, type Tesseract } from "./tesseract.ts";

/** Figures, each recognised several times in different pictures of it and held against the page's own alphabet. */

/** A way to look at a figure: `height` of its digits in pixels. */
interface Way {
  readonly picture: "gray" | "ink";
  readonly height: number;
  readonly segmentation: Segmentation;
}

/** Digits of 20 to 36 pixels are read best; larger sevens of some fonts become ones. The ways share no picture. */
const WAYS: Readonly<Record<ReadingOptions["geometry"], readonly Way[]>> = {
  first: [
    { picture: "gray", height: 24, segmentation: "line" },
    { picture: "ink", height: 33, segmentation: "block" },
    { picture: "gray", height: 30, segmentation: "block" },
  ],
  second: [
    { picture: "ink", height: 24, segmentation: "line" },
    { picture: "gray", height: 20, segmentation: "block" },
    { picture: "ink", height: 28, segmentation: "block" },
  ],
};
const MARGIN = 20;
/** In pixels of the page. */
const RIM = 2;

interface PagePicture {
  readonly bitmap: Bitmap;
  readonly ink: Ink;
}

function draw({ bitmap, ink }: PagePicture, figure: FigureInk, way: Way): Bitmap {
  const [left, top, right, bottom] = figure.frame;
  const frame = [left - RIM, top - RIM, right + RIM, bottom + RIM] as const;
  const part = way.picture === "gray" ? stretch(crop(bitmap, frame)) : toBitmap(cropInk(ink, frame));
  return pad(scale(part, way.height / figure.height), MARGIN);
}

const HEIGHT_APART = 28;
/** In heights of a digit. */
const GAP_APART = 0.5;

/** The signs of a figure set apart: two sevens that nearly touch are taken for something else. */
function drawApart({ bitmap }: PagePicture, { frame, glyphs, height }: FigureInk): Bitmap {
  const [left, top, right, bottom] = frame;
  const picture = stretch(crop(bitmap, [left - RIM, top - RIM, right + RIM, bottom + RIM]));
  const gap = Math.round(GAP_APART * height);
  const line = createBitmap(picture.width + gap * glyphs.length, picture.height);
  for (const [at, { frame: sign }] of glyphs.entries()) {
    const from = Math.max(0, sign[0] - Math.floor(left - RIM) - 1);
    const part = crop(picture, [from, 0, sign[2] - Math.floor(left - RIM) + 1, picture.height]);
    paste(line, part, from + at * gap, 0);
  }
  return pad(scale(line, HEIGHT_APART / height), MARGIN);
}

/** One run a figure, in their order; figures in doubt are looked at once more. */
export async function recognizeFigures(
  tesseract: Tesseract,
  page: PagePicture,
  figures: readonly FigureInk[],
  { geometry }: ReadingOptions,
): Promise<Outcome<TextRun[] | null>> {
  const texts: string[][] = figures.map(() => []);
  for (const way of WAYS[geometry]) {
    const pictures = figures.map((figure) => draw(page, figure, way));
    const { segmentation } = way;
    const read = await recognizePictures(tesseract, pictures, {
      language: "eng",
      segmentation,
      signs: FIGURE_SIGNS,
    });
    if (read.value === null) return { value: null, findings: read.findings };
    read.value.forEach((lines, at) => {
      texts[at]?.push(lines.map(({ text }) => text).join(" "));
    });
  }
  const looks = figures.map(({ glyphs }) => glyphs.map(({ frame }) => lookOf(page.bitmap, frame)));
  const decideAll = (): DecidedFigure[] =>
    decideFigures(
      figures.map(({ glyphs, unit }, at) => ({
        texts: texts[at] ?? [],
        glyphs,
        looks: looks[at] ?? [],
        vouches: unit === undefined,
      })),
    );
  let decided = decideAll();
  const doubtful = [...figures.entries()].filter(
    ([at, { glyphs }]) => glyphs.length > 1 && (decided[at]?.confidence ?? 0) < SURE,
  );
  const apart = await recognizePictures(
    tesseract,
    doubtful.map(([, figure]) => drawApart(page, figure)),
    { language: "eng", segmentation: "line", signs: FIGURE_SIGNS },
  );
  if (apart.value === null) return { value: null, findings: apart.findings };
  apart.value.forEach((lines, index) => {
    const text = lines.map((line) => line.text).join("");
    texts[doubtful[index]?.[0] ?? -1]?.push(text.replaceAll(" ", ""));
  });
  if (doubtful.length > 0) decided = decideAll();
  const runs = figures.map(({ frame }, at): TextRun => {
    const { text, confidence } = decided[at] ?? { text: "", confidence: 0 };
    return { text: text || UNREADABLE, box: frame, confidence };
  });
  return { value: runs, findings: [] };
}
