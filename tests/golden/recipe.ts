import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { Column, Row, TableBlock, TableTemplate } from "../../lib/catalog/schema.ts";
import { ReportFigures, type TableFigures } from "../../lib/typeset/figures.ts";
import { createRandom, type Random } from "../../lib/typeset/random.ts";
import type { ReportLayout } from "../../lib/typeset/report.ts";

/** A cell of the truth: edition, indicator, member, status, amount in the unit or `null`, text as printed. */
export const ExpectedCell = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.number().nullable(),
  z.string().nullable(),
]);
export type ExpectedCell = z.infer<typeof ExpectedCell>;

const SetCell = z.strictObject({ printed: z.string(), status: z.string(), amount: z.number().nullable() });

/** How a golden document is made: figures (random or of a seed report), layout, and edits by hand. */
export const Recipe = z.strictObject({
  /** Slug in db/seed/figures; random figures where not given. */
  figures: z.string().optional(),
  title: z.string().optional(),
  agency: z.string(),
  year: z.int().optional(),
  periodYear: z.int().optional(),
  /** `edition/table`, in the order of the document. */
  tables: z.array(z.string()).optional(),
  seed: z.int().default(1),
  /** Figures by hand: `edition/indicator/member`, where `*` stands for all. */
  set: z.record(z.string(), SetCell).default({}),
  layout: z.custom<ReportLayout>((value) => typeof value === "object"),
  /** Replacements in the typeset text, each of which must be found. */
  edits: z.array(z.tuple([z.string(), z.string()])).default([]),
  /** Cells that the edits took away. */
  without: z.array(z.string()).default([]),
  /** The file ends right after these words; the last of the cells above the cut is `lastCell`. */
  cutAfter: z.string().optional(),
  lastCell: z.string().optional(),
});
export type Recipe = z.infer<typeof Recipe>;

export interface Truth {
  readonly report: ReportFigures;
  readonly cells: readonly ExpectedCell[];
}

/** Amount of a plainly printed number, in the unit; the unit in the cell goes before that of the form. */
export function plainAmount(catalog: Catalog, printed: string, formUnit: string): number {
  const found = /^(-?[\d.]+)(\D*)$/.exec(printed);
  const unit = found?.[2] || formUnit;
  const factor =
    unit === "" ? 1 : catalog.notation.moneyUnits.find((candidate) => candidate.printed === unit)?.factor;
  if (!found || factor === undefined) throw new Error(`not a plain number: ${printed}`);
  return Number((Number(found[1]) * factor).toFixed(2));
}

function indicatorOf(row: Row, column: Column): string {
  return row.indicators[column.id] ?? row.indicators["*"] ?? "";
}

export interface FormCell {
  readonly block: TableBlock;
  readonly row: Row;
  readonly indicator: string;
  readonly member: string;
  readonly formUnit: string;
}

/** The value cells of an official table in the form's order. */
export function listFormCells(template: TableTemplate): readonly FormCell[] {
  return template.blocks.flatMap((block) =>
    block.rows
      .filter((row) => !row.heading)
      .flatMap((row) =>
        block.columns.map((column) => ({
          block,
          row,
          indicator: indicatorOf(row, column),
          member: column.member,
          formUnit: row.printedUnit ?? column.printedUnit ?? "",
        })),
      ),
  );
}

export function findTemplate(catalog: Catalog, edition: string, table: string): TableTemplate {
  const found = catalog.editions
    .find((candidate) => candidate.id === edition)
    ?.tables.find((candidate) => candidate.id === table);
  if (!found) throw new Error(`the catalog has no table ${edition}/${table}`);
  return found;
}

function isMoney(catalog: Catalog, indicator: string): boolean {
  return catalog.indicators.find((candidate) => candidate.id === indicator)?.unit === "yuan";
}

/** Units a form with a unit column prints beside each row. */
export function unitsOf(catalog: Catalog, template: TableTemplate): Readonly<Record<string, string>> {
  return Object.fromEntries(
    listFormCells(template).map(({ row, indicator, formUnit }) => {
      const unit = catalog.indicators.find((candidate) => candidate.id === indicator)?.unit;
      const printed = catalog.units.find((candidate) => candidate.id === unit)?.printed[0] ?? "";
      return [row.id, formUnit || printed];
    }),
  );
}

