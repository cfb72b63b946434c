import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { encode, type ReportLayout, typesetText } from "../../lib/typeset/report.ts";
import { isMissing, listDifferences, readFile } from "../golden/compare.ts";
import { htmlLayout, tableFigures, textLayout, wildLayout } from "./arbitraries.ts";
import words from "./words.json" with { type: "json" };

const catalog = getCatalog();
const YEAR = 2023;
/** The same draws on every run; `PROPERTY_SEED=… npx vitest …` draws others. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20);
const SAYS_MISSING = ["cells-missing", "table-partial", "table-truncated", "no-statutory-table", "no-cells"];

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

/** Typesets the figures and reads the file back; names every cell that did not come back as it went in. */
async function roundTrip(tables: Tables, layout: ReportLayout) {
  const report = {
    slug: "property",
    agency: "property",
    title: words.title,
    year: YEAR,
    source: { title: words.title, place: "", year: YEAR },
    tables: tables.map((table) => table.figures),
  };
  const text = typesetText(report, { agency: words.agency, notices: [] }, catalog.editions, layout);
  const name = layout.format === "text" ? "source.txt" : "source.html";
  const { cells, codes } = await readFile(name, encode(text, layout), catalog);
  const truth = tables.flatMap((table) => table.cells);
  return { differences: listDifferences(truth, cells, "all"), codes };
}

async function check(
  form: readonly string[],
  layouts: fc.Arbitrary<ReportLayout>,
  runs: number,
  judge: (result: Awaited<ReturnType<typeof roundTrip>>) => void,
): Promise<void> {
  const property = fc.asyncProperty(reportFigures(form), layouts, async (tables, layout) =>
    judge(await roundTrip(tables, layout)),
  );
  await fc.assert(property, { numRuns: runs, seed: SEED, interruptAfterTimeLimit: 3000 });
}

function expectEqual({ differences }: Awaited<ReturnType<typeof roundTrip>>): void {
  expect(differences).toEqual([]);
}

/** What cannot be read may be missing, never wrong, and the reader says that it is missing. */
function expectNothingWrong({ differences, codes }: Awaited<ReturnType<typeof roundTrip>>): void {
  expect(differences.filter((line) => !isMissing(line))).toEqual([]);
  if (differences.length > 0)
    expect(
      SAYS_MISSING.some((code) => codes.includes(code)),
      codes.join(),
    ).toBe(true);
}

/** On failure fast-check prints the seed and path with which `fc.assert` repeats the case. */
describe.each(FORMS.map((form) => ({ form, name: form.join(", ") })))("$name", ({ form }) => {
  it("reads back from web pages", { timeout: 60_000 }, () => check(form, htmlLayout, 80, expectEqual));
  it("reads back from tab-led text", { timeout: 60_000 }, () => check(form, textLayout, 40, expectEqual));
  it("is never wrong, however bad the page", { timeout: 60_000 }, () =>
    check(form, wildLayout, 60, expectNothingWrong),
  );
});
