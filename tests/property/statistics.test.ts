import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Scope, Value } from "../../lib/model.ts";
import { type Addend, selectAddends } from "../../lib/statistics/addends.ts";
import { decompose } from "../../lib/statistics/decomposition.ts";
import { describeDistribution, positionsOf, quantile } from "../../lib/statistics/distribution.ts";
import { funnelLimits, placeInFunnel } from "../../lib/statistics/funnel.ts";
import { poolRate } from "../../lib/statistics/pool.ts";
import { wilsonInterval } from "../../lib/statistics/wilson.ts";

const numbers = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 60 });

describe("quantiles", () => {
  test("lie in order between least and most, whatever the order of the numbers", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const found = describeDistribution(values);
        const mirrored = describeDistribution(values.toReversed());
        expect(mirrored).toEqual(found);
        const { least, lower, median, upper, most } = found ?? {};
        const order = [least, lower, median, upper, most];
        expect(order).toEqual(order.toSorted((a = 0, b = 0) => a - b));
      }),
    );
  });

  test("turn over with the numbers", () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, p) => {
        const turned = values.map((value) => -value);
        expect(-(quantile(turned, 1 - p) ?? 0)).toBeCloseTo(quantile(values, p) ?? 0, 5);
      }),
    );
  });

  test("positions count those before", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        for (const [index, { rank, tied }] of positionsOf(values).entries()) {
          expect(rank).toBe(1 + values.filter((other) => other > (values[index] ?? 0)).length);
          expect(tied).toBe(values.filter((other) => other === values[index]).length);
        }
      }),
    );
  });
});

describe("limits and intervals", () => {
  const sized = fc.record({
    n: fc.integer({ min: 1, max: 20_000 }),
    rate: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  });

  test("hold the target, the outer hold the inner", () => {
    fc.assert(
      fc.property(sized, fc.constantFrom("proportion" as const, "ratio" as const), ({ n, rate }, kind) => {
        const inner = funnelLimits({ kind, rate }, n, 0.95);
        const outer = funnelLimits({ kind, rate }, n, 0.998);
        expect(outer?.low).toBeLessThanOrEqual(inner?.low ?? -1);
        expect(outer?.high).toBeGreaterThanOrEqual(inner?.high ?? 2);
        // The smoothing moves a limit by less than one case.
        expect(inner?.low).toBeLessThanOrEqual(rate + 1 / n);
        expect(inner?.high).toBeGreaterThanOrEqual(rate - 1 / n);
      }),
    );
  });

  test("tell the same place as the limits do", () => {
    const judged = sized.chain(({ n, rate }) =>
      fc.record({ n: fc.constant(n), rate: fc.constant(rate), count: fc.nat(n) }),
    );
    fc.assert(
      fc.property(
        judged,
        fc.constantFrom("proportion" as const, "ratio" as const),
        ({ n, rate, count }, kind) => {
          const place = placeInFunnel({ kind, rate }, count, n, [0.95, 0.998]);
          const { low, high } = funnelLimits({ kind, rate }, n, 0.95) ?? { low: 0, high: 0 };
          const value = count / n;
          // Where a float cannot tell them apart either answer is right.
          if (Math.min(Math.abs(value - low), Math.abs(value - high)) * n < 1e-6) return;
          expect(place.split("-")[0]).toBe(value > high ? "above" : value < low ? "below" : "within");
        },
      ),
    );
  });

  test("come near those of the normal distribution where cases are many", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5000, max: 50_000 }),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        (n, rate) => {
          const half = 1.959964 * Math.sqrt((rate * (1 - rate)) / n);
          const limits = funnelLimits({ kind: "proportion", rate }, n, 0.95);
          expect(Math.abs((limits?.high ?? 0) - (rate + half))).toBeLessThan(1.5 / n);
          expect(Math.abs((limits?.low ?? 0) - (rate - half))).toBeLessThan(1.5 / n);
        },
      ),
    );
  });

  test("an interval holds its rate within 0 and 1", () => {
    const cases = fc
      .nat(5000)
      .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: count || 1, max: 9999 })));
    fc.assert(
      fc.property(cases, ([count, total]) => {
        const { low, high } = wilsonInterval(count, total) ?? { low: 2, high: -1 };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(count / total + 1e-12);
        expect(high).toBeGreaterThanOrEqual(count / total - 1e-12);
      }),
    );
  });
});

