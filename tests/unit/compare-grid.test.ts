import { describe, expect, test } from "vitest";
import { gridOf } from "../../app/[lang]/compare/grid.ts";
import { pickLayer } from "../../app/[lang]/compare/layers.ts";
import { parseSearchParams, type SearchParams } from "../../app/[lang]/compare/search-params.ts";
import { getEntry, type ValueSubject } from "../../app/[lang]/compare/subjects.ts";
import { wordsOf } from "../../app/[lang]/compare/words.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { comparisonTable } from "../../lib/exports/comparison-rows.ts";
import type { Value } from "../../lib/model.ts";
import type { Figure, HeldAgency, RateFigure } from "../../lib/views.ts";

const catalog = getCatalog();
const YEARS = [2019, 2020];

const agency = (id: string): HeldAgency => ({
  id,
  nameZh: id,
  nameEn: id,
  kind: null,
  level: null,
  region: null,
  regionNameZh: null,
  regionNameEn: null,
  parent: null,
  line: null,
  validFrom: null,
  validTo: null,
  provisional: false,
  years: YEARS,
});

function figure(id: string, year: number, value: Value, more: Partial<Figure> = {}): Figure {
  return {
    agency: id,
    year,
    value,
    scope: "own-organ",
    indicator: "denied",
    member: "total",
    unit: "case",
    edition: "form-2021",
    grade: "exact",
    cells: [],
    findings: [],
    failures: [],
    ...more,
  };
}

const reported = (amount: number): Value => ({ status: "reported", amount });

const FIGURES = [
  figure("alpha", 2019, reported(20)),
  figure("alpha", 2020, reported(5)),
  figure("beta", 2019, reported(4)),
  figure("beta", 2020, { status: "blank" }),
  figure("gamma", 2019, reported(10), { grade: "partial", edition: "form-2014" }),
  figure("gamma", 2020, reported(30), { findings: ["sum-differs"] }),
  figure("delta", 2019, { status: "absent" }, { scope: null }),
  figure("delta", 2020, { status: "absent" }, { scope: null }),
];

function gridFor(query: SearchParams) {
  const { selection } = parseSearchParams(query);
  const subject: ValueSubject = {
    kind: "indicator",
    key: "indicator.denied",
    entry: getEntry(catalog.indicators, "denied"),
    figures: FIGURES,
  };
  const chosen = {
    agencies: ["alpha", "beta", "gamma", "delta"].map(agency),
    subjects: [{ kind: "indicator", id: "denied" } as const],
    years: YEARS,
  };
  return gridOf(
    {
      shown: { kind: "values", subjects: [subject], groups: [] },
      layer: pickLayer(selection.view, selection.at, chosen),
      selection,
      mode: selection.mode ?? "absolute",
      base: selection.base,
      catalog,
    },
    wordsOf("en"),
  );
}

const namesOf = (query: SearchParams) => gridFor(query).rows.map(({ name }) => name);

describe("rows of a comparison", () => {
  test("stand as asked, each cell with its value or why there is none", () => {
    const grid = gridFor({});
    expect(grid.rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell?.text)])).toEqual([
      ["alpha", "20", "5"],
      ["beta", "4", "blank"],
      ["gamma", "10", "30"],
      ["delta", "not held", "not held"],
    ]);
  });

  test.each([
    ["-2020", ["gamma", "alpha", "beta", "delta"]],
    ["2020", ["alpha", "gamma", "beta", "delta"]],
    ["name", ["alpha", "beta", "delta", "gamma"]],
    ["-name", ["gamma", "delta", "beta", "alpha"]],
    ["2031", ["alpha", "beta", "gamma", "delta"]],
  ])("sorted by %s, what has no value stands last", (sort, names) => {
    expect(namesOf({ sort })).toEqual(names);
  });

  test.each([
    ["complete", ["alpha", "gamma"]],
    ["gaps", ["beta", "delta"]],
    ["none", ["delta"]],
    ["marked", ["gamma"]],
  ])("%s keeps the rows it names, and tells of how many", (filter, names) => {
    const { rows, all } = gridFor({ filter });
    expect(rows.map(({ name }) => name)).toEqual(names);
    expect(all).toBe(4);
  });
});

describe("an index", () => {
  test("has the base year as 100; none where the base is small, missing, or does not compare", () => {
    const { rows } = gridFor({ mode: "index", base: "2019" });
    expect(rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell?.point?.value ?? null)])).toEqual(
      [
        ["alpha", 100, 25],
        ["beta", null, null],
        ["gamma", 100, null],
        ["delta", null, null],
      ],
    );
  });
});

describe("the file of a comparison", () => {
  const rate: RateFigure = {
    agency: "alpha",
    year: 2020,
    rate: "denial-rate",
    numerator: reported(5),
    denominator: reported(20),
    value: 0.25,
    reason: null,
    interval: null,
    ranked: false,
    grade: "exact",
    edition: "form-2021",
    parts: [figure("alpha", 2020, reported(5))],
  };
  const context = { catalog, language: "en" as const, agencies: [agency("alpha")], dataVersion: 7 };
  const [first] = FIGURES;

  test("holds figures and rates in one table, each row with its own columns filled", () => {
    if (first === undefined) throw new Error("no figure");
    const { columns, rows } = comparisonTable(
      {
        shown: [
          { figure: first, as: "absolute", value: 20, breaks: ["form-2019"] },
          { figure: rate, as: "percent", value: 25, breaks: [] },
        ],
        steps: [{ as: "difference-mix", value: -1.5 }],
      },
      context,
      { changedAt: "2026-11-25T00:00:00Z", leftOut: 3 },
    );
    expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length);
    expect(rows[0]).toMatchObject({ amount: 20, rate: null, shown_value: 20, breaks: "form-2019" });
    expect(rows[1]).toMatchObject({ amount: null, value: 0.25, denominator: 20, shown_as: "percent" });
    expect(rows[2]).toMatchObject({ agency: null, shown_as: "difference-mix", shown_value: -1.5 });
    for (const row of rows) expect(row).toMatchObject({ agencies_left_out: 3, data_version: 7 });
    for (const row of rows) expect(Object.keys(row)).toEqual(columns.map(({ id }) => id));
  });

  test("has the columns by which figures alone, or rates alone, are read back", () => {
    const ids = (shown: Parameters<typeof comparisonTable>[0]["shown"]) =>
      comparisonTable({ shown, steps: [] }, context, { changedAt: null, leftOut: 0 }).columns.map(
        ({ id }) => id,
      );
    const figures = first === undefined ? [] : [{ figure: first, as: "absolute", value: 20, breaks: [] }];
    expect(ids(figures)).toEqual(expect.arrayContaining(catalog.exportColumns.series));
    expect(ids([{ figure: rate, as: "percent", value: 25, breaks: [] }])).toEqual(
      expect.arrayContaining(catalog.exportColumns.rates),
    );
  });
});
