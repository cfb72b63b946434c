import type { Rate, Thresholds } from "../catalog/schema.ts";
import type { Scope, Value } from "../model.ts";
import type { RateFigure } from "../views.ts";
import { rateOf } from "./rate.ts";
import { wilsonInterval } from "./wilson.ts";

/**
 * `value` is numerator by denominator: 0.305 is 30.5 %, whatever `per` the rate is read by. `interval` is `null` where there
 * is no value, of ratios, and where the source prints more than all.
 */
export type AssessedRate = Pick<RateFigure, "value" | "reason" | "interval" | "ranked">;

/** The denominator from which on a rate is given. */
export function leastDenominator(rate: Pick<Rate, "least">, thresholds: Thresholds): number {
  return Math.max(rate.least ?? 0, thresholds.rate);
}

/**
 * A rate as it may be shown: none on fewer than the declared least number of cases, with its interval, and whether it
 * may be ranked (REPORTS.md 4.3, 1: no rate below 10, no ranking below 30).
 */
export function assessRate(
  rate: Pick<Rate, "kind" | "least" | "scopes">,
  numerator: Value,
  denominator: Value,
  scope: Scope | null,
  thresholds: Thresholds,
): AssessedRate {
  const none = (reason: AssessedRate["reason"]): AssessedRate => ({
    value: null,
    reason,
    interval: null,
    ranked: false,
  });
  if (scope !== null && rate.scopes !== undefined && !rate.scopes.includes(scope)) return none("other-scope");
  const { value, reason } = rateOf(numerator, denominator);
  if (value === null || numerator.status !== "reported" || denominator.status !== "reported") {
    return none(reason);
  }
  if (denominator.amount < leastDenominator(rate, thresholds)) return none("too-few");
  const interval =
    rate.kind === "proportion" ? wilsonInterval(numerator.amount, denominator.amount) : undefined;
  return {
    value,
    reason: null,
    interval: interval ?? null,
    ranked: denominator.amount >= Math.max(rate.least ?? 0, thresholds.rank),
  };
}
