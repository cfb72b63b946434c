import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { listSeries } from "../../db/queries/series.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Fact, Finding, Scope } from "../../lib/model.ts";
import { fact, type ReportSketch, sha256Of, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
let db: Database;
beforeEach(() => {
  db = openInMemory();
});

const store = (sketch: ReportSketch) => storeReport(db, catalog, storeInput(sketch));

async function figureOf(indicator: string, member?: string) {
  const [figure] = await listSeries(db, catalog, {
    agencies: ["pingtan-zone"],
    indicators: [indicator],
    years: [2022],
    member,
  });
  if (figure === undefined) throw new Error("no figure");
  return figure;
}

const RECEIVED = "requests-received";
const old = { edition: "form-2014" };
const direct = "litigation-direct-total";
const after = "litigation-after-reconsideration-total";

describe("a figure", () => {
  it.each<[string, string, Fact[], object]>([
    [
      "of one term",
      RECEIVED,
      [fact(RECEIVED, 7)],
      { value: { status: "reported", amount: 7 }, edition: "form-2021", grade: "exact" },
    ],
    ["printed 0", RECEIVED, [fact(RECEIVED, 0)], { value: { status: "reported", amount: 0 } }],
    ["left blank", RECEIVED, [fact(RECEIVED, "blank")], { value: { status: "blank" }, edition: "form-2021" }],
    [
      "that no form has",
      RECEIVED,
      [fact("open-days", 1)],
      { value: { status: "absent" }, unit: "case", edition: null, grade: null, cells: [] },
    ],
    [
      "of another member only",
      RECEIVED,
      [fact(RECEIVED, 7, { member: "natural-person" })],
      { value: { status: "absent" } },
    ],
    [
      "of two terms",
      "litigation-total",
      [fact(direct, 3), fact(after, 4, { row: 2 })],
      { value: { status: "reported", amount: 7 } },
    ],
    [
      "with a blank term",
      "litigation-total",
      [fact(direct, 3), fact(after, "blank", { row: 2 })],
      { value: { status: "blank" } },
    ],
    [
      "with two missing terms",
      "litigation-total",
      [fact(direct, "dash"), fact(after, "blank", { row: 2 })],
      { value: { status: "dash" } },
    ],
    [
      "with a term that was not found",
      "litigation-total",
      [fact(direct, 3)],
      { value: { status: "absent" }, edition: "form-2021" },
    ],
    [
      "of two units",
      "litigation-total",
      [fact(direct, 3), fact(after, 4, { row: 2, unit: "person" })],
      { value: { status: "absent" }, unit: "case" },
    ],
    [
      "without a printed unit",
      "fees-charged",
      [fact("fees-charged", 500, { unit: "unstated" })],
      { value: { status: "reported", amount: 500 }, unit: "unstated" },
    ],
    [
      "in two editions",
      RECEIVED,
      [fact(RECEIVED, 9, old), fact(RECEIVED, 7)],
      { value: { status: "reported", amount: 7 }, edition: "form-2021" },
    ],
    [
      "in two editions, blank in the newer",
      RECEIVED,
      [fact(RECEIVED, 9, old), fact(RECEIVED, "blank")],
      { value: { status: "blank" }, edition: "form-2021" },
    ],
    [
      "in the older edition only",
      RECEIVED,
      [fact("open-days", 1), fact(RECEIVED, 9, old)],
      { value: { status: "reported", amount: 9 }, edition: "form-2014", grade: "approximate" },
    ],
  ])("%s", async (_, indicator, facts, expected) => {
    await store({ facts });
    expect(await figureOf(indicator)).toMatchObject(expected);
  });

  it("carries the cells it rests on, in the order of its terms", async () => {
    await store({ facts: [fact(after, 4, { row: 8, printed: "４" }), fact(direct, 3, { row: 5 })] });
    expect((await figureOf("litigation-total")).cells).toEqual([
      expect.objectContaining({
        indicator: direct,
        status: "reported",
        amount: 3,
        printed: "3",
        row: 5,
        fileName: "a.html",
      }),
      expect.objectContaining({
        indicator: after,
        amount: 4,
        printed: "４",
        row: 8,
        column: 2,
        document: sha256Of("a"),
      }),
    ]);
  });

  it("of an applicant member", async () => {
    await store({ facts: [fact(RECEIVED, 7), fact(RECEIVED, 5, { member: "natural-person", row: 2 })] });
    expect(await figureOf(RECEIVED, "natural-person")).toMatchObject({
      member: "natural-person",
      value: { status: "reported", amount: 5 },
    });
  });

  it("names the warnings that touch its cells or the report's identity", async () => {
    const place = { document: sha256Of("a"), table: 1, column: 2 };
    const findings: Finding[] = [
      { code: "table-repeated", parameters: {}, origin: { ...place, row: 1 } },
      { code: "value-illegible", parameters: {}, origin: { ...place, row: 2 } },
      { code: "agency-unknown", parameters: {} },
      { code: "cells-missing", parameters: {} },
      { code: "scope-assumed", parameters: {} },
      { code: "value-with-remark", parameters: {}, origin: { ...place, row: 1 } },
    ];
    await store({ facts: [fact(RECEIVED, 7, { row: 1 })], findings });
    expect((await figureOf(RECEIVED)).findings).toEqual(["table-repeated", "agency-unknown"]);
  });
});

describe("a series", () => {
  it("answers every agency × indicator × year asked, in that order", async () => {
    await store({ facts: [fact(RECEIVED, 7)] });
    const figures = await listSeries(db, catalog, {
      agencies: ["nobody", "pingtan-zone"],
      indicators: [RECEIVED, "results-total"],
      years: [2021, 2022],
    });
    expect(figures.map(({ agency, indicator, year }) => `${agency} ${indicator} ${year}`)).toEqual([
      "nobody requests-received 2021",
      "nobody requests-received 2022",
      "nobody results-total 2021",
      "nobody results-total 2022",
      "pingtan-zone requests-received 2021",
      "pingtan-zone requests-received 2022",
      "pingtan-zone results-total 2021",
      "pingtan-zone results-total 2022",
    ]);
    expect(figures.filter(({ value }) => value.status === "reported")).toHaveLength(1);
    expect(figures[0]).toMatchObject({ scope: null, value: { status: "absent" }, unit: "case" });
  });

  it.each<[string, Scope[], Scope]>([
    ["pingtan-zone", ["own-organ", "whole-region"], "whole-region"],
    ["pingtan-zone", ["vertical-system", "own-organ", "own-level"], "own-level"],
    ["yuyao-trade-union", ["whole-region", "own-organ"], "own-organ"],
  ])("of %s with %j rests on %s alone", async (agency, scopes, expected) => {
    for (const [index, scope] of scopes.entries()) {
      await store({ agency, scope, file: scope, facts: [fact(RECEIVED, index + 1)] });
    }
    const [figure] = await listSeries(db, catalog, {
      agencies: [agency],
      indicators: [RECEIVED],
      years: [2022],
    });
    expect(figure).toMatchObject({
      scope: expected,
      value: { amount: scopes.indexOf(expected) + 1 },
    });
  });

  it("of an unknown indicator is a fault of the caller", async () => {
    const selection = { agencies: [], indicators: ["no-such-indicator"], years: [] };
    await expect(listSeries(db, catalog, selection)).rejects.toThrow(/no-such-indicator/);
  });
});
