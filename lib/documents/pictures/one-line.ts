import { type Bitmap, createBitmap, crop, paste } from "./bitmap.ts";
import { type Ink, listBlobs } from "./ink.ts";

/**
 * The lines of a label laid side by side in one: a line of two signs says too little to be recognised by itself.
 *
 *   商业
 *   企业   →  商业企业
 */

/** First row and the row beyond. */
type Rows = readonly [number, number];

/** Pieces of one sign above each other come to no more than its height. */
const ONE_SIGN = 1.25;

/** The lines of print in a cell, from the top; strokes that stand apart within signs are put together. */
export function listLines(ink: Ink): Rows[] {
  const blobs = listBlobs(ink);
  const tallest = Math.max(0, ...blobs.map(({ top, bottom }) => bottom - top));
  const lines: [number, number][] = [];
  for (const { top, bottom } of [...blobs].sort((a, b) => a.top - b.top)) {
    const last = lines.at(-1);
    const overlaps = last !== undefined && top < last[1];
    const fits = last !== undefined && Math.max(bottom, last[1]) - last[0] <= ONE_SIGN * tallest;
    if (last !== undefined && (overlaps || fits)) last[1] = Math.max(last[1], bottom);
    else lines.push([top, bottom]);
  }
  return lines;
}

/** Gap between two lines laid side by side, in heights of the tallest. */
const GAP = 0.15;

/** `picture` and `ink` show the same; every line is cut to its ink. */
export function layInLine(picture: Bitmap, ink: Ink): Bitmap {
  const blobs = listBlobs(ink);
  const parts = listLines(ink).map(([top, bottom]) => {
    const own = blobs.filter((blob) => blob.top >= top && blob.bottom <= bottom);
    const left = Math.min(...own.map((blob) => blob.left));
    const right = Math.max(...own.map((blob) => blob.right));
    return { top, part: crop(picture, [left - 1, top - 1, right + 1, bottom + 1]) };
  });
  const height = Math.max(1, ...parts.map(({ part }) => part.height));
  const gap = Math.round(GAP * height);
  const width = parts.reduce((sum, { part }) => sum + part.width + gap, 0);
  const line = createBitmap(Math.max(1, width), height);
  let left = 0;
  for (const { part } of parts) {
    paste(line, part, left, Math.round((height - part.height) / 2));
    left += part.width + gap;
  }
  return line;
}
