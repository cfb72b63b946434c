import type { Catalog } from "../catalog/catalog.ts";
import type { Fact, Finding, Origin } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { parseValue } from "./parse-value.ts";

/** Bound cells to facts: printed text to a value with a status, and its place in the document. */

/** What the stage needs of a recognised table; recognition gives it. */
export interface NormalizableMatch {
  readonly edition: string;
  readonly table: string;
  readonly bindings: readonly {
    readonly cell: Pick<Fact, "indicator" | "member" | "unit" | "label" | "memberLabel">;
    readonly slot: {
      readonly table: number;
      readonly cell: {
        readonly row: number;
        readonly column: number;
        readonly text: string;
        readonly place: { readonly offset?: number; readonly path?: string };
      };
    };
    readonly head: string;
    readonly rowLabels: readonly string[];
  }[];
}

type Bound = NormalizableMatch["bindings"][number];

const MONEY = "yuan";
const UNSTATED = "unstated";

/** The money unit printed over the column or beside the row: 本年收费金额（单位：万元） → 10000. */
function findFactor(bound: Bound, catalog: Catalog): number | undefined {
  const beside = bound.rowLabels.map((label) => label.trim());
  const { moneyUnits } = catalog.notation;
  return (
    moneyUnits.find((unit) => beside.includes(unit.printed))?.factor ??
    moneyUnits.find((unit) =>
      [bound.head, ...beside].some((text) =>
        text
          .normalize("NFKC")
          .replace(/\s+/g, "")
          .match(new RegExp(`[(:,]${unit.printed}\\)`)),
      ),
    )?.factor
  );
}

function declaredFactor(match: NormalizableMatch, bound: Bound, catalog: Catalog): number | undefined {
  const table = catalog.editions
    .find((edition) => edition.id === match.edition)
    ?.tables.find((candidate) => candidate.id === match.table);
  for (const block of table?.blocks ?? []) {
    for (const row of block.rows) {
      for (const column of block.columns) {
        if ((row.indicators[column.id] ?? row.indicators["*"]) !== bound.cell.indicator) continue;
        const printed = column.printedUnit ?? row.printedUnit;
        if (printed !== undefined)
          return catalog.notation.moneyUnits.find((unit) => unit.printed === printed)?.factor;
      }
    }
  }
  return undefined;
}

function originOf(document: string, { slot }: Bound): Origin {
  const { place, row, column } = slot.cell;
  return {
    document,
    table: slot.table,
    row,
    column,
    ...(place.offset === undefined ? {} : { offset: place.offset }),
    ...(place.path === undefined ? {} : { path: place.path }),
  };
}

function normalizeCell(
  match: NormalizableMatch,
  bound: Bound,
  document: string,
  catalog: Catalog,
): Outcome<Fact> {
  const { cell, slot } = bound;
  const money = cell.unit === MONEY;
  const known = money ? (findFactor(bound, catalog) ?? declaredFactor(match, bound, catalog)) : 1;
  const scale = catalog.units.find((unit) => unit.id === cell.unit)?.scale ?? 1;
  const parsed = parseValue(slot.cell.text, { scale, factor: known ?? 1, money }, catalog.notation);
  const unstated =
    money &&
    known === undefined &&
    parsed.factor === undefined &&
    parsed.value.status === "reported" &&
    parsed.value.amount !== 0;
  const origin = originOf(document, bound);
  const printed = slot.cell.text;
  const parameters = { label: cell.label, member: cell.memberLabel, printed: printed.trim().slice(0, 80) };
  const findings: Finding[] = [];
  if (parsed.value.status === "illegible") findings.push({ code: "value-illegible", parameters, origin });
  if (parsed.remark !== undefined) findings.push({ code: "value-with-remark", parameters, origin });
  if (unstated) findings.push({ code: "unit-not-printed", parameters, origin });
  const fact: Fact = {
    indicator: cell.indicator,
    member: cell.member,
    edition: match.edition,
    table: match.table,
    unit: unstated ? UNSTATED : cell.unit,
    label: cell.label.replace(/\s+/g, ""),
    memberLabel: cell.memberLabel,
    value: parsed.value,
    printed,
    origin,
  };
  return { value: fact, findings };
}

/** Facts of the recognised tables, in the order they were bound. */
export function normalize(
  matches: readonly NormalizableMatch[],
  document: string,
  catalog: Catalog,
): Outcome<readonly Fact[]> {
  const outcomes = matches.flatMap((match) =>
    match.bindings.map((bound) => normalizeCell(match, bound, document, catalog)),
  );
  return {
    value: outcomes.map((outcome) => outcome.value),
    findings: outcomes.flatMap((outcome) => outcome.findings),
  };
}
