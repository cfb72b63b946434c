import type { Catalog } from "../catalog/catalog.ts";
import type { Fact } from "../model.ts";
import { runSums } from "./relations.ts";
import type { CheckResult } from "./result.ts";

/** Whether totals over the columns of a table bear out the order in which its heads were supposed to stand. */

const FEWEST_ROWS = 3;
/** So many rows hold for one that does not: agencies misadd, too. */
const FEWEST_FOR_ONE = 4;
/** A total of one figure alone could be exchanged with it. */
const FEWEST_PARTS = 2;

/**
 * Whether the total of a row can be that of its parts: no less than those that are given, and just as much where all are.
 * `undefined` where too little is given for it to tell.
 */
function canBeTotal({ operands }: CheckResult): boolean | undefined {
  const total = operands.find(({ side }) => side === "left")?.amount;
  const parts = operands.filter(({ side }) => side === "right");
  const given = parts.flatMap(({ amount }) => amount ?? []);
  if (typeof total !== "number" || given.filter((amount) => amount > 0).length < FEWEST_PARTS)
    return undefined;
  const sum = given.reduce((all, amount) => all + amount, 0);
  return given.length === parts.length ? total === sum : total >= sum;
}

/** `facts`: those of one table, `table` its id. */
export function bearsOutColumns(facts: readonly Fact[], table: string, catalog: Catalog): boolean {
  const rows = runSums(facts, catalog)
    .filter(({ equation: { check } }) => check.table === table && check.each === "row")
    .map(canBeTotal);
  const held = rows.filter((can) => can === true).length;
  const failed = rows.filter((can) => can === false).length;
  return held >= FEWEST_ROWS && held >= failed * FEWEST_FOR_ONE;
}
