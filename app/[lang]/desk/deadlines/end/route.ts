import { z } from "zod";
import { deskAction, type Outcome } from "@/app/_desk/action.ts";
import { keepAndGoBack } from "@/app/_desk/kept-form.ts";
import { endDeadline, findOpenRule, noteOf } from "@/db/desk/deadlines.ts";
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
  ({ rule, revision, last, basis }, admitted): Outcome => {
    const { db, user, at, write } = admitted;
    return write((note) => {
      const by = { by: user.name, at: at.toISOString() };
      const seen = { rule, revision };
      const outcome = endDeadline(db, getCatalog(), user.remit, { seen, last, basis, ...by });
      const anchor = `#deadline-${rule}`;
      if (outcome.done) {
        note("deadline-ended", `deadline ${rule}`, { ...noteOf(outcome), why: basis });
        return { done: "deadline-ended", page: `${PAGE}${anchor}` };
      }
      const problem = outcome.why;
      // An end of what is ended already, or of what is not his, is not asked for again.
      if (findOpenRule(db, rule, user.remit) === undefined) return { problem, page: `${PAGE}${anchor}` };
      const fields = { ending: String(rule), last: last === null ? "" : String(last), why: basis };
      return keepAndGoBack(admitted, { page: PAGE, anchor, problem, fields });
    });
  },
);
