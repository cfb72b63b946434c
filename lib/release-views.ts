import type { CheckVerdict } from "./check-views.ts";
import type { ReleaseChange } from "./desk/states.ts";
import type { Scope, ValueStatus } from "./model.ts";

/** What was published together at the desk. */
export interface ReleaseView {
  readonly number: number;
  /** ISO 8601. */
  readonly releasedAt: string;
  readonly title: string;
  readonly notes: string;
  readonly dataVersion: number;
  /** Reports by what became of them. */
  readonly changes: Readonly<Record<ReleaseChange, number>>;
  /** Verdicts of checks on reports that are others than before. */
  readonly verdicts: number;
}

/** What a release changed in what a check says of a report; `null` where the check did not apply. */
export interface ReleaseVerdict {
  readonly release: number;
  readonly releasedAt: string;
  /** Id; the names are `null` where the registry holds it no more. */
  readonly agency: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly year: number;
  readonly scope: Scope;
  readonly check: string;
  readonly before: CheckVerdict | null;
  readonly after: CheckVerdict | null;
}

/** What became of the declared checks since the release before; ids. */
export interface DeclaredChanges {
  readonly release: number;
  readonly releasedAt: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** One report of a release. */
export interface ReleaseEntry {
  readonly release: number;
  readonly releasedAt: string;
  readonly change: ReleaseChange;
  /** Id; the names are `null` where the registry holds it no more. */
  readonly agency: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly year: number;
  readonly scope: Scope;
  readonly version: number;
  readonly document: string;
  readonly fileName: string;
  readonly awaitsReview: boolean;
}

/** A figure that was read otherwise than the original prints it, and what it was corrected to. */
export interface CorrectionView {
  readonly key: number;
  readonly label: string;
  readonly memberLabel: string;
  readonly unit: string;
  readonly wasStatus: ValueStatus;
  readonly wasAmount: number | null;
  readonly isStatus: ValueStatus;
  readonly isAmount: number | null;
  readonly why: string;
  readonly evidence: string;
  readonly at: string;
  /** Number of the release that brought it. */
  readonly release: number | null;
}
