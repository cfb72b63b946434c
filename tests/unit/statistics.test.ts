import { describe, expect, it } from "vitest";
import type { Value } from "../../lib/model.ts";
import { rateOf } from "../../lib/statistics/rate.ts";
import { sumValues } from "../../lib/statistics/sum.ts";
import { wilsonInterval } from "../../lib/statistics/wilson.ts";

const of = (amount: number): Value => ({ status: "reported", amount });
const blank: Value = { status: "blank" };
const dash: Value = { status: "dash" };

describe("a sum", () => {
  it.each<[Value[], Value]>([
    [[of(3), of(-1), of(0)], of(2)],
    [[of(3), blank, dash], blank],
    [[dash, of(3)], dash],
    [[], { status: "absent" }],
  ])("of %j is %j", (values, expected) => {
    expect(sumValues(values)).toEqual(expected);
  });
});

describe("a rate", () => {
  it.each<[Value, Value, ReturnType<typeof rateOf>]>([
    [of(1), of(4), { value: 0.25, reason: null }],
    [of(0), of(4), { value: 0, reason: null }],
    [of(0), of(0), { value: null, reason: "no-cases" }],
    [blank, of(0), { value: null, reason: "blank" }],
    [blank, dash, { value: null, reason: "blank" }],
    [of(1), dash, { value: null, reason: "dash" }],
  ])("of %j and %j", (numerator, denominator, expected) => {
    expect(rateOf(numerator, denominator)).toEqual(expected);
  });
});

describe("the score interval", () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998)
  // 857–872, table I, method 3 (score, no continuity correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %d in %d is %d to %d", (count, total, low, high) => {
    const interval = wilsonInterval(count, total);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it("of all is 1 at its upper end", () => {
    expect(wilsonInterval(29, 29)?.high).toBe(1);
  });

  it.each([
    [1, 0],
    [0, 0],
    [-1, 5],
    [6, 5],
    [Number.NaN, 5],
  ])("of %d in %d does not exist", (count, total) => {
    expect(wilsonInterval(count, total)).toBeUndefined();
  });
});
