import type { QuestionKind, QuestionState } from "./desk/states.ts";
import type { Scope, ValueStatus } from "./model.ts";

/** A reader's question about a number, as everybody may see it. */
export interface QuestionView {
  readonly number: number;
  readonly agency: string;
  /** `null` where the registry holds it no more. */
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly year: number;
  readonly scope: Scope;
  readonly edition: string;
  readonly indicator: string;
  readonly member: string;
  readonly label: string;
  readonly memberLabel: string;
  readonly unit: string;
  readonly shownStatus: ValueStatus;
  readonly shownAmount: number | null;
  readonly version: number;
  readonly dataVersion: number;
  readonly kind: QuestionKind;
  /** `null` until somebody has looked at it, and where it is not shown. */
  readonly words: string | null;
  readonly askedAt: string;
  readonly state: QuestionState;
  /** When it came into this state. */
  readonly since: string;
  readonly answer: string;
  /** Number of the release that brought the correction. */
  readonly release: number | null;
}

export interface QuestionStep {
  readonly key: number;
  readonly state: QuestionState;
  readonly answer: string;
  readonly release: number | null;
  readonly at: string;
}
