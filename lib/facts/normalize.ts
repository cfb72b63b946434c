import type { Catalog } from "../catalog/catalog.ts";
import type { Fact, Finding, Origin, Value, ValueStatus } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { isOneWritten } from "./lone-one.ts";
import { findMoneyUnit, type PrintedUnit } from "./money-unit.ts";
import { type NumberContext, type ParsedValue, parseValue } from "./parse-value.ts";

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
        readonly place: { readonly offset?: number; readonly path?: string; readonly page?: number };
        readonly confidence?: number;
      };
      readonly method: Fact["method"];
    };
    readonly head: string;
    readonly rowLabels: readonly string[];
    /** What the product's own export says the text was read as; the amount is in the unit of the cell. */
    readonly stated?: { readonly status: ValueStatus; readonly amount: string };
  }[];
}

type Bound = NormalizableMatch["bindings"][number];

const MONEY = "yuan";
const UNSTATED = "unstated";
/** Characters of a cell that a finding quotes. */
const LONGEST_QUOTE = 80;

const squeeze = (label: string): string => (/\s/.test(label) ? label.replace(/\s+/g, "") : label);

const printedUnit = ({ head, rowLabels }: Bound, catalog: Catalog): PrintedUnit =>
  findMoneyUnit([head, ...rowLabels], catalog.notation);

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
    ...(place.page === undefined ? {} : { page: place.page }),
  };
}

const DOUBTFUL: ParsedValue = { value: { status: "illegible" } };

/**
 * Text on which recognitions do not agree is kept as printed and is no value, whatever it looks like. Nor is one with a
 * raised digit: in a picture the last digit of a figure may look like a note.
 */
function isDoubtful({ slot }: Bound, catalog: Catalog): boolean {
  if (slot.method === "ocr" && /[\u00b2\u00b3\u00b9\u2070-\u2079]/.test(slot.cell.text)) return true;
  return (slot.cell.confidence ?? 1) < catalog.notation.leastConfidence;
}

/** A unit recognised beside or over a figure that is not that of the form: 万元 without its first sign is 元. */
const isUnitDoubtful = (
  match: NormalizableMatch,
  bound: Bound,
  printed: PrintedUnit,
  catalog: Catalog,
): boolean =>
  bound.slot.method === "ocr" &&
  bound.cell.unit === MONEY &&
  printed !== undefined &&
  printed !== declaredFactor(match, bound, catalog);

function readFindings(
  bound: Bound,
  parsed: ParsedValue,
  unstated: "unit-not-printed" | "unit-unclear" | undefined,
  doubtful: boolean,
  origin: Origin,
): Finding[] {
  const { cell, slot } = bound;
  const codes = [
    ...(doubtful ? ["value-doubtful"] : []),
    ...(parsed.value.status === "illegible" && !doubtful ? ["value-illegible"] : []),
    ...(parsed.remark === undefined ? [] : ["value-with-remark"]),
    ...(unstated === undefined ? [] : [unstated]),
  ];
  if (codes.length === 0) return [];
  const parameters = {
    label: cell.label,
    member: cell.memberLabel,
    printed: slot.cell.text.trim().slice(0, LONGEST_QUOTE),
  };
  return codes.map((code) => ({ code, parameters, origin }));
}

/**
 * A cell of an export: what it states, if the printed text can have been read so by some unit; else it is not known
 * which of the two was changed.
 */
