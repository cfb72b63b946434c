import type { Catalog } from "./catalog.ts";
import type { Population } from "./schema.ts";

/** What a count of residents says of one region. */
export interface ResidentCount {
  readonly residents: number;
  readonly count: Population;
}

/**
 * The residents of a region by the count nearest to a year, the earlier of two equally near; `undefined` where none lies
 * near enough (thresholds.json).
 */
export function nearestCount(
  { populations, thresholds }: Pick<Catalog, "populations" | "thresholds">,
  region: string | null,
  year: number,
): ResidentCount | undefined {
  const distance = (count: Population) => Math.abs(count.year - year);
  return populations
    .filter((count) => distance(count) <= thresholds.residents)
    .toSorted((a, b) => distance(a) - distance(b) || a.year - b.year)
    .flatMap((count) => {
      const residents = count.residents[region ?? ""];
      return residents === undefined ? [] : { residents, count };
    })[0];
}
