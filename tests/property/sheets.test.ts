import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { type FormLayout, layTable } from "../../lib/typeset/forms.ts";
import { splitSheet, unmergeSheet } from "../../lib/typeset/seams.ts";
import { type Sheet, spread } from "../../lib/typeset/sheet.ts";
import { findTemplate } from "../golden/recipe.ts";
import { tableFigures } from "./arbitraries.ts";

const catalog = getCatalog();
const TABLES = catalog.editions.flatMap((edition) =>
  edition.tables.map((table) => ({ edition: edition.id, table: table.id })),
);

const layouts: fc.Arbitrary<FormLayout> = fc.record({
  blocks: fc.constantFrom("joined" as const, "apart" as const),
  rowOrder: fc.nat(1000),
  columnOrder: fc.nat(1000),
  columnLabels: fc.constantFrom("whole" as const, "two-rows" as const, "two-lines" as const),
});

/** Slots in each row: one number only if merges and cells fill a rectangle. */
function widths(sheet: Sheet): readonly number[] {
  return [...new Set(spread(sheet).map((row) => row.length))];
}

describe.each(TABLES)("$edition $table typeset", ({ edition, table }) => {
  it("fills a rectangle, cut in two or with its merges undone", () => {
    const template = findTemplate(catalog, edition, table);
    fc.assert(
      fc.property(
        tableFigures(catalog, edition, table),
        layouts,
        fc.integer({ min: 4, max: 30 }),
        ({ figures }, layout, after) => {
          for (const sheet of layTable(template, figures, layout)) {
            expect(widths(sheet)).toHaveLength(1);
            expect(widths(unmergeSheet(sheet))).toEqual(widths(sheet));
            if (sheet.length <= after) continue;
            for (const part of splitSheet(sheet, after, "blank")) expect(widths(part)).toEqual(widths(sheet));
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
