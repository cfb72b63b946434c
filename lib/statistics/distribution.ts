/**
 * The p-quantile of numbers, 0 ≤ p ≤ 1, linear between order statistics: with the sorted x₁ … xₙ and h = (n − 1)p + 1,
 * x⌊h⌋ + (h − ⌊h⌋)(x⌊h⌋₊₁ − x⌊h⌋). `undefined` of nothing.
 *
 * Definition 7 of R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, The American Statistician 50
 * (1996) 361–365: the one spreadsheets (PERCENTILE.INC, QUARTILE.INC), R and NumPy give unasked, so that whoever
 * repeats it from a download finds the same number.
 */
export function quantile(values: readonly number[], p: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return undefined;
  return below + (position - Math.floor(position)) * (above - below);
}

export interface Distribution {
  readonly n: number;
  readonly least: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly most: number;
}

/** Least, quartiles (P25, median, P75) and most; `undefined` of nothing. */
export function describeDistribution(values: readonly number[]): Distribution | undefined {
  const at = (p: number) => quantile(values, p);
  const [least, lower, median, upper, most] = [at(0), at(0.25), at(0.5), at(0.75), at(1)];
  if (least === undefined || lower === undefined || median === undefined) return undefined;
  if (upper === undefined || most === undefined) return undefined;
  return { n: values.length, least, lower, median, upper, most };
}

/** Place in an order; equal values share the best place of them, and the places after it stay empty: 1, 2, 2, 4. */
export interface Position {
  /** 1 is the first. */
  readonly rank: number;
  /** How many share it, itself included. */
  readonly tied: number;
  readonly of: number;
}

/** The position of each value, in the order given; `descending` puts the highest first. */
export function positionsOf(values: readonly number[], descending = true): Position[] {
  const sorted = values.toSorted((a, b) => (descending ? b - a : a - b));
  const first = new Map<number, number>();
  const count = new Map<number, number>();
  for (const [index, value] of sorted.entries()) {
    if (!first.has(value)) first.set(value, index + 1);
    count.set(value, (count.get(value) ?? 0) + 1);
  }
  return values.map((value) => ({
    rank: first.get(value) ?? 0,
    tied: count.get(value) ?? 0,
    of: values.length,
  }));
}
