/** Cumulative distributions of counts, by the incomplete beta and gamma functions: exact for any size, no tables. */

/** Lanczos coefficients, g = 7, n = 9: relative error below 1e-14 (W. H. Press et al., Numerical Recipes, 3rd ed., 6.1). */
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];
const STEPS = 10_000;
const PRECISE = 1e-15;
const TINY = 1e-300;

function logGamma(x: number): number {
  const at = x - 1;
  const scale = at + 7.5;
  const series = LANCZOS.reduce((sum, c, i) => (i === 0 ? c : sum + c / (at + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(scale) - scale + Math.log(series);
}

const away = (x: number) => (Math.abs(x) < TINY ? TINY : x);

/** Continued fraction of the incomplete beta function by Lentz's method (Numerical Recipes, 3rd ed., 6.4). */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < PRECISE) break;
  }
  return h;
}

function regularizedBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

/** P(X ≤ k) of X cases in n, each with probability p. */
export function binomialCumulative(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : regularizedBeta(n - k, k + 1, 1 - p);
}

/** P(X ≤ k) of X cases where `mean` are expected. */
export function poissonCumulative(k: number, mean: number): number {
  if (k < 0) return 0;
  if (mean <= 0) return 1;
  const a = k + 1;
  const front = Math.exp(a * Math.log(mean) - mean - logGamma(a));
  // Q(a, x) = 1 − P(a, x), by the series below a + 1 and by the continued fraction above (Numerical Recipes, 6.2).
  if (mean < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let i = 1; i <= STEPS && term > sum * PRECISE; i += 1) {
      term *= mean / (a + i);
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = mean + 1 - a;
  let c = 1 / TINY;
  let d = 1 / away(b);
  let h = d;
  for (let i = 1; i <= STEPS; i += 1) {
    const step = -i * (i - a);
    b += 2;
    d = 1 / away(step * d + b);
    c = away(b + step / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < PRECISE) break;
  }
  return front * h;
}
