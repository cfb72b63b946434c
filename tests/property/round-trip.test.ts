import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encode, type ReportLayout, typesetText } from "../../db/seed/typeset/report.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { listDifferences, readFile } from "../golden/compare.ts";
import { htmlLayout, tableFigures, textLayout } from "./arbitraries.ts";
import words from "./words.json" with { type: "json" };

const catalog = getCatalog();
const YEAR = 2023;

const FORMS = [
  ["form-2021/disclosure", "form-2021/requests", "form-2021/remedies"],
  ["form-2019/disclosure", "form-2019/requests", "form-2019/remedies"],
  ["form-2014/statistics"],
  ["annex-fujian/annex"],
];

function reportFigures(form: readonly string[]) {
  const tables = form.map((name) => {
    const [edition = "", table = ""] = name.split("/");
    return tableFigures(catalog, edition, table);
  });
  return fc.tuple(...tables);
}

type Tables = ReturnType<typeof reportFigures> extends fc.Arbitrary<infer T> ? T : never;

/** Typesets the figures, reads the file and names every cell that did not come back as it went in. */
function roundTrip(tables: Tables, layout: ReportLayout): readonly string[] {
  const source = { title: words.title, place: "", year: YEAR };
  const report = {
    slug: "property",
    agency: "property",
    title: words.title,
    year: YEAR,
    source,
    tables: tables.map((table) => table.figures),
  };
  const text = typesetText(report, { agency: words.agency, notices: [] }, catalog.editions, layout);
  const name = layout.format === "text" ? "source.txt" : "source.html";
  const { cells } = readFile(name, encode(text, layout), catalog);
  return listDifferences(
    tables.flatMap((table) => table.cells),
    cells,
    "all",
  );
}

function checkRoundTrip(form: readonly string[], layouts: fc.Arbitrary<ReportLayout>, runs: number): void {
  fc.assert(
    fc.property(reportFigures(form), layouts, (tables, layout) => {
      expect(roundTrip(tables, layout)).toEqual([]);
    }),
    { numRuns: runs, interruptAfterTimeLimit: 8000, markInterruptAsFailure: false },
  );
}

/** On failure fast-check prints the seed and path with which `fc.assert` repeats the case. */
describe.each(FORMS.map((form) => ({ form, name: form.join(", ") })))("$name", ({ form }) => {
  it("reads back from any web page layout", { timeout: 60_000 }, () => checkRoundTrip(form, htmlLayout, 40));
  it("reads back from tab-led text", { timeout: 60_000 }, () => checkRoundTrip(form, textLayout, 20));
});
