import type { Value, ValueStatus } from "../model.ts";

export interface Rate {
  readonly value: number | null;
  /** Why there is no value. */
  readonly reason: "no-cases" | ValueStatus | null;
}

/**
 * Numerator by denominator, both in the same unit. No rate where either is not reported (`reason` is its status, the
 * numerator's first) or where there were no cases to count.
 */
export function rateOf(numerator: Value, denominator: Value): Rate {
  if (numerator.status !== "reported") return { value: null, reason: numerator.status };
  if (denominator.status !== "reported") return { value: null, reason: denominator.status };
  if (denominator.amount === 0) return { value: null, reason: "no-cases" };
  return { value: numerator.amount / denominator.amount, reason: null };
}
