import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { FailureFields } from "@/app/_desk/explanation-fields.ts";
import { itemOf, itemPage, subjectOf } from "@/app/_desk/item-of.ts";
import { proposeExplanation } from "@/db/desk/explain.ts";
import { civilDate } from "@/lib/format.ts";

/** Takes back what was said to a failed check; it stays in the history, and in public until a release. */
export const POST = deskAction(
  { permission: "edit", form: z.object(FailureFields), page: itemPage },
  (given, { db, user, at, write }, params) =>
    write((note) => {
      const item = itemOf(db, user, params.report);
      if (item === undefined) return { problem: "not-yours", page: "/desk/review" };
      const entry = { words: "", by: user.name, source: "", at: civilDate(at) };
      const enteredAt = at.toISOString();
      const explained = proposeExplanation(db, item, { ...given, ...entry, enteredBy: user.name, enteredAt });
      const page = `${itemPage(params)}#explanations`;
      if (explained !== "explained") return { problem: explained, page };
      note("explanation-withdrawn", subjectOf(item), { check: given.check, instance: given.instance });
      return { done: "explanation-withdrawn", page };
    }),
);
