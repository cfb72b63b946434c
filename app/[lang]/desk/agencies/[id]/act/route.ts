import { z } from "zod";
import { deskAction, type Outcome } from "@/app/_desk/action.ts";
import { Fingerprint } from "@/app/_desk/agency-fields.ts";
import { agencyPage } from "@/app/_desk/agency-of.ts";
import { keepAndGoBack } from "@/app/_desk/kept-form.ts";
import { ACTS, actByForm } from "@/db/desk/registry-acts.ts";
import { worksFor } from "@/db/desk/remits.ts";
import { CONTINUATIONS } from "@/lib/model.ts";

const Words = z.string().trim().max(2000).default("");

const Form = z
  .object({
    act: z.enum(ACTS),
    seen: Fingerprint,
    on: z.iso.date(),
    basis: z.string().trim().min(1).max(400),
    name: Words,
    into: Words,
    as: z.enum(CONTINUATIONS).default("code-changed"),
  })
  .refine(({ act, name }) => act !== "rename" || name !== "");

const linesOf = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Enters what became of an agency, with its day and basis. */
export const POST = deskAction(
  { permission: "administer", form: Form, page: agencyPage },
  (form, admitted, { id = "" }): Outcome => {
    const { db, user, at, write } = admitted;
    const { remit } = user;
    const page = agencyPage({ id });
    if (!worksFor(db, remit, id)) return { problem: "not-yours", page: "/desk/agencies" };
    return write((note) => {
      const asked = { ...form, into: linesOf(form.into), id, remit, at: at.toISOString() };
      const acted = actByForm(db, asked, note);
      if ("acted" in acted) return { done: "agency-acted", page: `${page}#acts` };
      if ("problem" in acted && acted.problem === "no-agency")
        return { problem: acted.problem, page: "/desk/agencies" };
      const { seen: _, ...fields } = form;
      const kept = { page, anchor: "#acts", fields };
      if ("problem" in acted) return keepAndGoBack(admitted, { ...kept, problem: acted.problem });
      const problems = [{ field: "act", ...acted.refused }];
      return keepAndGoBack(admitted, { ...kept, problem: "form-problems", problems });
    });
  },
);
