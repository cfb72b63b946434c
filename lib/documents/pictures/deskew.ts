import type { Ink } from "./ink.ts";

/**
 * How far a scanned page lies off the level. Lines and lines of text pile up in few rows when a page is level: the
 * slope is the one at which the ink's upper edges gather most.
 *
 *   ▁▂▃▂▁▂▃  off      ▁█▁▁▁█▁  level
 */

/** Steepest slope searched: about 3.4 degrees. */
const STEEPEST = 0.06;
const COARSE = 0.004;
const FINE = 0.0004;
/** Upper edges looked at; more tell no more. */
const MOST_EDGES = 120_000;

interface Edges {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly height: number;
}

/** Ink under paper: tops of lines and strokes. */
function listEdges({ width, height, bits }: Ink): Edges {
  let count = 0;
  for (let at = width; at < bits.length; at++) if (bits[at] === 1 && bits[at - width] === 0) count++;
  const step = Math.max(1, Math.ceil(count / MOST_EDGES));
  const xs = new Float64Array(Math.ceil(count / step));
  const ys = new Float64Array(xs.length);
  let [met, kept] = [0, 0];
  for (let at = width; at < bits.length; at++) {
    if (bits[at] !== 1 || bits[at - width] !== 0 || met++ % step !== 0) continue;
    xs[kept] = at % width;
    ys[kept] = Math.floor(at / width);
    kept++;
  }
  return { xs, ys, height };
}

function gatheringAt({ xs, ys, height }: Edges, slope: number, rows: Float64Array): number {
  rows.fill(0);
  const shift = Math.ceil(STEEPEST * 2 * height);
  for (let at = 0; at < xs.length; at++) {
    const row = Math.round((ys[at] ?? 0) - (xs[at] ?? 0) * slope) + shift;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (const count of rows) sum += count * count;
  return sum;
}

function bestNear(edges: Edges, rows: Float64Array, middle: number, reach: number, step: number): number {
  let [best, most] = [middle, -1];
  for (let slope = middle - reach; slope <= middle + reach + step / 2; slope += step) {
    const gathering = gatheringAt(edges, slope, rows);
    if (gathering > most) [best, most] = [slope, gathering];
  }
  return best;
}

/** Pixels down per pixel right by which level lines of the page fall; 0 for an empty page. */
export function findSlope(ink: Ink): number {
  const edges = listEdges(ink);
  if (edges.xs.length < 50) return 0;
  const size = Math.max(ink.width, ink.height);
  const rows = new Float64Array(ink.height + Math.ceil(STEEPEST * 4 * size) + 2);
  const scaled = { ...edges, height: size };
  const coarse = bestNear(scaled, rows, 0, STEEPEST, COARSE);
  return bestNear(scaled, rows, coarse, COARSE, FINE);
}
