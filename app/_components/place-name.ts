import type { Language } from "@/lib/catalog/schema.ts";

interface Placed {
  readonly path: readonly string[];
  readonly regionNameEn: string | null;
}

/** Where an agency is, from the province down; divisions have Chinese names alone, unless somebody gave another. */
export function placeOf({ path, regionNameEn }: Placed, lang: Language): string {
  return (lang === "en" ? regionNameEn : null) ?? path.join(lang === "en" ? " " : "");
}
