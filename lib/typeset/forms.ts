import type { Column, Label, Row, TableBlock, TableTemplate } from "../catalog/schema.ts";
import type { TableFigures } from "./figures.ts";
import { createRandom, type Random, shuffle } from "./random.ts";
import { cell, type Sheet, type SheetCell } from "./sheet.ts";

/** How an agency lays out the form; the form's own way where nothing is said. */
export interface FormLayout {
  /** The blocks of a table joined in one, or a table each. */
  readonly blocks?: "joined" | "apart";
  /** Seeds of another order; groups under one label stay together. */
  readonly rowOrder?: number;
  readonly columnOrder?: number;
  /** Innermost column labels broken over two rows of cells, or over two lines in one. */
  readonly columnLabels?: "whole" | "two-rows" | "two-lines";
  /** Printed in place of a blank. */
  readonly blank?: string;
  readonly numerals?: (printed: string) => string;
  readonly labels?: (printed: string) => string;
}

interface Pathed {
  readonly path: readonly Label[];
}

function groupByLabel<T extends Pathed>(items: readonly T[], level: number): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const label = item.path[level]?.zh ?? "";
    const group = groups.get(label);
    if (group) group.push(item);
    else groups.set(label, [item]);
  }
  return [...groups.values()];
}

/** Another order in which every group stays together and a group's own row stays at its head. */
function reorder<T extends Pathed>(items: readonly T[], random: Random, level = 0): readonly T[] {
  const heads = items.filter((item) => item.path.length <= level);
  const groups = groupByLabel(
    items.filter((item) => item.path.length > level),
    level,
  );
  return [...heads, ...shuffle(groups, random).flatMap((group) => reorder(group, random, level + 1))];
}

/** Length of the run of items from `start` that share their labels down to `level`. */
function runLength(items: readonly Pathed[], start: number, level: number): number {
  const shared = (item: Pathed | undefined) =>
    item &&
    item.path.length > level &&
    item.path.slice(0, level + 1).every((label, index) => label.zh === items[start]?.path[index]?.zh);
  let end = start + 1;
  while (shared(items[end])) end += 1;
  return end - start;
}

function beginsRun(items: readonly Pathed[], index: number, level: number): boolean {
  return index === 0 || runLength(items, index - 1, level) === 1;
}

function layHead(block: TableBlock, columns: readonly Column[], labelWidth: number, layout: FormLayout) {
  const depth = Math.max(...columns.map((column) => column.path.length));
  const broken = layout.columnLabels === "two-rows" && depth > 1;
  const rows: SheetCell[][] = Array.from({ length: depth + (broken ? 1 : 0) }, () => []);
  const say = layout.labels ?? ((text: string) => text);
  if (block.corner && labelWidth > 0)
    rows[0]?.push(cell("label", say(block.corner.zh), rows.length, labelWidth));
  if (block.unitColumn) rows[0]?.push(cell("label", say(block.unitColumn.zh), rows.length));
  columns.forEach((column, index) => {
    column.path.forEach((label, level) => {
      const leaf = level === column.path.length - 1;
      if (!leaf && !beginsRun(columns, index, level)) return;
      const span = leaf ? 1 : runLength(columns, index, level);
      const height = leaf ? rows.length - level : 1;
      const half = Math.ceil(label.zh.length / 2);
      const [upper, lower] = [label.zh.slice(0, half), label.zh.slice(half)];
      const deep = leaf && depth > 1 && level === depth - 1 && label.zh.length >= 4;
      if (deep && broken) {
        rows[level]?.push(cell("label", upper));
        rows[level + 1]?.push(cell("label", lower));
      } else {
        const text = deep && layout.columnLabels === "two-lines" ? `${upper}\n${lower}` : say(label.zh);
        rows[level]?.push(cell("label", text, height, span));
      }
    });
  });
  return rows;
}

/** Row labels in nested columns, each merged over the rows it governs. */
function layNestedLabels(rows: readonly Row[], index: number, width: number, say: (text: string) => string) {
  const path = rows[index]?.path ?? [];
  return path.flatMap((label, level) => {
    const leaf = level === path.length - 1;
    if (!leaf && !beginsRun(rows, index, level)) return [];
    return [
      leaf
        ? cell("label", say(label.zh), 1, width - level)
        : cell("label", say(label.zh), runLength(rows, index, level)),
    ];
  });
}

const INDENT = "\u3000";
const NO_UNIT = "\u2014\u2014";

function layBlock(block: TableBlock, table: TableFigures, layout: FormLayout, width: number): Sheet {
  const say = layout.labels ?? ((text: string) => text);
  const indicatorOf = (row: Row, column: Column) => row.indicators[column.id] ?? row.indicators["*"] ?? "";
  const printed = block.rows.filter((row) =>
    row.heading
      ? (table.headings?.includes(row.id) ?? true)
      : block.columns.some((column) => table.figures[indicatorOf(row, column)]),
  );
  if (printed.length === 0) return [];
  const rows = layout.rowOrder ? reorder(printed, createRandom(layout.rowOrder)) : printed;
  const columns = layout.columnOrder
    ? reorder(block.columns, createRandom(layout.columnOrder))
    : block.columns;
  const labelWidth = block.unitColumn ? 1 : Math.max(...rows.map((row) => row.path.length));
  const filler = Math.max(0, width - labelWidth - columns.length);
  const figureOf = (row: Row, column: Column) => {
    const text = table.figures[indicatorOf(row, column)]?.[column.member];
    if (text === undefined || text === null) return layout.blank ?? "";
    return (layout.numerals ?? ((same) => same))(text);
  };
  const widen = (cells: readonly SheetCell[]) =>
    cells.map((item, index) =>
      index === cells.length - 1 ? { ...item, columnSpan: item.columnSpan + filler } : item,
    );
  const body = rows.map((row, index) => {
    const label = table.labels?.[row.id] ?? row.path.at(-1)?.zh ?? "";
    const labels = block.unitColumn
      ? [
          cell("label", INDENT.repeat(Math.max(0, row.path.length - 1)) + say(label)),
          cell("label", row.heading ? NO_UNIT : (table.units?.[row.id] ?? row.printedUnit ?? "")),
        ]
      : layNestedLabels(rows, index, labelWidth, say);
    const figures = columns.map((column) => cell("figure", row.heading ? "" : figureOf(row, column)));
    return [...labels, ...widen(figures)];
  });
  const heading = block.heading
    ? [[cell("heading", say(block.heading.zh), 1, Math.max(width, labelWidth + columns.length))]]
    : [];
  return [...heading, ...layHead(block, columns, labelWidth, layout).map(widen), ...body];
}

/**
 * One official table as sheets: a single one, or one for each block. Rows without figures are left out, so that
 * an agency may print part of a form.
 */
export function layTable(template: TableTemplate, table: TableFigures, layout: FormLayout): readonly Sheet[] {
  const joined = layout.blocks !== "apart";
  const width =
    joined && template.blocks.length > 1
      ? 1 + Math.max(...template.blocks.map((block) => block.columns.length))
      : 0;
  const sheets = template.blocks.map((block) => layBlock(block, table, layout, width));
  return (joined ? [sheets.flat()] : sheets).filter((sheet) => sheet.length > 0);
}
