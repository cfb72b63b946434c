import { cellText } from "@/app/_components/cell-text.ts";
import { cellField } from "@/app/_desk/cell-field.ts";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { itemPage } from "@/app/_desk/item-of.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { listCorrections } from "@/db/desk/correct.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { correctionsFor, listReportQuestions, listSteps, type Question } from "@/db/desk/questions.ts";
import type { ReviewItem } from "@/db/desk/review.ts";
import { isOpenQuestion, QUESTION_ANSWERS } from "@/lib/desk/states.ts";
import { civilInstant } from "@/lib/format.ts";
import css from "../review.module.css";

interface Props {
  readonly desk: Desk;
  readonly item: ReviewItem;
  readonly held: ReturnType<typeof listCorrections>;
  readonly mayEdit: boolean;
}

/** What readers doubt in this report, with the ways to answer. */
export function Questions({ desk, item, held, mayEdit }: Props) {
  const { questions: words } = messages(desk.lang).review;
  const asked = listReportQuestions(getDeskDatabase(), item);
  if (asked.length === 0) return null;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{words.heading}</h2>
      <p className="small soft">{words.note}</p>
      <ul className={`plain ${css.entries}`}>
        {asked.map((question) => (
          <Entry
            key={question.key}
            desk={desk}
            item={item}
            question={question}
            corrections={correctionsFor(question, held)}
            mayEdit={mayEdit}
          />
        ))}
      </ul>
    </section>
  );
}

interface EntryProps extends Omit<Props, "held"> {
  readonly question: Question;
  readonly corrections: Props["held"];
}

function Entry({ desk, item, question, corrections, mayEdit }: EntryProps) {
  const { lang } = desk;
  const { review, questions: open } = messages(lang);
  const { questions: words } = review;
  const { key, state, kind, shownStatus, shownAmount, unit, contact, correction } = question;
  const label = [question.label, question.memberLabel].filter((part) => part !== "").join(" · ");
  const value = cellText({ status: shownStatus, amount: shownAmount, unit }, lang);
  const waits = corrections.find((one) => one.key === correction && one.state === "pending");
  const cell = cellField(question, { status: shownStatus, amount: shownAmount })
    .split("|")
    .slice(0, 3)
    .join("|");
  const page = href(lang, itemPage({ report: String(item.report) }));
  const correct = `${page}?cell=${encodeURIComponent(cell)}&question=${key}#correct`;
  return (
    <li id={`question-${key}`}>
      <span className={isOpenQuestion(state) ? "chip warning" : "chip"}>{open.states[state]}</span>{" "}
      <a href={href(lang, `/questions/${key}`)}>{fill(open.number, { n: key })}</a>{" "}
      {fill(words.about, { label, value, kind: open.kinds[kind] })}
      <blockquote className={css.words}>{question.words}</blockquote>
      {contact === null ? null : <p className="small">{fill(words.contact, { contact })}</p>}
      {waits === undefined ? null : <p className="small">{fill(words.waits, { n: waits.key })}</p>}
      <History question={question} lang={lang} />
      {mayEdit ? (
        <>
          {isOpenQuestion(state) ? (
            <p className="actions small">
              <a href={correct}>{words.correct}</a>
            </p>
          ) : null}
          <TakeUpForm desk={desk} item={item} question={question} />
          {isOpenQuestion(state) ? (
            <AnswerForm desk={desk} item={item} question={question} corrections={corrections} />
          ) : null}
        </>
      ) : null}
    </li>
  );
}

function History({ question, lang }: { readonly question: Question; readonly lang: Desk["lang"] }) {
  const { review, questions: open } = messages(lang);
  const { questions: words } = review;
  return (
    <details>
      <summary>{words.history}</summary>
      <ol className="plain small">
        {listSteps(getDeskDatabase(), question.key).map(({ key, state, answer, correction, by, at }) => (
          <li key={key}>
            {civilInstant(at)} {by} {open.states[state]}
            {correction === null ? null : ` · ${fill(words.byCorrection, { n: correction })}`} {answer}
          </li>
        ))}
      </ol>
    </details>
  );
}

type FormProps = Pick<EntryProps, "desk" | "item" | "question">;

function Seen({ question }: Pick<FormProps, "question">) {
  return (
    <>
      <input type="hidden" name="question" value={question.key} />
      <input type="hidden" name="revision" value={question.revision} />
    </>
  );
}

function ShowWords({ question, lang }: Pick<FormProps, "question"> & { readonly lang: Desk["lang"] }) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        name="isTextShown"
        value="yes"
        defaultChecked={question.isTextShown || question.state === "received"}
      />
      {messages(lang).review.questions.show}
    </label>
  );
}

/** Takes a question up, opens it again, or changes whether its words are public. */
function TakeUpForm({ desk, item, question }: FormProps) {
  const { questions: words } = messages(desk.lang).review;
  const { key, state } = question;
  const submit = state === "received" ? words.takeUp : isOpenQuestion(state) ? words.save : words.reopen;
  return (
    <DeskForm
      desk={desk}
      action={`${itemPage({ report: String(item.report) })}/questions/take-up`}
      className="row"
      label={fill(words.takeUpLabel, { n: key })}
    >
      <Seen question={question} />
      <ShowWords question={question} lang={desk.lang} />
      <button type="submit" className="quiet">
        {submit}
      </button>
    </DeskForm>
  );
}

function AnswerForm({ desk, item, question, corrections }: FormProps & Pick<EntryProps, "corrections">) {
  const { lang } = desk;
  const { review, questions: open } = messages(lang);
  const { questions: words } = review;
  return (
    <details>
      <summary>{words.answerIt}</summary>
      <DeskForm
        desk={desk}
        action={`${itemPage({ report: String(item.report) })}/questions/answer`}
        className={`panel ${css.form}`}
        label={fill(words.answerLabel, { n: question.key })}
      >
        <Seen question={question} />
        <label className="field">
          {words.outcome}
          <select name="state">
            {QUESTION_ANSWERS.map((state) => (
              <option key={state} value={state}>
                {open.states[state]}
              </option>
            ))}
            {corrections.map(({ key, isStatus, isAmount, unit }) => (
              <option key={key} value={key}>
                {fill(words.isCorrected, {
                  n: key,
                  is: cellText({ status: isStatus, amount: isAmount, unit }, lang),
                })}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {words.answer}
          <textarea name="answer" rows={3} maxLength={2000} className={css.text} />
        </label>
        <ShowWords question={question} lang={lang} />
        <div>
          <button type="submit">{words.submit}</button>
        </div>
      </DeskForm>
    </details>
  );
}
