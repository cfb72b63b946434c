import type { GridRow, RowCell } from "./grid-rows.ts";
import type { BoundColumn, Head } from "./heads.ts";
import type { Template, TemplateRow } from "./template.ts";

/** A grid's rows as heads and what stands below them, and the template rows their labels may mean. */

/** A row with more labels than this, units aside, is a head, never data. */
const MOST_LABELS = 4;

/** A narrow column breaks 人次 over two lines. */
const isUnitCell = (cell: RowCell, units: ReadonlySet<string>): boolean =>
  units.has(cell.slot.cell.text.replace(/\s+/g, ""));

/** What is printed beside the figures of a row: its labels and its unit. */
export const textsBeside = (row: GridRow, units: ReadonlySet<string>): string[] =>
  row.cells
    .filter((cell) => cell.kind === "label" || isUnitCell(cell, units))
    .map((cell) => cell.slot.cell.text);

/** Columns of which most labels are units: a unit that was misread stands in one. */
export function findUnitColumns(rows: readonly GridRow[], units: ReadonlySet<string>): Set<number> {
  const counts = new Map<number, { units: number; labels: number }>();
  for (const cell of rows.flatMap((row) => row.cells)) {
    if (cell.kind !== "label") continue;
    const count = counts.get(cell.from) ?? { units: 0, labels: 0 };
    count.labels++;
    if (isUnitCell(cell, units)) count.units++;
    counts.set(cell.from, count);
  }
  return new Set([...counts].filter(([, count]) => count.units > count.labels / 2).map(([from]) => from));
}

/**
 * Whether a cell stands behind the row's figures: right of all columns, or right of a figure under one of them. Words there
 * remark on the row and never name it.
 */
export function isBehindFigures(cell: RowCell, row: GridRow, columns: readonly BoundColumn[]): boolean {
  if (columns.length === 0) return false;
  if (columns.every(({ to }) => cell.from > to)) return true;
  return row.cells.some(
    ({ figure, from, to }) =>
      figure && to < cell.from && columns.some((column) => from <= column.to && to >= column.from),
  );
}

/** Cells of a row that name it: no values, no units, no remarks. */
export function labelsOf(
  row: GridRow,
  columns: readonly BoundColumn[],
  units: ReadonlySet<string>,
  template: Template,
): RowCell[] {
  const labels: RowCell[] = [];
  for (const cell of row.cells) {
    if (cell.kind !== "label" || isUnitCell(cell, units) || isBehindFigures(cell, row, columns)) continue;
    const inValues = columns.some((column) => cell.from >= column.from && cell.to <= column.to);
    // A label of the form is one even where its row slipped sideways into the values.
    if (!inValues || template.rowsByLeaf.has(cell.key.full)) labels.push(cell);
  }
  return labels;
}

/** Whether the labels before the innermost one name groups of the row and no others. */
export function fits(row: TemplateRow, parents: readonly RowCell[], template: Template): boolean {
  return parents.every(
    (cell) =>
      !template.rowKeys.has(cell.key.bare) ||
      row.pathKeys.has(cell.key.bare) ||
      row.pathKeys.has(cell.key.full),
  );
}

/** Rows of the template whose innermost label is the last label of the grid row. */
export function findRows(labels: readonly RowCell[], template: Template): readonly TemplateRow[] {
  const leaf = labels.at(-1);
  if (leaf === undefined) return [];
  const named = template.rowsByLeaf.get(leaf.key.full) ?? template.rowsByLeaf.get(leaf.key.bare) ?? [];
  return named.filter((row) => fits(row, labels.slice(0, -1), template));
}

/** Whether `above` is the parent of `row` or has the same parent. */
export function isBeside(row: TemplateRow, above: TemplateRow): boolean {
  const parents = row.row.path.slice(0, -1);
  if (parents.length === 0) return false;
  return parents.every((label, depth) => above.row.path[depth]?.zh === label.zh);
}

export interface Region {
  readonly head: readonly GridRow[];
  readonly body: readonly number[];
}

/** A region with its columns bound, by block of the form and all together. */
export interface HeadedRegion extends Region {
  readonly heads: readonly Head[];
  readonly columns: readonly BoundColumn[];
}

function isHead(row: GridRow, template: Template, units: ReadonlySet<string>): boolean {
  if (row.figures > 0 || row.labels === 0) return false;
  if (labelsOf(row, [], units, template).length > MOST_LABELS) return true;
  const isHeadLabel = ({ kind, key }: RowCell): boolean =>
    kind === "label" && (template.headKeys.has(key.full) || template.headKeys.has(key.bare));
  const hits = row.cells.filter(isHeadLabel).length;
  return hits > 1 || (hits === 1 && findRows(labelsOf(row, [], units, template), template).length === 0);
}

/**
 * Whether a row of words stands over figures and is no row of the form: a head of some kind, under which the columns of
 * the one before hold no longer. The unit in a column of units is no word of a head: a row whose label was misread and
 * whose figure is blank has nothing else.
 */
function isOtherHead(
  row: GridRow,
  figureColumns: ReadonlySet<number>,
  unitColumns: ReadonlySet<number>,
  template: Template,
): boolean {
  if (row.cells.some(({ kind }) => kind === "value")) return false;
  const labels = row.cells.filter(({ kind, from }) => kind === "label" && !unitColumns.has(from));
  if (labels.length < 2) return false;
  const isOfForm = labels.some(
    ({ key }) => template.rowKeys.has(key.bare) || template.rowsByLeaf.has(key.full),
  );
  return !isOfForm && labels.some(({ from }) => figureColumns.has(from));
}

/** Runs of head rows, each with the data rows below it. */
export function regionsOf(
  rows: readonly GridRow[],
  template: Template,
  units: ReadonlySet<string>,
): Region[] {
  const regions: { head: GridRow[]; body: number[] }[] = [{ head: [], body: [] }];
  const figureColumns = new Set(
    rows.flatMap((row) => row.cells.flatMap(({ figure, from }) => (figure ? [from] : []))),
  );
  const unitColumns = findUnitColumns(rows, units);
  rows.forEach((row, y) => {
    const region = regions.at(-1);
    if (region === undefined) return;
    if (!isHead(row, template, units) && !isOtherHead(row, figureColumns, unitColumns, template))
      region.body.push(y);
    else if (region.body.length === 0) region.head.push(row);
    else regions.push({ head: [row], body: [] });
  });
  return regions;
}
