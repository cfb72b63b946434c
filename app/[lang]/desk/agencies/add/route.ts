import { deskAction } from "@/app/_desk/action.ts";
import { AgencyFields, cellsOf } from "@/app/_desk/agency-fields.ts";
import { agencyPage } from "@/app/_desk/agency-of.ts";
import { keepAndGoBack } from "@/app/_desk/kept-form.ts";
import { noteChanges, saveAgency } from "@/db/desk/registry.ts";

const PAGE = "/desk/agencies/new";

/** Adds an agency to the registry. */
export const POST = deskAction(
  { permission: "administer", form: AgencyFields, page: () => PAGE },
  (form, admitted) => {
    const { db, user, at, write } = admitted;
    const cells = cellsOf(form);
    return write((note) => {
      const saved = saveAgency(db, { id: null, cells, seen: "", remit: user.remit, at: at.toISOString() });
      if ("saved" in saved) {
        noteChanges(note, [saved.saved]);
        return { done: "agency-added", page: agencyPage({ id: saved.saved.id }) };
      }
      const problems = "problems" in saved ? saved.problems : [];
      const problem = "problem" in saved ? saved.problem : "form-problems";
      return keepAndGoBack(admitted, { page: PAGE, problem, fields: cells, problems });
    });
  },
);
