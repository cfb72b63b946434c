import type { TableFigures } from "../typeset/figures.ts";
import type { AgencyYear } from "./history.ts";
import type { Table } from "./tables.ts";

/** Counts as an agency prints them. */

/** Money, in hundredths of the unit that the form or the agency prints. */
const MONEY = new Set(["fees-charged", "fees-on-request", "dedicated-budget", "procurement-amount"]);
/** Of these the form prints no unit. */
const OWN_UNIT: Readonly<Record<string, string>> = { "procurement-amount": "\u5143" };

export interface Hand {
  /** Printed for zero; `null` is a blank cell. */
  readonly zero: string | null;
}

function printCount(indicator: string, count: number, { zero }: Hand): string | null {
  if (count === 0) return zero;
  if (!MONEY.has(indicator)) return String(count);
  const unit = OWN_UNIT[indicator];
  return unit === undefined ? (count / 100).toFixed(2) : `${Math.round(count / 100)}${unit}`;
}

function printTable(table: Table, hand: Hand): TableFigures["figures"] {
  return Object.fromEntries(
    Object.entries(table).map(([indicator, counts]) => [
      indicator,
      Object.fromEntries(
        Object.entries(counts).map(([member, count]) => [member, printCount(indicator, count, hand)]),
      ),
    ]),
  );
}

export function printTables({ edition, tables }: AgencyYear, hand: Hand): TableFigures[] {
  return Object.entries(tables).map(([table, counts]) => ({
    edition,
    table,
    figures: printTable(counts, hand),
  }));
}
