import type { Language } from "@/lib/catalog/schema.ts";
import type { AgencySummary } from "@/lib/views.ts";

/** The agency's name, in Chinese where it has no English one. */
export function agencyName(agency: Pick<AgencySummary, "nameZh" | "nameEn">, lang: Language): string {
  return (lang === "en" ? agency.nameEn : null) ?? agency.nameZh;
}
