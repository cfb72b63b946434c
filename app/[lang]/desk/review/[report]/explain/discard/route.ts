import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { itemOf, itemPage, subjectOf } from "@/app/_desk/item-of.ts";
import { discardExplanation } from "@/db/desk/explain.ts";

/** Gives up an explanation, or the taking back of one, that waits for a release. */
export const POST = deskAction(
  { permission: "edit", form: z.object({ explanation: z.coerce.number().int().positive() }), page: itemPage },
  ({ explanation }, { db, user, write }, params) =>
    write((note) => {
      const item = itemOf(db, user, params.report);
      if (item === undefined) return { problem: "not-yours", page: "/desk/review" };
      const page = `${itemPage(params)}#explanations`;
      if (!discardExplanation(db, item, explanation)) return { problem: "explanation-gone", page };
      note("explanation-discarded", subjectOf(item), { explanation });
      return { done: "explanation-discarded", page };
    }),
);
