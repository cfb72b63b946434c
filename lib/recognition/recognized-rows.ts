import { findRows, findUnitColumns, fits, type HeadedRegion, labelsOf } from "./grid-regions.ts";
import type { GridRow, RowCell } from "./grid-rows.ts";
import { editDistance, findApproximate } from "./label.ts";
import { resembles } from "./recognized-label.ts";
import type { Template, TemplateRow } from "./template.ts";

/**
 * Rows whose labels were recognised in a picture. Signs are wrong or lacking, but the rows stand in the order of the form,
 * and all together say which is which:
 *
 *   form   A B C D E        page   A B' ? D E    B' is B: near it, and in its place beside A
 *                                                ? is C: between B and D the form has one row, and so has the page
 *
 * A label that two rows of the form print, or that differs by one sign from another (同意公开, 不同意公开), is believed only in
 * its place. Whatever stands out of the order is left.
 */

/** A row of the page, `at` its position among all rows that are no heads. */
export interface RecognizedRow {
  readonly at: number;
  /** Its position in the grid. */
  readonly y: number;
  readonly row: GridRow;
  readonly region: HeadedRegion;
  readonly labels: readonly RowCell[];
  /** Rows of the form with exactly this label. */
  readonly named: readonly TemplateRow[];
}

/** A cell of which recognition made nothing may have held a figure. */
const UNREADABLE = "\ufffd";

/** A row of nothing but labels is a head or a heading that recognition spoiled. */
const isData = (row: GridRow): boolean =>
  row.cells.some((cell) => cell.kind !== "label" || cell.slot.cell.text.includes(UNREADABLE));

/** The rows below the heads, with the labels that name them. */
export function listRecognizedRows(
  rows: readonly GridRow[],
  regions: readonly HeadedRegion[],
  units: ReadonlySet<string>,
  template: Template,
): RecognizedRow[] {
  const unitColumns = findUnitColumns(rows, units);
  const body = regions.flatMap((region) =>
    region.body.flatMap((y) => {
      const row = rows[y];
      return row === undefined || !isData(row) ? [] : [{ y, row, region }];
    }),
  );
  return body.map(({ y, row, region }, at) => {
    const labels = labelsOf(row, region.columns, units, template).filter(
      (label) => !unitColumns.has(label.from),
    );
    return { at, y, row, region, labels, named: findRows(labels, template) };
  });
}

export interface PlacedRow {
  readonly row: TemplateRow;
  /** 1 by its label; less where its place had to help. */
  readonly certainty: number;
}

const EXACT = 1;
const NEAR = 0.8;
const BY_ORDER = 0.7;

class Placing {
  readonly placed = new Map<number, PlacedRow>();

  constructor(
    private readonly rows: readonly RecognizedRow[],
    private readonly template: Template,
  ) {}

  private neighbour(at: number, step: 1 | -1): { at: number; order: number } | undefined {
    for (let near = at + step; near >= 0 && near < this.rows.length; near += step) {
      const found = this.placed.get(near);
      if (found !== undefined) return { at: near, order: found.row.order };
    }
    return undefined;
  }

  /** Whether a row of the form may stand here: between its placed neighbours. */
  mayStand({ order }: TemplateRow, at: number): boolean {
    const [before, after] = [this.neighbour(at, -1), this.neighbour(at, 1)];
    return order > (before?.order ?? -1) && order < (after?.order ?? Number.POSITIVE_INFINITY);
  }

  /** Whether it stands as far from a placed neighbour as on the form. */
  isInPlace({ order }: TemplateRow, at: number): boolean {
    return ([-1, 1] as const).some((step) => {
      const near = this.neighbour(at, step);
      return near !== undefined && near.at - at === near.order - order;
    });
  }

  isTaken(row: TemplateRow): boolean {
    return [...this.placed.values()].some((placed) => placed.row === row);
  }

  /** Rows named by exactly one label of the form; those out of the order of most are left. */
  placeExact(): void {
    const named = this.rows.flatMap(({ at, named: [only, ...more] }) =>
      only !== undefined && more.length === 0 ? [{ at, row: only }] : [],
    );
    for (const { at, row } of longestInOrder(named)) this.placed.set(at, { row, certainty: EXACT });
    for (const { at, row } of named)
      if (isConfusable(row, this.template) && !this.isInPlace(row, at)) this.placed.delete(at);
  }

