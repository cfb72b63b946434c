import { z } from "zod";

const Word = z.string().trim().max(80).optional().catch(undefined);
const Search = z.object({ q: Word, kind: Word, level: Word });

/** Which agencies the address asks for; empty fields ask for all. */
export interface AgencySearch {
  readonly q: string;
  readonly kind: string;
  readonly level: string;
}

export function parseAgencySearch(search: unknown): AgencySearch {
  const { q = "", kind = "", level = "" } = Search.parse(search);
  return { q, kind, level };
}

/** The query of a search, empty when it asks for all. */
export function queryOf(search: AgencySearch): string {
  const fields = Object.entries(search).filter(([, value]) => value !== "");
  return fields.length > 0 ? `?${new URLSearchParams(fields)}` : "";
}
