import { z } from "zod";
import {
  IdField,
  PageField,
  type ParsedSearch,
  parseSearch,
  RegionField,
  type Search,
} from "@/app/_components/search-fields.ts";

const FIELDS = {
  q: z.string().trim().min(1).max(80),
  region: RegionField,
  kind: IdField,
  level: IdField,
  held: z.enum(["yes", "no"]) as z.ZodType<"yes" | "no", string>,
  page: PageField,
};

/** Which agencies the address asks for; what is left out asks for all. */
export type AgencySearch = Search<typeof FIELDS>;

export function parseAgencySearch(
  given: Readonly<Record<string, string | readonly string[] | undefined>>,
): ParsedSearch<AgencySearch> {
  return parseSearch(FIELDS, given);
}
