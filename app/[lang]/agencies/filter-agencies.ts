import type { Agency } from "@/lib/catalog/schema.ts";
import type { AgencySummary } from "@/lib/views.ts";
import type { AgencySearch } from "./search-params.ts";

const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

/** Agencies of a search: every filter must hold; the words may stand in any name, alias, region or the id. */
export function filterAgencies(
  agencies: readonly AgencySummary[],
  declared: readonly Agency[],
  { q, kind, level }: AgencySearch,
): readonly AgencySummary[] {
  const aliases = new Map(declared.map((agency) => [agency.id, agency.aliases]));
  const wanted = plain(q);
  return agencies.filter((agency) => {
    if (kind !== "" && agency.kind !== kind) return false;
    if (level !== "" && agency.level !== level) return false;
    const names = [agency.nameZh, agency.nameEn, agency.regionNameZh, agency.regionNameEn, agency.id];
    return [...names, ...(aliases.get(agency.id) ?? [])].some((name) => name && plain(name).includes(wanted));
  });
}
