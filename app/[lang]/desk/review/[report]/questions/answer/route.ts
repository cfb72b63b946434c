import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { itemOf, itemPage, subjectOf } from "@/app/_desk/item-of.ts";
import { QuestionFields } from "@/app/_desk/question-fields.ts";
import { listCorrections } from "@/db/desk/correct.ts";
import { answerByCorrection, answerQuestion } from "@/db/desk/questions.ts";
import { QUESTION_ANSWERS } from "@/lib/desk/states.ts";

const Form = z.object({
  ...QuestionFields,
  /** How it ends, or the key of the correction that answers it. */
  state: z.union([z.enum(QUESTION_ANSWERS), z.coerce.number().int().positive()]),
  answer: z.string().trim().max(2000).default(""),
});

/** Answers what a reader doubts; the contact is deleted with it. */
export const POST = deskAction(
  { permission: "edit", form: Form, page: itemPage },
  ({ state, answer, isTextShown, ...seen }, { db, user, at, write }, params) => {
    const page = `${itemPage(params)}#questions`;
    if (typeof state === "string" && answer === "") return { problem: "answer-missing", page };
    return write((note) => {
      const item = itemOf(db, user, params.report);
      if (item === undefined) return { problem: "not-yours", page: "/desk/review" };
      const { question } = seen;
      const said = { answer, isTextShown };
      const asked = { ...seen, ...said, by: user.name, at: at.toISOString() };
      const answered =
        typeof state === "string"
          ? answerQuestion(db, item, { ...asked, state })
          : answerByCorrection(
              db,
              item,
              asked,
              listCorrections(db, item).find(({ key }) => key === state),
            );
      if (answered !== "answered" && answered !== "waits") return { problem: answered, page };
      const by = typeof state === "string" ? { state } : { correction: state };
      note("question-answered", subjectOf(item), { question, ...by, ...said });
      return { done: answered === "waits" ? "question-waits" : "question-answered", page };
    });
  },
);
