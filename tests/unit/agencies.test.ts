import { describe, expect, test } from "vitest";
import { changeOn } from "../../app/[lang]/agencies/[id]/year-change.ts";
import { filterAgencies } from "../../app/[lang]/agencies/filter-agencies.ts";
import { parseAgencySearch, queryOf } from "../../app/[lang]/agencies/search-params.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { AgencySummary, Figure } from "../../lib/views.ts";

const catalog = getCatalog();
const agencies: readonly AgencySummary[] = catalog.agencies.map((agency) => ({
  id: agency.id,
  nameZh: agency.name.zh,
  nameEn: agency.name.en,
  kind: agency.kind,
  level: agency.level,
  region: agency.region,
  regionNameZh: agency.regionName.zh,
  regionNameEn: agency.regionName.en,
  provisional: false,
  years: [2024],
}));

describe("a search for agencies", () => {
  const find = (search: Record<string, string>) =>
    filterAgencies(agencies, catalog.agencies, parseAgencySearch(search)).map(({ id }) => id);

  test("asks for all when it is empty", () => {
    expect(find({})).toHaveLength(agencies.length);
    expect(queryOf(parseAgencySearch({ q: " ", kind: "" }))).toBe("");
  });

  test("finds every agency by each of its names, whatever the spaces and the case", () => {
    for (const { id, name, aliases } of catalog.agencies) {
      for (const word of [name.zh, name.en, name.en.toUpperCase(), ` ${name.zh} `, ...aliases]) {
        expect(find({ q: word })).toContain(id);
      }
    }
  });

  test("keeps only what every filter lets through", () => {
    const kept = find({ kind: "government", level: "prefecture" });
    expect(kept.length).toBeGreaterThan(0);
    expect(agencies.filter(({ id }) => kept.includes(id)).every(({ level }) => level === "prefecture")).toBe(
      true,
    );
    expect(find({ q: kept[0] ?? "", level: "county" })).toEqual([]);
  });

  test("ignores what it cannot read", () => {
    expect(parseAgencySearch({ q: ["a", "b"], kind: "x".repeat(200) })).toEqual({
      q: "",
      kind: "",
      level: "",
    });
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
