import { z } from "zod";
import { parseSearch, type Search, YearField } from "@/app/_components/search-fields.ts";
import { SCOPES } from "@/lib/model.ts";

const VersionField = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number);

const FIELDS = {
  scope: z.enum(SCOPES),
  /** The two versions that are compared. */
  from: VersionField,
  to: VersionField,
  /** The earlier year whose prose stands beside. */
  against: YearField,
};

export type VersionsSearch = Search<typeof FIELDS>;

export const parseVersionsSearch = (
  given: Readonly<Record<string, string | readonly string[] | undefined>>,
) => parseSearch(FIELDS, given);
