import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { buildXlsx, columnName, type XlsxValue } from "../fixtures/build-xlsx.ts";
import { readMany } from "../fixtures/read-collected.ts";
import { listDifferences, toCells } from "../golden/compare.ts";
import { findTemplate } from "../golden/recipe.ts";
import { tableFigures } from "./arbitraries.ts";

const catalog = getCatalog();
const SEED = Number(process.env.PROPERTY_SEED ?? 20);

const FORMS: readonly (readonly [edition: string, year: number, tables: readonly string[]])[] = [
  ["form-2021", 2023, ["disclosure", "requests", "remedies"]],
  ["form-2019", 2020, ["disclosure", "requests", "remedies"]],
  ["form-2014", 2016, ["statistics"]],
  ["annex-fujian", 2011, ["annex"]],
];

/** Paths of every cell of a table in the order of its figures, row labels before column labels, with their units. */
function listPaths(edition: string, table: string): readonly (readonly string[])[] {
  return findTemplate(catalog, edition, table).blocks.flatMap((block) =>
    block.rows
      .filter((row) => !row.heading)
      .flatMap((row) => {
        const labels = row.path.map(({ zh }) => zh);
        if (row.printedUnit) labels.push(`${labels.pop()}（${row.printedUnit}）`);
        return block.columns.map((column) => [...labels, ...column.path.map(({ zh }) => zh)]);
      }),
  );
}

interface Layout {
  readonly heads: "one-row" | "merged" | "pasted";
  readonly years: "column" | "title";
  readonly long: boolean;
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  heads: fc.constantFrom("one-row" as const, "merged" as const, "pasted" as const),
  years: fc.constantFrom("column" as const, "title" as const),
  long: fc.boolean(),
});

const NAMES = ["甲县水务局", "乙县教育局", "丙县财政局"];

function lay(
  paths: readonly (readonly string[])[],
  figures: readonly (readonly (string | null)[])[],
  year: number,
  layout: Layout,
) {
  const rows: XlsxValue[][] = [];
  const merges: string[] = [];
  if (layout.years === "title") rows.push([`某市${year}年度政府信息公开汇总表`]);
  const lead: XlsxValue[] = layout.years === "column" ? ["单位名称", "年度"] : ["单位名称"];
  const begin = (name: string): XlsxValue[] => (layout.years === "column" ? [name, year] : [name]);
  if (layout.long) {
    rows.push([...lead, "指标", "数值"]);
    for (const [at, agency] of figures.entries())
      for (const [column, path] of paths.entries())
        rows.push([...begin(NAMES[at] ?? ""), path.join(" / "), agency[column] ?? ""]);
    return { rows, merges };
  }
  const depth = layout.heads === "one-row" ? 1 : Math.max(...paths.map(({ length }) => length));
  const top = rows.length;
  for (let level = 0; level < depth; level++) rows.push(level === 0 ? [...lead] : lead.map(() => null));
  const column = (at: number): number => lead.length + at;
  paths.forEach((path, at) => {
    if (depth === 1) {
      rows[top]?.push(path.join(" / "));
      return;
    }
    path.forEach((label, level) => {
      const same = (other: readonly string[] | undefined): boolean =>
        other !== undefined &&
        level < path.length - 1 &&
        path.slice(0, level + 1).every((text, n) => text === other[n]) &&
        other.length > level + 1;
      const row = rows[top + level];
      if (row === undefined) return;
      if (same(paths[at - 1])) {
        row[column(at)] = null;
        return;
      }
      row[column(at)] = label;
      let end = at;
      while (same(paths[end + 1])) end++;
      const bottom = level === path.length - 1 ? top + depth : top + level + 1;
      if (layout.heads === "merged" && (end > at || bottom > top + level + 1))
        merges.push(
          `${columnName(column(at) + 1)}${top + level + 1}:${columnName(column(end) + 1)}${bottom}`,
        );
    });
  });
  if (layout.heads === "merged")
    lead.forEach(
      (_, at) =>
        void (
          depth > 1 && merges.push(`${columnName(at + 1)}${top + 1}:${columnName(at + 1)}${top + depth}`)
        ),
    );
  for (const [at, agency] of figures.entries())
    rows.push([...begin(NAMES[at] ?? ""), ...agency.map((text) => text ?? "")]);
  return { rows: rows.map((row) => Array.from(row, (value) => value ?? null)), merges };
}

describe.each(FORMS)("agencies collected by %s", (edition, year, tables) => {
  const paths = tables.flatMap((table) => listPaths(edition, table));
  const agency = fc.tuple(...tables.map((table) => tableFigures(catalog, edition, table)));

  it("read back", { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(fc.tuple(agency, agency, agency), layouts, async (drawn, layout) => {
      const truth = drawn.map((parts) => parts.flatMap(({ cells }) => cells));
      const figures = truth.map((cells) => cells.map(([, , , , , printed]) => printed));
      const { rows, merges } = lay(paths, figures, year, layout);
      const reports = await readMany("book.xlsx", buildXlsx([{ name: "Sheet1", rows, merges }]));
      expect(reports.map(({ identity }) => [identity.agency?.name, identity.year])).toEqual(
        NAMES.map((name) => [name, year]),
      );
      reports.forEach(({ facts }, at) => {
        const cells = toCells(facts, catalog);
        expect(listDifferences(truth[at] ?? [], cells, "all")).toEqual([]);
      });
    });
    await fc.assert(property, { numRuns: 12, seed: SEED, interruptAfterTimeLimit: 15_000 });
  });
});
