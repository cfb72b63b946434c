import type { Grade } from "./catalog/schema.ts";
import type { Fact, Finding, RateReason, Scope, Severity, Value, ValueStatus, Vote } from "./model.ts";
import type { Agreement, UnplacedTable } from "./report.ts";

/** What the queries answer: the same shapes feed pages, charts, CSV and JSON. */

/** The cell a figure rests on, with its place in the original. */
export interface SourceCell {
  readonly indicator: string;
  readonly member: string;
  readonly label: string;
  readonly memberLabel: string;
  readonly status: ValueStatus;
  /** Integer count of the smallest part of the unit; `null` unless `status` is reported. */
  readonly amount: number | null;
  readonly printed: string;
  readonly document: string;
  readonly fileName: string;
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly offset: number | null;
  readonly path: string | null;
  readonly page: number | null;
}

/** One figure with everything it travels with. A sum with a missing term has the status of that term. */
export interface Figure {
  readonly agency: string;
  readonly year: number;
  /** `null` when no report of that agency and year is held. */
  readonly scope: Scope | null;
  readonly indicator: string;
  readonly member: string;
  readonly value: Value;
  readonly unit: string;
  readonly edition: string | null;
  readonly grade: Grade | null;
  readonly cells: readonly SourceCell[];
  /** Codes of findings that touch a cell of the figure or its report's identity: warnings, errors, and failed checks. */
  readonly findings: readonly string[];
  /** Failed checks in which a cell of the figure is a term, of its own report or of another that looks at it. */
  readonly failures: readonly FigureFailure[];
}

/** A failed check that a figure takes part in, with the report it was made on and the cell it is shown at. */
export interface FigureFailure {
  readonly check: string;
  readonly instance: string;
  readonly code: string;
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
  readonly origin: { readonly table: number; readonly row: number; readonly column: number } | null;
}

/** A rate with its two parts; `value` is `null` when a part is not reported or there are no or too few cases. */
export interface RateFigure {
  readonly agency: string;
  readonly year: number;
  readonly rate: string;
  readonly numerator: Value;
  readonly denominator: Value;
  readonly value: number | null;
  /** Why there is no value: `other-scope` where the rate means nothing for the scope of the report. */
  readonly reason: RateReason | null;
  /** Of a proportion, at 95 %. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Enough cases to be put in an order with others. */
  readonly ranked: boolean;
  readonly grade: Grade | null;
  readonly edition: string | null;
  readonly parts: readonly Figure[];
}

export interface AgencySummary {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly kind: string | null;
  readonly level: string | null;
  readonly region: string | null;
  readonly regionNameZh: string | null;
  readonly regionNameEn: string | null;
  /** Unknown to the catalog, entered under the name it gives itself. */
  readonly provisional: boolean;
  /** Years for which a report is held, ascending. */
  readonly years: readonly number[];
}

/** An agency of which reports are held, with what peers are found by. */
export interface HeldAgency extends AgencySummary {
  /** Id of the agency above it in its place. */
  readonly parent: string | null;
  /** Line of work. */
  readonly line: string | null;
  /** First and last day, where they are known. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface StoredFinding extends Finding {
  readonly severity: Severity;
  /** Of a failed check. */
  readonly check?: string;
  /** What the check was repeated over. */
  readonly instance?: string;
  readonly detail?: CheckDetail;
}

/** A note that stands beside a failed check; it changes no figure. */
export interface Explanation {
  readonly words: string;
  readonly by: string;
  /** ISO 8601: the day of a letter, or an instant. */
  readonly at: string;
  /** The letter or document it stands in; empty where none was named. */
  readonly source: string;
}

/** A finding with the report it was made on. */
export interface FiledFinding {
  /** Grows with every finding made. */
  readonly key: number;
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
  readonly version: number;
  readonly document: string;
  readonly fileName: string;
  readonly finding: StoredFinding;
  /** What is said to it, where it is a failed check. */
  readonly explanation: Explanation | null;
}

/** A term of a failed check with the cell it was printed in. */
export interface CheckOperand {
  readonly indicator: string;
  readonly member: string;
  readonly label: string;
  readonly memberLabel: string;
  readonly side: "left" | "right";
  readonly sign: 1 | -1;
  readonly agency: string;
  readonly year: number;
  readonly status: ValueStatus;
  /** In the smallest part of the unit; `null` unless reported. */
  readonly amount: number | null;
  readonly unit: string;
  readonly printed: string;
  readonly document: string;
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly page: number | null;
}

/** The figures behind a failed check. */
export interface CheckDetail {
  readonly left: number | null;
  readonly right: number | null;
  readonly operands: readonly CheckOperand[];
  /** Whether two readings agree on the cells, where that was asked. */
  readonly agreement: Agreement | null;
  readonly words: string | null;
  /** Another report it concerns, as `agency/year`. */
  readonly other: string | null;
}

export interface ReportSummary {
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
  readonly title: string | null;
  /** ISO date the page states, never the date of reading. */
  readonly published: string | null;
  readonly version: number;
  readonly document: string;
  readonly fileName: string;
  readonly format: string;
  readonly readAt: string;
  readonly editions: readonly string[];
  readonly cellsRead: number;
  readonly cellsExpected: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number };
}

export interface ReportTable {
  readonly edition: string;
  readonly table: string;
  readonly read: number;
  readonly expected: number;
}

export interface ReportView {
  readonly summary: ReportSummary;
  readonly tables: readonly ReportTable[];
  readonly facts: readonly Fact[];
  readonly findings: readonly StoredFinding[];
  readonly evidence: readonly Vote[];
  readonly unplaced: readonly UnplacedTable[];
  /** Every version held, newest first. */
  readonly versions: readonly ReportSummary[];
}

/** A version that is stored and shown nowhere until somebody has looked at it. */
export interface AwaitingVersion {
  readonly key: number;
  readonly agency: string;
  readonly agencyNameZh: string;
  readonly year: number;
  readonly scope: Scope;
  readonly version: number;
  readonly document: string;
  readonly fileName: string;
  readonly cellsRead: number;
  readonly cellsExpected: number;
}

export interface StoredDocument {
  readonly sha256: string;
  readonly fileName: string;
  readonly format: string;
  readonly charset: string | null;
  readonly bytes: number;
  readonly receivedAt: string;
  readonly reports: readonly {
    readonly agency: string;
    readonly year: number;
    readonly scope: Scope;
    readonly version: number;
  }[];
}

export interface Coverage {
  readonly years: readonly number[];
  readonly agencies: number;
  readonly reports: number;
  readonly facts: number;
  /** Reports held per year. */
  readonly perYear: Readonly<Record<number, number>>;
}

/** One version of a report: which file, when and by which reader. */
export interface VersionEntry {
  readonly number: number;
  readonly document: string;
  readonly fileName: string;
  readonly format: string;
  readonly bytes: number;
  readonly receivedAt: string;
  readonly published: string | null;
  readonly readAt: string;
  /** Fingerprint of the reader and its catalog. */
  readonly reader: string;
  /** Who compared recognised figures with the original. */
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly cellsRead: number;
  readonly cellsExpected: number;
  readonly isShown: boolean;
}
