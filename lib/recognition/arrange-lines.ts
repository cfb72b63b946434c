import type { Grid, GridLines, Slot } from "../model.ts";
import type { Look } from "../tables/printed.ts";
import { isBeside } from "./grid-regions.ts";
import { findLineLabel, LabelIndex, type Words } from "./line-labels.ts";
import { readPrintedHead } from "./printed-head.ts";
import type { Template, TemplateRow } from "./template.ts";
import { listValueLines, type ValueLine } from "./value-lines.ts";

/**
 * Lines of text that tell no columns, arranged as the form they print: a grid with the form's heads, where those are
 * printed in its order, and the rows whose label is proven and whose values are exactly as many as the columns. What is
 * not proven is left out; the lines themselves keep it.
 *
 * A label that stands apart from its values proves them only among neighbours: lines lost or exchanged between a label
 * and the next would else pass one row's values to another. So the row above and below must be those of the form, or
 * every row of it must be there.
 */

export interface LineContext {
  readonly look: Look;
  readonly units: ReadonlySet<string>;
  /** Whether no head of this table has been met: then its columns may be taken by position. */
  readonly headless: boolean;
  /** Blocks whose head was met in its order earlier in the document: `edition/table/block`. */
  readonly verified: Set<string>;
}

interface Row {
  readonly line: ValueLine;
  readonly row: TemplateRow | undefined;
  readonly printed: string;
  /** Unit words between label and values. */
  readonly unit: string | undefined;
  readonly apart: boolean;
}

/** Fewer columns or rows prove nothing without a head. */
const FEWEST_HEADLESS = 3;

class LineArranger {
  private readonly indexes = new Map<number, LabelIndex>();
  /** Whether most of the lines around those of the form are of it; few in many are those that another form prints alike. */
  private isMostlyOwn = false;

  constructor(
    private readonly grid: Grid,
    private readonly template: Template,
    private readonly context: LineContext,
  ) {}

  arrange(lines: GridLines): Grid | undefined {
    const isRow = (words: Words): boolean => this.template.rowsByLeaf.has(words.join(""));
    const values = listValueLines(lines, this.context.look, isRow);
    const isLabelled = this.template.rows.some(({ row }) => row.path.length > 0);
    const labelled = isLabelled ? this.label(values) : [];
    this.isMostlyOwn = countAround(labelled) <= 2 * labelled.filter(({ row }) => row !== undefined).length;
    const rows = isLabelled ? this.proveNeighbours(labelled) : this.takeUnlabelled(values);
    const slots = this.template.columnsOf.flatMap((_, block) => this.printBlock(block, rows));
    if (slots.length === 0) return undefined;
    const width = Math.max(...slots.map((line) => line.length));
    const filled = slots.map((line) => [
      ...line,
      ...new Array<undefined>(width - line.length).fill(undefined),
    ]);
    return { table: this.grid.table, width, slots: filled };
  }

  private indexOf(columns: number): LabelIndex {
    const known = this.indexes.get(columns);
    if (known !== undefined) return known;
    const index = new LabelIndex(this.template, columns);
    this.indexes.set(columns, index);
    return index;
  }

  private label(values: readonly ValueLine[]): Row[] {
    const found: TemplateRow[] = [];
    return values.map((line): Row => {
      const index = this.indexOf(line.values.length);
      const last = line.own.at(-1);
      const unit =
        last !== undefined && line.own.length > 1 && this.context.units.has(last) ? last : undefined;
      const own = unit === undefined ? line.own : line.own.slice(0, -1);
      const label = index.byKey.size === 0 ? undefined : findLineLabel(own, line.above, line.below, index);
      const row = label && this.choose(label.rows, found);
      if (row !== undefined) found.push(row);
      return { line, row, unit, printed: label?.printed ?? "", apart: label?.apart ?? false };
    });
  }

  /** Of rows with one label under several groups the one whose group was entered last. */
  private choose(rows: readonly TemplateRow[], found: readonly TemplateRow[]): TemplateRow | undefined {
    if (rows.length < 2) return rows[0];
    const open = rows.filter((row) => !found.includes(row));
    const near = open.map((row) =>
      found.findLastIndex((above) => isBeside(row, above) || this.isParent(above, row)),
    );
    const nearest = Math.max(-1, ...near);
    return nearest === -1 ? undefined : open[near.indexOf(nearest)];
  }

  private isParent(above: TemplateRow, row: TemplateRow): boolean {
    const parents = row.row.path.slice(0, -1);
    return parents.length > 0 && parents.every((label, depth) => above.row.path[depth]?.zh === label.zh);
  }

  /** The rows whose label stands by their values, and those apart that stand where the form has them. */
  private proveNeighbours(rows: readonly Row[]): Row[] {
    const due = this.template.rows.filter(({ row }) => !row.heading);
    const place = new Map(due.map((row, at) => [row, at]));
    const first = rows.findIndex(({ row }) => row !== undefined);
    const last = rows.findLastIndex(({ row }) => row !== undefined);
    const within = rows.slice(first, last + 1);
    const whole =
      within.length === due.length &&
      new Set(within.map(({ row }) => row)).size === due.length &&
      !within.some(({ row }) => row === undefined);
    const isProven = ({ row, apart }: Row, at: number): boolean => {
      if (row === undefined) return false;
      if (!apart || whole) return true;
      const own = place.get(row) ?? Number.NaN;
      const [above, below] = [rows[at - 1]?.row, rows[at + 1]?.row];
      const afterAbove =
        own === 0 ? above === undefined : above !== undefined && place.get(above) === own - 1;
      const beforeBelow =
        own === due.length - 1 ? below === undefined : below !== undefined && place.get(below) === own + 1;
      return afterAbove && beforeBelow;
    };
    return rows.filter(isProven);
  }