describe("a decomposition", () => {
  const side = fc.tuple(fc.nat(500), fc.nat(500)).map(([count, rest]) => ({ count, total: count + rest }));
  test("adds up, and turns over when seen from the other side", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 6 }), (pairs) => {
        const [before, after] = [
          pairs.map(([first], group) => ({ group: String(group), ...first })),
          pairs.map(([, second], group) => ({ group: String(group), ...second })),
        ];
        const there = decompose(before, after);
        const back = decompose(after, before);
        if (there === undefined) return expect(back).toBeUndefined();
        expect(there.rates + there.mix).toBeCloseTo(there.difference, 10);
        const { difference, volume, rates, mix } = there.cases;
        expect(volume + rates + mix).toBeCloseTo(difference, 6);
        expect(-(back?.mix ?? 0)).toBeCloseTo(there.mix, 10);
      }),
    );
  });
});

describe("what is added over agencies", () => {
  const scopes: readonly (Scope | null)[] = [
    "own-organ",
    "own-level",
    "whole-region",
    "vertical-system",
    null,
  ];
  const addends = fc
    .array(
      fc.record({
        scope: fc.constantFrom(...scopes),
        level: fc.constantFrom("county", "prefecture", null),
        region: fc.constantFrom("320000", "321300", "321302", "320800", null),
        parent: fc.option(fc.nat(9).map(String)),
        count: fc.nat(50),
        total: fc.option(fc.integer({ min: 50, max: 99 })),
      }),
      { maxLength: 10 },
    )
    .map((list) => list.map((entry, index) => ({ ...entry, agency: String(index) })));
  const amountOf = (amount: number | null): Value =>
    amount === null ? { status: "blank" } : { status: "reported", amount };

  test("is of one scope and level, holds no agency beside one above it, and everything is accounted for", () => {
    fc.assert(
      fc.property(addends, (entries) => {
        const { kept, leftOut } = selectAddends(entries);
        expect(kept.length + leftOut.length).toBe(entries.length);
        expect(new Set(kept.map(({ scope, level }) => `${scope} ${level}`)).size).toBeLessThanOrEqual(1);
        const ids = new Set(kept.map(({ agency }) => agency));
        for (const one of kept) {
          expect(one.parent === one.agency || !ids.has(one.parent ?? "")).toBe(true);
          expect(kept.filter((other) => covers(other, one)).map(({ agency }) => agency)).toEqual([]);
        }
      }),
    );
  });

  const covers = (outer: Addend, inner: Addend) =>
    outer !== inner &&
    outer.scope === "whole-region" &&
    outer.region !== null &&
    inner.region?.startsWith(outer.region.replace(/(?:00){1,2}$/, ""));

  test("a pooled rate lies between the least and the highest of its parts", () => {
    fc.assert(
      fc.property(addends, (entries) => {
        const rated = entries.map((entry) => ({
          ...entry,
          numerator: amountOf(entry.count),
          denominator: amountOf(entry.total),
        }));
        const pooled = poolRate(rated);
        expect(pooled.n + pooled.leftOut.length).toBe(pooled.of);
        if (pooled.value === null) return;
        const left = new Set(pooled.leftOut.map(({ addend }) => addend.agency));
        const parts = rated
          .filter(({ agency }) => !left.has(agency))
          .map(({ count, total }) => count / (total ?? 1));
        expect(pooled.value).toBeGreaterThanOrEqual(Math.min(...parts) - 1e-12);
        expect(pooled.value).toBeLessThanOrEqual(Math.max(...parts) + 1e-12);
      }),
    );
  });
});
