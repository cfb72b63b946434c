import type { Catalog } from "../catalog/catalog.ts";
import type { Fact, Finding } from "../model.ts";
import type { Agreement } from "../report.ts";
import { runSums } from "./relations.ts";
import { cellKey, nameOf } from "./result.ts";

/**
 * Two readings of one document, table by table: which figures the evidence supports, and whether a sum that fails is
 * the reading's fault or the source's.
 *
 *   first breaks its sums, second keeps them          → second
 *   both give the same figures, and the sums fail     → the source does not add up
 *   they differ in cells of a sum that fails in both  → those cells stay unread
 *   first lacks cells, both agree in all others       → the second's cells are added
 */

export interface TableReading {
  readonly edition: string;
  readonly table: string;
  readonly facts: readonly Fact[];
  /** Cells the form has. */
  readonly expected: number;
}

export interface ReconciledTable {
  readonly edition: string;
  readonly table: string;
  /** Which reading the table's figures come from, and the cells that the other one adds. */
  readonly kept: "first" | "second";
  readonly added: readonly Fact[];
  /** Cells, by `cellKey`, that neither reading can vouch for. */
  readonly doubtful: ReadonlySet<string>;
}

const FEWEST_SUMS = 3;

type SumResult = ReturnType<typeof runSums>[number];

interface Judged {
  readonly reading: TableReading;
  readonly byCell: ReadonlyMap<string, Fact>;
  readonly failed: readonly SumResult[];
  readonly passed: readonly SumResult[];
}

function judge(reading: TableReading, catalog: Catalog): Judged {
  const results = runSums(reading.facts, catalog).filter(
    ({ equation }) => equation.check.table === reading.table,
  );
  return {
    reading,
    byCell: new Map(reading.facts.map((fact) => [cellKey(fact), fact])),
    failed: results.filter(({ verdict }) => verdict === "failed"),
    passed: results.filter(({ verdict }) => verdict === "passed"),
  };
}

const isSame = (a: Fact, b: Fact): boolean =>
  a.value.status === b.value.status &&
  (a.value.status !== "reported" || b.value.status !== "reported" || a.value.amount === b.value.amount);

const isLegible = (fact: Fact | undefined): fact is Fact =>
  fact !== undefined && fact.value.status !== "illegible";

/** Cells that both readings have and read differently. What the second cannot read contradicts nothing. */
function listDifferences(first: Judged, second: Judged): string[] {
  return [...first.byCell].flatMap(([key, fact]) => {
    const other = second.byCell.get(key);
    return isLegible(other) && !isSame(fact, other) ? [key] : [];
  });
}

const cellsOf = ({ operands }: SumResult): string[] => operands.map(cellKey);

/** Indicators of each edition's table of one kind. */
function listIndicators(table: string, catalog: Catalog): Map<string, ReadonlySet<string>> {
  return new Map(
    catalog.editions.flatMap(({ id, tables }) => {
      const own = tables.filter((one) => one.id === table).flatMap(({ blocks }) => blocks);
      const rows = own.flatMap((block) => block.rows);
      return [[id, new Set(rows.flatMap(({ indicators }) => Object.values(indicators)))] as const];
    }),
  );
}

/**
 * Whether the figures tell the edition of their table: one of them is asked for by no other edition. Tables that
 * editions print alike tell it by nothing, and are as good under one as under the other.
 */
function tellsEdition({ byCell, reading }: Judged, catalog: Catalog): boolean {
  const indicators = listIndicators(reading.table, catalog);
  const others = [...indicators].filter(([id]) => id !== reading.edition).map(([, asked]) => asked);
  const own = [...(indicators.get(reading.edition) ?? [])].filter(
    (one) => !others.some((asked) => asked.has(one)),
  );
  return own.length === 0 || [...byCell.values()].some(({ indicator }) => own.includes(indicator));
}

/** Whether a table that one way alone finds can be believed: it is whole, or sums of it hold and its edition is told. */
const isWellFounded = (judged: Judged, catalog: Catalog): boolean =>
  judged.byCell.size === judged.reading.expected ||
  (judged.passed.length >= FEWEST_SUMS && tellsEdition(judged, catalog));

/**
 * What may be added: the readings agree wherever both read, over half of the form; and each cell added stands in a sum
 * that holds with it and in none that fails. What no sum vouches for stays a gap.
 */
function listAdded(base: Judged, other: Judged, catalog: Catalog): readonly Fact[] {
  const more = [...other.byCell].flatMap(([key, fact]) => (base.byCell.has(key) ? [] : [fact]));
  const shared = other.byCell.size - more.length;
  if (more.length === 0 || shared < base.reading.expected / 2 || listDifferences(base, other).length > 0)
    return [];
  const whole = judge({ ...base.reading, facts: [...base.reading.facts, ...more] }, catalog);
  const doubted = new Set(whole.failed.flatMap(cellsOf));
  const vouched = new Set(whole.passed.flatMap(cellsOf));
  return more.filter((fact) => vouched.has(cellKey(fact)) && !doubted.has(cellKey(fact)));
}

