import type { Catalog } from "../catalog/catalog.ts";
import type { Fact } from "../model.ts";
import { runSums } from "./relations.ts";
import type { CheckResult } from "./result.ts";

/** Whether sums over the columns of a table bear out the order in which its heads were supposed to stand. */

const FEWEST_SUMS = 3;
/** So many sums hold for one that fails: agencies misadd, too. */
const FEWEST_FOR_ONE = 4;
/** A total of one figure alone could be exchanged with it. */
const FEWEST_PARTS = 2;

const isTelling = ({ operands }: CheckResult): boolean =>
  operands.filter(({ side, amount }) => side === "right" && (amount ?? 0) > 0).length >= FEWEST_PARTS;

/** `facts`: those of one table, `table` its id. */
export function bearsOutColumns(facts: readonly Fact[], table: string, catalog: Catalog): boolean {
  const sums = runSums(facts, catalog).filter(
    ({ equation }) => equation.check.table === table && equation.check.each === "row",
  );
  const held = sums.filter((sum) => sum.verdict === "passed" && isTelling(sum)).length;
  const failed = sums.filter(({ verdict }) => verdict === "failed").length;
  return held >= FEWEST_SUMS && held >= failed * FEWEST_FOR_ONE;
}
