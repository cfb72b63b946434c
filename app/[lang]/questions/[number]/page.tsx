import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cellNames } from "@/app/_components/cell-names.ts";
import { cellText } from "@/app/_components/cell-text.ts";
import { Frame } from "@/app/_components/frame.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { findQuestion } from "@/db/queries/questions.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { civilInstant } from "@/lib/format.ts";
import type { QuestionStep, QuestionView } from "@/lib/question-views.ts";
import css from "../questions.module.css";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly number: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

async function requireQuestion(number: string) {
  const isNumber = /^[1-9]\d{0,8}$/.test(number);
  return (isNumber ? await findQuestion(getDatabase(), Number(number)) : undefined) ?? notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang, number } = await params;
  const { heading } = messages(isLanguage(lang) ? lang : "zh").questions;
  return { title: fill(heading, { n: number }), robots: { index: false } };
}

/** One question: which number, what is doubted, and what became of it. */
export default async function Page({ params, searchParams }: Props) {
  const { lang, number } = await params;
  if (!isLanguage(lang)) notFound();
  const { question, steps } = await requireQuestion(number);
  const { questions: words } = messages(lang);
  const path = `/questions/${question.number}`;
  const { sent } = await searchParams;
  return (
    <Frame lang={lang} path={path} section="quality">
      <ol className="trail">
        <li>
          <a href={href(lang, "/questions")}>{words.title}</a>
        </li>
        <li aria-current="page">{fill(words.number, { n: question.number })}</li>
      </ol>
      <h1>{fill(words.heading, { n: question.number })}</h1>
      {sent === "yes" ? (
        <div className="note" role="status">
          <p>{words.one.sent}</p>
          <p>{words.one.contactNote}</p>
        </div>
      ) : null}
      <p className="lead">
        <span className="chip">{words.states[question.state]}</span> {words.stateNotes[question.state]}
      </p>
      <Facts question={question} lang={lang} />
      <Steps steps={steps} lang={lang} />
    </Frame>
  );
}

function Facts({ question, lang }: { readonly question: QuestionView; readonly lang: Language }) {
  const { questions, frame } = messages(lang);
  const { one: words, kinds } = questions;
  const { agency, year, scope, shownStatus, shownAmount, unit, version, dataVersion, release } = question;
  const report = href(lang, `/agencies/${agency}/${year}?scope=${scope}`);
  const label = [question.label, question.memberLabel].filter((part) => part !== "").join(" · ");
  return (
    <>
      <dl className={css.facts}>
        <dt>{words.agency}</dt>
        <dd>
          <a href={href(lang, `/agencies/${agency}`)}>
            {(lang === "en" ? question.nameEn : null) ?? question.nameZh ?? agency}
          </a>
        </dd>
        <dt>{words.year}</dt>
        <dd>
          {year} · {frame.scope[scope]} · <a href={report}>{words.report}</a>
        </dd>
        <dt>{words.cell}</dt>
        <dd>{cellNames(question, lang)}</dd>
        <dt>{words.table}</dt>
        <dd lang="zh-CN">{label}</dd>
        <dt>{words.shown}</dt>
        <dd>
          <b>{cellText({ status: shownStatus, amount: shownAmount, unit }, lang)}</b>{" "}
          <span className="soft">{fill(words.versionOf, { n: version, data: dataVersion })}</span>
        </dd>
        <dt>{words.kind}</dt>
        <dd>{kinds[question.kind]}</dd>
        <dt>{words.words}</dt>
        <dd className={css.words}>{question.words ?? <span className="soft">{words.wordsHidden}</span>}</dd>
      </dl>
      {release === null ? null : (
        <p>
          <a href={href(lang, `/releases/${release}`)}>{fill(words.release, { n: release })}</a>{" "}
          <a href={`${report}#corrections`}>{words.correctionsNote}</a>
        </p>
      )}
    </>
  );
}

function Steps({ steps, lang }: { readonly steps: readonly QuestionStep[]; readonly lang: Language }) {
  const { questions: words } = messages(lang);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.one.history}</h2>
      <ol className="plain">
        {steps.map(({ key, at, state, answer }) => (
          <li key={key}>
            <span className="soft">{civilInstant(at).slice(0, 16)}</span>{" "}
            <span className="chip">{words.states[state]}</span>
            {answer === "" ? null : (
              <p className={css.words}>
                {words.one.answer}: {answer}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