/** A printed number; money has two decimals and states its unit where the form does not. */
function drawFigure(random: Random, unit: string | undefined): string {
  const size = random();
  if (size < 0.3 && unit === undefined) return "0";
  const count = Math.floor(10 ** (random() * 4));
  return unit === undefined ? String(count) : `${count}.${Math.floor(random() * 90) + 10}${unit}`;
}

function drawTable(catalog: Catalog, name: string, recipe: Recipe, random: Random): TableFigures {
  const [edition = "", table = ""] = name.split("/");
  const template = findTemplate(catalog, edition, table);
  const figures: Record<string, Record<string, string | null>> = {};
  for (const { indicator, member, formUnit } of listFormCells(template)) {
    const row = figures[indicator] ?? {};
    const stated = formUnit
      ? ""
      : (catalog.notation.moneyUnits.find(({ factor }) => factor > 1)?.printed ?? "");
    row[member] = drawFigure(random, isMoney(catalog, indicator) ? stated : undefined);
    figures[indicator] = row;
  }
  const hasUnits = template.blocks.some((block) => block.unitColumn);
  return applySet(
    { edition, table, figures, ...(hasUnits && { units: unitsOf(catalog, template) }) },
    recipe.set,
  );
}

function findSet(set: Recipe["set"], edition: string, indicator: string, member: string) {
  return Object.entries(set).find(([key]) => {
    const [wantedEdition, wantedIndicator, wantedMember] = key.split("/");
    return (
      wantedEdition === edition &&
      (wantedIndicator === "*" || wantedIndicator === indicator) &&
      (wantedMember === "*" || wantedMember === member)
    );
  })?.[1];
}

function applySet(table: TableFigures, set: Recipe["set"]): TableFigures {
  const figures = Object.entries(table.figures).map(([indicator, row]) => [
    indicator,
    Object.fromEntries(
      Object.entries(row).map(([member, printed]) => {
        const given = findSet(set, table.edition, indicator, member);
        return [member, given ? given.printed || null : printed];
      }),
    ),
  ]);
  return { ...table, figures: Object.fromEntries(figures) };
}

/** The cells a table's figures print, with what they mean. */
export function listTruth(
  catalog: Catalog,
  table: TableFigures,
  set: Recipe["set"] = {},
): readonly ExpectedCell[] {
  const template = findTemplate(catalog, table.edition, table.table);
  return listFormCells(template).flatMap(({ indicator, member, formUnit }): ExpectedCell[] => {
    const row = table.figures[indicator];
    if (!row) return [];
    const given = findSet(set, table.edition, indicator, member);
    if (given) return [[table.edition, indicator, member, given.status, given.amount, given.printed || null]];
    const printed = row[member] ?? null;
    if (printed === null) return [[table.edition, indicator, member, "blank", null, null]];
    const unit = table.units?.[indicator] ?? formUnit;
    const amount = plainAmount(catalog, printed, isMoney(catalog, indicator) ? unit : "");
    return [[table.edition, indicator, member, "reported", amount, printed]];
  });
}

const FIGURES = fileURLToPath(new URL("../../db/seed/figures", import.meta.url));

export function readSeedFigures(slug: string): ReportFigures {
  return ReportFigures.parse(JSON.parse(readFileSync(`${FIGURES}/${slug}.json`, "utf8")));
}

/** The figures of a recipe and the cells a reader must find. */
export function prepare(catalog: Catalog, recipe: Recipe): Truth {
  const random = createRandom(recipe.seed);
  const base = recipe.figures ? readSeedFigures(recipe.figures) : undefined;
  const title = recipe.title ?? base?.title ?? "";
  const year = recipe.year ?? base?.year ?? 0;
  const report: ReportFigures = {
    slug: base?.slug ?? "fixture",
    agency: base?.agency ?? "fixture",
    title,
    year,
    source: base?.source ?? { title, place: "", year },
    tables: base?.tables ?? (recipe.tables ?? []).map((name) => drawTable(catalog, name, recipe, random)),
  };
  const nameOf = ([edition, indicator, member]: ExpectedCell) => `${edition}/${indicator}/${member}`;
  const cells = report.tables
    .flatMap((table) => listTruth(catalog, table, recipe.set))
    .filter((cell) => !recipe.without.includes(nameOf(cell)));
  const last = cells.findIndex((cell) => nameOf(cell) === recipe.lastCell);
  return { report, cells: last < 0 ? cells : cells.slice(0, last + 1) };
}
