import { deskAction } from "@/app/_desk/action.ts";
import { AgencyFields, cellsOf } from "@/app/_desk/agency-fields.ts";
import { agencyPage } from "@/app/_desk/agency-of.ts";
import { keepAndGoBack } from "@/app/_desk/kept-form.ts";
import { noteChanges, saveAgency } from "@/db/desk/registry.ts";

/** Changes what is entered of an agency, as long as it is what the form showed. */
export const POST = deskAction(
  { permission: "administer", form: AgencyFields, page: agencyPage },
  (form, admitted, { id = "" }) => {
    const { db, user, at, write } = admitted;
    const { id: _, ...cells } = cellsOf(form);
    return write((note) => {
      const { seen } = form;
      const saved = saveAgency(db, { id, cells, seen, remit: user.remit, at: at.toISOString() });
      if ("saved" in saved) {
        noteChanges(note, [saved.saved]);
        return { done: "agency-changed" };
      }
      if ("problem" in saved && (saved.problem === "no-agency" || saved.problem === "not-yours"))
        return { problem: saved.problem, page: "/desk/agencies" };
      if ("problem" in saved && saved.problem === "same-value") return { problem: "same-value" };
      const problems = "problems" in saved ? saved.problems : [];
      const problem = "problem" in saved ? saved.problem : "form-problems";
      return keepAndGoBack(admitted, { page: agencyPage({ id }), problem, fields: cells, problems });
    });
  },
);
