/**
 * The vocabulary: one readonly type per stage of the data's way.
 *
 *   bytes → Document → Grid → Match → Fact[] (+ Finding[] beside each)
 *
 * Imports nothing. Names follow the glossary in the README.
 */

/** Left, top, right, bottom in points (1/72 inch; pixels of a picture), y downward from the top of the page. */
export type Box = readonly [number, number, number, number];

/** Where in its document a cell stands; offsets count UTF-16 units of the decoded text. */
export interface Place {
  readonly offset?: number;
  readonly line?: number;
  /**
   * 1-based path from the root, in the words of the format: `html/body/table[1]/tr[3]/td[2]` in a page,
   * `body/tbl[1]/tr[3]/tc[2]` in docx, `Sheet1!B7` in a workbook.
   */
  readonly path?: string;
  /** 1-based page, in formats that have pages. */
  readonly page?: number;
  readonly box?: Box;
}

export const READING_METHODS = ["markup", "layout", "ocr"] as const;
/** How cells were had: declared by the file, rebuilt from where the text stands, or recognised in a picture. */
export type ReadingMethod = (typeof READING_METHODS)[number];

/** A cell as printed. `row` and `column` are 1-based positions in the expanded table. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly place: Place;
  /** Of recognised text: 0 to 1. */
  readonly confidence?: number;
}

/**
 * A table as read. `ragged` says that the format lost the merges (plain text): rows then list the cells that
 * were left, and the grid stage rebuilds the spans.
 */
export interface Table {
  readonly kind: "table";
  /** 1-based position among the tables of the document. */
  readonly index: number;
  readonly method: ReadingMethod;
  readonly ragged: boolean;
  /**
   * The rows are lines of a text that does not tell its columns: labels may be broken over lines, values stand in order
   * behind them. For each cell where it begins in its line, in characters (full-width ones count two);
   * negative where that is not known.
   */
  readonly lines?: readonly (readonly number[])[];
  /** Larger than any statistical table: the cells beyond the reader's ceiling were not read. */
  readonly cut?: true;
  readonly rows: readonly (readonly Cell[])[];
  readonly place: Place;
}

export interface Paragraph {
  readonly kind: "paragraph";
  readonly text: string;
  readonly place: Place;
}

export type Block = Paragraph | Table;

export const DOCUMENT_FORMATS = [
  "text",
  "html",
  "mht",
  "docx",
  "doc",
  "rtf",
  "pdf",
  "xlsx",
  "xls",
  "csv",
  "json",
  "image",
] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** Bytes as a neutral sequence of paragraphs and tables; knows nothing of reports. */
export interface Document {
  readonly sha256: string;
  readonly format: DocumentFormat;
  /** Encoding of the text; `null` where the format settles it. */
  readonly charset: string | null;
  /** `title` and every named entry of the page's head or the file's properties, in document order. */
  readonly metadata: readonly { readonly name: string; readonly content: string }[];
  readonly blocks: readonly Block[];
}

/** A rectangle in which every slot remembers its origin cell; `undefined` where the source has no cell. */
export interface Grid {
  /** Index of the (first) source table. */
  readonly table: number;
  readonly width: number;
  readonly slots: readonly (readonly (Slot | undefined)[])[];
  /** The spans of its cells were lost, and rebuilt from what is printed. */
  readonly rebuilt?: true;
  /** Of a table that tells no columns: its lines, and those of the text around it. `slots` is empty. */
  readonly lines?: GridLines;
}

export interface GridLines {
  readonly above: readonly GridLine[];
  readonly rows: readonly GridLine[];
  readonly below: readonly GridLine[];
}

/** Cells of a line with where each begins. */
export type GridLine = readonly { readonly slot: Slot; readonly x: number }[];

export interface Slot {
  readonly cell: Cell;
  /** Index of the source table: differs from `Grid.table` below the seam of stitched tables. */
  readonly table: number;
  readonly method: ReadingMethod;
}

/** The place of a figure in its original: enough to open the document and point at it. */
export interface Origin {
  readonly document: string;
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly offset?: number;
  readonly path?: string;
  readonly page?: number;
}

export const VALUE_STATUSES = ["reported", "blank", "dash", "not-applicable", "illegible", "absent"] as const;
export type ValueStatus = (typeof VALUE_STATUSES)[number];

