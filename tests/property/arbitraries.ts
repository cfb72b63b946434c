import fc from "fast-check";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { TableFigures } from "../../lib/typeset/figures.ts";
import type { ReportLayout } from "../../lib/typeset/report.ts";
import { type ExpectedCell, findTemplate, listFormCells, unitsOf } from "../golden/recipe.ts";

interface Printed {
  readonly status: string;
  readonly amount: number | null;
  readonly text: string | null;
}

const blank: Printed = { status: "blank", amount: null, text: null };

function mark(status: string, marks: readonly string[]): fc.Arbitrary<Printed> {
  return fc.constantFrom(...marks).map((text) => ({ status, amount: null, text }));
}

function count(): fc.Arbitrary<Printed> {
  const size = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 0, max: 9_999_999 }),
  );
  return size.map((amount) => ({ status: "reported", amount, text: String(amount) }));
}

/** Money with at most two decimals in the unit that the form prints, or in one of its own. */
function money(catalog: Catalog, formUnit: string): fc.Arbitrary<Printed> {
  const { moneyUnits } = catalog.notation;
  const units = fc.constantFrom(...moneyUnits.map((unit) => unit.printed), ...(formUnit ? [""] : []));
  return fc.tuple(fc.integer({ min: 0, max: 9_999_999 }), units).map(([hundredths, unit]) => {
    const factor = moneyUnits.find((candidate) => candidate.printed === (unit || formUnit))?.factor ?? 1;
    const fraction = String(hundredths % 100).padStart(2, "0");
    const text = `${Math.floor(hundredths / 100)}.${fraction}${unit}`;
    return { status: "reported", amount: (hundredths * factor) / 100, text };
  });
}

/** Figures for every cell of a table, with what a reader must find in each. */
export function tableFigures(
  catalog: Catalog,
  edition: string,
  table: string,
): fc.Arbitrary<{ readonly figures: TableFigures; readonly cells: readonly ExpectedCell[] }> {
  const template = findTemplate(catalog, edition, table);
  const units = template.blocks.some((block) => block.unitColumn)
    ? { units: unitsOf(catalog, template) }
    : {};
  const formCells = listFormCells(template);
  const values = formCells.map(({ indicator, formUnit }) => {
    const isMoney = catalog.indicators.find((candidate) => candidate.id === indicator)?.unit === "yuan";
    return fc.oneof(
      { weight: 12, arbitrary: isMoney ? money(catalog, formUnit) : count() },
      { weight: 1, arbitrary: fc.constant(blank) },
      { weight: 1, arbitrary: mark("dash", catalog.notation.dash) },
      { weight: 1, arbitrary: mark("not-applicable", catalog.notation.notApplicable) },
    );
  });
  return fc.tuple(...values).map((printed) => {
    const figures: Record<string, Record<string, string | null>> = {};
    const cells = formCells.map(({ indicator, member }, index): ExpectedCell => {
      const value = printed[index] ?? blank;
      figures[indicator] = { ...figures[indicator], [member]: value.text };
      return [edition, indicator, member, value.status, value.amount, value.text];
    });
    return { figures: { edition, table, figures, ...units }, cells };
  });
}

const seedOrNone = fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: 0 });

const encodings = fc.constantFrom<Pick<ReportLayout, "encoding" | "declaredCharset">>(
  { encoding: "utf-8" },
  { encoding: "utf-8", declaredCharset: null },
  { encoding: "gb18030" },
  { encoding: "gb18030", declaredCharset: "gb2312" },
  { encoding: "gb18030", declaredCharset: "utf-8" },
  { encoding: "gb18030", declaredCharset: null },
);

const shared = {
  rowOrder: seedOrNone,
  columnOrder: seedOrNone,
  labelSpaces: fc.boolean(),
  digits: fc.constantFrom("ascii" as const, "full-width" as const),
  thousands: fc.boolean(),
  blocks: fc.constantFrom("joined" as const, "apart" as const),
};

const page = {
  ...shared,
  frame: fc.constantFrom("bare" as const, "article" as const, "portal" as const, "layout-table" as const),
  markup: fc.constantFrom(
    "plain" as const,
    "head-cells" as const,
    "word" as const,
    "wps" as const,
    "nested-paragraphs" as const,
    "span-soup" as const,
  ),
  padding: fc.constantFrom("none" as const, "after" as const, "around" as const, "entity-code" as const),
  encoding: encodings,
};

/** Layouts of web pages as sites publish them: at most one thing is wrong with the heads and merges. */
export const htmlLayout: fc.Arbitrary<ReportLayout> = fc
  .record({
    ...page,
    heads: fc.constantFrom<Pick<ReportLayout, "columnLabels" | "merges" | "splitAfter" | "seam">>(
      {},
      { columnLabels: "two-rows" },
      { columnLabels: "two-lines" },
      { merges: "lost" },
      { splitAfter: { requests: 9 } },
      { splitAfter: { requests: 15 }, seam: "repeated" },
      { splitAfter: { statistics: 30, annex: 12 } },
    ),
  })
  .map(({ heads, encoding, ...layout }) => ({ ...layout, ...heads, ...encoding }));

/** Everything wrong at once: broken heads, lost merges, a page break anywhere. */
export const wildLayout: fc.Arbitrary<ReportLayout> = fc
  .record({
    ...page,
    columnLabels: fc.constantFrom("whole" as const, "two-rows" as const, "two-lines" as const),
    merges: fc.constantFrom("kept" as const, "lost" as const),
    splitAfter: fc.record({
      requests: fc.integer({ min: 5, max: 26 }),
      statistics: fc.integer({ min: 5, max: 64 }),
      annex: fc.integer({ min: 5, max: 20 }),
    }),
    seam: fc.constantFrom("blank" as const, "repeated" as const),
  })
  .map(({ encoding, ...layout }) => ({ ...layout, ...encoding }));

/** Layouts of reports pasted into plain text. */
export const textLayout: fc.Arbitrary<ReportLayout> = fc
  .record({ ...shared, encoding: fc.constantFrom("utf-8" as const, "gb18030" as const) })
  .map((layout) => ({ ...layout, format: "text" as const }));
