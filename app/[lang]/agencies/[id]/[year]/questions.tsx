import { cellNames } from "@/app/_components/cell-names.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { isOpenQuestion } from "@/lib/desk/states.ts";
import { civilInstant } from "@/lib/format.ts";
import type { QuestionView } from "@/lib/question-views.ts";

interface Props {
  readonly questions: readonly QuestionView[];
  readonly lang: Language;
}

/** What readers doubt in this report, and what became of it. */
export function Questions({ questions, lang }: Props) {
  if (questions.length === 0) return null;
  const { questions: words } = messages(lang);
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{words.report.heading}</h2>
      <ul>
        {questions.map((one) => (
          <li key={one.number} id={`question-${one.number}`}>
            <a href={href(lang, `/questions/${one.number}`)}>{fill(words.number, { n: one.number })}</a>{" "}
            {fill(words.report.line, { label: cellNames(one, lang), kind: words.kinds[one.kind] })}{" "}
            <span className={isOpenQuestion(one.state) ? "chip warning" : "chip"}>
              {words.states[one.state]}
            </span>{" "}
            <span className="small soft">
              {civilInstant(one.since).slice(0, 10)} {one.answer}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
