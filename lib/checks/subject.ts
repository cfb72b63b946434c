import type { Catalog } from "../catalog/catalog.ts";
import type { Fact, Scope } from "../model.ts";
import type { Claim } from "../report.ts";
import type { DeadlineRule } from "./deadline.ts";
import { type CellName, cellKey, type Operand } from "./result.ts";

/** A report as checks see it: its own facts, and what of other reports they need. */
export interface CheckSubject {
  readonly agency: {
    readonly id: string;
    readonly kind: string | null;
    readonly level: string | null;
    readonly region?: string | null;
  };
  readonly year: number;
  readonly scope: Scope;
  readonly facts: readonly Fact[];
  /** What the prose states. */
  readonly claims: readonly Claim[];
  /** Ids of the sections of the form whose headings it has. */
  readonly sections: readonly string[];
  /** Facts of the same agency and scope a year before; `null` where no such report is held. */
  readonly previous: readonly Fact[] | null;
  /** ISO date the report states. */
  readonly published: string | null;
  /** Dates set for regions and years beside the law. */
  readonly deadlines: readonly DeadlineRule[];
  /** Years that title and statistical period name. */
  readonly years: { readonly title: number | null; readonly period: number | null };
  /** Other agencies whose report was read from the same file. */
  readonly fileMates: readonly string[];
  /** Reports of other agencies of the same year with a table of the same figures. */
  readonly twins: readonly { readonly table: string; readonly agency: string }[];
  /** Reports of the parts of a region that this report rolls up; `null` where it is no roll-up or has no known parts. */
  readonly parts: {
    readonly held: readonly { readonly agency: string; readonly facts: readonly Fact[] }[];
    /** Codes of divisions, or `own-level`. */
    readonly missing: readonly string[];
  } | null;
}

/** A report by itself, as a file gives it: nothing of other years and agencies is known. */
export function aloneSubject(
  given: Pick<
    CheckSubject,
    "agency" | "year" | "scope" | "facts" | "claims" | "sections" | "published" | "years"
  >,
): CheckSubject {
  return { ...given, deadlines: [], previous: null, fileMates: [], twins: [], parts: null };
}

const TOTAL = "total";

const indexes = new WeakMap<readonly Fact[], Map<string, Map<string, Fact>>>();

/** Facts by edition, then by cell. */
export function indexFacts(facts: readonly Fact[]): ReadonlyMap<string, ReadonlyMap<string, Fact>> {
  const known = indexes.get(facts);
  if (known !== undefined) return known;
  const index = new Map<string, Map<string, Fact>>();
  for (const fact of facts) {
    const cells = index.get(fact.edition) ?? new Map<string, Fact>();
    index.set(fact.edition, cells.set(cellKey(fact), fact));
  }
  indexes.set(facts, index);
  return index;
}

/** Facts by `edition/table`. */
export function tablesOf(facts: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> {
  const tables = new Map<string, Fact[]>();
  for (const fact of facts) {
    const name = `${fact.edition}/${fact.table}`;
    const own = tables.get(name);
    if (own === undefined) tables.set(name, [fact]);
    else own.push(fact);
  }
  return tables;
}

export const editionsOf = (facts: readonly Fact[]): readonly string[] => [...indexFacts(facts).keys()];

/** The indicators of an edition that add up to one of the catalog's, itself where the form prints it. */
export function partsOf(catalog: Catalog, edition: string, indicator: string): readonly string[] {
  const declared = catalog.indicators.find(({ id }) => id === indicator);
  return declared?.series.find((entry) => entry.edition === edition)?.terms ?? [indicator];
}

/** A cell as a term of a check, looked up in the facts of one edition. */
export function operandOf(
  cell: CellName,
  place: Pick<Operand, "side" | "sign" | "year">,
  facts: readonly Fact[] | null,
  edition: string,
): Operand {
  const fact = facts === null ? undefined : indexFacts(facts).get(edition)?.get(cellKey(cell));
  const value = fact?.value ?? { status: "absent" as const };
  return {
    indicator: cell.indicator,
    member: cell.member,
    ...place,
    status: value.status,
    amount: value.status === "reported" ? value.amount : null,
    ...(fact === undefined ? {} : { fact }),
  };
}

/** The operands of a canonical indicator in one column, by the first edition of the facts that has it. */
export function operandsOfIndicator(
  indicator: string,
  place: Pick<Operand, "side" | "sign" | "year">,
  facts: readonly Fact[] | null,
  catalog: Catalog,
  member = TOTAL,
): readonly Operand[] {
  const series = catalog.indicators.find(({ id }) => id === indicator)?.series ?? [];
  const held = indexFacts(facts ?? []);
  const entry = series.find(({ edition, terms }) =>
    terms.some((term) => held.get(edition)?.has(cellKey({ indicator: term, member }))),
  );
  const terms = entry?.terms ?? [indicator];
  return terms.map((term) => operandOf({ indicator: term, member }, place, facts, entry?.edition ?? ""));
}
