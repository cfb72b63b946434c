import type { Catalog } from "../../lib/catalog/catalog.ts";
import { createRandom, type Random, shuffle } from "../../lib/typeset/random.ts";
import { cell, type Sheet, type SheetCell, spread } from "../../lib/typeset/sheet.ts";
import { printRecords } from "../../lib/typeset/text-shapes.ts";
import { printWorkbook } from "../../lib/typeset/xlsx.ts";
import { type ExpectedCell, findTemplate, listFormCells } from "../golden/recipe.ts";
import type { Case } from "./cases.ts";
import { drawFigures, PROFILES, pick } from "./figures.ts";
import type { Format } from "./formats.ts";
import { FORMS, seedOf } from "./forms.ts";
import words from "./words.json" with { type: "json" };

/** Tables as supervisors collect them: a head that names cells of a form, then one row an agency. */

/** A column of the table: the cell of the form it stands for, and the labels that name it from the outermost in. */
interface Collected {
  readonly edition: string;
  readonly indicator: string;
  readonly member: string;
  readonly path: readonly string[];
  /** Unit of money that the form prints, which the head must then print as well. */
  readonly unit: string;
}

const keyOf = (one: {
  readonly edition: string;
  readonly indicator: string;
  readonly member: string;
}): string => `${one.edition}/${one.indicator}/${one.member}`;

function listColumns(catalog: Catalog, tables: readonly string[]): readonly Collected[] {
  return tables.flatMap((name) => {
    const [edition = "", table = ""] = name.split("/");
    return listFormCells(findTemplate(catalog, edition, table)).map(
      ({ block, row, indicator, member, formUnit }) => {
        const column = block.columns.find(
          (one) => one.member === member && (row.indicators[one.id] ?? row.indicators["*"]) === indicator,
        );
        const labels = [...row.path, ...(column?.path ?? [])].map(({ zh }) => zh);
        return { edition, indicator, member, path: labels, unit: formUnit };
      },
    );
  });
}

const bare = (label: string): string =>
  label
    .replace(/^(?:[（(]?[一二三四五六七八九十]+[)）、]|\d+[.、])\s*/, "")
    .replace(/[（(][^（）()]*[)）]/g, "");

/** Innermost labels alone, for columns that nothing else of the form is called. */
function shorten(columns: readonly Collected[], all: readonly Collected[]): readonly Collected[] {
  const nameOf = ({ path, member }: Collected) =>
    bare(member === "total" ? (path.at(-2) ?? path.at(-1) ?? "") : `${path.at(-1)}`);
  const counts = new Map<string, number>();
  for (const column of all) counts.set(nameOf(column), (counts.get(nameOf(column)) ?? 0) + 1);
  return columns.flatMap((column) =>
    counts.get(nameOf(column)) === 1 ? [{ ...column, path: [nameOf(column)] }] : [],
  );
}

function nameIndicators(catalog: Catalog, columns: readonly Collected[]): readonly Collected[] {
  return columns.map((column) => {
    const name = catalog.indicators.find(({ id }) => id === column.indicator)?.name.zh ?? column.indicator;
    const member = catalog.members.find(({ id }) => id === column.member)?.name.zh ?? "";
    return { ...column, path: [column.member === "total" ? name : `${name}（${member}）`] };
  });
}

const withUnit = (column: Collected): Collected =>
  column.unit === "" || column.path.some((label) => label.includes(column.unit))
    ? column
    : { ...column, path: column.path.with(-1, `${column.path.at(-1)}（${column.unit}）`) };

/** Heads one over the other, equal neighbours merged; what is shallower than the rest reaches down. */
function layHeads(paths: readonly (readonly string[])[]): Sheet {
  const depth = Math.max(...paths.map((path) => path.length));
  const rows: SheetCell[][] = Array.from({ length: depth }, () => []);
  paths.forEach((path, at) => {
    path.forEach((label, level) => {
      const leaf = level === path.length - 1;
      const same = (other: readonly string[] | undefined) =>
        other !== undefined &&
        other.length > level + 1 &&
        path.slice(0, level + 1).every((text, n) => other[n] === text);
      if (!leaf && same(paths[at - 1])) return;
      let span = 1;
      while (!leaf && same(paths[at + span])) span += 1;
      rows[level]?.push(cell("label", label, leaf ? depth - level : 1, span));
    });
  });
  return rows;
}

interface Line {
  readonly agency: string;
  readonly texts: readonly (string | null)[];
}

interface Shape {
  readonly year: number;
  readonly yearColumn: boolean;
  readonly extras: boolean;
}

