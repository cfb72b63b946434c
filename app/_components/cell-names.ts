import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";

interface Cell {
  readonly indicator: string;
  readonly member: string;
  /** As printed; what the catalog has no name for is told by them. */
  readonly label: string;
  readonly memberLabel: string;
}

/** What a cell counts, in the words of the catalog. */
export function cellNames({ indicator, member, label, memberLabel }: Cell, lang: Language): string {
  const { indicators, members } = getCatalog();
  const names = [
    indicators.find(({ id }) => id === indicator)?.name[lang] ?? label,
    member === "total" ? "" : (members.find(({ id }) => id === member)?.name[lang] ?? memberLabel),
  ];
  return names.filter((name) => name !== "").join(" · ");
}
