import type { Value } from "../model.ts";

/** An index: percent of the base, or why there is none. */
export interface IndexPoint {
  /** 100 in the base year; 5 % more is 105. */
  readonly value: number | null;
  readonly reason: "no-base" | "small-base" | "not-reported" | null;
}

/**
 * Values of one unit as percent of one of them. None where the base is not reported or is not positive (`no-base`), or
 * is below `least` (`small-base`: from 2 to 4 is no doubling anybody should read; REPORTS.md 4.2, growth).
 */
export function indexToBase(values: readonly Value[], base: Value | undefined, least: number): IndexPoint[] {
  return values.map((value) => {
    if (base?.status !== "reported" || base.amount <= 0) return { value: null, reason: "no-base" };
    if (base.amount < least) return { value: null, reason: "small-base" };
    if (value.status !== "reported") return { value: null, reason: "not-reported" };
    return { value: (value.amount / base.amount) * 100, reason: null };
  });
}
