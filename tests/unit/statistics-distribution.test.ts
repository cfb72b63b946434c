import { describe, expect, it } from "vitest";
import type { Value } from "../../lib/model.ts";
import { decompose, type GroupCases } from "../../lib/statistics/decomposition.ts";
import { describeDistribution, positionsOf, quantile } from "../../lib/statistics/distribution.ts";
import { indexToBase } from "../../lib/statistics/index-to-base.ts";

describe("quantiles", () => {
  // summary() of the data sets cars (M. Ezekiel, Methods of Correlation Analysis, 1930) and mtcars (H. V. Henderson and
  // P. F. Velleman, Biometrics 37 (1981) 391–411) as R prints it; R's quantile() is definition 7 unless told otherwise.
  const distances = [
    2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32,
    40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85,
  ];
  const miles = [
    21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4,
    30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
  ];
  it("are those of R for published data", () => {
    expect(describeDistribution(distances)).toEqual({
      n: 50,
      least: 2,
      lower: 26,
      median: 36,
      upper: 56,
      most: 120,
    });
    const consumption = describeDistribution(miles);
    expect(consumption).toMatchObject({ n: 32, least: 10.4, median: 19.2, upper: 22.8, most: 33.9 });
    expect(consumption?.lower).toBeCloseTo(15.425, 10);
  });

  it("of one number are that number, of none do not exist", () => {
    expect(describeDistribution([7])).toEqual({ n: 1, least: 7, lower: 7, median: 7, upper: 7, most: 7 });
    expect(describeDistribution([])).toBeUndefined();
    expect(quantile([3, 1], 0.5)).toBe(2);
  });
});

describe("positions", () => {
  it("share the best place of equals and leave the next ones empty", () => {
    expect(positionsOf([5, 9, 5, 1])).toEqual([
      { rank: 2, tied: 2, of: 4 },
      { rank: 1, tied: 1, of: 4 },
      { rank: 2, tied: 2, of: 4 },
      { rank: 4, tied: 1, of: 4 },
    ]);
    expect(positionsOf([5, 9, 5, 1], false).map(({ rank }) => rank)).toEqual([2, 4, 2, 1]);
  });
});

describe("a decomposition", () => {
  // P. Das Gupta, Standardization and Decomposition of Rates: A User's Manual, U.S. Bureau of the Census P23-186 (1993),
  // table 5.1: household heads by age, 1970 and 1985; persons in percent, heads per 100 persons. With one factor
  // beside the rate his method is Kitagawa's.
  const persons1970 = [12.9, 10.9, 9.5, 8, 7.8, 8.4, 8.6, 7.8, 7, 5.9, 4.7, 3.6, 4.9];
  const heads1970 = [1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8];
  const persons1985 = [10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6, 6.3, 5.9, 5.1, 4, 5.5];
  const heads1985 = [2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2];
  const cases = (persons: readonly number[], rates: readonly number[]): GroupCases[] =>
    persons.map((total, age) => ({ group: String(age), total, count: (total * (rates[age] ?? 0)) / 100 }));

  it("is that of the manual", () => {
    const found = decompose(cases(persons1970, heads1970), cases(persons1985, heads1985));
    expect(found?.difference).toBeCloseTo(0.47694 - 0.44727, 5);
    expect(found?.rates).toBeCloseTo(0.017403, 6);
    expect(found?.mix).toBeCloseTo(0.012269, 6);
  });

  it("of numbers of cases adds what is owed to their volume", () => {
    // 10 of 100 and 60 of 200: by hand, r′ = 0.1, r″ = 0.3.
    const found = decompose(
      [{ group: "all", count: 10, total: 100 }],
      [{ group: "all", count: 60, total: 200 }],
    );
    expect(found?.cases.difference).toBe(50);
    expect(found?.cases.volume).toBeCloseTo(20, 12);
    expect(found?.cases.rates).toBeCloseTo(30, 12);
    expect(found?.cases.mix).toBe(0);
  });

  it("takes the groups by name and a group that is new for mix", () => {
    const before = [
      { group: "person", count: 5, total: 10 },
      { group: "firm", count: 0, total: 0 },
    ];
    const after = [
      { group: "firm", count: 0, total: 10 },
      { group: "person", count: 5, total: 10 },
    ];
    const found = decompose(before, after);
    expect(found).toMatchObject({ difference: -0.25, rates: 0, mix: -0.25 });
  });

  it.each<[string, GroupCases[], GroupCases[]]>([
    ["of other groups", [{ group: "person", count: 1, total: 2 }], [{ group: "firm", count: 1, total: 2 }]],
    ["without cases", [{ group: "person", count: 0, total: 0 }], [{ group: "person", count: 1, total: 2 }]],
    [
      "with a group twice",
      [
        { group: "person", count: 1, total: 2 },
        { group: "person", count: 1, total: 2 },
      ],
      [
        { group: "person", count: 1, total: 2 },
        { group: "person", count: 1, total: 2 },
      ],
    ],
    ["of negative numbers", [{ group: "a", count: -1, total: 2 }], [{ group: "a", count: 1, total: 2 }]],
  ])("%s does not exist", (_, before, after) => {
    expect(decompose(before, after)).toBeUndefined();
  });
});

describe("an index", () => {
  const of = (amount: number): Value => ({ status: "reported", amount });
  it("is percent of the base, and a gap where a figure is", () => {
    expect(indexToBase([of(20), { status: "blank" }, of(0), of(21)], of(20), 10)).toEqual([
      { value: 100, reason: null },
      { value: null, reason: "not-reported" },
      { value: 0, reason: null },
      { value: 105, reason: null },
    ]);
  });

  it.each<[string, Value | undefined]>([
    ["no-base", undefined],
    ["no-base", { status: "dash" }],
    ["no-base", of(0)],
    ["small-base", of(9)],
  ])("does not exist: %s", (reason, base) => {
    expect(indexToBase([of(20)], base, 10)).toEqual([{ value: null, reason }]);
  });
});
