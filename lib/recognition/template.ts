import type { Catalog } from "../catalog/catalog.ts";
import type { Column, Edition, Label, Row, TableBlock, TableTemplate } from "../catalog/schema.ts";
import type { TemplateCell } from "../model.ts";
import { keyOf } from "./label.ts";

/** The official tables with their labels reduced to keys, ready to be held against a grid. */

export interface TemplateColumn {
  readonly column: Column;
  readonly block: number;
  readonly order: number;
  readonly leafKeys: readonly string[];
  /** Keys of every label on the path, the leaf included. */
  readonly pathKeys: ReadonlySet<string>;
}

export interface TemplateRow {
  readonly row: Row;
  readonly block: number;
  readonly order: number;
  readonly leafKeys: readonly string[];
  readonly pathKeys: ReadonlySet<string>;
}

export interface Template {
  readonly edition: Edition;
  readonly table: TableTemplate;
  readonly columns: readonly TemplateColumn[];
  /** Columns of each block. */
  readonly columnsOf: readonly (readonly TemplateColumn[])[];
  readonly rows: readonly TemplateRow[];
  readonly rowsByLeaf: ReadonlyMap<string, readonly TemplateRow[]>;
  /** Labels of column heads, leaves and parents. */
  readonly headKeys: ReadonlySet<string>;
  /** Labels of rows and their groups. */
  readonly rowKeys: ReadonlySet<string>;
  /** How many different labels the form prints. */
  readonly labels: number;
  /** Cells that print a value, in the order of the form. */
  readonly cells: readonly TemplateCell[];
  readonly cellOf: (row: TemplateRow, column: TemplateColumn) => TemplateCell | undefined;
}

export function keysOfLabel(label: Label): string[] {
  return [...new Set([label.zh, ...(label.aliases ?? [])].flatMap((text) => Object.values(keyOf(text))))];
}

const pathKeysOf = (path: readonly Label[]): ReadonlySet<string> => new Set(path.flatMap(keysOfLabel));

function leafKeysOf(path: readonly Label[]): string[] {
  const leaf = path.at(-1);
  return leaf === undefined ? [] : keysOfLabel(leaf);
}

function labelsOf(block: TableBlock, row: Row, column: Column): { label: string; memberLabel: string } {
  const columnLabels = column.path.map((label) => label.zh);
  const rowLabels = row.path.length > 0 ? row.path.map((label) => label.zh) : columnLabels.slice(0, -1);
  const heading = block.heading === undefined ? [] : [block.heading.zh];
  return { label: [...heading, ...rowLabels].join("/"), memberLabel: columnLabels.at(-1) ?? "" };
}

function compileTable(catalog: Catalog, edition: Edition, table: TableTemplate): Template {
  const units = new Map(catalog.indicators.map((indicator) => [indicator.id, indicator.unit]));
  const columns: TemplateColumn[] = [];
  const rows: TemplateRow[] = [];
  /** By order of row and column. */
  const cells: TemplateCell[][] = [];
  table.blocks.forEach((block, at) => {
    for (const column of block.columns) {
      columns.push({
        column,
        block: at,
        order: columns.length,
        leafKeys: leafKeysOf(column.path),
        pathKeys: pathKeysOf(column.path),
      });
    }
    const blockColumns = columns.filter((column) => column.block === at);
    for (const row of block.rows) {
      const byColumn: TemplateCell[] = [];
      cells.push(byColumn);
      rows.push({
        row,
        block: at,
        order: rows.length,
        leafKeys: leafKeysOf(row.path),
        pathKeys: pathKeysOf(row.path),
      });
      for (const { column, order } of blockColumns) {
        const indicator = row.indicators[column.id] ?? row.indicators["*"];
        if (indicator === undefined) continue;
        const unit = units.get(indicator) ?? "";
        byColumn[order] = { indicator, member: column.member, unit, ...labelsOf(block, row, column) };
      }
    }
  });
  const rowsByLeaf = new Map<string, TemplateRow[]>();
  for (const row of rows)
    for (const key of row.leafKeys) rowsByLeaf.set(key, [...(rowsByLeaf.get(key) ?? []), row]);
  return {
    edition,
    table,
    columns,
    columnsOf: table.blocks.map((_, block) => columns.filter((column) => column.block === block)),
    rows,
    rowsByLeaf,
    headKeys: new Set(columns.flatMap((column) => [...column.pathKeys])),
    rowKeys: new Set(rows.flatMap((row) => [...row.pathKeys])),
    labels: new Set(
      [...rows.map(({ row }) => row.path), ...columns.map(({ column }) => column.path)]
        .flat()
        .map(({ zh }) => zh),
    ).size,
    cells: cells.flatMap((row) => Object.values(row)),
    cellOf: (row, column) => cells[row.order]?.[column.order],
  };
}

const compiled = new WeakMap<Catalog, readonly Template[]>();

/** Every table of every edition, newest edition first. */
export function listTemplates(catalog: Catalog): readonly Template[] {
  const known = compiled.get(catalog);
  if (known !== undefined) return known;
  const templates = catalog.editions.flatMap((edition) =>
    edition.tables.map((table) => compileTable(catalog, edition, table)),
  );
  compiled.set(catalog, templates);
  return templates;
}
