import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { TableFigures } from "../../lib/typeset/figures.ts";
import { layTable } from "../../lib/typeset/forms.ts";
import { type Sheet, spread } from "../../lib/typeset/sheet.ts";
import {
  buildXlsx,
  columnName,
  type XlsxOptions,
  type XlsxSheet,
  type XlsxValue,
} from "../fixtures/build-xlsx.ts";
import { listDifferences, readFile } from "../golden/compare.ts";
import { findTemplate } from "../golden/recipe.ts";
import { tableFigures } from "./arbitraries.ts";
import words from "./words.json" with { type: "json" };

const catalog = getCatalog();
/** The same draws on every run; `PROPERTY_SEED=… npx vitest …` draws others. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20);

const FORMS = [
  ["form-2021/disclosure", "form-2021/requests", "form-2021/remedies"],
  ["form-2019/disclosure", "form-2019/requests", "form-2019/remedies"],
  ["form-2014/statistics"],
  ["annex-fujian/annex"],
];

interface BookLayout {
  readonly sheets: "one" | "one-a-table";
  readonly merges: "kept" | "lost";
  readonly numbers: "numbers" | "texts";
  readonly rowOrder: number;
  readonly columnOrder: number;
  readonly blocks: "joined" | "apart";
  readonly gap: number;
  readonly texts: "shared" | "inline";
  readonly prefix: "" | "x:";
}

const layouts: fc.Arbitrary<BookLayout> = fc.record({
  sheets: fc.constantFrom("one" as const, "one-a-table" as const),
  merges: fc.constantFrom("kept" as const, "lost" as const),
  numbers: fc.constantFrom("numbers" as const, "texts" as const),
  rowOrder: fc.nat(100),
  columnOrder: fc.nat(100),
  blocks: fc.constantFrom("joined" as const, "apart" as const),
  gap: fc.integer({ min: 1, max: 3 }),
  texts: fc.constantFrom("shared" as const, "inline" as const),
  prefix: fc.constantFrom("" as const, "x:" as const),
});

/** A typeset table on a sheet from row `top` on. */
function place(sheet: Sheet, top: number, { merges, numbers }: BookLayout) {
  const references: string[] = [];
  const rows = spread(sheet).map((slots, y) =>
    slots.map(({ cell, firstRow, firstColumn }, x): XlsxValue => {
      if (!firstRow || !firstColumn) return null;
      if (merges === "kept" && cell.rowSpan * cell.columnSpan > 1)
        references.push(
          `${columnName(x + 1)}${top + y}:${columnName(x + cell.columnSpan)}${top + y + cell.rowSpan - 1}`,
        );
      return numbers === "numbers" && /^(?:0|[1-9]\d*)$/.test(cell.text) ? Number(cell.text) : cell.text;
    }),
  );
  return { rows, references };
}

function toWorkbook(tables: readonly TableFigures[], layout: BookLayout): XlsxSheet[] {
  const typeset = tables.map(({ edition, table, ...figures }) =>
    layTable(findTemplate(catalog, edition, table), { edition, table, ...figures }, layout),
  );
  const parts = layout.sheets === "one" ? [typeset.flat()] : typeset;
  return parts.map((sheets, at) => {
    const rows: (readonly XlsxValue[])[] = [[words.title]];
    const merges: string[] = [];
    for (const sheet of sheets) {
      for (let empty = 0; empty < layout.gap; empty++) rows.push([]);
      const placed = place(sheet, rows.length + 1, layout);
      rows.push(...placed.rows);
      merges.push(...placed.references);
    }
    return { name: `Sheet${at + 1}`, rows, merges };
  });
}

describe.each(FORMS.map((form) => ({ form, name: form.join(", ") })))("$name", ({ form }) => {
  it("reads back from workbooks", { timeout: 60_000 }, async () => {
    const tables = form.map((name) => {
      const [edition = "", table = ""] = name.split("/");
      return tableFigures(catalog, edition, table);
    });
    const property = fc.asyncProperty(fc.tuple(...tables), layouts, async (figures, layout) => {
      const { texts, prefix } = layout;
      const options: XlsxOptions = { texts, prefix };
      const book = buildXlsx(
        toWorkbook(
          figures.map((one) => one.figures),
          layout,
        ),
        options,
      );
      const { cells } = await readFile("book.xlsx", book, catalog);
      const truth = figures.flatMap((one) => one.cells);
      expect(listDifferences(truth, cells, "all")).toEqual([]);
    });
    await fc.assert(property, { numRuns: 60, seed: SEED, interruptAfterTimeLimit: 6000 });
  });
});
