import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openInMemory } from "../../db/client.ts";
import { listAgencies } from "../../db/queries/agencies.ts";
import { listRates } from "../../db/queries/rates.ts";
import { listSeries } from "../../db/queries/series.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { amountInUnit } from "../../lib/exports/amount-in-unit.ts";
import { RATE_COLUMNS, rateRows } from "../../lib/exports/rate-rows.ts";
import { SERIES_COLUMNS, seriesRows } from "../../lib/exports/series-rows.ts";
import type { ExportCell, ExportColumn, ExportRow } from "../../lib/exports/table.ts";
import { toCsv } from "../../lib/exports/to-csv.ts";
import { toJson } from "../../lib/exports/to-json.ts";
import { parseCsv } from "../fixtures/parse-csv.ts";
import { fact, type ReportSketch, sha256Of, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const text = [{ id: "t", type: "text" }] as const;
const number = [{ id: "t", type: "number" }] as const;
const BOM = "\uFEFF";

describe("an amount in its unit", () => {
  it.each([
    [0, 1, 0],
    [-7, 1, -7],
    [1999, 100, 19.99],
    [5, 100, 0.05],
    [-5, 100, -0.05],
    [10, 100, 0.1],
    [999999999999999, 100, 9999999999999.99],
  ])("%d by %d is %d", (amount, scale, expected) => {
    expect(amountInUnit(amount, scale)).toBe(expected);
  });

  it("prints the digits that were counted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 15 }), (fen) => {
        const [yuan = "", part = ""] = String(amountInUnit(fen, 100)).split(".");
        return BigInt(yuan) * 100n + BigInt(part.padEnd(2, "0")) === BigInt(fen);
      }),
    );
  });
});

describe("CSV", () => {
  it.each([
    ["plain", "plain"],
    ["数", "数"],
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["a\nb", '"a\nb"'],
    ["a\rb", '"a\rb"'],
    ["a\r\nb", '"a\r\nb"'],
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["\rx", '"\'\rx"'],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ["1-1", "1-1"],
    ["", ""],
    [null, ""],
  ])("writes the text %j as %j", (cell, expected) => {
    expect(toCsv(text, [{ t: cell }])).toBe(`${BOM}t\r\n${expected}\r\n`);
  });

  it.each([
    [-5, "-5"],
    [0, "0"],
    [19.99, "19.99"],
    [null, ""],
  ])("writes the number %j as %j", (cell, expected) => {
    expect(toCsv(number, [{ t: cell }])).toBe(`${BOM}t\r\n${expected}\r\n`);
  });

  it("reads back equal, whatever the text", () => {
    const columns = [
      { id: "a", type: "text" },
      { id: "b", type: "text" },
    ] as const;
    const alphabet = fc.constantFrom(..."ab数,\"\r\n\t '=+-@;");
    const cell = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: alphabet }));
    fc.assert(
      fc.property(fc.array(fc.record({ a: cell, b: cell })), (rows) => {
        const [header, ...lines] = parseCsv(toCsv(columns, rows));
        expect(header).toEqual(["a", "b"]);
        expect(lines.map((line) => line.map(disarm))).toEqual(
          rows.map(({ a, b }) => [disarm(arm(a)), disarm(arm(b))]),
        );
      }),
    );
  });
});

const arm = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const disarm = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/, "");

/** A CSV line as the JSON has it: numbers by column type, nothing for an empty cell. */
function typed(columns: readonly ExportColumn[], line: readonly string[]): Record<string, ExportCell> {
  const cells = columns.map(({ id, type }, index): [string, ExportCell] => {
    const field = line[index] ?? "";
    if (field === "") return [id, null];
    return [id, type === "number" ? Number(field) : disarm(field)];
  });
  return Object.fromEntries(cells);
}

function expectTwins<Id extends string>(
  columns: readonly ExportColumn<Id>[],
  rows: readonly ExportRow<Id>[],
) {
  const [header, ...lines] = parseCsv(toCsv(columns, rows));
  const twins = JSON.parse(JSON.stringify(toJson(columns, rows)));
  expect(header).toEqual(columns.map(({ id }) => id));
  expect(header).toEqual(Object.keys(twins[0]));
  expect(lines.map((line) => typed(columns, line))).toEqual(
    twins.map((twin: Record<string, ExportCell>) =>
      Object.fromEntries(Object.entries(twin).map(([id, cell]) => [id, cell === "" ? null : cell])),
    ),
  );
}

