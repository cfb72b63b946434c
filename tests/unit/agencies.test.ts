import { describe, expect, test } from "vitest";
import { queryOf } from "../../app/_components/search-fields.ts";
import { changeOn } from "../../app/[lang]/agencies/[id]/year-change.ts";
import { parseAgencySearch } from "../../app/[lang]/agencies/search-params.ts";
import type { Figure } from "../../lib/views.ts";

describe("the address of the list of agencies", () => {
  test("asks for all when it is empty, and says what it could not use", () => {
    expect(parseAgencySearch({ q: " ", kind: "" })).toEqual({ search: {}, problems: ["q= "] });
    expect(parseAgencySearch({ region: "35x", held: "maybe", page: "0", level: "county" })).toEqual({
      search: { level: "county" },
      problems: ["region=35x", "held=maybe", "page=0"],
    });
  });

  test("keeps every filter when one changes, but not the page", () => {
    const { search } = parseAgencySearch({ q: "czj", region: "350000", held: "no", page: "3" });
    expect(queryOf(search, { region: "350100" })).toBe("?q=czj&region=350100&held=no");
  });
});

describe("the change on the year before", () => {
  const figure = (part: Partial<Figure>): Figure => ({
    agency: "suqian-city",
    year: 2024,
    scope: "whole-region",
    indicator: "requests-received",
    member: "total",
    value: { status: "reported", amount: 12 },
    unit: "case",
    edition: "form-2021",
    grade: "exact",
    cells: [],
    findings: [],
    failures: [],
    ...part,
  });
  const now = figure({});

  test("is told when both years are reported and count alike", () => {
    const before = figure({ year: 2023, value: { status: "reported", amount: 15 }, edition: "form-2019" });
    expect(changeOn(before, now)).toEqual({ kind: "amount", amount: -3, unit: "case" });
  });

  test.each([
    ["no report is held", { scope: null, value: { status: "absent" } }, "not-held"],
    ["the cell was blank", { value: { status: "blank" } }, "before"],
    ["the scope differs", { scope: "own-organ" }, "scope"],
    ["another form counts otherwise", { edition: "form-2014", grade: "approximate" }, "grade"],
  ] as const)("is not told when %s", (_, part, kind) => {
    expect(changeOn(figure(part), now).kind).toBe(kind);
  });

  test("is not told when this year has no number, and never counts from 0", () => {
    expect(changeOn(now, figure({ value: { status: "dash" } }))).toEqual({ kind: "now", status: "dash" });
  });
});
