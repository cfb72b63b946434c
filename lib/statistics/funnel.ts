import { binomialCumulative, poissonCumulative } from "./cumulative.ts";
import type { Interval } from "./wilson.ts";

/**
 * Control limits around a common rate: how far an agency of n cases may be from it by chance alone.
 *
 * D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
 * 1185–1202, appendix A.1.1, exact limits: with r the smallest number of which P(R ≤ r) exceeds p, the lower limit is
 * (r − α)/n, where α = (P(R ≤ r) − p) / (P(R ≤ r) − P(R ≤ r − 1)) smooths the steps. The upper limit is formed alike
 * from P(R ≥ r), so that both sides are judged by the same test; formed from below, it would put all of all outside
 * wherever the common rate is near one. R is binomial for proportions and Poisson for ratios, of which the numerator is no
 * part of the denominator. The limits suppose that cases are independent; where they come in campaigns, agencies leave
 * them more often than the probability says.
 */

/** What the funnel stands around. */
export interface FunnelTarget {
  readonly kind: "proportion" | "ratio";
  /** The common rate, a fraction: 0.3 is 30 %. */
  readonly rate: number;
}

/** The smallest whole number from 0 on of which `isEnough` holds; it must hold from there on. */
function smallest(isEnough: (count: number) => boolean): number {
  let high = 1;
  while (!isEnough(high)) high *= 2;
  let low = 0;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** P(R ≤ count) of an agency of n cases at the common rate. */
function atMost({ kind, rate }: FunnelTarget, n: number, count: number): number {
  return kind === "proportion" ? binomialCumulative(count, n, rate) : poissonCumulative(count, n * rate);
}

/**
 * The limits within which the rates of agencies of n cases lie with the given probability, half of the rest on each
 * side. `undefined` unless n ≥ 1 whole, 0 < probability < 1 and the target is a rate (a proportion at most 1).
 */
export function funnelLimits(target: FunnelTarget, n: number, probability: number): Interval | undefined {
  const { kind, rate } = target;
  if (!(Number.isInteger(n) && n >= 1 && probability > 0 && probability < 1)) return undefined;
  if (!(rate >= 0 && Number.isFinite(rate) && (kind === "ratio" || rate <= 1))) return undefined;
  if (rate === 0) return { low: 0, high: 0 };
  if (kind === "proportion" && rate === 1) return { low: 1, high: 1 };
  const tail = (1 - probability) / 2;
  const below = (count: number) => atMost(target, n, count);
  const above = (count: number) => 1 - atMost(target, n, count - 1);
  const first = smallest((count) => below(count) > tail);
  const low = first - (below(first) - tail) / (below(first) - below(first - 1));
  const last = smallest((count) => above(count + 1) <= tail);
  const high = last + (above(last) - tail) / (above(last) - above(last + 1));
  return { low: Math.max(0, low / n), high: kind === "proportion" ? Math.min(1, high / n) : high / n };
}

/** Where a rate lies: within the inner limits, beyond them, or beyond the outer. */
export type FunnelPlace = "within" | "above-inner" | "below-inner" | "above-outer" | "below-outer";

/** The place of `count` in n cases in the funnel of these limits; `probabilities` name the inner first. */
export function placeInFunnel(
  target: FunnelTarget,
  count: number,
  n: number,
  [inner, outer]: readonly [number, number],
): FunnelPlace {
  const below = atMost(target, n, count);
  const above = 1 - atMost(target, n, count - 1);
  const tail = (probability: number) => (1 - probability) / 2;
  if (above < tail(outer)) return "above-outer";
  if (below < tail(outer)) return "below-outer";
  if (above < tail(inner)) return "above-inner";
  if (below < tail(inner)) return "below-inner";
  return "within";
}

/** About `count` whole numbers of cases from `least` to `most`, evenly spaced in the logarithm, for the curves. */
export function funnelSteps(least: number, most: number, count = 80): number[] {
  const [from, to] = [Math.max(1, Math.floor(least)), Math.max(1, Math.ceil(most))];
  const step = Math.log(to / from) / (count - 1);
  const steps = Array.from({ length: count }, (_, index) => Math.round(from * Math.exp(step * index)));
  return [...new Set([...steps, to])];
}
