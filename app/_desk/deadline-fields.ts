import { z } from "zod";
import type { Database } from "@/db/client.ts";
import { type DeadlineTerms, isKnownRegion } from "@/db/desk/deadlines.ts";
import { getRegistryWords } from "@/lib/catalog/registry.ts";
import { isDayOfEveryYear } from "@/lib/desk/deadline-day.ts";

/** The fields of a deadline's form. */

const Text = z.string().trim().max(400).default("");
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

export const DeadlineFields = z.object({
  rule: z.coerce.number().int().positive().optional(),
  revision: z.coerce.number().int().positive().optional(),
  region: Text,
  since: Text,
  until: Text,
  kind: z.enum(["", ...ids(getRegistryWords().kinds)]).default(""),
  level: z.enum(["", ...ids(getRegistryWords().levels)]).default(""),
  month: Text,
  day: Text,
  basis: Text,
});

export type DeadlineForm = z.output<typeof DeadlineFields>;
export type DeadlineWrong = "no-region" | "years" | "date" | "basis";

const YEAR = /^(?:19|20)\d{2}$/;

/** What the form says, or what is wrong with it. */
export async function termsOf(
  db: Database,
  { region, since, until, kind, level, month, day, basis }: DeadlineForm,
): Promise<{ readonly terms: DeadlineTerms } | { readonly wrong: readonly DeadlineWrong[] }> {
  const isYears = YEAR.test(since) && (until === "" || (YEAR.test(until) && until >= since));
  const wrong: DeadlineWrong[] = [];
  if (region !== "" && !(await isKnownRegion(db, region))) wrong.push("no-region");
  if (!isYears) wrong.push("years");
  if (!isDayOfEveryYear(Number(month), Number(day))) wrong.push("date");
  if (basis === "") wrong.push("basis");
  if (wrong.length > 0) return { wrong };
  return {
    terms: {
      ...{ region: region || null, since: Number(since), until: until === "" ? null : Number(until) },
      ...{ kind: kind || null, level: level || null, month: Number(month), day: Number(day), basis },
    },
  };
}
