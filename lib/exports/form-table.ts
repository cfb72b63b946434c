import type { Bilingual, Column, Row, TableBlock, TableTemplate } from "../catalog/schema.ts";
import type { Fact } from "../model.ts";

/**
 * An official form as rows of cells with spans, filled with the facts that were read: the declared header paths of
 * the edition become the merged cells of the printed form.
 *
 * A row path's ancestor that has no row of its own (三、本年度办理结果) is drawn as a vertical group cell; one that has
 * (一、主动公开情况 in the table of 2014) only indents the rows below it.
 */

export interface FormLabel {
  readonly kind: "label";
  readonly role: "heading" | "corner" | "column" | "group" | "row" | "unit";
  readonly text: Bilingual;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** Levels of indentation of a row label. */
  readonly depth: number;
}

export interface FormValue {
  readonly kind: "value";
  readonly indicator: string;
  readonly member: string;
  readonly columnSpan: number;
  /** Unit of money that the form prints for this cell, e.g. 万元. */
  readonly printedUnit: string | undefined;
  /** `undefined`: the form has this cell, the report does not. */
  readonly fact: Fact | undefined;
}

/** The value slots of a heading row, which prints no value. */
export interface FormGap {
  readonly kind: "gap";
  readonly columnSpan: number;
}

export type FormCell = FormLabel | FormValue | FormGap;

export interface FormRow {
  readonly header: boolean;
  readonly cells: readonly FormCell[];
}

export interface FormTable {
  readonly edition: string;
  readonly table: string;
  readonly title: Bilingual;
  /** Grid columns that hold labels (with the unit column), and those that hold values. */
  readonly labelColumns: number;
  readonly valueColumns: number;
  readonly rows: readonly FormRow[];
}

/** Names of units by indicator id, for forms that print a unit column. */
export type UnitOf = (indicator: string) => Bilingual | undefined;

const slotKey = (indicator: string, member: string) => `${indicator}/${member}`;
const pathKey = (path: Row["path"], length: number) =>
  path
    .slice(0, length)
    .map((label) => label.zh)
    .join("/");

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Blocks of one, two and three columns share a grid in which each fills the width. */
function sharedWidth(blocks: readonly TableBlock[]): number {
  return blocks.reduce((width, { columns }) => {
    return (width * columns.length) / greatestDivisor(width, columns.length);
  }, 1);
}

/** Lengths of the prefixes of a row path that are drawn as group cells. */
function groupLengths(row: Row, ownRows: ReadonlySet<string>): readonly number[] {
  return row.path
    .slice(0, -1)
    .map((_, index) => index + 1)
    .filter((length) => !ownRows.has(pathKey(row.path, length)));
}

function headerRows(block: TableBlock, labelColumns: number, span: number): FormRow[] {
  const height = Math.max(...block.columns.map((column) => column.path.length));
  const label = (
    role: FormLabel["role"],
    text: Bilingual,
    rowSpan: number,
    columnSpan: number,
  ): FormLabel => ({
    kind: "label",
    role,
    text,
    rowSpan,
    columnSpan,
    depth: 0,
  });
  return Array.from({ length: height }, (_, level) => {
    const cells: FormCell[] = [];
    if (level === 0 && labelColumns > 0) {
      const corner = block.corner ?? { zh: "", en: "" };
      cells.push(label("corner", corner, height, labelColumns - (block.unitColumn ? 1 : 0)));
      if (block.unitColumn) cells.push(label("column", block.unitColumn, height, 1));
    }
    for (let start = 0; start < block.columns.length; ) {
      const path = block.columns[start]?.path ?? [];
      const own = path[level];
      let end = start + 1;
      if (own && level < path.length - 1) {
        const key = pathKey(path, level + 1);
        while (end < block.columns.length && pathKey(block.columns[end]?.path ?? [], level + 1) === key)
          end++;
      }
      const rowSpan = level === path.length - 1 ? height - level : 1;
      if (own) cells.push(label("column", own, rowSpan, (end - start) * span));
      start = end;
    }
    return { header: true, cells };
  });
}

