import type { Catalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import type { AgencySummary } from "../views.ts";
import { amountInUnit } from "./amount-in-unit.ts";

/** What rows need beside the figures: names in the reader's language and the version of the data. */
export interface ExportContext {
  readonly catalog: Catalog;
  readonly language: Language;
  /** At least the agencies of the figures. */
  readonly agencies: readonly AgencySummary[];
  readonly dataVersion: number;
}

interface Declared {
  readonly id: string;
}

const indexes = new WeakMap<readonly Declared[], ReadonlyMap<string, Declared>>();

/** The declaration of an id; lists of the catalog are looked through once, for files have millions of rows. */
export function declarationOf<Entry extends Declared>(
  declared: readonly Entry[],
  id: string,
): Entry | undefined {
  const index = indexes.get(declared) ?? new Map(declared.map((entry) => [entry.id, entry]));
  indexes.set(declared, index);
  return index.get(id) as Entry | undefined;
}

/** The declared name of an id, or the id itself. */
export function nameOf(
  declared: readonly { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }[],
  id: string,
  language: Language,
): string {
  return declarationOf(declared, id)?.name[language] ?? id;
}

/** The agency's name, in Chinese where it has no English one. */
export function agencyName(
  { agencies, language }: Pick<ExportContext, "agencies" | "language">,
  id: string,
): string {
  const agency = agencies.find((entry) => entry.id === id);
  return (language === "en" ? agency?.nameEn : null) ?? agency?.nameZh ?? id;
}

/** An amount in its unit, by the catalog's scale. */
export function scaled({ catalog }: Pick<ExportContext, "catalog">, amount: number, unit: string): number {
  return amountInUnit(amount, declarationOf(catalog.units, unit)?.scale ?? 1);
}
