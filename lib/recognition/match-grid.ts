import type { Grid, Slot, TemplateCell } from "../model.ts";
import { alignRow } from "./align-row.ts";
import type { BoundCell, GridMatch, GridNote } from "./grid-match.ts";
import {
  findRows,
  fits,
  type HeadedRegion,
  isBeside,
  labelsOf,
  type Region,
  regionsOf,
  textsBeside,
} from "./grid-regions.ts";
import type { GridRow, RowCell } from "./grid-rows.ts";
import { type BoundColumn, bindByPosition, bindHead, type Head, listHeadGroups } from "./heads.ts";
import { findApproximate } from "./label.ts";
import { hasMoved, shapeOf } from "./moved-heads.ts";
import { listRecognizedRows, placeRecognizedRows } from "./recognized-rows.ts";
import { joinRepeated } from "./repeated-merges.ts";
import type { Template, TemplateRow } from "./template.ts";

/** One grid held against one official table: which cells it binds, and what it could not place. */
class GridMatcher {
  private readonly bound: BoundCell[] = [];
  private readonly notes: GridNote[] = [];
  private readonly taken = new Set<TemplateRow>();
  /** Rows found so far, in the order of the grid. */
  private readonly order: TemplateRow[] = [];

  constructor(
    private readonly grid: Grid,
    private readonly template: Template,
    private readonly rows: readonly GridRow[],
    private readonly context: MatchContext,
  ) {}

  match(): GridMatch {
    const regions = regionsOf(this.rows, this.template, this.context.units).map(
      (region): HeadedRegion => this.headRegion(region),
    );
    const isRecognized = this.rows.some((row) => row.cells.some((cell) => cell.slot.method === "ocr"));
    if (!isRecognized || !this.matchRecognized(regions))
      for (const region of regions) this.matchRegion(region);
    const bound = this.dropMerged();
    const score = bound.reduce((sum, cell) => sum + cell.certainty, 0);
    return { template: this.template, grid: this.grid, bound, score, notes: this.notes };
  }

  private headRegion(region: Region): HeadedRegion {
    const body = region.body.flatMap((y) => this.rows[y] ?? []);
    const groups = joinRepeated(listHeadGroups(region.head, this.grid.width), body, this.rows);
    const shape = shapeOf(body, this.grid.rebuilt === true);
    const heads = this.template.table.blocks.map((_, block) => {
      const head = bindHead(groups, this.template, block);
      const isMoved = hasMoved(region.head, head, this.template, block, shape);
      return { ...head, width: shape.width, columns: isMoved ? [] : head.columns };
    });
    return { ...region, heads, columns: heads.flatMap((head) => head.columns) };
  }

  /** Rows of a picture, all together. `false` where the form names no rows, or a row is there twice. */
  private matchRecognized(regions: readonly HeadedRegion[]): boolean {
    const rows = listRecognizedRows(this.rows, regions, this.context.units, this.template);
    const placed = placeRecognizedRows(rows, this.template);
    if (placed === undefined) return false;
    for (const { at, y, row, region, labels } of rows) {
      const [leaf, found] = [labels.at(-1), placed.get(at)];
      if (leaf === undefined) continue;
      if (found !== undefined) {
        if (found.certainty < 1) this.noteApproximate(leaf, found.row);
        this.bindRow(y, row, labels, found.row, region.heads, found.certainty);
      } else this.noteUnknownRow(row, labels, region.columns);
    }
    for (const region of regions) this.noteUnknownColumns(region, region.heads, placed.size > 0);
    return true;
  }

  private noteApproximate(leaf: RowCell, { row }: TemplateRow): void {
    const label = row.path.at(-1)?.zh ?? "";
    this.notes.push({ kind: "label-approximate", text: leaf.slot.cell.text, label, slot: leaf.slot });
  }

  private noteUnknownRow(row: GridRow, labels: readonly RowCell[], columns: readonly BoundColumn[]): void {
    const slot = labels.at(-1)?.slot;
    if (row.figures === 0 || columns.length === 0 || slot === undefined) return;
    const text = labels.map((label) => label.slot.cell.text).join("/");
    this.notes.push({ kind: "row-unknown", text, slot });
  }

