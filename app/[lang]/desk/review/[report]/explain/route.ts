import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { ExplanationFields } from "@/app/_desk/explanation-fields.ts";
import { itemOf, itemPage, subjectOf } from "@/app/_desk/item-of.ts";
import { proposeExplanation } from "@/db/desk/explain.ts";

/** Attaches what an agency says to a failed check; it is public once a release brings it. */
export const POST = deskAction(
  { permission: "edit", form: z.object(ExplanationFields), page: itemPage },
  ({ seen, ...given }, { db, user, at, write }, params) =>
    write((note) => {
      const item = itemOf(db, user, params.report);
      if (item === undefined) return { problem: "not-yours", page: "/desk/review" };
      const entry = { ...given, seen, enteredBy: user.name, enteredAt: at.toISOString() };
      const explained = proposeExplanation(db, item, entry);
      const page = `${itemPage(params)}#explanations`;
      if (explained !== "explained") return { problem: explained, page };
      const { words, by, source, at: day, check, instance } = given;
      note("explanation-entered", subjectOf(item), { check, instance, words, by, source, day });
      return { done: "explanation-entered", page };
    }),
);
