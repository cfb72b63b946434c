import { z } from "zod";
import { deskAction, type Outcome } from "@/app/_desk/action.ts";
import { settleByForm } from "@/db/desk/doubts.ts";

/** Id or name of an agency. */
const Agency = z.string().trim().max(80).optional();

const Form = z
  .object({ doubt: z.coerce.number().int().positive(), candidate: Agency, other: Agency })
  // What is typed outweighs what is chosen: nobody types by accident.
  .transform(({ doubt, candidate, other }) => ({ doubt, agency: other || candidate || "" }));

/** Says whose a report is. */
export const POST = deskAction(
  { permission: "administer", form: Form, page: () => "/desk/agencies/doubts" },
  ({ doubt, agency }, { db, user, at, write }): Outcome => {
    if (agency === "") return { problem: "no-agency" };
    return write((note) => {
      const given = { doubt, agency, by: user.name, at: at.toISOString() };
      const settled = settleByForm(db, user.remit, given, note);
      return settled === "settled" ? { done: "doubt-settled" } : { problem: settled };
    });
  },
);
