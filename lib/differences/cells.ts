import type { Fact } from "../model.ts";

/** What differs between two readings of one report, cell by cell. */

export const CELL_CHANGES = ["added", "removed", "value", "status", "printed"] as const;
/**
 * `added`, `removed`: only one of the two has the cell. `value`: another number, or another unit. `status`: a number here
 * and none there, or another reason for none. `printed`: the same figure, printed otherwise.
 */
export type CellChange = (typeof CELL_CHANGES)[number];

export interface CellDifference {
  readonly change: CellChange;
  readonly before: Fact | undefined;
  readonly after: Fact | undefined;
  /** The one that there is; of two the later. */
  readonly fact: Fact;
}

export interface CellComparison {
  /** In the order of the later document; what it lacks last. */
  readonly differences: readonly CellDifference[];
  /** Cells that both have alike. */
  readonly same: number;
}

const keyOf = ({ edition, table, indicator, member }: Fact): string =>
  `${edition} ${table} ${indicator} ${member}`;

const bare = (text: string): string => text.normalize("NFKC").replace(/\s/g, "");

function changeOf(before: Fact, after: Fact): CellChange | undefined {
  const [a, b] = [before.value, after.value];
  if (a.status !== b.status) return "status";
  if (a.status === "reported" && b.status === "reported")
    if (a.amount !== b.amount || before.unit !== after.unit) return "value";
  return bare(before.printed) === bare(after.printed) ? undefined : "printed";
}

export function compareCells(before: readonly Fact[], after: readonly Fact[]): CellComparison {
  const earlier = new Map(before.map((fact) => [keyOf(fact), fact]));
  const differences: CellDifference[] = [];
  let same = 0;
  for (const fact of after) {
    const match = earlier.get(keyOf(fact));
    earlier.delete(keyOf(fact));
    const change = match === undefined ? "added" : changeOf(match, fact);
    if (change === undefined) same += 1;
    else differences.push({ change, before: match, after: fact, fact });
  }
  for (const fact of earlier.values())
    differences.push({ change: "removed", before: fact, after: undefined, fact });
  return { differences, same };
}
