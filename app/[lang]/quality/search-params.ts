import { z } from "zod";
import {
  IdField,
  PageField,
  type ParsedSearch,
  parseSearch,
  RegionField,
  type Search,
  YearField,
} from "@/app/_components/search-fields.ts";
import { SEVERITIES } from "@/lib/model.ts";

export const VERDICTS = ["failed", "explained", "not-assessable"] as const;
export const AGREEMENTS = ["source", "open"] as const;

const FIELDS = {
  check: IdField,
  agency: z.string().trim().max(80),
  region: RegionField,
  level: IdField,
  kind: IdField,
  year: YearField,
  severity: z.enum(SEVERITIES),
  verdict: z.enum(VERDICTS),
  agreement: z.enum(AGREEMENTS),
  page: PageField,
};

/** Which checks the address asks for. */
export type QualitySearch = Search<typeof FIELDS>;

export function parseQualitySearch(
  given: Readonly<Record<string, string | readonly string[] | undefined>>,
): ParsedSearch<QualitySearch> {
  return parseSearch(FIELDS, given);
}
