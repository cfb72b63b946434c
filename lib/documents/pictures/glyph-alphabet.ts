import { type Bitmap, type Frame, WHITE } from "./bitmap.ts";

/**
 * The digits of a page as its own alphabet: a page is printed in one or two fonts, so a sign looks like those of its kind
 * and unlike all others. A sign read as 1 that looks like the sevens of the page is no 1.
 */

/** A sign by its looks: gray values in a square of its height, as a vector of length one around its mean. */
export type Look = Float32Array;

const SIDE = 16;

/** The sign within a frame, scaled to the square's height and centred in its width. */
export function lookOf({ width, height, gray }: Bitmap, [left, top, right, bottom]: Frame): Look {
  const look = new Float32Array(SIDE * SIDE);
  const size = (bottom - top) / SIDE;
  const start = (left + right) / 2 - (SIDE / 2) * size;
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const y0 = Math.max(0, Math.floor(top + row * size));
      const y1 = Math.min(height, Math.max(y0 + 1, Math.floor(top + (row + 1) * size)));
      // What stands beside the sign belongs to its neighbours.
      const x0 = Math.max(Math.floor(left) - 1, Math.floor(start + column * size));
      const x1 = Math.min(
        Math.ceil(right) + 1,
        width,
        Math.max(x0 + 1, Math.floor(start + (column + 1) * size)),
      );
      let [sum, count] = [0, 0];
      for (let y = y0; y < y1; y++)
        for (let x = Math.max(0, x0); x < x1; x++) {
          sum += WHITE - (gray[y * width + x] ?? WHITE);
          count++;
        }
      look[row * SIDE + column] = count === 0 ? 0 : sum / count;
    }
  const mean = look.reduce((sum, value) => sum + value, 0) / look.length;
  let square = 0;
  for (let at = 0; at < look.length; at++) {
    look[at] = (look[at] ?? 0) - mean;
    square += (look[at] ?? 0) ** 2;
  }
  const length = Math.sqrt(square) || 1;
  return look.map((value) => value / length);
}

/** 1 alike, 0 nothing in common. */
export function likeness(one: Look, other: Look): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

export interface KnownSign {
  readonly sign: string;
  readonly look: Look;
  /** The cell it stands in: a sign does not vouch for itself. */
  readonly cell: number;
}

/** What the other signs of the page say of one. */
export interface Comparison {
  /** The kind it looks like most, if that is clear. */
  readonly sign: string | undefined;
  /** Likeness to the nearest of each kind. */
  readonly nearest: ReadonlyMap<string, number>;
}

/** Signs of one kind that are compared; the nearest are averaged. */
const NEIGHBOURS = 3;
/** Signs of one kind in one font are at least so much alike, and so much more than those of other kinds. */
export const ALIKE = 0.8;
const CLEARLY = 0.03;

export function compare(look: Look, cell: number, known: readonly KnownSign[]): Comparison {
  const kinds = new Map<string, number[]>();
  for (const other of known) {
    if (other.cell === cell) continue;
    const likenesses = kinds.get(other.sign) ?? [];
    likenesses.push(likeness(look, other.look));
    kinds.set(other.sign, likenesses);
  }
  const nearest = new Map<string, number>();
  for (const [sign, likenesses] of kinds) {
    const best = likenesses.sort((a, b) => b - a).slice(0, NEIGHBOURS);
    nearest.set(sign, best.reduce((sum, value) => sum + value, 0) / best.length);
  }
  const [first, second] = [...nearest].sort((a, b) => b[1] - a[1]);
  const clear = first !== undefined && first[1] >= ALIKE && first[1] - (second?.[1] ?? 0) >= CLEARLY;
  return { sign: clear ? first[0] : undefined, nearest };
}