/** The rows of two stored reports, one of an agency with a hostile name. */
async function storeAndAsk() {
  const db = openInMemory();
  const sketches: ReportSketch[] = [
    {
      file: "=a,1",
      facts: [
        fact("litigation-direct-total", 3, { row: 5 }),
        fact("litigation-after-reconsideration-total", 4, { row: 9, printed: " 4\n件" }),
        fact("fees-charged", 12345, { row: 10, unit: "yuan", printed: "123.45" }),
        fact("requests-received", "dash", { row: 11, printed: "-" }),
        fact("disclosed-in-full", 10, { row: 12 }),
        fact("results-total", 30, { row: 13 }),
      ],
      findings: [
        { code: "scope-conflict", parameters: {} },
        { code: "year-conflict", parameters: {} },
      ],
    },
    { file: "b", agency: { name: "@某局, 某县" }, facts: [fact("requests-received", 0)] },
  ];
  for (const sketch of sketches) await storeReport(db, catalog, storeInput(sketch));
  const agencies = await listAgencies(db);
  const context = { catalog, language: "en", agencies, dataVersion: 2 } as const;
  const asked = { agencies: agencies.map(({ id }) => id), years: [2021, 2022] };
  const indicators = ["litigation-total", "fees-charged", "requests-received"];
  const figures = await listSeries(db, catalog, { ...asked, indicators });
  const series = seriesRows(figures, context);
  const rates = rateRows(await listRates(db, catalog, { ...asked, rate: "full-disclosure-rate" }), context);
  return { series, rates };
}

const { series, rates } = await storeAndAsk();

describe("rows", () => {
  it("of a series say everything a figure travels with", () => {
    expect(series).toHaveLength(12);
    expect(
      series.find(({ indicator, status }) => indicator === "litigation-total" && status === "reported"),
    ).toEqual({
      agency: "pingtan-zone",
      agency_name: "Pingtan Comprehensive Experimental Area Management Committee",
      year: 2022,
      scope: "whole-region",
      indicator: "litigation-total",
      indicator_name: catalog.indicators.find(({ id }) => id === "litigation-total")?.name.en,
      member: "total",
      member_name: catalog.members.find(({ id }) => id === "total")?.name.en ?? "total",
      unit: "case",
      unit_name: "cases",
      status: "reported",
      amount: 7,
      edition: "form-2021",
      grade: "exact",
      terms: "litigation-direct-total + litigation-after-reconsideration-total",
      printed: "3 +  4\n件",
      source_file: "=a,1.html",
      source_sha256: sha256Of("=a,1"),
      source_table: "1 + 1",
      source_row: "5 + 9",
      source_column: "2 + 2",
      findings: "scope-conflict year-conflict",
      data_version: 2,
    });
  });

  it.each([
    ["fees-charged", "pingtan-zone", { amount: 123.45, unit: "yuan", printed: "123.45" }],
    ["requests-received", "pingtan-zone", { amount: null, status: "dash", printed: "-" }],
    [
      "fees-charged",
      "provisional",
      { amount: null, status: "absent", edition: null, terms: null, source_file: null },
    ],
    ["requests-received", "provisional", { amount: 0, status: "reported", agency_name: "@某局, 某县" }],
  ])("of %s of %s", (indicator, agency, expected) => {
    const row = series.find(
      (each) => each.indicator === indicator && String(each.agency).startsWith(agency) && each.year === 2022,
    );
    expect(row).toMatchObject(expected);
  });

  it("of a rate say its two parts and what they rest on", () => {
    expect(rates.find(({ value }) => value !== null)).toMatchObject({
      rate: "full-disclosure-rate",
      value: 1 / 3,
      reason: null,
      interval_low: expect.closeTo(0.1923, 4),
      numerator: 10,
      denominator: 30,
      terms: "disclosed-in-full + results-total",
      source_row: "12 + 13",
      scope: "whole-region",
    });
    expect(rates.filter(({ reason }) => reason === "absent")).toHaveLength(3);
  });

  it("are equal in CSV and JSON, cell for cell", () => {
    expectTwins(SERIES_COLUMNS, series);
    expectTwins(RATE_COLUMNS, rates);
  });
});
