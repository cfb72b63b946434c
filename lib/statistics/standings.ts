import { type Distribution, describeDistribution, type Position, positionsOf } from "./distribution.ts";

/** One agency's value among others; `ranked` is false on too few cases. */
export interface Contender {
  readonly value: number | null;
  readonly ranked: boolean;
}

export interface Standings<T> {
  /** Those with a value and enough cases, the highest first; of equals in the order given. */
  readonly ranked: readonly { readonly entry: T; readonly value: number; readonly position: Position }[];
  /** On too few cases for a place or for a value. */
  readonly small: readonly T[];
  /** Of the ranked; `undefined` below `least` of them. */
  readonly distribution: Distribution | undefined;
}

/**
 * Puts contenders in order. Quartiles are told of the ranked alone, from `least` of them on: the extremes of small numbers
 * would stretch them.
 */
export function standingsOf<T extends Contender>(entries: readonly T[], least: number): Standings<T> {
  const able = entries.flatMap((entry) =>
    entry.ranked && entry.value !== null ? [{ entry, value: entry.value }] : [],
  );
  const positions = positionsOf(able.map(({ value }) => value));
  const ranked = able
    .map((one, index) => ({ ...one, position: positions[index] ?? { rank: 0, tied: 0, of: 0 } }))
    .toSorted((a, b) => a.position.rank - b.position.rank);
  return {
    ranked,
    small: entries.filter(({ ranked: enough, value }) => !enough || value === null),
    distribution: ranked.length < least ? undefined : describeDistribution(ranked.map(({ value }) => value)),
  };
}
