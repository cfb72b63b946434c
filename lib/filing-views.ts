import type { FilingState, Finding, Scope } from "./model.ts";
import type { AgencySummary } from "./views.ts";

/** Who has filed: what the coverage page, its files and its tests see. */

export interface Filing {
  readonly year: number;
  readonly state: FilingState;
  /** ISO dates; the day of publication as the report states it, never the day it was fetched. */
  readonly published: string | null;
  readonly deadline: string | null;
  /** What the deadline rests on: the law, or what sets another date for the region or the year. */
  readonly deadlineBasis: { readonly zh: string; readonly en: string } | null;
  /** Whether it is the date of the law. */
  readonly isLegalDeadline: boolean;
  readonly daysLate: number | null;
  readonly scope: Scope | null;
  readonly document: string | null;
  readonly cells: { readonly read: number; readonly expected: number } | null;
}

export interface AgencyFilings {
  readonly agency: Omit<AgencySummary, "years">;
  /** One a year, in the order asked for. */
  readonly filings: readonly Filing[];
}

export interface FilingTally {
  readonly year: number;
  /** Agencies of which a report is expected: not those that were not there, unless they filed. */
  readonly expected: number;
  readonly counts: Readonly<Record<FilingState, number>>;
}

/** A file of which nothing could be read. */
export interface UnreadFile {
  readonly path: string;
  /** Folder and file name. */
  readonly name: string;
  readonly sha256: string | null;
  /** Id in the catalog. */
  readonly agency: string | null;
  readonly year: number | null;
  readonly findings: readonly Finding[];
  readonly triedAt: string;
}
