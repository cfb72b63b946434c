import { fill, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import { nearestCount } from "@/lib/catalog/residents.ts";
import type { Language } from "@/lib/catalog/schema.ts";

interface Asked {
  readonly regions: readonly (string | null)[];
  readonly years: readonly number[];
}

/** Which counts of residents a rate on them rests on, a sentence each; one sentence where none is held. */
export function residentNotes(catalog: Catalog, { regions, years }: Asked, lang: Language): string[] {
  const { notes } = messages(lang).rank;
  const counts = new Set(
    years.flatMap((year) => regions.flatMap((region) => nearestCount(catalog, region, year)?.count ?? [])),
  );
  if (counts.size === 0) return [notes.noResidents];
  return [...counts].map(({ year, source }) => fill(notes.residents, { year, source: source[lang] }));
}
