import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Composition, Indicator, Rate } from "@/lib/catalog/schema.ts";

/** What a page of the dictionary explains. */
export type Subject =
  | { readonly kind: "indicator"; readonly entry: Indicator }
  | { readonly kind: "rate"; readonly entry: Rate }
  | { readonly kind: "composition"; readonly entry: Composition };

export function findSubject(catalog: Catalog, id: string): Subject | undefined {
  const indicator = catalog.indicators.find((entry) => entry.id === id);
  if (indicator) return { kind: "indicator", entry: indicator };
  const rate = catalog.rates.find((entry) => entry.id === id);
  if (rate) return { kind: "rate", entry: rate };
  const composition = catalog.compositions.find((entry) => entry.id === id);
  return composition && { kind: "composition", entry: composition };
}

/** The indicators that a subject rests on. */
export function partsOf({ kind, entry }: Subject): readonly string[] {
  if (kind === "indicator") return [entry.id];
  if (kind === "rate") return [...new Set([...entry.numerator, ...entry.denominator])];
  return [...entry.parts, entry.whole];
}

/** The groups by which breaks touch a subject. */
export function groupsOf(catalog: Catalog, subject: Subject): readonly string[] {
  const parts = partsOf(subject);
  return [...new Set(catalog.indicators.filter(({ id }) => parts.includes(id)).map(({ group }) => group))];
}
