import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TableFigures } from "../../db/seed/typeset/figures.ts";
import { type FormLayout, layTable } from "../../db/seed/typeset/forms.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { SHAPES, type TextShape } from "../fixtures/text-shapes.ts";
import { isMissing, listDifferences, readFile } from "../golden/compare.ts";
import { type ExpectedCell, findTemplate } from "../golden/recipe.ts";
import { tableFigures } from "./arbitraries.ts";
import words from "./words.json" with { type: "json" };

const catalog = getCatalog();
const SEED = Number(process.env.PROPERTY_SEED ?? 20);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 25);

const FORMS = {
  "form-2021": ["disclosure", "requests", "remedies"],
  "form-2019": ["disclosure", "requests", "remedies"],
  "form-2014": ["statistics"],
  "annex-fujian": ["annex"],
} as const;

interface Drawn {
  readonly figures: TableFigures;
  readonly cells: readonly ExpectedCell[];
}

/** Section headings as the reports have them, between the tables. */
const HEADINGS = [
  "二、主动公开政府信息情况",
  "三、收到和处理政府信息公开申请情况",
  "四、政府信息公开行政复议、行政诉讼情况",
];

function print(drawn: readonly Drawn[], shape: TextShape, layout: FormLayout): string {
  const tables = drawn.map(({ figures }) => {
    const template = findTemplate(catalog, figures.edition, figures.table);
    return layTable(template, figures, layout)
      .map((sheet) => SHAPES[shape](sheet))
      .join("\n");
  });
  return `${words.title}\n一、总体情况\n本年度共收到申请 12 件，办结 11 件。\n${tables.map((table, at) => `${HEADINGS[at]}\n${table}`).join("\n")}\n五、存在的主要问题\n全年培训 3 次，人员 120 人。\n`;
}

async function read(text: string, drawn: readonly Drawn[]) {
  const { cells } = await readFile("source.txt", new TextEncoder().encode(text), catalog);
  const differences = listDifferences(
    drawn.flatMap((table) => table.cells),
    cells,
    "all",
  );
  const wrong = differences.filter((line) => !isMissing(line));
  const due = drawn.flatMap((table) => table.cells).length;
  return { wrong, missing: differences.length - wrong.length, due };
}

function draw(form: keyof typeof FORMS): fc.Arbitrary<readonly Drawn[]> {
  return fc.tuple(...FORMS[form].map((table) => tableFigures(catalog, form, table)));
}

/** The same figures with some cells printed otherwise. */
function reprint(
  drawn: readonly Drawn[],
  change: (cell: ExpectedCell) => ExpectedCell | undefined,
): readonly Drawn[] {
  return drawn.map(({ figures, cells }) => {
    const printed: Record<string, Record<string, string | null>> = structuredClone(figures.figures);
    const truth = cells.map((cell) => {
      const changed = change(cell);
      const row = printed[cell[1]];
      if (changed !== undefined && row !== undefined) row[cell[2]] = changed[5];
      return changed ?? cell;
    });
    return { figures: { ...figures, figures: printed }, cells: truth };
  });
}

/** Every cell a number, as in most reports. */
const fill = (drawn: readonly Drawn[]): readonly Drawn[] =>
  reprint(drawn, ([edition, indicator, member, status]) =>
    status === "reported" ? undefined : [edition, indicator, member, "reported", 0, "0"],
  );

/** A mark that holds a space is two where cells are parted by spaces. */
const closeUp = (drawn: readonly Drawn[]): readonly Drawn[] =>
  reprint(drawn, ([edition, indicator, member, status, amount, printed]) =>
    printed?.includes(" ")
      ? [edition, indicator, member, status, amount, printed.replaceAll(" ", "")]
      : undefined,
  );

const shapes = Object.keys(SHAPES) as TextShape[];
const order = fc.record({
  rowOrder: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
  columnOrder: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
  blocks: fc.constantFrom("joined" as const, "apart" as const),
});
const layoutOf = ({
  rowOrder,
  columnOrder,
  blocks,
}: {
  rowOrder: number | undefined;
  columnOrder: number | undefined;
  blocks: "joined" | "apart";
}): FormLayout => ({
  blocks,
  ...(rowOrder === undefined ? {} : { rowOrder }),
  ...(columnOrder === undefined ? {} : { columnOrder }),
});
const options = { numRuns: RUNS, seed: SEED };

describe.each(Object.keys(FORMS) as (keyof typeof FORMS)[])("%s", (form) => {
  it.each(shapes)("is read whole from %s", { timeout: 120_000 }, async (shape) => {
    let due = 0;
    let missing = 0;
    await fc.assert(
      fc.asyncProperty(
        draw(form),
        fc.constantFrom("joined" as const, "apart" as const),
        async (drawn, blocks) => {
          const filled = fill(drawn);
          const result = await read(print(filled, shape, { blocks }), filled);
          expect(result.wrong).toEqual([]);
          due += result.due;
          missing += result.missing;
        },
      ),
      options,
    );
    if (process.env.SHOW) console.log(form, shape, missing, due);
    expect(missing / due, `${missing} of ${due}`).toBeLessThan(0.005);
  });

  it.each(shapes)(
    "is never wrong from %s, whatever its order and its blanks",
    { timeout: 120_000 },
    async (shape) => {
      await fc.assert(
        fc.asyncProperty(draw(form), order, async (drawn, layout) => {
          const closed = closeUp(drawn);
          expect((await read(print(closed, shape, layoutOf(layout)), closed)).wrong).toEqual([]);
        }),
        options,
      );
    },
  );
});
