import { describe, expect, test } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Edition, TableTemplate } from "../../lib/catalog/schema.ts";
import {
  asPrinted,
  buildFormTable,
  type FormTable,
  listFormValues,
  listUnplacedFacts,
} from "../../lib/exports/form-table.ts";
import type { Fact } from "../../lib/model.ts";

const { editions } = getCatalog();
const tables = editions.flatMap((edition) => edition.tables.map((table) => ({ edition, table })));
const named = tables.map(({ edition, table }) => [`${edition.id} ${table.id}`, edition, table] as const);

/** A fact for every cell that the template declares, counted without the code under test. */
function factsOf(edition: Edition, table: TableTemplate): Fact[] {
  return table.blocks.flatMap((block) =>
    block.rows.flatMap((row, rowIndex) =>
      block.columns.flatMap((column, columnIndex): Fact[] => {
        const indicator = row.indicators[column.id] ?? row.indicators["*"];
        if (!indicator) return [];
        return [
          {
            indicator,
            member: column.member,
            edition: edition.id,
            table: table.id,
            unit: "case",
            label: row.path.map((label) => label.zh).join("/"),
            memberLabel: column.path.map((label) => label.zh).join("/"),
            value: { status: "reported", amount: rowIndex * 100 + columnIndex },
            printed: String(rowIndex * 100 + columnIndex),
            origin: { document: "0".repeat(64), table: 1, row: rowIndex + 1, column: columnIndex + 1 },
            method: "markup",
          },
        ];
      }),
    ),
  );
}

/** Number of grid slots that the cells of each row cover, spans counted. */
function coverage(form: FormTable): number[] {
  const covered = form.rows.map(() => 0);
  for (const [index, row] of form.rows.entries()) {
    for (const cell of row.cells) {
      const height = cell.kind === "label" ? cell.rowSpan : 1;
      for (let below = 0; below < height; below++) {
        covered[index + below] = (covered[index + below] ?? 0) + cell.columnSpan;
      }
    }
  }
  return covered;
}

describe.each(named)("the form %s", (_, edition, table) => {
  const facts = factsOf(edition, table);
  const form = buildFormTable(edition.id, table, facts, () => ({ zh: "u", en: "u" }));

  test("has every cell of its template, and every fact exactly once", () => {
    const values = listFormValues(form);
    expect(values).toHaveLength(facts.length);
    expect(values.map((value) => value.fact)).toEqual(facts);
  });

  test("covers its grid without holes or overlaps", () => {
    const width = form.labelColumns + form.valueColumns;
    expect(coverage(form)).toEqual(form.rows.map(() => width));
  });

  test("keeps cells that the report lacks, without a fact", () => {
    const values = listFormValues(buildFormTable(edition.id, table, [], () => undefined));
    expect(values).toHaveLength(facts.length);
    expect(values.every((value) => value.fact === undefined)).toBe(true);
  });
});

test("the applicant columns stand under merged headers as on the form of 2021", () => {
  const found = tables.find(({ edition, table }) => edition.id === "form-2021" && table.id === "requests");
  if (!found) throw new Error("form-2021 has no table of requests");
  const form = buildFormTable("form-2021", found.table, [], () => undefined);
  const heads = form.rows.slice(0, 3).map((row) => row.cells.map((cell) => cell.columnSpan));
  expect(heads).toEqual([
    [3, 7],
    [1, 5, 1],
    [1, 1, 1, 1, 1],
  ]);
  const groups = form.rows
    .flatMap((row) => row.cells)
    .filter((cell) => cell.kind === "label" && cell.role === "group");
  expect(groups.map((cell) => cell.kind === "label" && cell.rowSpan)).toEqual([22, 8, 3, 5, 3]);
});

test("a form without national rule is drawn with the labels, order and rows that the agency printed", () => {
  const found = tables.find(({ edition }) => edition.labels === "printed");
  if (!found) throw new Error("No edition takes its labels from the report");
  const [first, second] = factsOf(found.edition, found.table).filter(({ member }) => member === "total");
  if (!first || !second) throw new Error("The form has fewer than two rows");
  const facts = [
    { ...first, label: "printed first", origin: { ...first.origin, row: 9 } },
    { ...second, label: "printed second", origin: { ...second.origin, row: 8 } },
  ];
  const printed = asPrinted(found.table, facts);
  expect(printed.blocks.flatMap(({ rows }) => rows.map(({ path }) => path.at(-1)?.zh))).toEqual([
    "printed second",
    "printed first",
  ]);
});

test("a fact without a cell on any form is told apart", () => {
  const [found] = tables;
  if (!found) throw new Error("The catalog has no form");
  const facts = factsOf(found.edition, found.table);
  const forms = [{ edition: found.edition.id, template: found.table }];
  const stray = facts.slice(0, 1).map((fact) => ({ ...fact, indicator: "no-longer-asked" }));
  expect(listUnplacedFacts(forms, [...facts, ...stray])).toEqual(stray);
});
