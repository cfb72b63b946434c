import { describe, expect, test } from "vitest";
import type { Scope, Value } from "../../lib/model.ts";
import { subtotalOf } from "../../lib/statistics/subtotal.ts";
import type { Figure } from "../../lib/views.ts";

const reported = (amount: number): Value => ({ status: "reported", amount });

function figure(agency: string, value: Value, scope: Scope | null, unit = "case"): Figure {
  return {
    agency,
    value,
    scope,
    unit,
    year: 2020,
    indicator: "denied",
    member: "total",
    edition: "form-2019",
    grade: "exact",
    cells: [],
    findings: [],
    failures: [],
  };
}

const REGIONS = new Map([
  ["province", "320000"],
  ["city", "321300"],
  ["neighbor", "320800"],
  ["nowhere", null],
]);

describe("a subtotal", () => {
  test("counts numbers among all, and takes a blank for no zero", () => {
    const figures = [
      figure("city", reported(2), "own-organ"),
      figure("neighbor", reported(0), "own-organ"),
      figure("nowhere", { status: "blank" }, "own-organ"),
    ];
    expect(subtotalOf(figures, REGIONS)).toEqual({ count: 2, all: 3, sum: 2, reason: null });
  });

  test.each([
    ["scopes", [figure("city", reported(2), "own-organ"), figure("neighbor", reported(3), "whole-region")]],
    [
      "nested",
      [figure("province", reported(9), "whole-region"), figure("city", reported(3), "whole-region")],
    ],
    ["nested", [figure("nowhere", reported(9), "whole-region"), figure("city", reported(3), "whole-region")]],
    [
      "units",
      [figure("city", reported(2), "own-organ"), figure("neighbor", reported(3), "own-organ", "yuan")],
    ],
    ["none", [figure("city", { status: "absent" }, null)]],
  ] as const)("says nothing where a sum would be false: %s", (reason, figures) => {
    expect(subtotalOf(figures, REGIONS)).toMatchObject({ sum: null, reason });
  });

  test("adds regions beside one another", () => {
    const figures = [
      figure("city", reported(2), "whole-region"),
      figure("neighbor", reported(3), "whole-region"),
    ];
    expect(subtotalOf(figures, REGIONS).sum).toBe(5);
  });
});