  /** Rows that their label nearly names, or that one of several rows so named must be; `true` if any was placed. */
  placeNear(): boolean {
    let changed = false;
    for (const { at, labels, named } of this.rows) {
      const leaf = labels.at(-1);
      if (this.placed.has(at) || leaf === undefined) continue;
      const open = this.template.rows.filter(
        (row) =>
          row.row.path.length > 0 &&
          !this.isTaken(row) &&
          this.mayStand(row, at) &&
          fits(row, labels.slice(0, -1), this.template),
      );
      const exact = named.filter((row) => open.includes(row));
      const near = named.length > 0 ? exact : findApproximate(leaf.key, open, (row) => row.leafKeys);
      const [only, ...more] = near.filter((row) => this.isInPlace(row, at));
      if (only === undefined || more.length > 0) continue;
      this.placed.set(at, { row: only, certainty: named.length > 0 ? EXACT : NEAR });
      changed = true;
    }
    return changed;
  }

  /** Rows between two placed ones where the form has just as many, each resembling its own. */
  placeByOrder(): void {
    let start = 0;
    while (start < this.rows.length) {
      if (this.placed.has(start)) {
        start++;
        continue;
      }
      let end = start;
      while (end < this.rows.length && !this.placed.has(end)) end++;
      const [before, after] = [this.neighbour(start, -1), this.neighbour(start, 1)];
      if (before !== undefined && after !== undefined && after.at === end)
        this.fill(start, end, before.order, after.order);
      start = end;
    }
  }

  /** Whether the label has more in common with another row of the form. */
  private isNearerToOther(printed: string, own: TemplateRow): boolean {
    const distance = ({ leafKeys }: TemplateRow): number =>
      Math.min(...leafKeys.map((key) => editDistance(printed, key, Math.max(key.length, printed.length))));
    const toOwn = distance(own);
    return this.template.rows.some((row) => distance(row) < toOwn);
  }

  private fill(start: number, end: number, from: number, to: number): void {
    const between = this.template.rows.filter(({ order }) => order > from && order < to);
    const gap = this.rows.slice(start, end);
    if (between.length !== gap.length) return;
    const resembling = gap.every(({ labels, named }, at) => {
      const row = between[at];
      const key = labels.at(-1)?.key;
      if (row === undefined || key === undefined) return false;
      if (named.length > 0) return named.includes(row);
      return resembles(key.bare, row.leafKeys) && !this.isNearerToOther(key.bare, row);
    });
    if (!resembling) return;
    for (const [at, row] of between.entries()) this.placed.set(start + at, { row, certainty: BY_ORDER });
  }
}

interface Named {
  readonly at: number;
  readonly row: TemplateRow;
}

/** The most rows of which each stands below the one before, on the page and on the form. */
function longestInOrder(named: readonly Named[]): Named[] {
  const chains: Named[][] = [];
  for (const one of named) {
    let longest: Named[] = [];
    for (const chain of chains) {
      const last = chain.at(-1);
      if (last !== undefined && last.row.order < one.row.order && chain.length > longest.length)
        longest = chain;
    }
    chains.push([...longest, one]);
  }
  return chains.reduce<Named[]>((best, chain) => (chain.length > best.length ? chain : best), []);
}

const confusable = new WeakMap<Template, ReadonlySet<TemplateRow>>();

/** Whether one wrong sign makes the row's label that of another. */
function isConfusable(row: TemplateRow, template: Template): boolean {
  const known = confusable.get(template);
  if (known !== undefined) return known.has(row);
  const rows = template.rows.filter((one) =>
    template.rows.some(
      (other) =>
        other !== one &&
        one.leafKeys.some((key) => other.leafKeys.some((otherKey) => editDistance(key, otherKey, 1) <= 1)),
    ),
  );
  confusable.set(template, new Set(rows));
  return rows.includes(row);
}

/**
 * Which row of the form each recognised row is, by its position; those it cannot be told for are left out. `undefined`
 * where the form names no rows, or a row is there twice: then the table is read as any other.
 */
export function placeRecognizedRows(
  rows: readonly RecognizedRow[],
  template: Template,
): ReadonlyMap<number, PlacedRow> | undefined {
  const named = rows.flatMap(({ named: [only, ...more] }) => (only && more.length === 0 ? [only] : []));
  const isUnnamed = template.rows.some(({ row }) => row.path.length === 0);
  if (isUnnamed || new Set(named).size < named.length) return undefined;
  const placing = new Placing(rows, template);
  placing.placeExact();
  while (placing.placeNear());
  placing.placeByOrder();
  return placing.placed;
}
