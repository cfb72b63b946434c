import type { Document, Fact, Identity, Match, Place, Scope } from "./model.ts";

/** What reading one report gave: its figures, what it prints beside them and what its prose says. */

/** What a table prints beside the cells of known forms: nothing an agency printed is lost. */
export interface UnplacedTable {
  /** Whole tables, whole rows, or cells of a recognised table that stand beside its form. */
  readonly kind: "table" | "rows" | "cells";
  /** 1-based position among the tables of the document. */
  readonly table: number;
  readonly page?: number;
  /** The words right above the table. */
  readonly caption: string | null;
  readonly rows: readonly {
    readonly row: number;
    /** Of cells: the label of their row as printed; empty where it prints none. */
    readonly label?: string;
    readonly cells: readonly UnplacedCell[];
  }[];
}

export interface UnplacedCell {
  readonly column: number;
  readonly columnSpan: number;
  readonly text: string;
  /** Of a cell beside a form: what is printed over its column. */
  readonly head?: string | null;
}

/**
 * What a second reading says of a sum that fails: both readings give the same figures (`source`), or only one way reads
 * the cells (`open`).
 */
export type Agreement = "source" | "open";

/** A number in the prose. */
interface Stated {
  /** In lib/catalog/claims.json; `null` where its noun is none of those. */
  readonly subject: string | null;
  readonly unit: string;
  /** As printed, in the smallest part of the unit: cases, fen; of percentages and changes the number itself. */
  readonly amount: number;
  /** From and to, both included, where the number is not exact: 余, 约, 1.2万. */
  readonly range?: readonly [number, number];
  /** Digits behind the point. */
  readonly places: number;
  /** Whose work it counts, where the text says so. */
  readonly scope: Scope | null;
  /** All words around it are understood; where they are not, it may agree with the tables, never contradict them. */
  readonly certain: boolean;
  readonly sentence: string;
  readonly place: Place;
}

/**
 * What the prose says of the report's figures: a level; the share of `of`, or of one of `sums` that it ends, in one of
 * `wholes` or in a total of the tables; growth up to `level`, in per cent or in number; parts and their total.
 */
export type Claim = Stated & (LevelClaim | ShareClaim | GrowthClaim | ListClaim);
type Numbers = readonly number[];
type LevelClaim = { readonly kind: "count" | "money" };
type ShareClaim = WithWholes & { readonly kind: "share"; readonly of: number; readonly sums: Numbers };
type GrowthClaim = { readonly kind: "growth"; readonly level: Pick<Stated, "amount" | "range"> | null };
type ListClaim = WithWholes & { readonly kind: "list"; readonly parts: Numbers };
type WithWholes = { readonly wholes: Numbers };

/** What reading one report gave. */
export interface Report {
  readonly document: Document;
  readonly identity: Identity;
  readonly matches: readonly Match[];
  readonly facts: readonly Fact[];
  readonly unplaced: readonly UnplacedTable[];
  readonly claims: readonly Claim[];
  /** Ids of the sections of the form whose headings it has (lib/catalog/sections.json). */
  readonly sections: readonly string[];
  /** By `check instance` of the sums that fail. */
  readonly agreements: Readonly<Record<string, Agreement>>;
  /** The row of a table that lists many agencies, or of an export: what others compiled of the agency's figures. */
  readonly collected?: true;
}

/**
 * What of a report is stored and shown once its cells are facts: neither blocks nor grids, and of the bindings their
 * number. Every `Report` is one.
 */
export type ReportExtract = Omit<Report, "document" | "matches"> & {
  readonly document: Omit<Document, "blocks">;
  readonly matches: readonly MatchExtract[];
};

export type MatchExtract = Pick<Match, "edition" | "table" | "expected"> & {
  readonly bindings: { readonly length: number };
};
