import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { itemOf, itemPage, subjectOf } from "@/app/_desk/item-of.ts";
import { discardCorrection } from "@/db/desk/correct.ts";

/** Gives up a correction that waits for a release. */
export const POST = deskAction(
  { permission: "edit", form: z.object({ correction: z.coerce.number().int().positive() }), page: itemPage },
  ({ correction }, { db, user, at, write }, { report }) =>
    write((note) => {
      const item = itemOf(db, user, report);
      if (item === undefined) return { problem: "not-yours", page: "/desk/review" };
      if (!discardCorrection(db, item, correction, { by: user.name, at: at.toISOString() }))
        return { problem: "correction-gone" };
      note("correction-discarded", subjectOf(item), { correction });
      return { done: "correction-discarded" };
    }),
);
