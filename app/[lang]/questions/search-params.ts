import { z } from "zod";
import { IdField, PageField, parseSearch, YearField } from "@/app/_components/search-fields.ts";
import { QUESTION_STATES } from "@/lib/desk/states.ts";

const FIELDS = { state: z.enum(QUESTION_STATES), agency: IdField, year: YearField, page: PageField };

export type QuestionSearch = ReturnType<typeof parseQuestionSearch>["search"];

/** What the address of the list of questions asks for. */
export const parseQuestionSearch = (
  given: Readonly<Record<string, string | readonly string[] | undefined>>,
) => parseSearch(FIELDS, given);
