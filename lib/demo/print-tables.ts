import type { Catalog } from "../catalog/catalog.ts";
import type { TableTemplate } from "../catalog/schema.ts";
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

/** Units that a form with a column for them prints beside its rows. */
function printUnits(
  table: Table,
  template: TableTemplate,
  catalog: Catalog,
): Record<string, string> | undefined {
  if (!template.blocks.some(({ unitColumn }) => unitColumn !== undefined)) return undefined;
  const unitOf = (indicator: string): string => {
    const unit = catalog.indicators.find(({ id }) => id === indicator)?.unit;
    return catalog.units.find(({ id }) => id === unit)?.printed[0] ?? "";
  };
  const rows = template.blocks.flatMap((block) => block.rows).filter(({ id }) => id in table);
  return Object.fromEntries(rows.map(({ id, printedUnit }) => [id, printedUnit ?? unitOf(id)]));
}

export function printTables({ edition, tables }: AgencyYear, hand: Hand, catalog: Catalog): TableFigures[] {
  const templates = catalog.editions.find(({ id }) => id === edition)?.tables ?? [];
  return Object.entries(tables).map(([table, counts]) => {
    const template = templates.find(({ id }) => id === table);
    if (template === undefined) throw new Error(`the catalog has no table ${edition}/${table}`);
    const units = printUnits(counts, template, catalog);
    return { edition, table, figures: printTable(counts, hand), ...(units && { units }) };
  });
}
