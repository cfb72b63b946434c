import type { Value } from "../model.ts";

/**
 * The sum of values of one unit, exact. A missing term is never 0: the sum then has the status of the first term
 * that is not reported; a sum of nothing is absent.
 */
export function sumValues(values: readonly Value[]): Value {
  if (values.length === 0) return { status: "absent" };
  let amount = 0;
  for (const value of values) {
    if (value.status !== "reported") return { status: value.status };
    amount += value.amount;
  }
  return { status: "reported", amount };
}
