import { deskAction, type Outcome } from "@/app/_desk/action.ts";
import { DeadlineFields, termsOf } from "@/app/_desk/deadline-fields.ts";
import { keepAndGoBack } from "@/app/_desk/kept-form.ts";
import { findOpenRule, noteOf, setDeadline } from "@/db/desk/deadlines.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";

const PAGE = "/desk/deadlines";

/** Sets a deadline, or changes one; reports are judged anew by it at once. */
export const POST = deskAction(
  { permission: "administer", form: DeadlineFields, page: () => PAGE },
  async (form, admitted): Promise<Outcome> => {
    const { db, user, at, write } = admitted;
    const { rule, revision = 0, ...given } = form;
    const back = (problem: string, wrong = ""): Outcome => {
      // What can be changed no more is kept as one to be set.
      const held = rule === undefined ? undefined : findOpenRule(db, rule, user.remit);
      const fields = { ...given, rule: held === undefined ? "" : String(rule), wrong };
      const anchor = held === undefined ? "#set" : `#deadline-${rule}`;
      return keepAndGoBack(admitted, { page: PAGE, anchor, problem, fields });
    };
    const read = await termsOf(db, form);
    if ("wrong" in read) return back("form-problems", read.wrong.join(" "));
    const seen = rule === undefined ? undefined : { rule, revision };
    return write((note) => {
      const by = { by: user.name, at: at.toISOString() };
      const outcome = setDeadline(db, getCatalog(), user.remit, { ...read.terms, ...by, seen });
      if (!outcome.done) return back(outcome.why);
      const action = outcome.was === null ? "deadline-set" : "deadline-changed";
      note(action, `deadline ${outcome.is.rule}`, noteOf(outcome));
      return { done: action, page: `${PAGE}#deadline-${outcome.is.rule}` };
    });
  },
);
