export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 0.975 quantile of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * The score interval of a proportion of `count` in `total` at 95 %: it stays within 0 and 1 and holds its level for
 * the small numbers many agencies report. `undefined` unless 0 ≤ count ≤ total and total > 0.
 *
 * E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927) 209–212;
 * recommended by A. Agresti and B. A. Coull, Approximate is better than "exact" for interval estimation of binomial
 * proportions, The American Statistician 52 (1998) 119–126.
 */
export function wilsonInterval(count: number, total: number, z: number = Z_95): Interval | undefined {
  if (!(total > 0 && count >= 0 && count <= total)) return undefined;
  const share = count / total;
  const scale = 1 + z ** 2 / total;
  const centre = (share + z ** 2 / (2 * total)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
