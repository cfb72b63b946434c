import { z } from "zod";
import { SEVERITIES } from "@/lib/model.ts";

export const VERDICTS = ["failed", "explained", "not-assessable"] as const;
export const AGREEMENTS = ["source", "open"] as const;
export const FIELDS = [
  "check",
  "agency",
  "region",
  "level",
  "kind",
  "year",
  "severity",
  "verdict",
  "agreement",
] as const;

const Id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
const Search = z.object({
  check: Id,
  agency: z.string().trim().max(80),
  region: z.string().regex(/^\d{2,6}$/),
  level: Id,
  kind: Id,
  year: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number),
  severity: z.enum(SEVERITIES),
  verdict: z.enum(VERDICTS),
  agreement: z.enum(AGREEMENTS),
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number),
});

type Fields = z.infer<typeof Search>;

/** Which checks the address asks for; what is left out asks for all. */
export type QualitySearch = { readonly [Name in keyof Fields]?: Fields[Name] };

export interface ParsedSearch {
  readonly search: QualitySearch;
  /** Fields that could not be used, as `name=value`. */
  readonly problems: readonly string[];
}

/** Reads the query of an address. A value that cannot be used is a problem and asks for nothing. */
export function parseQualitySearch(
  given: Readonly<Record<string, string | readonly string[] | undefined>>,
): ParsedSearch {
  const problems: string[] = [];
  const search: Record<string, string | number> = {};
  for (const [name, shape] of Object.entries(Search.shape)) {
    const value = [given[name] ?? []].flat().find((one) => one !== "");
    if (value === undefined) continue;
    const parsed = shape.safeParse(value);
    if (parsed.success) search[name] = parsed.data;
    else problems.push(`${name}=${value}`);
  }
  return { search: Search.partial().parse(asText(search)), problems };
}

function asText(search: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)]));
}

/** The query of a search, empty when it asks for all; `changes` are put into it, the page only if it is among them. */
export function queryOf({ page: _page, ...search }: QualitySearch, changes: QualitySearch = {}): string {
  const fields = Object.entries({ ...search, ...changes }).filter(
    ([name, value]) => value !== undefined && !(name === "page" && value === 1),
  );
  return fields.length === 0
    ? ""
    : `?${new URLSearchParams(fields.map(([name, value]) => [name, String(value)]))}`;
}
