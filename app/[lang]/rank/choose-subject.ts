import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Indicator, Rate } from "@/lib/catalog/schema.ts";
import type { RankSearch } from "./search-params.ts";

export type Subject =
  | { readonly kind: "rate"; readonly entry: Rate }
  | { readonly kind: "indicator"; readonly entry: Indicator };

const FALLBACK = "disclosure-rate";

/** What is ranked; `problem` where the address names something that is not declared. */
export function chooseSubject(
  catalog: Catalog,
  { show, rate, indicator }: RankSearch,
): { readonly subject: Subject; readonly problem?: string } {
  const [kind, id] = show?.split(".") ?? (indicator ? ["indicator", indicator] : ["rate", rate]);
  const found =
    kind === "rate"
      ? asRate(catalog.rates.find((one) => one.id === id))
      : asIndicator(catalog.indicators.find((one) => one.id === id));
  if (found) return { subject: found };
  const fallback = asRate(catalog.rates.find((one) => one.id === FALLBACK));
  if (!fallback) throw new Error(`No rate ${FALLBACK} in the catalog`);
  return id === undefined ? { subject: fallback } : { subject: fallback, problem: `${kind}=${id}` };
}

const asRate = (entry: Rate | undefined): Subject | undefined => entry && { kind: "rate", entry };
const asIndicator = (entry: Indicator | undefined): Subject | undefined =>
  entry && { kind: "indicator", entry };

/** The indicators a subject rests on. */
export function termsOf({ kind, entry }: Subject): readonly string[] {
  return kind === "rate" ? [...new Set([...entry.numerator, ...entry.denominator])] : [entry.id];
}
