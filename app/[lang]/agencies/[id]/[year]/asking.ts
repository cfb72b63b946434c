import { fill, href, messages } from "@/app/_messages/messages.ts";
import { askPath, type CellAddress } from "@/lib/asking/cell-address.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { QUESTION_STATES } from "@/lib/desk/states.ts";
import type { AskingReader } from "@/lib/exports/form-markup.ts";
import type { QuestionView } from "@/lib/question-views.ts";

/** What readers ask about one report. */
export interface Asking {
  readonly report: Pick<CellAddress, "agency" | "year" | "scope">;
  readonly questions: readonly QuestionView[];
  /** A reader chooses the number that he doubts. */
  readonly isChoosing: boolean;
}

/** The same for one form. */
export function readAsking(
  { report, questions, isChoosing }: Asking,
  edition: string,
  lang: Language,
): AskingReader {
  const { mode, states } = messages(lang).questions;
  return {
    addressOf: ({ indicator, member }) => href(lang, askPath({ ...report, edition, indicator, member })),
    name: mode.cell,
    isChoosing,
    askedOf: ({ indicator, member }) => {
      const own = questions.filter(
        (one) => one.edition === edition && one.indicator === indicator && one.member === member,
      );
      const [first] = own;
      if (first === undefined) return undefined;
      const told = QUESTION_STATES.filter((state) => own.some((one) => one.state === state)).map(
        (state) => states[state],
      );
      return {
        count: own.length,
        words: fill(mode.mark, { n: own.length, states: told.join(" / ") }),
        address: `#question-${first.number}`,
      };
    },
  };
}
