import { z } from "zod";
import {
  IdField,
  type ParsedSearch,
  parseSearch,
  RegionField,
  type Search,
  YearField,
} from "@/app/_components/search-fields.ts";

export const SORTS = ["value", "name", "cases"] as const;
export const ORDERS = ["desc", "asc"] as const;
export const SCALES = ["linear", "log"] as const;

const FIELDS = {
  rate: IdField,
  indicator: IdField,
  /** From the form: `rate.disclosure-rate`. */
  show: z.string().regex(/^(?:rate|indicator)\.[a-z0-9-]{1,80}$/),
  year: YearField,
  /** The agency the group stands around. */
  of: IdField,
  /** From the form: part of its name. */
  agency: z.string().trim().max(80),
  peers: IdField,
  kind: IdField,
  level: IdField,
  region: RegionField,
  sort: z.enum(SORTS),
  order: z.enum(ORDERS),
  scale: z.enum(SCALES),
  /** State of the data that is named; read by `readState`. */
  release: z.string().max(20),
  data: z.string().max(40),
};

/** What the address asks for; what is left out is chosen by us. */
export type RankSearch = Search<typeof FIELDS>;
export type RankParams = Readonly<Record<string, string | readonly string[] | undefined>>;

export function parseRankSearch(given: RankParams): ParsedSearch<RankSearch> {
  return parseSearch(FIELDS, given);
}

/** Whether a query was sent by the form rather than written as an address of ours. */
export function isFromForm(params: RankParams): boolean {
  return "show" in params;
}