  private matchRegion(region: HeadedRegion): void {
    const { heads, columns } = region;
    const unmatched: number[] = [];
    const matched: number[] = [];
    for (const y of region.body) {
      const row = this.rows[y];
      if (row === undefined) continue;
      const labels = labelsOf(row, columns, this.context.units, this.template);
      const choice = this.choose(this.findRowsFor(row, labels, heads));
      if (choice === undefined) unmatched.push(y);
      else if (
        !this.taken.has(choice) ||
        choice.row.heading ||
        row.cells.some(({ kind }) => kind === "value")
      ) {
        matched.push(y);
        this.bindRow(y, row, labels, choice, heads, 1);
      }
    }
    for (const y of unmatched) this.matchApproximately(y, heads, columns, matched);
    this.noteUnknownColumns(region, heads, matched.length > 0);
  }

  /** The single row of a form without row labels is the first data row under its head. */
  private findRowsFor(
    row: GridRow,
    labels: readonly RowCell[],
    heads: readonly Head[],
  ): readonly TemplateRow[] {
    const unlabelled = this.template.rows.filter((candidate) => candidate.row.path.length === 0);
    if (unlabelled.length === 0) return findRows(labels, this.template);
    return unlabelled.filter((candidate) => {
      const columns = heads[candidate.block]?.columns ?? [];
      const values = columns.filter(
        (column) => row.at[column.from] !== undefined && row.at[column.from]?.kind !== "label",
      ).length;
      return columns.length > 0 && values >= columns.length / 2;
    });
  }

  /**
   * Of several rows with the same label (被依法纠错数 under 复议 and under 诉讼) the one whose group was entered last: its
   * parent or a row beside it stands nearest above. Where nothing above tells, none. A row found before is found
   * again: the table is repeated, and which figure counts is not for the order of the page to say.
   */
  private choose(candidates: readonly TemplateRow[]): TemplateRow | undefined {
    if (candidates.length < 2) return candidates[0];
    const isFree = (row: TemplateRow): boolean => !this.taken.has(row) || row.row.heading === true;
    const near = candidates.map((row) => this.order.findLastIndex((above) => isBeside(row, above)));
    const nearest = Math.max(...near);
    if (nearest === -1) return undefined;
    const closest = candidates.filter((_, at) => near[at] === nearest);
    return closest.find(isFree) ?? closest[0];
  }

  private bindRow(
    y: number,
    row: GridRow,
    labels: readonly RowCell[],
    choice: TemplateRow,
    heads: readonly Head[],
    certainty: number,
  ): boolean {
    const known = heads[choice.block];
    let head = known;
    if (known === undefined || known.columns.length === 0) {
      if (choice.row.heading) head = undefined;
      else if (this.context.headless && !this.isHeaded(y, row))
        head = bindByPosition(row, this.template, choice.block);
      else head = undefined;
      const [first] = row.cells;
      const said = this.notes.some((note) => note.kind === "columns-by-position");
      if (head !== undefined && first !== undefined && head.columns.length > 1 && !said)
        this.notes.push({ kind: "columns-by-position", slot: first.slot });
    }
    this.order.push(choice);
    this.taken.add(choice);
    if (head === undefined) return false;
    const rowLabels = textsBeside(row, this.context.units);
    const aligned = alignRow(row, head, labels);
    const [first] = row.cells;
    if (aligned.slipped !== undefined && first !== undefined) {
      const text = labels.at(-1)?.slot.cell.text ?? "";
      this.notes.push({
        kind: aligned.slipped === "order" ? "row-realigned" : "row-slipped",
        text,
        slot: first.slot,
      });
    }
    for (const [column, under] of aligned.cells) {
      const cell = this.template.cellOf(choice, column.column);
      const slot = cell === undefined ? undefined : this.pickSlot(under, cell, column);
      if (cell === undefined || slot === undefined) continue;
      this.bound.push({
        key: cell,
        cell:
          this.template.edition.labels === "printed"
            ? { ...cell, label: labels.at(-1)?.slot.cell.text ?? cell.label }
            : cell,
        slot,
        y,
        head: column.printed,
        rowLabels,
        certainty: certainty * column.certainty,
      });
    }
    return true;
  }

