/** Pictures of pages as gray values, and the few operations that geometry and recognition need. */

export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 black to 255 white. */
  readonly gray: Uint8Array;
}

/** Pixels: left, top, and the first column and row beyond. */
export type Frame = readonly [number, number, number, number];

export const WHITE = 255;

export function createBitmap(width: number, height: number, gray = WHITE): Bitmap {
  return { width, height, gray: new Uint8Array(width * height).fill(gray) };
}

/** Luminance of colours over white, as ITU-R BT.601 weighs them; `samples` are RGB or RGBA of 8 bits. */
export function fromColors(
  samples: ArrayLike<number>,
  width: number,
  height: number,
  channels: 3 | 4,
): Bitmap {
  const gray = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < gray.length; at++, from += channels) {
    const light =
      ((samples[from] ?? WHITE) * 299 +
        (samples[from + 1] ?? WHITE) * 587 +
        (samples[from + 2] ?? WHITE) * 114) /
      1000;
    const alpha = channels === 4 ? (samples[from + 3] ?? WHITE) / WHITE : 1;
    gray[at] = Math.round(WHITE - (WHITE - light) * alpha);
  }
  return { width, height, gray };
}

/** The part of a picture within a frame; what lies outside the picture is not part of it. */
export function crop(bitmap: Bitmap, [left, top, right, bottom]: Frame): Bitmap {
  const x0 = Math.max(0, Math.min(bitmap.width, Math.floor(left)));
  const y0 = Math.max(0, Math.min(bitmap.height, Math.floor(top)));
  const width = Math.max(0, Math.min(bitmap.width, Math.ceil(right)) - x0);
  const height = Math.max(0, Math.min(bitmap.height, Math.ceil(bottom)) - y0);
  const gray = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (y0 + y) * bitmap.width + x0;
    gray.set(bitmap.gray.subarray(from, from + width), y * width);
  }
  return { width, height, gray };
}

/** A picture with a white margin around it. */
export function pad(bitmap: Bitmap, margin: number): Bitmap {
  const padded = createBitmap(bitmap.width + 2 * margin, bitmap.height + 2 * margin);
  paste(padded, bitmap, margin, margin);
  return padded;
}

/** Lays one picture over another in place, the darker value winning. */
export function paste(onto: Bitmap, bitmap: Bitmap, left: number, top: number): void {
  for (let y = Math.max(0, -top); y < bitmap.height && top + y < onto.height; y++)
    for (let x = Math.max(0, -left); x < bitmap.width && left + x < onto.width; x++) {
      const at = (top + y) * onto.width + left + x;
      const gray = bitmap.gray[y * bitmap.width + x] ?? WHITE;
      if (gray < (onto.gray[at] ?? WHITE)) onto.gray[at] = gray;
    }
}

/** Shares of pixels that are no darker than print, no lighter than paper. */
const PRINT = 0.02;
const PAPER = 0.6;
/** Less contrast is none: a blank part would be turned into noise. */
const LEAST_CONTRAST = 16;

/** Print black and paper white, whatever the scanner made of them. */
export function stretch(bitmap: Bitmap): Bitmap {
  const sorted = bitmap.gray.slice().sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? WHITE;
  const [dark, light] = [at(PRINT), at(PAPER)];
  if (light - dark < LEAST_CONTRAST) return bitmap;
  const gray = bitmap.gray.map((value) =>
    Math.max(0, Math.min(WHITE, Math.round(((value - dark) * WHITE) / (light - dark)))),
  );
  return { ...bitmap, gray };
}

/** Smaller by averaging the pixels that fall on one, larger by linear interpolation. */
export function scale(bitmap: Bitmap, factor: number): Bitmap {
  const width = Math.max(1, Math.round(bitmap.width * factor));
  const height = Math.max(1, Math.round(bitmap.height * factor));
  return factor < 1 ? shrink(bitmap, width, height) : enlarge(bitmap, width, height);
}

function shrink({ width, height, gray }: Bitmap, newWidth: number, newHeight: number): Bitmap {
  const result = createBitmap(newWidth, newHeight);
  const edges = Int32Array.from({ length: newWidth + 1 }, (_, x) => Math.floor((x * width) / newWidth));
  for (let y = 0; y < newHeight; y++) {
    const top = Math.floor((y * height) / newHeight);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / newHeight));
    for (let x = 0; x < newWidth; x++) {
      const left = edges[x] ?? 0;
      const right = Math.max(left + 1, edges[x + 1] ?? 0);
      let sum = 0;
      for (let from = top; from < bottom; from++)
        for (let at = from * width + left; at < from * width + right; at++) sum += gray[at] ?? WHITE;
      result.gray[y * newWidth + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return result;
}

function enlarge(bitmap: Bitmap, newWidth: number, newHeight: number): Bitmap {
  const result = createBitmap(newWidth, newHeight);
  const across = bitmap.width / newWidth;
  const down = bitmap.height / newHeight;
  for (let y = 0; y < newHeight; y++)
    for (let x = 0; x < newWidth; x++)
      result.gray[y * newWidth + x] = sample(bitmap, (x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5);
  return result;
}

/** The gray value between four pixels; the nearest inside for points on the rim. */
function sample({ width, height, gray }: Bitmap, x: number, y: number): number {
  const x0 = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const y0 = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const right = Math.max(0, Math.min(1, x - x0));
  const below = Math.max(0, Math.min(1, y - y0));
  const at = (column: number, row: number): number => gray[row * width + column] ?? WHITE;
  const upper = at(x0, y0) * (1 - right) + at(x1, y0) * right;
  const lower = at(x0, y1) * (1 - right) + at(x1, y1) * right;
  return upper * (1 - below) + lower * below;
}

/** A picture sheared so that lines that rise by `slope` (pixels down per pixel right) lie level; its size stays. */
export function level(bitmap: Bitmap, slope: number): Bitmap {
  const { width, height } = bitmap;
  const result = createBitmap(width, height);
  const cos = 1 / Math.hypot(1, slope);
  const sin = slope * cos;
  const [cx, cy] = [width / 2, height / 2];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fromX = cx + (x - cx) * cos - (y - cy) * sin;
      const fromY = cy + (x - cx) * sin + (y - cy) * cos;
      if (fromX < -1 || fromY < -1 || fromX > width || fromY > height) continue;
      result.gray[y * width + x] = sample(bitmap, fromX, fromY);
    }
  return result;
}

/** Turned clockwise by so many right angles. */
export function turn(bitmap: Bitmap, quarters: 0 | 1 | 2 | 3): Bitmap {
  if (quarters === 0) return bitmap;
  const { width, height, gray } = bitmap;
  const [newWidth, newHeight] = quarters === 2 ? [width, height] : [height, width];
  const result = createBitmap(newWidth, newHeight);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const to =
        quarters === 1
          ? x * newWidth + (height - 1 - y)
          : quarters === 2
            ? (height - 1 - y) * width + (width - 1 - x)
            : (width - 1 - x) * newWidth + y;
      result.gray[to] = gray[y * width + x] ?? WHITE;
    }
  return result;
}

/** As a portable graymap (PGM, binary), which every program that takes pictures reads. */
export function toGraymap({ width, height, gray }: Bitmap): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const bytes = new Uint8Array(head.length + gray.length);
  bytes.set(head);
  bytes.set(gray, head.length);
  return bytes;
}
