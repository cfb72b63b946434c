import { type Bitmap, WHITE } from "./bitmap.ts";

/** Which pixels are printed: 1 ink, 0 paper. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** The gray value that parts dark from light best over the whole picture (Otsu 1979). */
export function findThreshold({ gray }: Bitmap): number {
  const counts = new Float64Array(WHITE + 1);
  for (const value of gray) counts[value] = (counts[value] ?? 0) + 1;
  let total = 0;
  counts.forEach((count, value) => {
    total += count * value;
  });
  let [dark, darkSum, best, bestSpread] = [0, 0, 127, -1];
  for (let value = 0; value < WHITE; value++) {
    const count = counts[value] ?? 0;
    dark += count;
    darkSum += count * value;
    const light = gray.length - dark;
    if (dark === 0) continue;
    if (light === 0) break;
    const spread = dark * light * (darkSum / dark - (total - darkSum) / light) ** 2;
    if (spread > bestSpread) [best, bestSpread] = [value, spread];
  }
  return best;
}

/** Ink by one threshold for the whole picture. */
export function inkBelow({ width, height, gray }: Bitmap, threshold: number): Ink {
  const bits = new Uint8Array(gray.length);
  for (let at = 0; at < bits.length; at++) bits[at] = (gray[at] ?? WHITE) <= threshold ? 1 : 0;
  return { width, height, bits };
}

/** Half the range of gray values: the largest deviation a window can have (Sauvola and Pietikäinen 2000). */
const LARGEST_DEVIATION = 128;

/**
 * Ink by the light around each pixel (Sauvola): threshold = mean · (1 + k · (deviation / 128 − 1)) over a square
 * window of `2 · reach + 1` pixels. A small `k` finds faint print, a large one drops noise.
 */
export function inkAround(bitmap: Bitmap, reach: number, k: number): Ink {
  const [ink] = inksAround(bitmap, reach, [k]);
  return ink ?? { width: 0, height: 0, bits: new Uint8Array() };
}

/** The same for several sensitivities at once. */
export function inksAround({ width, height, gray }: Bitmap, reach: number, ks: readonly number[]): Ink[] {
  const inks = ks.map((k) => ({ k, bits: new Uint8Array(gray.length) }));
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  const addRow = (y: number, sign: 1 | -1): void => {
    const from = y * width;
    for (let x = 0; x < width; x++) {
      const value = gray[from + x] ?? WHITE;
      sums[x] = (sums[x] ?? 0) + sign * value;
      squares[x] = (squares[x] ?? 0) + sign * value * value;
    }
  };
  for (let y = 0; y < Math.min(reach, height); y++) addRow(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + reach < height) addRow(y + reach, 1);
    if (y - reach - 1 >= 0) addRow(y - reach - 1, -1);
    const rows = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1;
    let [sum, square] = [0, 0];
    for (let x = 0; x < Math.min(reach, width); x++) {
      sum += sums[x] ?? 0;
      square += squares[x] ?? 0;
    }
    for (let x = 0; x < width; x++) {
      if (x + reach < width) {
        sum += sums[x + reach] ?? 0;
        square += squares[x + reach] ?? 0;
      }
      if (x - reach - 1 >= 0) {
        sum -= sums[x - reach - 1] ?? 0;
        square -= squares[x - reach - 1] ?? 0;
      }
      const count = rows * (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1);
      const mean = sum / count;
      const deviation = Math.sqrt(Math.max(0, square / count - mean * mean));
      const value = gray[y * width + x] ?? WHITE;
      for (const { k, bits } of inks)
        bits[y * width + x] = value < mean * (1 + k * (deviation / LARGEST_DEVIATION - 1)) ? 1 : 0;
    }
  }
  return inks.map(({ bits }) => ({ width, height, bits }));
}

export function cropInk(
  ink: Ink,
  [left, top, right, bottom]: readonly [number, number, number, number],
): Ink {
  const x0 = Math.max(0, Math.min(ink.width, Math.floor(left)));
  const y0 = Math.max(0, Math.min(ink.height, Math.floor(top)));
  const width = Math.max(0, Math.min(ink.width, Math.ceil(right)) - x0);
  const height = Math.max(0, Math.min(ink.height, Math.ceil(bottom)) - y0);
  const bits = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (y0 + y) * ink.width + x0;
    bits.set(ink.bits.subarray(from, from + width), y * width);
  }
  return { width, height, bits };
}

/** Columns for rows: what finds level lines finds upright ones. */
export function transposeInk({ width, height, bits }: Ink): Ink {
  const turned = new Uint8Array(bits.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + y] = bits[y * width + x] ?? 0;
  return { width: height, height: width, bits: turned };
}

/** Ink as a picture in black and white. */
export function toBitmap({ width, height, bits }: Ink): Bitmap {
  return { width, height, gray: bits.map((bit) => (bit === 1 ? 0 : WHITE)) };
}

/** A connected group of ink pixels. */
export interface Blob {
  readonly left: number;
  readonly top: number;
  /** First column and row beyond. */
  readonly right: number;
  readonly bottom: number;
  readonly area: number;
}

/** Connected groups (8 neighbours), from the left. */
export function listBlobs({ width, height, bits }: Ink): Blob[] {
  const seen = new Uint8Array(bits.length);
  const stack: number[] = [];
  const blobs: Blob[] = [];
  for (let start = 0; start < bits.length; start++) {
    if (bits[start] !== 1 || seen[start] === 1) continue;
    let [left, right, top, bottom, area] = [width, 0, height, 0, 0];
    stack.push(start);
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      area++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (let near = Math.max(0, y - 1); near <= Math.min(height - 1, y + 1); near++)
        for (
          let next = near * width + Math.max(0, x - 1);
          next <= near * width + Math.min(width - 1, x + 1);
          next++
        )
          if (bits[next] === 1 && seen[next] === 0) {
            seen[next] = 1;
            stack.push(next);
          }
    }
    blobs.push({ left, top, right: right + 1, bottom: bottom + 1, area });
  }
  return blobs.sort((a, b) => a.left - b.left);
}
