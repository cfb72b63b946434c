import { z } from "zod";
import { SCOPES, SEVERITIES } from "../model.ts";

/** What addresses of the API may ask. Each reads a text; its output type is what the description shows. */

export const LARGEST_PAGE = 1000;
const USUAL_PAGE = 100;
export const MOST_AGENCIES = 100;
export const MOST_INDICATORS = 50;
const LONGEST_SPAN = 60;
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

const AgencyId = z.string().min(1).max(120);
export const CatalogId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);

const number = (shape: z.ZodType<number, number>) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(shape);

const listOf = <Item extends z.ZodType<string, string>>(item: Item, most: number) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(",").filter((id) => id !== ""))])
    .pipe(z.array(item).min(1).max(most));

const Years = z.string().regex(/^\d{4}(-\d{4})?$/);

/** `2011-2013` as each of its years; `undefined` where the span is empty or too long. */
export function parseYears(text: string): number[] | undefined {
  const [from = 0, to = from] = text.split("-").map(Number);
  if (from < FIRST_YEAR || to > LAST_YEAR || to < from || to - from >= LONGEST_SPAN) return undefined;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

export const PARAMETERS = {
  lang: z.enum(["zh", "en"]).default("zh"),
  limit: number(z.int().min(1).max(LARGEST_PAGE)).default(USUAL_PAGE),
  cursor: z.string().max(400).optional(),
  q: z.string().min(1).max(80).optional(),
  agency: AgencyId.optional(),
  agencies: listOf(AgencyId, MOST_AGENCIES),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  kind: CatalogId.optional(),
  level: CatalogId.optional(),
  held: z.literal("yes").optional(),
  group: CatalogId.optional(),
  indicator: CatalogId.optional(),
  indicators: listOf(CatalogId, MOST_INDICATORS).optional(),
  rate: CatalogId.optional(),
  member: CatalogId.optional(),
  /** State of the data: a release, or a version of the data. */
  release: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .optional(),
  data: z
    .string()
    .regex(/^\d{1,9}(-[0-9a-f]{12})?$/)
    .optional(),
  year: number(z.int().min(FIRST_YEAR).max(LAST_YEAR)).optional(),
  years: Years.optional(),
  scope: z.enum(SCOPES).optional(),
  code: CatalogId.optional(),
  check: CatalogId.optional(),
  severity: z.enum(SEVERITIES).optional(),
} as const;

export type ParameterName = keyof typeof PARAMETERS;