function lay(columns: readonly Collected[], lines: readonly Line[], shape: Shape, random: Random): Sheet {
  const { collected } = words;
  const lead = [
    ...(shape.extras ? [collected.number] : []),
    collected.agency,
    ...(shape.yearColumn ? [collected.year] : []),
  ];
  const heads = layHeads([
    ...lead.map((text) => [text]),
    ...columns.map(({ path }) => path),
    ...(shape.extras ? [[collected.remark]] : []),
  ]);
  const width = lead.length + columns.length + (shape.extras ? 1 : 0);
  const title = collected.title.replace("{year}", String(shape.year));
  const body = lines.map(({ agency, texts }, at) => [
    ...(shape.extras ? [cell("label", String(at + 1))] : []),
    cell("label", agency),
    ...(shape.yearColumn ? [cell("label", String(shape.year))] : []),
    ...texts.map((text) => cell("figure", text ?? "")),
    ...(shape.extras ? [cell("label", pick(random, collected.remarks))] : []),
  ]);
  const sums = shape.extras
    ? [
        [
          cell("label", ""),
          cell("label", collected.sum),
          ...(shape.yearColumn ? [cell("label", "")] : []),
          ...columns.map(() => cell("figure", "777777")),
          cell("label", ""),
        ],
      ]
    : [];
  return [[cell("label", title, 1, width)], ...heads, ...body, ...sums];
}

function nameColumns(
  catalog: Catalog,
  style: string,
  chosen: readonly Collected[],
  all: readonly Collected[],
  random: Random,
): readonly Collected[] {
  switch (style) {
    case "innermost-labels":
      return shorten(chosen, all);
    case "names-of-indicators":
      return nameIndicators(catalog, chosen);
    case "nested-heads":
      return chosen;
    default: {
      const separator = pick(random, ["/", " > ", "-"]);
      return chosen.map((column) => ({ ...column, path: [column.path.join(separator)] }));
    }
  }
}

/** A collected table of some columns of one form and some agencies, with what each agency's report must give. */
export function makeCollection(catalog: Catalog, format: Format, seed: number, index: number): Case {
  const random = createRandom(seedOf(seed, format.id, index));
  const quirk = format.quirks[index % format.quirks.length];
  const form = pick(
    random,
    FORMS.filter(({ name }) => name !== "two-editions"),
  );
  const profile = pick(random, PROFILES);
  const all = listColumns(catalog, form.tables);
  const count = 4 + Math.floor(random() * Math.min(30, all.length - 4));
  const picked = new Set(shuffle(all, random).slice(0, count));
  // In the order of the form: neighbours share the heads above them.
  const chosen = all.filter((column) => picked.has(column));
  const style = quirk?.name ?? "";
  const columns = nameColumns(catalog, style, chosen, all, random);
  const kept = (columns.length > 0 ? columns : nameIndicators(catalog, chosen)).map(withUnit);
  const agencies = shuffle(words.collected.agencies, random).slice(0, 2 + Math.floor(random() * 6));
  const reports = agencies.map((agency) => {
    const { cells } = drawFigures(catalog, form.tables, profile, random() < 0.5, random);
    const byKey = new Map(cells.map((one) => [one.slice(0, 3).join("/"), one]));
    const own = kept.flatMap((column): ExpectedCell[] => {
      const found = byKey.get(keyOf(column));
      return found ? [found] : [];
    });
    return { agency, own };
  });
  const shape = { year: form.year, yearColumn: random() < 0.5, extras: style === "sums-and-remarks" };
  const lines = reports.map(({ agency, own }) => ({ agency, texts: own.map(([, , , , , text]) => text) }));
  const sheet = lay(kept, lines, shape, random);
  const title = words.collected.title.replace("{year}", String(form.year));
  const isCsv = format.id.endsWith("csv");
  const bytes = isCsv
    ? new TextEncoder().encode(
        printRecords(
          spread(sheet).map((row) =>
            row.map((slot) => (slot.firstRow && slot.firstColumn ? slot.cell.text : "")),
          ),
          true,
        ),
      )
    : printWorkbook([{ name: "Sheet1", rows: sheet }], title, "", {});
  return {
    name: `${format.id}-${seed}-${index}`,
    format: format.id,
    traits: [`${format.id}/${style}`, "form: collected", `figures: ${profile}`, `edition: ${form.name}`],
    fileName: `${format.id}-${index}.${isCsv ? "csv" : "xlsx"}`,
    bytes,
    truth: reports.map(({ agency, own }) => ({ agency, year: form.year, cells: own })),
  };
}
