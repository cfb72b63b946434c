import { describe, expect, test } from "vitest";
import type { Grid, GridCell } from "../../app/[lang]/compare/grid.ts";
import { getEntry } from "../../app/[lang]/compare/subjects.ts";
import { subtotalsOf } from "../../app/[lang]/compare/subtotals.ts";
import { wordsOf } from "../../app/[lang]/compare/words.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Scope, Value } from "../../lib/model.ts";
import type { Figure, HeldAgency, RateFigure } from "../../lib/views.ts";

const catalog = getCatalog();
const words = wordsOf("en");

const agency = (id: string, region: string | null, level: string): HeldAgency => ({
  ...{ id, nameZh: id, nameEn: id, kind: null, level, region, regionNameZh: null, regionNameEn: null },
  ...{ parent: null, line: null, validFrom: null, validTo: null, provisional: false, years: [2020] },
});

const AGENCIES = [
  agency("province", "320000", "prefecture"),
  agency("city", "321300", "prefecture"),
  agency("neighbor", "320800", "prefecture"),
  agency("county", "321302", "county"),
  agency("nowhere", null, "prefecture"),
];

const reported = (amount: number): Value => ({ status: "reported", amount });

function figure(id: string, value: Value, scope: Scope | null, unit = "case"): Figure {
  return {
    ...{ agency: id, value, scope, unit, year: 2020, indicator: "denied", member: "total" },
    ...{ edition: "form-2021", grade: "exact", cells: [], findings: [], failures: [] },
  };
}

const denied = getEntry(catalog.indicators, "denied");
const cell = (one: Figure): GridCell => ({
  ...{ agency: one.agency, year: 2020, figure: one, text: "" },
  subject: { kind: "indicator", key: "indicator.denied", entry: denied, figures: [] },
  point: one.value.status === "reported" ? { value: one.value.amount, run: "a" } : null,
});

const disclosure = getEntry(catalog.rates, "disclosure-rate");
const rateCell = (id: string, over: number, under: number): GridCell => {
  const parts = [figure(id, reported(over), "own-organ"), figure(id, reported(under), "own-organ")];
  const found: RateFigure = {
    ...{ agency: id, year: 2020, rate: "disclosure-rate", numerator: reported(over) },
    ...{ denominator: reported(under), value: over / under, reason: null, interval: null, ranked: true },
    ...{ grade: "exact", edition: "form-2021", parts },
  };
  return {
    ...{ agency: id, year: 2020, figure: found, text: "", point: { value: over / under, run: "a" } },
    subject: { kind: "rate", key: "rate.disclosure-rate", entry: disclosure, figures: [] },
  };
};

function subtotalOf(...cells: readonly GridCell[]) {
  const rows = cells.map((one, at) => ({ key: String(at), name: one.agency, cells: [one] }));
  const grid: Grid = { rows, columns: [{ key: "2020", name: "2020" }], all: rows.length };
  const layer = { agencies: AGENCIES, subjects: [], years: [2020], at: "", others: [] };
  return subtotalsOf({ layer, catalog }, grid, words)[0];
}

const NO = words.compare.table.noSum;

describe("what a column comes to", () => {
  test("counts numbers among all, and takes a blank for no zero", () => {
    const found = subtotalOf(
      cell(figure("city", reported(2), "own-organ")),
      cell(figure("neighbor", reported(0), "own-organ")),
      cell(figure("nowhere", { status: "blank" }, "own-organ")),
    );
    expect(found).toMatchObject({ count: 2, all: 3, text: "2" });
  });

  test("adds regions beside one another", () => {
    const found = subtotalOf(
      cell(figure("city", reported(2), "whole-region")),
      cell(figure("neighbor", reported(3), "whole-region")),
    );
    expect(found?.text).toBe("5");
  });

  test("adds no levels, scopes, parts or places unknown, and says which", () => {
    const whole = (id: string) => cell(figure(id, reported(3), "whole-region"));
    const own = (id: string) => cell(figure(id, reported(3), "own-organ"));
    expect(subtotalOf(own("city"), whole("neighbor"))).toMatchObject({ text: null, why: NO.scopes });
    expect(subtotalOf(own("city"), own("county"))).toMatchObject({ text: null, why: NO.levels });
    expect(subtotalOf(whole("province"), whole("city"))).toMatchObject({ text: null, why: NO.nested });
    expect(subtotalOf(whole("nowhere"), whole("city"))).toMatchObject({ text: null, why: NO.nested });
    expect(subtotalOf(own("nowhere"), own("city"))).toMatchObject({ text: "6" });
    const yuan = cell(figure("neighbor", reported(3), "own-organ", "yuan"));
    expect(subtotalOf(own("city"), yuan)).toMatchObject({ text: null, why: NO.units });
    expect(subtotalOf(cell(figure("city", { status: "absent" }, null)))).toMatchObject({
      text: null,
      why: NO.none,
    });
  });

  test("pools rates, numerators by denominators", () => {
    expect(subtotalOf(rateCell("city", 1, 10), rateCell("neighbor", 80, 90))).toMatchObject({
      ...{ text: "81%", fraction: "81 / 100" },
    });
  });
});
