import {
  IdField,
  PageField,
  type ParsedSearch,
  parseSearch,
  RegionField,
  type Search,
  YearField,
} from "@/app/_components/search-fields.ts";

const FIELDS = {
  region: RegionField,
  level: IdField,
  kind: IdField,
  from: YearField,
  to: YearField,
  page: PageField,
};

/** Which agencies and years the address asks for. */
export type CoverageSearch = Search<typeof FIELDS>;

export function parseCoverageSearch(
  given: Readonly<Record<string, string | readonly string[] | undefined>>,
): ParsedSearch<CoverageSearch> {
  return parseSearch(FIELDS, given);
}
