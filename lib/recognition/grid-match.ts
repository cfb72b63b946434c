import type { Binding, Grid, Slot, TemplateCell, ValueStatus } from "../model.ts";
import type { Template } from "./template.ts";

/** What holding a grid against an official table gives: the cells it binds, and what could not be placed. */

export interface BoundCell extends Binding {
  /** The template's own cell, by which parts of a table are merged. */
  readonly key: TemplateCell;
  readonly y: number;
  /** Text over the column, where a unit may be printed. */
  readonly head: string;
  /** Text of the row's labels, the unit column among them. */
  readonly rowLabels: readonly string[];
  readonly certainty: number;
  /** Of the product's own exports, which state what the printed text was read as. */
  readonly stated?: StatedValue;
}

export interface StatedValue {
  readonly status: ValueStatus;
  /** In the unit of the cell; empty unless reported. */
  readonly amount: string;
}

export interface GridMatch {
  readonly template: Template;
  readonly grid: Grid;
  readonly bound: readonly BoundCell[];
  readonly score: number;
  readonly notes: readonly GridNote[];
}

export type GridNote =
  | {
      readonly kind: "row-unknown" | "row-realigned" | "row-slipped" | "column-unknown";
      readonly text: string;
      readonly slot: Slot;
    }
  | { readonly kind: "label-approximate"; readonly text: string; readonly label: string; readonly slot: Slot }
  | { readonly kind: "columns-by-position"; readonly slot: Slot }
  | {
      readonly kind: "cell-merged" | "cell-ambiguous";
      readonly slot: Slot;
      readonly cell: TemplateCell;
      readonly count: number;
    };
