import type { Catalog } from "@/lib/catalog/catalog.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Finding } from "@/lib/model.ts";

/** Of a report that came late: when it was due, and on what that rests; `undefined` of any other finding. */
export function lateWords(finding: Finding, catalog: Catalog, lang: Language): string | undefined {
  return finding.code === "published-late" ? findingText(catalog, finding, lang).message : undefined;
}
