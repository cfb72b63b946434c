import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readHtml } from "../../lib/documents/markup/html-page.ts";
import { typesetText } from "../../lib/typeset/report.ts";
import { type PdfLayout, PLAIN_LAYOUT, typesetPdf } from "../fixtures/pdf-typesetter.ts";
import { writePdf } from "../fixtures/pdf-writer.ts";
import { isMissing, listDifferences, readFile } from "../golden/compare.ts";
import { tableFigures } from "./arbitraries.ts";
import words from "./words.json" with { type: "json" };

const catalog = getCatalog();
/** The same draws on every run; `PROPERTY_SEED=… npx vitest …` draws others. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 12);

const FORMS = [
  { year: 2023, tables: ["form-2021/disclosure", "form-2021/requests", "form-2021/remedies"] },
  { year: 2020, tables: ["form-2019/disclosure", "form-2019/requests", "form-2019/remedies"] },
  { year: 2016, tables: ["form-2014/statistics"] },
];

/** Parts of the form of 2019 look like the one of 2021, and without lines parts are all that is read of some pages. */
const UNMISTAKABLE = FORMS.filter(({ year }) => year !== 2020);

const layouts = (borders: readonly PdfLayout["border"][]): fc.Arbitrary<PdfLayout> =>
  fc.record({
    page: fc.constantFrom<PdfLayout["page"]>([595, 842], [842, 595]),
    margin: fc.constantFrom(36, 60),
    size: fc.constantFrom(8, 9, 10.5),
    leading: fc.constantFrom(1.2, 1.4, 1.7),
    padding: fc.constantFrom(2, 3, 5),
    border: fc.constantFrom(...borders),
    open: fc.constantFrom<PdfLayout["open"]>([], [], ["left"], ["left", "right"]),
    values: fc.constantFrom("left", "center", "right"),
    middle: fc.boolean(),
    breaks: fc.constantFrom("between-rows", "through-rows"),
    repeatHeads: fc.boolean(),
    pageNumbers: fc.boolean(),
    splitNumbers: fc.boolean(),
    fakeBold: fc.boolean(),
    rotate: fc.constantFrom(0, 0, 90, 270),
    labelShare: fc.constantFrom(0.4, 0.5),
  });

/** Figures typeset on PDF pages and read back: how many were printed, and which did not come back. */
const roundTrips = (forms: typeof FORMS, borders: readonly PdfLayout["border"][]) =>
  fc.constantFrom(...forms).chain(({ year, tables }) =>
    fc
      .tuple(
        fc.tuple(
          ...tables.map((name) => {
            const [edition = "", table = ""] = name.split("/");
            return tableFigures(catalog, edition, table);
          }),
        ),
        layouts(borders),
      )
      .map(([figures, layout]) => ({ year, figures, layout })),
  );

async function readBack(forms: typeof FORMS, borders: readonly PdfLayout["border"][]) {
  const totals = { printed: 0, missing: 0 };
  const property = fc.asyncProperty(roundTrips(forms, borders), async ({ year, figures, layout }) => {
    const title = words.title.replace(/\d{4}/, String(year));
    const source = { title, place: "", year };
    const report = {
      slug: "property",
      agency: "property",
      title,
      year,
      source,
      tables: figures.map((one) => one.figures),
    };
    const text = typesetText(report, { agency: words.agency, notices: [] }, catalog.editions, {});
    const bytes = writePdf(typesetPdf(readHtml(text).blocks, layout), { title });
    const { cells } = await readFile("source.pdf", bytes, catalog);
    const differences = listDifferences(
      figures.flatMap((one) => one.cells),
      cells,
      "all",
    );
    const unread = differences.filter((line) => isMissing(line) || line.endsWith("got illegible"));
    totals.printed += figures.flatMap((one) => one.cells).length;
    // Numbers too wide for their columns are illegible, and should be.
    totals.missing += unread.filter(isMissing).length;
    expect(differences.filter((line) => !unread.includes(line))).toEqual([]);
  });
  await fc.assert(property, {
    numRuns: RUNS,
    seed: SEED,
    endOnFailure: true,
    interruptAfterTimeLimit: 60_000,
  });
  return totals;
}

describe("random figures on random PDF pages", () => {
  it("come back from ruled tables, but for few", { timeout: 90_000 }, async () => {
    const { printed, missing } = await readBack(FORMS, [
      PLAIN_LAYOUT.border,
      "frames",
      "fills",
      "dashes",
      "double",
    ]);
    expect(missing / printed).toBeLessThan(0.01);
  });

  it("never come back as others from tables without lines", { timeout: 90_000 }, async () => {
    const { printed } = await readBack(UNMISTAKABLE, ["none"]);
    expect(printed).toBeGreaterThan(0);
  });
});