  /** The single row of a form without row labels: nothing but its values. */
  private takeUnlabelled(values: readonly ValueLine[]): Row[] {
    const [row] = this.template.rows;
    return values.flatMap((line): Row[] =>
      row !== undefined && line.own.length === 0 && line.values.length === this.template.columns.length
        ? [{ line, row, unit: undefined, printed: "", apart: false }]
        : [],
    );
  }

  private printBlock(block: number, rows: readonly Row[]): Slot[][] {
    const own = rows.filter(({ row }) => row?.block === block);
    const [first] = own;
    if (first === undefined) return [];
    const head = this.findHead(block, first.line);
    const depth = Math.max(...this.template.rows.map(({ row }) => row.path.length));
    const body = own.map((row) => printRow(row, depth));
    if (head === undefined) return [];
    return head.length === 0
      ? this.isProvenHeadless(block, own)
        ? body
        : []
      : [...this.printHead(block, head, first.line, depth), ...body];
  }

  private isProvenHeadless(block: number, rows: readonly Row[]): boolean {
    const columns = this.template.columnsOf[block]?.length ?? 0;
    const labelled = rows.some(({ row }) => (row?.row.path.length ?? 0) > 0);
    return (
      this.context.headless &&
      this.isMostlyOwn &&
      labelled &&
      Math.max(columns, rows.length) >= FEWEST_HEADLESS
    );
  }

  /** Heads as printed; none where no head is printed; `undefined` where the head is not the form's, or not in its order. */
  private findHead(block: number, first: ValueLine): readonly string[] | undefined {
    const { edition, table, columnsOf } = this.template;
    const shape = table.blocks[block];
    const id = `${edition.id}/${table.id}/${block}`;
    if (shape === undefined) return undefined;
    const head = readPrintedHead(first.heads, shape);
    if (head.kind === "verified") {
      this.context.verified.add(id);
      return head.printed;
    }
    if (head.kind === "other") return undefined;
    if (this.context.verified.has(id))
      return (columnsOf[block] ?? []).map(({ column }) => column.path.at(-1)?.zh ?? "");
    return [];
  }

  /** The form's heads over its columns, the innermost as printed. */
  private printHead(
    block: number,
    printed: readonly string[],
    { values }: ValueLine,
    depth: number,
  ): Slot[][] {
    const columns = this.template.columnsOf[block] ?? [];
    const deepest = Math.max(...columns.map(({ column }) => column.path.length));
    const [like] = values;
    if (like === undefined) return [];
    const levels = Array.from({ length: deepest }, (_, level) => level);
    return levels.map((level) => {
      const cells: Slot[] = [];
      columns.forEach(({ column }, at) => {
        const isLeaf = level >= column.path.length - 1;
        const text = isLeaf ? (printed[at] ?? "") : (column.path[level]?.zh ?? "");
        const before = columns[at - 1]?.column.path;
        const last = cells.at(-1);
        const goesOn =
          !isLeaf &&
          last !== undefined &&
          column.path.slice(0, level + 1).every((label, n) => before?.[n]?.zh === label.zh);
        cells.push(goesOn ? last : withText(like, text));
      });
      const corner = withText(like, "");
      return [...new Array<Slot>(depth + 1).fill(corner), ...cells];
    });
  }
}

/** Lines from the first of the form to the last, and those that go on from there with as many values. */
function countAround(rows: readonly Row[]): number {
  const isOwn = ({ row }: Row): boolean => row !== undefined;
  let [first, last] = [rows.findIndex(isOwn), rows.findLastIndex(isOwn)];
  const goesOn = (at: number, from: number): boolean =>
    rows[at] !== undefined && rows[at].line.values.length === rows[from]?.line.values.length;
  while (goesOn(first - 1, first)) first -= 1;
  while (goesOn(last + 1, last)) last += 1;
  return last - first + 1;
}

const withText = (like: Slot, text: string): Slot => ({ ...like, cell: { ...like.cell, text } });

/** Group labels of the form, the label as printed, the unit, the values. */
function printRow({ line, row, printed, unit }: Row, depth: number): Slot[] {
  const like = line.slots.at(-1) ?? line.values[0];
  if (like === undefined || row === undefined) return [];
  const groups = row.row.path.slice(0, -1).map(({ zh }) => withText(like, zh));
  const label = row.row.path.length === 0 ? [] : [withText(like, printed)];
  const empty = new Array<Slot>(depth - groups.length - label.length).fill(withText(like, ""));
  return [...groups, ...empty, ...label, withText(like, unit ?? ""), ...line.values];
}

/** `undefined` where the lines print nothing of the form. */
export function arrangeLines(grid: Grid, template: Template, context: LineContext): Grid | undefined {
  return grid.lines === undefined ? undefined : new LineArranger(grid, template, context).arrange(grid.lines);
}
