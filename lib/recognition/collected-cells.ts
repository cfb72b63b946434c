import type { Catalog } from "../catalog/catalog.ts";
import type { Finding, Origin, Scope, Slot } from "../model.ts";
import type { Unread } from "./collected-meaning.ts";
import type { FormCell } from "./collected-senses.ts";
import type { BoundCell } from "./grid-match.ts";
import type { RowCell } from "./grid-rows.ts";
import { squeezeLabel } from "./label.ts";
import { foldText } from "./votes.ts";

/** Single cells of tables that list agencies: bound to a cell of a form, or told as not read. */

/** What a table of agencies calls what is no agency, and what it calls one. */
export interface CollectedWords {
  readonly subtotal: RegExp;
  readonly noAgency: RegExp;
  readonly groups: RegExp;
  readonly agencyName: RegExp;
  readonly partYear: RegExp;
}

export const compileWords = (collected: Catalog["collected"]): CollectedWords => ({
  subtotal: new RegExp(collected.subtotal, "iu"),
  noAgency: new RegExp(collected.noAgency, "u"),
  groups: new RegExp(collected.groups, "u"),
  agencyName: new RegExp(collected.agencyName, "u"),
  partYear: new RegExp(collected.partYear, "u"),
});

/** The scope that a cell names, by its id or in a language of the site. */
export function findScope(printed: string, { scopes }: Catalog): Scope | undefined {
  const text = foldText(printed).toLowerCase();
  return scopes.find(({ id, name }) =>
    [id, name.zh, name.en].some((known) => foldText(known).toLowerCase() === text),
  )?.id;
}

export const UNREAD_CODES: Readonly<Record<Unread, string>> = {
  unknown: "collected-column-unknown",
  ambiguous: "collected-column-ambiguous",
  derived: "collected-column-derived",
  "other-form": "collected-column-other-form",
  repeated: "collected-column-repeated",
};

/** A head that says something of a form, though not what it is: others say that the table is of another kind. */
const OBSTACLES: ReadonlySet<string> = new Set([
  UNREAD_CODES.repeated,
  UNREAD_CODES.ambiguous,
  UNREAD_CODES["other-form"],
]);

/** What kept columns of a table from being read that lists agencies, each told once: it may be little that is missing. */
export function listObstacles(findings: readonly Finding[]): Finding[] {
  const told = new Map<unknown, Finding>();
  for (const finding of findings)
    if (OBSTACLES.has(finding.code) && !told.has(finding.parameters.label))
      told.set(finding.parameters.label, finding);
  return [...told.values()];
}

const MONEY = "yuan";
const UNSTATED = "unstated";
const LONGEST_QUOTE = 80;

export function originOf(document: string, { cell, table }: Slot): Origin {
  const { offset, path, page } = cell.place;
  return {
    document,
    table,
    row: cell.row,
    column: cell.column,
    ...(offset === undefined ? {} : { offset }),
    ...(path === undefined ? {} : { path }),
    ...(page === undefined ? {} : { page }),
  };
}

export function parseYear(text: string): number | undefined {
  const [, year] = /^(20\d{2})(?:年度?)?(?:$|-\d{1,2}-\d{1,2})/.exec(foldText(text)) ?? [];
  return year === undefined ? undefined : Number(year);
}

/** A cell that was not read, as printed and with its place. */
export function describeUnread(document: string, code: string, label: string, slot: Slot): Finding {
  const printed = squeezeLabel(slot.cell.text).slice(0, LONGEST_QUOTE);
  return { code, parameters: { label, printed }, origin: originOf(document, slot) };
}

/** Whether a unit of money is printed over, beside or behind the figure. */
function statesMoney(beside: readonly string[], figure: string, catalog: Catalog): boolean {
  const texts = beside.map(foldText);
  return catalog.notation.moneyUnits.some(({ printed }) => {
    const noted = new RegExp(`[(:,]${printed}(?=[)/]|$)`);
    const behind = new RegExp(`\\d${printed}(?:\\(|$)`);
    return texts.some((text) => text === printed || noted.test(text)) || behind.test(foldText(figure));
  });
}

/** An amount of money whose unit is nowhere printed is kept as printed: the form's own unit would be a guess. */
export function bindCell(
  form: FormCell,
  under: RowCell,
  y: number,
  beside: { readonly head: string; readonly rowLabels: readonly string[] },
  catalog: Catalog,
): BoundCell {
  const { template, cell } = form;
  const { text } = under.slot.cell;
  const printed = template.edition.labels === "printed" ? { ...cell, label: beside.head } : cell;
  const isGuess =
    cell.unit === MONEY &&
    /[1-9]/.test(text.normalize("NFKC")) &&
    !statesMoney([beside.head, ...beside.rowLabels], text, catalog);
  return {
    key: cell,
    cell: isGuess ? { ...printed, unit: UNSTATED } : printed,
    slot: under.slot,
    y,
    ...beside,
    certainty: 1,
  };
}
