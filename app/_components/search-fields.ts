import { z } from "zod";

/** Fields of an address by which a list is narrowed: each by itself, so that one that cannot be used hides no other. */

export const IdField = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
/** Code of a region, or its first digits. */
export const RegionField = z.string().regex(/^\d{2,6}$/);
export const YearField = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number);
export const PageField = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number);

type Fields = Readonly<Record<string, z.ZodType<string | number, string>>>;

/** What an address asks for; what is left out asks for all. */
export type Search<Shape extends Fields> = { readonly [Name in keyof Shape]?: z.output<Shape[Name]> };

export interface ParsedSearch<Asked> {
  readonly search: Asked;
  /** Fields that could not be used, as `name=value`. */
  readonly problems: readonly string[];
}

/** Reads the query of an address. A value that cannot be used is a problem and asks for nothing. */
export function parseSearch<Shape extends Fields>(
  shape: Shape,
  given: Readonly<Record<string, string | readonly string[] | undefined>>,
): ParsedSearch<Search<Shape>> {
  const problems: string[] = [];
  const search: { [Name in keyof Shape]?: z.output<Shape[Name]> } = {};
  for (const name in shape) {
    const value = [given[name] ?? []].flat().find((one) => one !== "");
    if (value === undefined) continue;
    const parsed = shape[name]?.safeParse(value);
    if (parsed?.success) search[name] = parsed.data as z.output<Shape[typeof name]>;
    else problems.push(`${name}=${value}`);
  }
  return { search, problems };
}

/** The query of a search, empty when it asks for all; `changes` are put into it, the page only if it is among them. */
export function queryOf(
  { page: _page, ...search }: Readonly<Record<string, string | number | undefined>>,
  changes: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const fields = Object.entries({ ...search, ...changes }).filter(
    ([name, value]) => value !== undefined && !(name === "page" && value === 1),
  );
  return fields.length === 0
    ? ""
    : `?${new URLSearchParams(fields.map(([name, value]) => [name, String(value)]))}`;
}