export interface Reconciliation {
  readonly tables: readonly ReconciledTable[];
  readonly findings: readonly Finding[];
  /** Whose fault it is that a sum fails, by `check instance`. */
  readonly agreements: Readonly<Record<string, Agreement>>;
}

/** Fewer sums fail, more of them hold, and no cell is lost for it. */
const isBetter = (second: Judged, first: Judged): boolean =>
  second.failed.length < first.failed.length &&
  second.passed.length > first.passed.length &&
  second.byCell.size >= first.byCell.size;

interface Decision {
  readonly table: ReconciledTable;
  readonly findings: readonly Finding[];
  readonly agreements: readonly (readonly [string, Agreement])[];
}

const allOpen = ({ failed }: Judged): Decision["agreements"] =>
  failed.map((result) => [nameOf(result), "open"]);

function keepSecond(first: Judged, second: Judged): Decision {
  const { edition, table } = first.reading;
  const changed = [...second.byCell].filter(([key, fact]) => {
    const before = first.byCell.get(key);
    return before === undefined || !isSame(before, fact);
  }).length;
  return {
    table: { edition, table, kept: "second", added: [], doubtful: new Set() },
    findings: [{ code: "second-reading-kept", parameters: { edition, table, count: changed } }],
    agreements: allOpen(second),
  };
}

function reconcileTable(first: Judged, second: Judged | undefined, catalog: Catalog): Decision {
  const { edition, table } = first.reading;
  const keep = { edition, table, kept: "first" as const, added: [], doubtful: new Set<string>() };
  if (second === undefined) return { table: keep, findings: [], agreements: allOpen(first) };
  const found = first.byCell.size === 0 && second.failed.length === 0 && isWellFounded(second, catalog);
  if (found || isBetter(second, first)) return keepSecond(first, second);

  const differences = listDifferences(first, second);
  const added = listAdded(first, second, catalog);
  const more: Finding[] =
    added.length === 0
      ? []
      : [{ code: "cells-from-second-reading", parameters: { edition, table, count: added.length } }];
  // A second reading that breaks more sums than the first says nothing against it, nor against declared cells.
  const credible = second.failed.length <= first.failed.length;
  const inFailed = new Set(first.failed.flatMap(cellsOf));
  const isOpen = (key: string): boolean => inFailed.has(key) && first.byCell.get(key)?.method !== "markup";
  const doubtful = new Set(credible ? differences.filter(isOpen) : []);
  const isConfirmed = (result: SumResult): boolean =>
    credible &&
    cellsOf(result).every((key) => isLegible(second.byCell.get(key)) && !differences.includes(key));
  return {
    table: { ...keep, added, doubtful },
    findings: [
      ...more,
      ...[...doubtful].flatMap((key) => disagreement(first.byCell.get(key), second.byCell.get(key))),
    ],
    agreements: first.failed.map((result) => [nameOf(result), isConfirmed(result) ? "source" : "open"]),
  };
}

function disagreement(first: Fact | undefined, second: Fact | undefined): Finding[] {
  if (first === undefined || second === undefined) return [];
  const parameters = {
    label: first.label,
    member: first.memberLabel,
    first: first.printed.trim(),
    second: second.printed.trim(),
  };
  return [{ code: "readings-disagree", parameters, origin: first.origin }];
}

/** Whether a first reading calls for a second one: a sum of the form fails, or cells of it are missing. */
export function isSuspect(readings: readonly TableReading[], catalog: Catalog): boolean {
  return readings.some(
    (reading) => reading.facts.length < reading.expected || judge(reading, catalog).failed.length > 0,
  );
}

/** Decides every table of the first reading; `second` is `undefined` where the format knows no other way. */
export function reconcile(
  first: readonly TableReading[],
  second: readonly TableReading[] | undefined,
  catalog: Catalog,
): Reconciliation {
  const outcomes = first.map((reading) => {
    const other = second?.find(
      (candidate) => candidate.edition === reading.edition && candidate.table === reading.table,
    );
    const judged = other === undefined || other.facts.length === 0 ? undefined : judge(other, catalog);
    return reconcileTable(judge(reading, catalog), judged, catalog);
  });
  return {
    tables: outcomes.map(({ table }) => table),
    findings: outcomes.flatMap(({ findings }) => findings),
    agreements: Object.fromEntries(outcomes.flatMap(({ agreements }) => agreements)),
  };
}