  /** Whether something is printed over the row's figures, even if it is no head that the form knows (历年累计). */
  private isHeaded(y: number, row: GridRow): boolean {
    const labels = row.cells.findLastIndex((cell) => cell.kind === "label");
    const first = row.cells[labels + 1]?.from;
    if (first === undefined) return false;
    return this.rows
      .slice(0, y)
      .some((above) => above.cells.some((cell) => cell.kind === "label" && cell.from >= first));
  }

  /** The value under a head: where the head spans several cells, the only one that prints something. */
  private pickSlot(
    under: readonly RowCell[],
    cell: TemplateCell,
    { repeated }: BoundColumn,
  ): Slot | undefined {
    const printed = under.filter((candidate) => candidate.kind !== "blank");
    const [first] = printed;
    if (printed.length > 1 && first !== undefined && !repeated) {
      this.notes.push({ kind: "cell-ambiguous", slot: first.slot, cell, count: printed.length });
      return undefined;
    }
    return (first ?? under[0])?.slot;
  }

  private matchApproximately(
    y: number,
    heads: readonly Head[],
    columns: readonly BoundColumn[],
    matched: number[],
  ): void {
    const row = this.rows[y];
    if (row === undefined) return;
    const labels = labelsOf(row, columns, this.context.units, this.template);
    const leaf = labels.at(-1);
    if (leaf === undefined || this.template.rowKeys.has(leaf.key.bare)) return;
    const open = this.template.rows.filter(
      (candidate) =>
        !this.taken.has(candidate) &&
        candidate.row.path.length > 0 &&
        fits(candidate, labels.slice(0, -1), this.template),
    );
    const [only, ...more] =
      matched.length > 0 ? findApproximate(leaf.key, open, (candidate) => candidate.leafKeys) : [];
    if (only !== undefined && more.length === 0) {
      this.noteApproximate(leaf, only);
      this.bindRow(y, row, labels, only, heads, 0.8);
    } else this.noteUnknownRow(row, labels, columns);
  }

  private noteUnknownColumns(region: Region, heads: readonly Head[], matched: boolean): void {
    if (!matched) return;
    const labelled = new Set(
      region.body.flatMap(
        (y) => this.rows[y]?.cells.filter((cell) => cell.kind === "label").map((cell) => cell.from) ?? [],
      ),
    );
    const used = heads.filter((head) => head.columns.length > 0);
    for (const cell of region.head.at(-1)?.cells ?? []) {
      const everywhere = used.length > 0 && used.every((head) => head.unknown.includes(cell.slot.cell.text));
      const prints = region.body.some((y) => this.rows[y]?.at[cell.from]?.figure);
      if (cell.kind === "label" && everywhere && prints && !labelled.has(cell.from)) {
        this.notes.push({ kind: "column-unknown", text: cell.slot.cell.text, slot: cell.slot });
      }
    }
  }

  /** One printed figure is one cell of the form: a figure merged over several belongs to none of them. */
  private dropMerged(): BoundCell[] {
    const shares = new Map<Slot["cell"], number>();
    for (const { slot } of this.bound) shares.set(slot.cell, (shares.get(slot.cell) ?? 0) + 1);
    if (shares.size === this.bound.length) return this.bound;
    const figures = new Set(
      this.rows.flatMap((row) => row.cells.filter((cell) => cell.figure).map((cell) => cell.slot.cell)),
    );
    const isMerged = ({ slot }: BoundCell): boolean =>
      (shares.get(slot.cell) ?? 0) > 1 && figures.has(slot.cell);
    for (const [cell, count] of shares) {
      const first = this.bound.find((bound) => bound.slot.cell === cell);
      if (first !== undefined && isMerged(first))
        this.notes.push({ kind: "cell-merged", slot: first.slot, cell: first.cell, count });
    }
    return this.bound.filter((cell) => !isMerged(cell));
  }
}

export interface MatchContext {
  /** Printed names of units, which are no labels. */
  readonly units: ReadonlySet<string>;
  /** Whether the document shows no head of this table: only then may columns be taken by position. */
  readonly headless: boolean;
}

/** Holds the rows of a grid against a template. */
export function matchGrid(
  grid: Grid,
  template: Template,
  rows: readonly GridRow[],
  context: MatchContext,
): GridMatch {
  return new GridMatcher(grid, template, rows, context).match();
}
