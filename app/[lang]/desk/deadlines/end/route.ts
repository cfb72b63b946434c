import { z } from "zod";
import { deskAction, type Outcome } from "@/app/_desk/action.ts";
import { endDeadline, noteOf } from "@/db/desk/deadlines.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";

const PAGE = "/desk/deadlines";

const Form = z.object({
  rule: z.coerce.number().int().positive(),
  revision: z.coerce.number().int().positive(),
  last: z
    .string()
    .regex(/^(?:(?:19|20)\d{2})?$/)
    .default("")
    .transform((year) => (year === "" ? null : Number(year))),
  basis: z.string().trim().min(1).max(400),
});

/** Ends a deadline with the reports of a year, or takes it back; reports are judged anew at once. */
export const POST = deskAction(
  { permission: "administer", form: Form, page: () => PAGE },
  ({ rule, revision, last, basis }, { db, user, at, write }): Outcome =>
    write((note) => {
      const by = { by: user.name, at: at.toISOString() };
      const seen = { rule, revision };
      const outcome = endDeadline(db, getCatalog(), user.remit, { seen, last, basis, ...by });
      const page = `${PAGE}#deadline-${rule}`;
      if (!outcome.done) return { problem: outcome.why, page };
      note("deadline-ended", `deadline ${rule}`, { ...noteOf(outcome), why: basis });
      return { done: "deadline-ended", page };
    }),
);
