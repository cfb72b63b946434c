import type { BatchResult } from "./batch.ts";
import type { Verdict } from "./judge.ts";

/** Counts of many verdicts: of one format, of one quirk. */
export interface Tally {
  readonly documents: number;
  readonly cells: number;
  readonly right: number;
  readonly unread: number;
  readonly mismarked: number;
  readonly wrong: number;
}

export function tallyOf(parts: readonly Tally[]): Tally {
  const sum = (count: (part: Tally) => number) => parts.reduce((total, part) => total + count(part), 0);
  return {
    documents: sum(({ documents }) => documents),
    cells: sum(({ cells }) => cells),
    right: sum(({ right }) => right),
    unread: sum(({ unread }) => unread),
    mismarked: sum(({ mismarked }) => mismarked),
    wrong: sum(({ wrong }) => wrong),
  };
}

export function tally(verdicts: readonly Verdict[]): Tally {
  return tallyOf(verdicts.map((verdict) => ({ ...verdict, documents: 1, wrong: verdict.wrong.length })));
}

/** Standard deviation of the rate read right between documents: cells of one document are not independent. */
export function deviationOf(verdicts: readonly Verdict[]): number {
  const rates = verdicts.map(({ right, cells }) => right / cells);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return Math.sqrt(rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / Math.max(1, rates.length - 1));
}

export interface FormatSummary extends Tally {
  readonly id: string;
  readonly deviation: number;
  readonly lost: number;
  readonly milliseconds: number;
  readonly quirks: readonly ({ readonly name: string } & Tally)[];
}

function groupByTrait(verdicts: readonly Verdict[]): ReadonlyMap<string, readonly Verdict[]> {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts)
    for (const trait of verdict.traits) groups.set(trait, [...(groups.get(trait) ?? []), verdict]);
  return groups;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

export function summarize(id: string, results: readonly BatchResult[]): FormatSummary {
  const verdicts = results.flatMap((result) => result.verdicts);
  const groups = [...groupByTrait(verdicts)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    id,
    ...tally(verdicts),
    deviation: verdicts.length > 0 ? deviationOf(verdicts) : 0,
    lost: results.reduce((sum, { lost }) => sum + lost, 0),
    milliseconds: median(verdicts.map((verdict) => verdict.milliseconds)),
    quirks: groups.map(([name, group]) => ({ name, ...tally(group) })),
  };
}
