import { describe, expect, test } from "vitest";
import type { Scope, Value } from "../../lib/model.ts";
import { FLOW_INDICATORS, poolRequestFlow, type Standing } from "../../lib/statistics/request-flow.ts";
import type { Figure } from "../../lib/views.ts";

/** Published figures of 2024, in the order of the flow. */
const HUAIAN = [3119, 34, 1362, 454, 178, 781, 88, 187, 3050, 103];
const SUQIAN = [3525, 121, 1431, 471, 92, 941, 117, 469, 3521, 125];

function report(
  agency: string,
  amounts: readonly (number | null)[],
  scope: Scope = "whole-region",
): Figure[] {
  return FLOW_INDICATORS.map((indicator, at) => {
    const amount = amounts[at] ?? null;
    const value: Value = amount === null ? { status: "blank" } : { status: "reported", amount };
    const origin = { edition: "form-2021", grade: "exact", cells: [], findings: [], failures: [] } as const;
    return { agency, year: 2024, scope, indicator, member: "total", value, unit: "case", ...origin };
  });
}

const at = (region: string | null, level: string | null = null): Standing => ({ level, region });
const regions = new Map([
  ["huaian", at("320800")],
  ["suqian", at("321300")],
  ["jiangsu", at("320000")],
  ["office", at("321300")],
]);

describe("the flow of requests", () => {
  test("adds agencies of one scope and says that it adds up", () => {
    const flow = poolRequestFlow([...report("huaian", HUAIAN), ...report("suqian", SUQIAN)], regions);
    expect(flow).toMatchObject({
      agencies: ["huaian", "suqian"],
      workload: 6799,
      total: 6571,
      accounted: 6799,
    });
    expect(flow).toMatchObject({ difference: 0, partsDifference: 0, unbalanced: [] });
  });

  test("bands of each side lie end to end", () => {
    const bands = poolRequestFlow(report("suqian", SUQIAN), regions)?.bands ?? [];
    const end = (at: number) => (bands[at]?.from ?? 0) + (bands[at]?.width ?? 0);
    expect(end(1)).toBeCloseTo(1);
    expect(bands[8]?.from).toBeCloseTo(end(7));
    expect(end(8)).toBeCloseTo(1);
  });

  test("a cell without a number keeps its agency out: nothing is taken for 0", () => {
    const blank = SUQIAN.map((amount, at) => (at === 6 ? null : amount));
    const flow = poolRequestFlow([...report("huaian", HUAIAN), ...report("suqian", blank)], regions);
    expect(flow).toMatchObject({ agencies: ["huaian"], left: { incomplete: ["suqian"] } });
    expect(poolRequestFlow(report("suqian", blank), regions)).toBeUndefined();
  });

  test("another scope and a region within another stay out", () => {
    const all = [
      ...report("suqian", SUQIAN),
      ...report("jiangsu", HUAIAN),
      ...report("huaian", HUAIAN),
      ...report("office", [1, 0, 1, 0, 0, 0, 0, 0, 1, 0], "own-organ"),
      ...report("placeless", HUAIAN),
    ];
    const flow = poolRequestFlow(all, regions);
    expect(flow?.agencies).toEqual(["jiangsu"]);
    expect(flow?.left.otherScope).toEqual(["office"]);
    expect(flow?.left.overlapping).toEqual(["suqian", "huaian", "placeless"]);
  });

  test("levels are not mixed, and a body that stands under another is part of it", () => {
    const standings = new Map([
      ["huaian", at("320800", "prefecture")],
      ["suqian", at("321300", "prefecture")],
      ["jiangsu", at("320000", "province")],
    ]);
    const all = [...report("jiangsu", HUAIAN), ...report("suqian", SUQIAN), ...report("huaian", HUAIAN)];
    expect(poolRequestFlow(all, standings)).toMatchObject({
      agencies: ["suqian", "huaian"],
      level: "prefecture",
      left: { otherLevel: ["jiangsu"], overlapping: [] },
    });
    const bureaus = new Map([
      ["city", at("320800", "prefecture")],
      ["bureau", { ...at("320800", "prefecture"), parent: "city" }],
    ]);
    const own = [...report("city", HUAIAN, "own-organ"), ...report("bureau", SUQIAN, "own-organ")];
    expect(poolRequestFlow(own, bureaus)).toMatchObject({
      agencies: ["city"],
      left: { overlapping: ["bureau"] },
    });
  });

  test("errors that cancel out in the sums are still named", () => {
    const more = HUAIAN.with(0, 3120);
    const less = SUQIAN.with(0, 3524);
    const flow = poolRequestFlow([...report("huaian", more), ...report("suqian", less)], regions);
    expect(flow).toMatchObject({ difference: 0, unbalanced: ["huaian", "suqian"] });
    expect(poolRequestFlow(report("huaian", more), regions)?.difference).toBe(1);
    expect(poolRequestFlow(report("huaian", HUAIAN.with(4, 100)), regions)?.partsDifference).toBe(78);
  });
});
