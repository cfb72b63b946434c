import type { Label } from "../catalog/schema.ts";
import { keysOfLabel, type Template, type TemplateColumn, type TemplateRow } from "./template.ts";

/** An official table as a grid without merges: what each slot prints, row by row. */

export type DueSlot =
  | { readonly kind: "empty" }
  | { readonly kind: "label"; readonly keys: ReadonlySet<string> }
  | { readonly kind: "value"; readonly row: TemplateRow; readonly column: TemplateColumn };

export interface UnmergedShape {
  readonly width: number;
  /** Rows of `width` slots, one after the other. */
  readonly due: readonly DueSlot[];
}

const EMPTY: DueSlot = { kind: "empty" };
const toLabel = (label: Label): DueSlot => ({ kind: "label", keys: new Set(keysOfLabel(label)) });

/** Whether a label is printed at this item: the innermost always, one over several where it begins. */
function isPrinted(paths: readonly (readonly Label[])[], at: number, level: number): boolean {
  const path = paths[at] ?? [];
  if (level === path.length - 1) return true;
  const before = paths[at - 1];
  return !path.slice(0, level + 1).every(({ zh }, depth) => before?.[depth]?.zh === zh);
}

const depthOf = (paths: readonly (readonly Label[])[]): number =>
  Math.max(...paths.map((path) => path.length));

function layBlock(template: Template, at: number): DueSlot[][] {
  const block = template.table.blocks[at];
  const columns = template.columnsOf[at] ?? [];
  const rows = template.rows.filter((row) => row.block === at);
  if (block === undefined) return [];
  const rowPaths = rows.map(({ row }) => row.path);
  const columnPaths = columns.map(({ column }) => column.path);
  const labelWidth = depthOf(rowPaths);
  const heading = block.heading === undefined ? [] : [[toLabel(block.heading)]];
  const head = Array.from({ length: depthOf(columnPaths) }, (_, level): DueSlot[] => [
    ...Array.from({ length: labelWidth }, (_slot, x) =>
      level === 0 && x === 0 && block.corner !== undefined ? toLabel(block.corner) : EMPTY,
    ),
    ...columnPaths.map((path, x) => {
      const label = path[level];
      return label !== undefined && isPrinted(columnPaths, x, level) ? toLabel(label) : EMPTY;
    }),
  ]);
  const body = rows.map((row, y): DueSlot[] => [
    ...Array.from({ length: labelWidth }, (_slot, level) => {
      const label = row.row.path[level];
      return label !== undefined && isPrinted(rowPaths, y, level) ? toLabel(label) : EMPTY;
    }),
    ...columns.map((column): DueSlot => {
      const isValue = !row.row.heading && template.cellOf(row, column) !== undefined;
      return isValue ? { kind: "value", row, column } : EMPTY;
    }),
  ]);
  return [...heading, ...head, ...body];
}

const shapes = new WeakMap<Template, UnmergedShape>();

/** The blocks of a table below each other, narrower rows filled up with empty slots. */
export function shapeOf(template: Template): UnmergedShape {
  const known = shapes.get(template);
  if (known !== undefined) return known;
  const rows = template.table.blocks.flatMap((_, at) => layBlock(template, at));
  const width = Math.max(...rows.map((row) => row.length));
  const due = rows.flatMap((row) => [...row, ...new Array<DueSlot>(width - row.length).fill(EMPTY)]);
  const shape = { width, due };
  shapes.set(template, shape);
  return shape;
}