/** The rows of a template with the facts of a report in their places; facts of other tables are left alone. */
export function buildFormTable(
  edition: string,
  template: TableTemplate,
  facts: readonly Fact[],
  unitOf: UnitOf,
): FormTable {
  const own = facts.filter((fact) => fact.edition === edition && fact.table === template.id);
  const bySlot = new Map(own.map((fact) => [slotKey(fact.indicator, fact.member), fact]));
  const ownRows = new Set(
    template.blocks.flatMap((block) => block.rows.map((row) => pathKey(row.path, row.path.length))),
  );
  const allRows = template.blocks.flatMap((block) => block.rows);
  const deepest = Math.max(...allRows.map((row) => groupLengths(row, ownRows).length));
  const textColumns = allRows.some((row) => row.path.length > 0) ? deepest + 1 : 0;
  const hasUnits = template.blocks.some((block) => block.unitColumn);
  const labelColumns = textColumns + (hasUnits ? 1 : 0);
  const valueColumns = sharedWidth(template.blocks);

  const valueCell = (block: TableBlock, row: Row, column: Column): FormCell[] => {
    const indicator = row.indicators[column.id] ?? row.indicators["*"];
    const columnSpan = valueColumns / block.columns.length;
    if (row.heading || !indicator) return [{ kind: "gap", columnSpan }];
    const fact = bySlot.get(slotKey(indicator, column.member));
    const printedUnit = column.printedUnit ?? row.printedUnit;
    return [{ kind: "value", indicator, member: column.member, columnSpan, printedUnit, fact }];
  };

  const rows = template.blocks.flatMap((block): FormRow[] => {
    const drawn: FormRow[] = [];
    if (block.heading) {
      const columnSpan = labelColumns + valueColumns;
      const text = block.heading;
      const cell: FormLabel = { kind: "label", role: "heading", text, rowSpan: 1, columnSpan, depth: 0 };
      drawn.push({ header: true, cells: [cell] });
    }
    drawn.push(...headerRows(block, labelColumns, valueColumns / block.columns.length));
    const started = new Set<string>();
    for (const row of block.rows) {
      const cells: FormCell[] = [];
      const groups = groupLengths(row, ownRows);
      for (const length of groups) {
        const key = pathKey(row.path, length);
        const text = row.path[length - 1];
        if (started.has(key) || !text) continue;
        started.add(key);
        const rowSpan = block.rows.filter((other) => pathKey(other.path, length) === key).length;
        cells.push({ kind: "label", role: "group", text, rowSpan, columnSpan: 1, depth: 0 });
      }
      const text = row.path.at(-1);
      if (text) {
        const depth = row.path.length - 1 - groups.length;
        const columnSpan = textColumns - groups.length;
        cells.push({ kind: "label", role: "row", text, rowSpan: 1, columnSpan, depth });
      }
      if (block.unitColumn) cells.push(unitCell(row, unitOf));
      cells.push(...block.columns.flatMap((column) => valueCell(block, row, column)));
      drawn.push({ header: false, cells });
    }
    return drawn;
  });
  return { edition, table: template.id, title: template.title, labelColumns, valueColumns, rows };
}

function unitCell(row: Row, unitOf: UnitOf): FormCell {
  const indicator = Object.values(row.indicators)[0];
  const unit = row.heading || !indicator ? undefined : unitOf(indicator);
  if (!unit) return { kind: "gap", columnSpan: 1 };
  const text = row.printedUnit ? { zh: row.printedUnit, en: row.printedUnit } : unit;
  return { kind: "label", role: "unit", text, rowSpan: 1, columnSpan: 1, depth: 0 };
}

/**
 * A form that no national rule fixes, as one agency printed it: its own labels, in its own order, without the rows that
 * it does not have.
 */
export function asPrinted(template: TableTemplate, facts: readonly Fact[]): TableTemplate {
  const own = facts.filter(({ table }) => table === template.id);
  const firstOf = (row: Row) =>
    own.find(({ indicator }) => Object.values(row.indicators).includes(indicator));
  const blocks = template.blocks.flatMap((block) => {
    const rows = block.rows
      .flatMap((row) => {
        const fact = firstOf(row);
        const label = row.path.at(-1);
        if (!fact || !label) return [];
        const path = [...row.path.slice(0, -1), { ...label, zh: fact.label || label.zh }];
        return [{ at: fact.origin.row, row: { ...row, path } }];
      })
      .toSorted((a, b) => a.at - b.at)
      .map(({ row }) => row);
    return rows.length > 0 ? [{ ...block, rows }] : [];
  });
  return { ...template, blocks };
}

/** Facts for which the templates have no cell: a catalog may have lost a row since they were read. */
export function listUnplacedFacts(
  forms: readonly { readonly edition: string; readonly template: TableTemplate }[],
  facts: readonly Fact[],
): readonly Fact[] {
  const slots = new Set(
    forms.flatMap(({ edition, template }) =>
      template.blocks.flatMap(({ rows, columns }) =>
        rows.flatMap((row) =>
          columns.map((column) => {
            const indicator = row.indicators[column.id] ?? row.indicators["*"];
            return `${edition} ${template.id} ${indicator} ${column.member}`;
          }),
        ),
      ),
    ),
  );
  return facts.filter((fact) => !slots.has(`${fact.edition} ${fact.table} ${fact.indicator} ${fact.member}`));
}

/** The value cells of a form in reading order. */
export function listFormValues(form: FormTable): readonly FormValue[] {
  return form.rows.flatMap((row) => row.cells.filter((cell): cell is FormValue => cell.kind === "value"));
}
