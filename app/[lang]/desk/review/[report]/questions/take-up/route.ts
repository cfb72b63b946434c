import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { itemOf, itemPage, subjectOf } from "@/app/_desk/item-of.ts";
import { QuestionFields } from "@/app/_desk/question-fields.ts";
import { takeUp } from "@/db/desk/questions.ts";

/** Says that somebody looks at what a reader doubts. */
export const POST = deskAction(
  { permission: "edit", form: z.object(QuestionFields), page: itemPage },
  (given, { db, user, at, write }, params) =>
    write((note) => {
      const item = itemOf(db, user, params.report);
      if (item === undefined) return { problem: "not-yours", page: "/desk/review" };
      const answered = takeUp(db, item, { ...given, by: user.name, at: at.toISOString() });
      const page = `${itemPage(params)}#questions`;
      if (answered !== "answered") return { problem: answered, page };
      const { question, isTextShown } = given;
      note("question-looked-at", subjectOf(item), { question, isTextShown });
      return { done: "question-looked-at", page };
    }),
);
