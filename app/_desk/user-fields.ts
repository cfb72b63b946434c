import { z } from "zod";
import type { Database } from "@/db/client.ts";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "@/db/desk/passwords.ts";
import { isUserName, listUnknownAgencies } from "@/db/desk/users.ts";
import { EVERYWHERE, type Remit } from "@/lib/desk/remit.ts";
import { ROLES } from "@/lib/desk/roles.ts";

/** Fields of the forms about users. */

const Words = z
  .string()
  .max(2000)
  .default("")
  .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ""));

export const NameField = z.string().refine(isUserName);
export const PasswordField = z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD);

export const StandingFields = {
  role: z.enum(ROLES),
  everywhere: z.literal("yes").optional(),
  regions: Words.pipe(z.array(z.string().regex(/^\d{6}$/))),
  agencies: Words.pipe(z.array(z.string().regex(/^[a-z0-9-]{1,80}$/))),
};

/** The remit a form describes, or what is wrong with it. */
export function remitOf(
  db: Database,
  { everywhere, regions, agencies }: z.output<z.ZodObject<typeof StandingFields>>,
): Remit | { readonly problem: string } {
  if (everywhere === "yes") return EVERYWHERE;
  if (regions.length + agencies.length === 0) return { problem: "remit-empty" };
  if (listUnknownAgencies(db, agencies).length > 0) return { problem: "agency-unknown" };
  return { everywhere: false, regions, agencies };
}
