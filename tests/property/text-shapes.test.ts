import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { TableFigures } from "../../lib/typeset/figures.ts";
import { type FormLayout, layTable } from "../../lib/typeset/forms.ts";
import { SHAPES, type TextShape } from "../fixtures/text-shapes.ts";
import { isMissing, listDifferences, readFile } from "../golden/compare.ts";
import { type ExpectedCell, findTemplate } from "../golden/recipe.ts";
import { tableFigures } from "./arbitraries.ts";

const catalog = getCatalog();
/** The same draws on every run; `PROPERTY_SEED=… PROPERTY_RUNS=… npx vitest …` draws others, and more. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 4);

const FORMS = {
  "form-2021": { tables: ["disclosure", "requests", "remedies"], year: 2022 },
  "form-2019": { tables: ["disclosure", "requests", "remedies"], year: 2019 },
  "form-2014": { tables: ["statistics"], year: 2016 },
  "annex-fujian": { tables: ["annex"], year: 2012 },
} as const;
type Form = keyof typeof FORMS;

const HEADINGS = [
  "二、主动公开政府信息情况",
  "三、收到和处理政府信息公开申请情况",
  "四、政府信息公开行政复议、行政诉讼情况",
];

interface Drawn {
  readonly figures: TableFigures;
  readonly cells: readonly ExpectedCell[];
}

function print(form: Form, drawn: readonly Drawn[], shape: TextShape, layout: FormLayout): string {
  const tables = drawn.map(({ figures }, at) => {
    const template = findTemplate(catalog, figures.edition, figures.table);
    const sheets = layTable(template, figures, layout).map((sheet) => SHAPES[shape](sheet));
    return `${HEADINGS[at]}\n${sheets.join("\n")}`;
  });
  const title = `青溪县民政局${FORMS[form].year}年政府信息公开工作年度报告`;
  return `${title}\n一、总体情况\n本年度共收到申请 12 件，办结 11 件。\n${tables.join("\n")}\n五、存在的主要问题\n全年培训 3 次，参加 120 人次。\n`;
}

async function read(text: string, drawn: readonly Drawn[]) {
  const { cells } = await readFile("source.txt", new TextEncoder().encode(text), catalog);
  const truth = drawn.flatMap((table) => table.cells);
  const differences = listDifferences(truth, cells, "all");
  // A cell that is said to be illegible, as half of a broken number is, is not taken for anything.
  const unread = differences.filter((line) => isMissing(line) || line.endsWith("got illegible"));
  return {
    wrong: differences.filter((line) => !unread.includes(line)),
    unread: unread.length,
    due: truth.length,
  };
}

const draw = (form: Form): fc.Arbitrary<readonly Drawn[]> =>
  fc.tuple(...FORMS[form].tables.map((table) => tableFigures(catalog, form, table)));

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

/** A mark that holds a space is two marks where cells are parted by spaces. */
const closeUp = (drawn: readonly Drawn[]): readonly Drawn[] =>
  reprint(drawn, ([edition, indicator, member, status, amount, printed]) =>
    printed?.includes(" ")
      ? [edition, indicator, member, status, amount, printed.replaceAll(" ", "")]
      : undefined,
  );

const blocks = fc.constantFrom("joined" as const, "apart" as const);
const order = fc.record(
  { rowOrder: fc.integer({ min: 1, max: 1000 }), columnOrder: fc.integer({ min: 1, max: 1000 }), blocks },
  { requiredKeys: ["blocks"] },
);

/** Numbers broken over lines, and empty columns that stand for nothing, are left unread more often than not. */
const LOSSY: readonly TextShape[] = ["narrow layout", "markdown, merges dropped, filled up"];
const shapes = Object.keys(SHAPES) as TextShape[];
const options = { numRuns: RUNS, seed: SEED };

describe.each(Object.keys(FORMS) as Form[])("%s", (form) => {
  it.each(shapes.filter((shape) => !LOSSY.includes(shape)))(
    "is read whole from %s",
    { timeout: 120_000 },
    (shape) =>
      fc.assert(
        fc.asyncProperty(draw(form), blocks, async (drawn, blocks) => {
          const filled = fill(drawn);
          const { wrong, unread } = await read(print(form, filled, shape, { blocks }), filled);
          expect(wrong).toEqual([]);
          expect(unread).toBe(0);
        }),
        options,
      ),
  );

  it.each(shapes)(
    "is never wrong from %s, whatever its order, marks and blanks",
    { timeout: 120_000 },
    (shape) =>
      fc.assert(
        fc.asyncProperty(draw(form), order, async (drawn, layout) => {
          const closed = closeUp(drawn);
          expect((await read(print(form, closed, shape, layout), closed)).wrong).toEqual([]);
        }),
        options,
      ),
  );
});

/** Lines lost, exchanged with the next or run into it. Two figures exchanged are another report, not a damaged one. */
type Damage = { readonly kind: "lose" | "swap" | "join" | "run together"; readonly at: number };

const isBare = (line: string): boolean => /\d/.test(line) && !/[\p{Script=Han}](?<![万元亿千件])/u.test(line);

function damage(text: string, damages: readonly Damage[]): string {
  const [title = "", ...lines] = text.split("\n");
  for (const { kind, at } of damages) {
    const y = at % (lines.length - 1);
    const [one = "", next = ""] = lines.slice(y, y + 2);
    if (kind === "lose") lines.splice(y, 1);
    else if (kind === "join") lines.splice(y, 2, `${one} ${next}`);
    else if (kind === "run together") lines.splice(y, 2, `${one}${next}`);
    else if (!isBare(one) || !isBare(next)) lines.splice(y, 2, next, one);
  }
  return [title, ...lines].join("\n");
}

describe("damaged text", () => {
  const damages = fc.array(
    fc.record({
      kind: fc.constantFrom<Damage["kind"]>("lose", "swap", "join", "run together"),
      at: fc.nat(100_000),
    }),
    { minLength: 1, maxLength: 2 },
  );
  // Of a number broken over lines the first half is a number too once the second is lost.
  it.each(shapes.filter((shape) => shape !== "narrow layout"))(
    "in the shape %s is never wrong",
    { timeout: 120_000 },
    (shape) =>
      fc.assert(
        fc.asyncProperty(
          draw("form-2021"),
          fc.array(damages, { minLength: 3, maxLength: 3 }),
          async (drawn, all) => {
            const filled = fill(drawn);
            const text = print("form-2021", filled, shape, {});
            for (const one of all) expect((await read(damage(text, one), filled)).wrong).toEqual([]);
          },
        ),
        options,
      ),
  );
});
