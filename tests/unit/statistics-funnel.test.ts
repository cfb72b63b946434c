import { describe, expect, it } from "vitest";
import { binomialCumulative, poissonCumulative } from "../../lib/statistics/cumulative.ts";
import { funnelLimits, funnelSteps, placeInFunnel } from "../../lib/statistics/funnel.ts";

describe("cumulative distributions", () => {
  // As in the tables of E. S. Pearson and H. O. Hartley, Biometrika Tables for Statisticians, vol. 1 (1966).
  it.each([
    [4, 0.0059],
    [5, 0.0207],
    [6, 0.0577],
    [7, 0.1316],
    [8, 0.2517],
  ])("binomial, at most %d of 20 with probability 1/2", (k, expected) => {
    expect(binomialCumulative(k, 20, 0.5)).toBeCloseTo(expected, 4);
  });

  it.each([
    [0, 0.1353],
    [1, 0.406],
    [2, 0.6767],
    [3, 0.8571],
    [4, 0.9473],
    [5, 0.9834],
  ])("Poisson, at most %d where 2 are expected", (k, expected) => {
    expect(poissonCumulative(k, 2)).toBeCloseTo(expected, 4);
  });

  // SciPy 1.17, scipy.stats.binom.cdf and poisson.cdf.
  it("hold for the numbers of a province", () => {
    expect(binomialCumulative(1000, 3050, 0.33)).toBeCloseTo(0.4094431776184318, 9);
    expect(binomialCumulative(40_000, 100_000, 0.4)).toBeCloseTo(0.5013734150485321, 8);
    expect(binomialCumulative(5, 10, 0.01)).toBeCloseTo(0.9999999997971061, 12);
    expect(poissonCumulative(120, 100)).toBeCloseTo(0.9773306709216473, 10);
    expect(poissonCumulative(1000, 1050)).toBeCloseTo(0.06243337176002556, 9);
  });

  it("end at nothing and at all", () => {
    expect([binomialCumulative(-1, 5, 0.5), binomialCumulative(5, 5, 0.5)]).toEqual([0, 1]);
    expect([poissonCumulative(-1, 5), poissonCumulative(3, 0)]).toEqual([0, 1]);
  });
});

describe("funnel limits", () => {
  // By hand from the table above, after Spiegelhalter (2005), A.1.1: P(R ≤ 6) = 0.0577 exceeds 0.025, P(R ≤ 5) = 0.0207,
  // α = (0.0577 − 0.025) / (0.0577 − 0.0207) = 0.8835, (6 − 0.8835) / 20 = 0.2558; the upper limit is its mirror.
  it("of 20 cases around one half", () => {
    const limits = funnelLimits({ kind: "proportion", rate: 0.5 }, 20, 0.95);
    expect(limits?.low).toBeCloseTo(0.2558, 4);
    expect(limits?.high).toBeCloseTo(0.7442, 4);
  });

  // The same formula over SciPy's binomial, searched number by number.
  it("of 3,050 cases around 30 %, at 99.8 %", () => {
    expect(funnelLimits({ kind: "proportion", rate: 0.3 }, 3050, 0.998)?.low).toBeCloseTo(0.274386, 6);
    expect(funnelLimits({ kind: "proportion", rate: 0.7 }, 3050, 0.998)?.high).toBeCloseTo(0.725614, 6);
  });

  it("of a ratio are those of Poisson, and none lies below nothing", () => {
    // Of 2 expected, 5 or more come with 0.0527 and 6 or more with 0.0166: (5 + (0.0527 − 0.025) / (0.0527 − 0.0166)) / 100.
    const limits = funnelLimits({ kind: "ratio", rate: 0.02 }, 100, 0.95);
    expect(limits?.low).toBe(0);
    expect(limits?.high).toBeCloseTo(0.05768, 4);
  });

  it("leave all of all within where nearly all is common", () => {
    expect(funnelLimits({ kind: "proportion", rate: 0.97 }, 20, 0.95)?.high).toBe(1);
  });

  it("around nothing and around all have no width", () => {
    expect(funnelLimits({ kind: "proportion", rate: 0 }, 50, 0.95)).toEqual({ low: 0, high: 0 });
    expect(funnelLimits({ kind: "proportion", rate: 1 }, 50, 0.95)).toEqual({ low: 1, high: 1 });
  });

  it.each([
    [0.5, 0, 0.95],
    [0.5, 2.5, 0.95],
    [0.5, 20, 1],
    [1.2, 20, 0.95],
    [Number.NaN, 20, 0.95],
  ])("around %d of %d cases at %d do not exist", (rate, n, probability) => {
    expect(funnelLimits({ kind: "proportion", rate }, n, probability)).toBeUndefined();
  });

  it("tell where an agency lies", () => {
    const place = (count: number) =>
      placeInFunnel({ kind: "proportion", rate: 0.5 }, count, 20, [0.95, 0.998]);
    expect([10, 15, 18, 5, 2, 14, 6].map(place)).toEqual([
      "within",
      "above-inner",
      "above-outer",
      "below-inner",
      "below-outer",
      "within",
      "within",
    ]);
  });

  it("are drawn over steps that begin and end where the cases do", () => {
    const steps = funnelSteps(10, 3486);
    expect([steps[0], steps.at(-1)]).toEqual([10, 3486]);
    expect(new Set(steps).size).toBe(steps.length);
    expect(funnelSteps(7, 7)).toEqual([7]);
  });
});
