import type { Fact, ValueStatus } from "../model.ts";

/** What a check found: a verdict with the figures it rests on. */

export interface CellName {
  readonly indicator: string;
  readonly member: string;
}

export const cellKey = ({ indicator, member }: CellName): string => `${indicator}/${member}`;

/** One term of a check with the value it had. */
export interface Operand extends CellName {
  readonly side: "left" | "right";
  readonly sign: 1 | -1;
  /** Report year it was taken from. */
  readonly year: number;
  /** Whose report it was taken from, where it is another agency's. */
  readonly agency?: string;
  readonly status: ValueStatus;
  /** In the smallest part of the unit; `null` unless reported. */
  readonly amount: number | null;
  /** The cell it was taken from, where there is one. */
  readonly fact?: Fact;
}

export const VERDICTS = ["passed", "failed", "not-assessable"] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface CheckResult {
  /** Id in the catalog. */
  readonly check: string;
  /** What the check was repeated over: `edition/indicator/member` or part of it; empty where it stands once. */
  readonly instance: string;
  readonly verdict: Verdict;
  readonly left: number | null;
  readonly right: number | null;
  readonly operands: readonly Operand[];
  /** It cannot be assessed, but would hold if blank cells were zero; no fact is changed by that. */
  readonly inferred?: "blank-as-zero";
  /** Which of several bases matched, or the words of the report it is about. */
  readonly words?: string;
  /** Ids of what is not there: sections; parts of a region of which no report is held (codes of divisions, `own-level`). */
  readonly lacking?: readonly string[];
  /** Another report it concerns, as `agency/year`. */
  readonly other?: string;
}

/** The name of a result within its report. */
export const nameOf = ({ check, instance }: Pick<CheckResult, "check" | "instance">): string =>
  `${check} ${instance}`;

/** Terms that could not be had. */
export const missingOf = ({ operands }: CheckResult): readonly Operand[] =>
  operands.filter(({ status }) => status !== "reported");