/** Why a rate has no value: no cases, fewer than it can bear, parts of another scope, or the status of what is missing. */
export const RATE_REASONS = ["no-cases", "too-few", "other-scope", ...VALUE_STATUSES] as const;
export type RateReason = (typeof RATE_REASONS)[number];

/**
 * A value has a status; nothing but a printed number is a number. `amount` is an integer count of the smallest
 * part of the unit (`Unit.scale` parts make one unit: 1 for counts, 100 for yuan), so sums are exact.
 */
export type Value =
  | { readonly status: "reported"; readonly amount: number }
  | { readonly status: Exclude<ValueStatus, "reported"> };

/** One template cell bound to one slot. */
export interface Binding {
  readonly cell: TemplateCell;
  readonly slot: Slot;
}

/** The cell of an official form. */
export interface TemplateCell {
  readonly indicator: string;
  readonly member: string;
  readonly unit: string;
  /** Row path as on the form, joined with `/`. */
  readonly label: string;
  readonly memberLabel: string;
}

/** One official table found in a document. */
export interface Match {
  readonly edition: string;
  readonly table: string;
  readonly grids: readonly Grid[];
  readonly bindings: readonly Binding[];
  /** Template cells with no slot. */
  readonly missing: readonly TemplateCell[];
  readonly expected: number;
}

export interface Fact {
  readonly indicator: string;
  readonly member: string;
  readonly edition: string;
  readonly table: string;
  readonly unit: string;
  readonly label: string;
  readonly memberLabel: string;
  readonly value: Value;
  readonly printed: string;
  readonly origin: Origin;
  readonly method: ReadingMethod;
  /** Of recognised text: 0 to 1. */
  readonly confidence?: number;
}

export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something a reader should know; its sentence lives in the catalog under `code`. */
export interface Finding {
  readonly code: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly origin?: Origin;
}

export const SCOPES = ["own-organ", "own-level", "whole-region", "vertical-system"] as const;
/** Whose work the figures count (REPORTS.md: mixing scopes double-counts). */
export type Scope = (typeof SCOPES)[number];

/**
 * One vote for an agency, a year, a scope or a date, with the words it rests on. `identifier`: a code of the agency
 * (统一社会信用代码, 组织机构代码, an id of the registry), which only the registry can tell of.
 */
export interface Vote {
  readonly question: "agency" | "year" | "scope" | "published" | "identifier";
  readonly source:
    | "title"
    | "heading"
    | "period"
    | "metadata"
    | "file-name"
    | "url"
    | "text"
    | "catalog"
    | "form";
  readonly answer: string;
  readonly weight: number;
  readonly words: string;
}

/** Which agency, year and scope a document reports on, as decided by votes. */
export interface Identity {
  /** `null`: unknown to the catalog; entered provisionally under `name`. */
  readonly agency: { readonly id: string | null; readonly name: string } | null;
  readonly year: number | null;
  readonly scope: Scope | null;
  readonly title: string | null;
  /** ISO date of publication where the page states it. */
  readonly published: string | null;
  readonly evidence: readonly Vote[];
}

/**
 * What there is of an agency's report of a year. `published`: held, and out in time; `undated`: held, but it does not say
 * when it came out; `not-due`: not held, and its deadline has not passed;
 * `not-there`: not held, and the agency was not there at the end of the year.
 */
export const FILING_STATES = [
  "published",
  "late",
  "undated",
  "in-review",
  "unreadable",
  "missing",
  "not-due",
  "not-there",
] as const;
export type FilingState = (typeof FILING_STATES)[number];

export const AGENCY_ORIGINS = ["catalog", "import", "division", "report"] as const;
export type AgencyOrigin = (typeof AGENCY_ORIGINS)[number];

export const AGENCY_NAME_KINDS = ["official", "short", "alias", "former"] as const;
export type AgencyNameKind = (typeof AGENCY_NAME_KINDS)[number];

export const LINEAGE_KINDS = [
  "renamed",
  "merged",
  "split",
  "function-transferred",
  "moved-to-party",
  "level-changed",
  "code-changed",
] as const;
export type LineageKind = (typeof LINEAGE_KINDS)[number];

/** By these the same body goes on under another entry of the registry: its series is read on. */
export const CONTINUATIONS = ["code-changed", "level-changed"] as const satisfies readonly LineageKind[];
export type Continuation = (typeof CONTINUATIONS)[number];