function takeStated(
  match: NormalizableMatch,
  bound: Bound,
  stated: NonNullable<Bound["stated"]>,
  document: string,
  catalog: Catalog,
  scale: number,
): Outcome<Fact> {
  const { cell, slot } = bound;
  const origin = originOf(document, bound);
  const amount = parseValue(stated.amount, { scale, factor: 1, money: false }, catalog.notation).value;
  const money = cell.unit === MONEY;
  const factors = money ? catalog.notation.moneyUnits.map((unit) => unit.factor) : [1];
  const readings = factors.map(
    (factor) => parseValue(slot.cell.text, { scale, factor, money }, catalog.notation).value,
  );
  const agrees = readings.some(
    (value) => value.status === "reported" && amount.status === "reported" && value.amount === amount.amount,
  );
  const value: Value =
    stated.status !== "reported" ? { status: stated.status } : agrees ? amount : { status: "illegible" };
  const parameters = {
    label: cell.label,
    member: cell.memberLabel,
    printed: slot.cell.text.trim().slice(0, LONGEST_QUOTE),
    stated: stated.amount.slice(0, LONGEST_QUOTE),
  };
  const contradicts = stated.status === "reported" && !agrees;
  return {
    value: {
      indicator: cell.indicator,
      member: cell.member,
      edition: match.edition,
      table: match.table,
      unit: cell.unit,
      label: squeeze(cell.label),
      memberLabel: cell.memberLabel,
      value,
      printed: slot.cell.text,
      origin,
      method: slot.method,
    },
    findings: contradicts ? [{ code: "export-cell-contradicts", parameters, origin }] : [],
  };
}

function normalizeCell(
  match: NormalizableMatch,
  bound: Bound,
  document: string,
  catalog: Catalog,
  { scale, isOne }: Pick<NumberContext, "scale" | "isOne">,
): Outcome<Fact> {
  const { cell, slot } = bound;
  const money = cell.unit === MONEY;
  if (bound.stated !== undefined) return takeStated(match, bound, bound.stated, document, catalog, scale);
  const unit = money ? printedUnit(bound, catalog) : 1;
  const known = unit === "unclear" ? undefined : unit;
  const printed = slot.cell.text;
  const doubtful = isDoubtful(bound, catalog) || isUnitDoubtful(match, bound, unit, catalog);
  const parsed = doubtful
    ? DOUBTFUL
    : parseValue(printed, { scale, factor: known ?? 1, money, isOne }, catalog.notation);
  const amount = parsed.value.status === "reported" ? parsed.value.amount : 0;
  const isUnstated = money && known === undefined && parsed.factor === undefined && amount !== 0;
  const unstated = isUnstated ? (unit === "unclear" ? "unit-unclear" : "unit-not-printed") : undefined;
  const origin = originOf(document, bound);
  const fact: Fact = {
    indicator: cell.indicator,
    member: cell.member,
    edition: match.edition,
    table: match.table,
    unit: isUnstated ? UNSTATED : cell.unit,
    label: squeeze(cell.label),
    memberLabel: cell.memberLabel,
    value: parsed.value,
    printed,
    origin,
    method: slot.method,
    ...(slot.cell.confidence === undefined ? {} : { confidence: slot.cell.confidence }),
  };
  return { value: fact, findings: readFindings(bound, parsed, unstated, doubtful, origin) };
}

/** Facts of the recognised tables, in the order they were bound. */
export function normalize(
  matches: readonly NormalizableMatch[],
  document: string,
  catalog: Catalog,
): Outcome<readonly Fact[]> {
  const scales = new Map(catalog.units.map((unit) => [unit.id, unit.scale]));
  const texts = matches.flatMap(({ bindings }) => bindings.map(({ slot }) => slot));
  const isOne = isOneWritten(
    texts.flatMap(({ method, cell }) => (method === "ocr" ? [] : cell.text)),
    catalog.notation,
  );
  const facts: Fact[] = [];
  const findings: Finding[] = [];
  for (const match of matches) {
    for (const bound of match.bindings) {
      const scale = scales.get(bound.cell.unit) ?? 1;
      const numbers = { scale, isOne: isOne && bound.slot.method !== "ocr" };
      const outcome = normalizeCell(match, bound, document, catalog, numbers);
      facts.push(outcome.value);
      findings.push(...outcome.findings);
    }
  }
  return { value: facts, findings };
}
