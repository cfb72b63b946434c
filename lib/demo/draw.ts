import type { Random } from "../typeset/random.ts";

/** Numbers at random; the same seed always gives the same. */

/** A seed out of words (FNV-1a), unlike those of its neighbours. */
export function seedOf(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const sign of words.join("\n")) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash;
}

export const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** A whole number around a product, a tenth up or down. */
export const around = (random: Random, expected: number): number =>
  Math.max(0, Math.round(expected * (0.9 + random() * 0.2)));

export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

/** So many things given out one by one by weight; every name is in the answer, though it got none. */
export function share<Name extends string>(
  random: Random,
  count: number,
  weights: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const names = Object.keys(weights) as Name[];
  const given = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  const sum = names.reduce((total, name) => total + weights[name], 0);
  for (let at = 0; at < count; at += 1) {
    let left = random() * sum;
    const name = names.find((one) => {
      left -= weights[one];
      return left < 0;
    });
    if (name !== undefined) given[name] += 1;
  }
  return given;
}
