import type { Language } from "@/lib/catalog/schema.ts";
import type { Scope } from "@/lib/model.ts";
import type { VersionsSearch } from "./search-params.ts";

/** Where a part of the page stands: its forms and files keep what the other parts ask for. */
export interface At {
  /** Without the language and the query. */
  readonly path: string;
  readonly scope: Scope;
  readonly search: VersionsSearch;
  readonly lang: Language;
}
