import type { Scope } from "./model.ts";
import type { Explanation, StoredFinding } from "./views.ts";

/** What the checks found, as the queries answer it. */

/** What became of one check in the reports of one year that it applies to; every number counts reports. */
export interface CheckTally {
  readonly check: string;
  readonly year: number;
  readonly reports: number;
  readonly passed: number;
  /** It fails somewhere, and not every failure is explained. */
  readonly failed: number;
  readonly explained: number;
  /** It could be assessed nowhere in the report. */
  readonly notAssessable: number;
}

/** What a check says of a report, all its instances together: it fails somewhere and not every failure has a note, … */
export const CHECK_VERDICTS = ["failed", "explained", "passed", "not-assessable"] as const;
export type CheckVerdict = (typeof CHECK_VERDICTS)[number];

/** The report that a check was made on. */
export interface CheckedReport {
  readonly agency: string;
  readonly agencyNameZh: string;
  readonly agencyNameEn: string | null;
  readonly year: number;
  readonly scope: Scope;
  readonly document: string;
  readonly fileName: string;
}

export interface CheckFailure extends CheckedReport {
  readonly check: string;
  readonly instance: string;
  readonly verdict: "failed" | "explained";
  readonly finding: StoredFinding;
  readonly explanation: Explanation | null;
}

/** A check that could not be assessed in a report, once or several times. */
export interface UnassessedCheck extends CheckedReport {
  readonly check: string;
  readonly count: number;
  /** How often it would hold if blank cells were zero. */
  readonly inferred: number;
  /** The first terms that could not be had, as `indicator/member/year`. */
  readonly missing: readonly string[];
}

/** How often one check passed, failed or could not be assessed in a report. */
export interface CheckCount {
  readonly check: string;
  readonly passed: number;
  readonly failed: number;
  readonly notAssessable: number;
  readonly inferred: number;
  readonly missing: readonly string[];
}

/** The checks of one report, counted. */
export interface CheckRecord {
  readonly year: number;
  readonly scope: Scope;
  readonly passed: number;
  readonly failed: number;
  readonly explained: number;
  readonly notAssessable: number;
}
