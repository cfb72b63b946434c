import type { Box } from "../../model.ts";
import type { Turn } from "../layout/page.ts";

/** A transformation [a b c d e f] of PDF (ISO 32000-1, 8.3.3): x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** Six finite numbers, however the parser hands them over. */
export function toMatrix(source: unknown): Matrix | undefined {
  if (!Array.isArray(source) && !(source instanceof Float32Array)) return undefined;
  const [a, b, c, d, e, f] = Array.from(source, Number);
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined
  )
    return undefined;
  return [a, b, c, d, e, f].every(Number.isFinite) ? [a, b, c, d, e, f] : undefined;
}

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

export function apply(matrix: Matrix, x: number, y: number): readonly [number, number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

/** The upright box around a transformed rectangle. */
export function applyToBox(matrix: Matrix, left: number, bottom: number, right: number, top: number): Box {
  const corners = [
    apply(matrix, left, bottom),
    apply(matrix, right, bottom),
    apply(matrix, left, top),
    apply(matrix, right, top),
  ];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Slant beyond which text is no line of a document but a watermark. */
const MOST_SLANT = 10;

/** How often the x axis is turned clockwise on a page whose y runs downward; `undefined` where it is slanted. */
export function turnOf(matrix: Matrix): Turn | undefined {
  const degrees = (Math.atan2(matrix[1], matrix[0]) * 180) / Math.PI;
  const quarters = Math.round(degrees / 90);
  if (Math.abs(degrees - quarters * 90) > MOST_SLANT) return undefined;
  const turn = (quarters + 4) % 4;
  return turn === 1 ? 1 : turn === 2 ? 2 : turn === 3 ? 3 : 0;
}

export function intersect(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}
