import type { Value } from "../model.ts";
import { type Addend, type Basis, type Omission, selectAddends } from "./addends.ts";
import { type Interval, wilsonInterval } from "./wilson.ts";

/** Sums over agencies: pooled, never averaged, with n of N and what was left out. */

interface Pooled<T> {
  /** Agencies added. */
  readonly n: number;
  /** Agencies asked for. */
  readonly of: number;
  readonly basis: Basis | null;
  readonly leftOut: readonly Omission<T>[];
}

export interface PooledSum<T> extends Pooled<T> {
  /** In the smallest part of the unit; `null` when no agency could be added. */
  readonly amount: number | null;
}

export interface PooledRate<T> extends Pooled<T> {
  /** Σ numerators. */
  readonly numerator: number;
  /** Σ denominators. */
  readonly denominator: number;
  /** Σ numerators / Σ denominators (REPORTS.md 4.3, 3); `null` without cases. */
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** Keeps what is reported and may be added; what is silent hides no part of itself. */
function pool<T extends Addend>(
  entries: readonly T[],
  isReported: (entry: T) => boolean,
  basis: Basis | undefined,
): Pooled<T> & { readonly kept: readonly T[] } {
  const silent = entries.filter((entry) => entry.scope !== null && !isReported(entry));
  const selected = selectAddends(
    entries.filter((entry) => entry.scope === null || isReported(entry)),
    basis,
  );
  return {
    kept: selected.kept,
    n: selected.kept.length,
    of: entries.length,
    basis: selected.basis,
    leftOut: [...selected.leftOut, ...silent.map((addend) => ({ addend, reason: "not-reported" as const }))],
  };
}

/**
 * The sum of one indicator over agencies, in one unit. Figures that are not reported are no zeros: they are left out
 * and counted, so that the sum reads "n of N".
 */
export function sumOverAgencies<T extends Addend & { readonly value: Value }>(
  entries: readonly T[],
  basis?: Basis,
): PooledSum<T> {
  const { kept, ...pooled } = pool(entries, ({ value }) => value.status === "reported", basis);
  const amount = kept.reduce((sum, { value }) => sum + (value.status === "reported" ? value.amount : 0), 0);
  return { ...pooled, amount: kept.length === 0 ? null : amount };
}

/**
 * One rate over agencies that report both its parts: Σ numerators by Σ denominators. Agencies with few cases count with
 * the cases they have, so the thresholds of single rates do not apply. The interval is that of a proportion.
 */
export function poolRate<T extends Addend & { readonly numerator: Value; readonly denominator: Value }>(
  entries: readonly T[],
  basis?: Basis,
): PooledRate<T> {
  const { kept, ...pooled } = pool(
    entries,
    ({ numerator, denominator }) => numerator.status === "reported" && denominator.status === "reported",
    basis,
  );
  const total = (part: "numerator" | "denominator") =>
    kept.reduce((sum, entry) => {
      const value = entry[part];
      return sum + (value.status === "reported" ? value.amount : 0);
    }, 0);
  const [numerator, denominator] = [total("numerator"), total("denominator")];
  return {
    ...pooled,
    numerator,
    denominator,
    value: denominator === 0 ? null : numerator / denominator,
    interval: wilsonInterval(numerator, denominator) ?? null,
  };
}
