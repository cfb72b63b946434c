import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { Fingerprint } from "@/app/_desk/agency-fields.ts";
import { agencyPage } from "@/app/_desk/agency-of.ts";
import { strikeByForm } from "@/db/desk/registry-acts.ts";
import { worksFor } from "@/db/desk/remits.ts";

const Form = z.object({
  seen: Fingerprint,
  edge: z.coerce.number().int().positive(),
  why: z.string().trim().min(1).max(400),
});

/** Strikes what was entered by mistake of what became of an agency. */
export const POST = deskAction(
  { permission: "administer", form: Form, page: agencyPage },
  (form, { db, user, at, write }, { id = "" }) =>
    write((note) => {
      if (!worksFor(db, user.remit, id)) return { problem: "not-yours", page: "/desk/agencies" };
      const asked = { ...form, id, remit: user.remit, at: at.toISOString() };
      const struck = strikeByForm(db, asked, note);
      const page = `${agencyPage({ id })}#acts`;
      if ("acted" in struck) return { done: "lineage-struck", page };
      const problem = "problem" in struck ? struck.problem : "changed-meanwhile";
      return { problem, page: problem === "no-agency" ? "/desk/agencies" : page };
    }),
);
