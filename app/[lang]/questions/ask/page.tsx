import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cellNames } from "@/app/_components/cell-names.ts";
import { cellText } from "@/app/_components/cell-text.ts";
import { Frame } from "@/app/_components/frame.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { getAgency } from "@/db/queries/agencies.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { findShownCell, type ShownCell } from "@/db/questions.ts";
import {
  askPath,
  type CellAddress,
  cellFields,
  cellName,
  parseCellAddress,
} from "@/lib/asking/cell-address.ts";
import { LONGEST_CONTACT, LONGEST_WORDS } from "@/lib/asking/rules.ts";
import { getRefused, type RefusedQuestion } from "@/lib/asking/showing.ts";
import { issueToken } from "@/lib/asking/token.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { QUESTION_KINDS } from "@/lib/desk/states.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import css from "../questions.module.css";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  return { title: messages(isLanguage(lang) ? lang : "zh").questions.ask.title, robots: { index: false } };
}

/** The form in which a reader questions one number. It is answered by lib/server, without a session. */
export default async function Page({ params, searchParams }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const cell = parseCellAddress(await searchParams);
  const db = getDatabase();
  const shown = cell && findShownCell(db, getCatalog(), cell);
  const agency = cell && (await getAgency(db, cell.agency));
  const refused = getRefused();
  if (!cell || !shown || !agency) return refused ? <Lost refused={refused} lang={lang} /> : notFound();
  const { questions: words, frame } = messages(lang);
  const { version } = await getDataVersion(db);
  const name = (lang === "en" && agency.nameEn) || agency.nameZh;
  const report = href(lang, `/agencies/${cell.agency}/${cell.year}?scope=${cell.scope}`);
  const { value, unit } = shown.fact;
  const amount = value.status === "reported" ? value.amount : null;
  return (
    <Frame lang={lang} path={askPath(cell)} section="quality">
      <ol className="trail">
        <li>
          <a href={report}>
            {name} {cell.year}
          </a>
        </li>
        <li aria-current="page">{words.ask.title}</li>
      </ol>
      <h1>{words.ask.title}</h1>
      <p className="lead">{words.ask.lead}</p>
      {refused === undefined ? null : <Refusal refused={refused} lang={lang} />}
      <dl className={css.facts}>
        <dt>{words.one.agency}</dt>
        <dd>
          {name} · {cell.year} · {frame.scope[cell.scope]}
        </dd>
        <dt>{words.one.cell}</dt>
        <dd>
          {cellNames(shown.fact, lang)} <Original shown={shown} lang={lang} />
        </dd>
        <dt>{words.ask.now}</dt>
        <dd>
          <b>{cellText({ status: value.status, amount, unit }, lang)}</b>{" "}
          <span className="soft">{fill(words.one.versionOf, { n: shown.version, data: version })}</span>
        </dd>
      </dl>
      <AskForm cell={cell} lang={lang} />
    </Frame>
  );
}

interface RefusedProps {
  readonly refused: RefusedQuestion;
  readonly lang: Language;
}

const Refusal = ({ refused, lang }: RefusedProps) => (
  <p className="note error" role="alert">
    {messages(lang).questions.refusals[refused.why]}
  </p>
);

/** What was not taken and has no cell to be asked of: told why, with what was typed. */
function Lost({ refused, lang }: RefusedProps) {
  const { ask: words } = messages(lang).questions;
  const { typed } = refused;
  return (
    <Frame lang={lang} path="/questions" section="quality">
      <h1>{words.title}</h1>
      <Refusal refused={refused} lang={lang} />
      {typed.words === "" ? null : (
        <div className="field">
          <label htmlFor="words">{words.typed}</label>
          <textarea id="words" rows={5} readOnly defaultValue={typed.words} />
        </div>
      )}
      {typed.contact === "" ? null : (
        <p>
          {words.contact}: {typed.contact}
        </p>
      )}
    </Frame>
  );
}

function Original({ shown, lang }: { readonly shown: ShownCell; readonly lang: Language }) {
  const { origin } = shown.fact;
  if (origin.table === 0) return null;
  return (
    <a href={`/documents/${origin.document}/view#${cellAnchor(origin)}`} target="_blank" rel="noopener">
      {messages(lang).questions.ask.original}
    </a>
  );
}

function AskForm({ cell, lang }: { readonly cell: CellAddress; readonly lang: Language }) {
  const { questions } = messages(lang);
  const { ask: words, kinds } = questions;
  const typed = getRefused()?.typed;
  return (
    <form
      method="post"
      action={href(lang, "/questions/ask")}
      className={`panel ${css.form}`}
      aria-label={words.title}
    >
      {Object.entries(cellFields(cell)).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <input type="hidden" name="token" value={issueToken(cellName(cell))} />
      <fieldset>
        <legend>{words.kind}</legend>
        {QUESTION_KINDS.map((kind) => (
          <label key={kind} className="choice">
            <input type="radio" name="kind" value={kind} required defaultChecked={typed?.kind === kind} />
            {kinds[kind]}
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="words">{fill(words.words, { n: LONGEST_WORDS })}</label>
        <textarea
          id="words"
          name="words"
          rows={5}
          required
          minLength={4}
          maxLength={LONGEST_WORDS}
          aria-describedby="words-hint"
          defaultValue={typed?.words}
        />
        <p id="words-hint" className="small soft">
          {words.wordsHint}
        </p>
      </div>
      <div className="field">
        <label htmlFor="contact">{words.contact}</label>
        <input
          id="contact"
          name="contact"
          maxLength={LONGEST_CONTACT}
          aria-describedby="contact-hint"
          defaultValue={typed?.contact}
        />
        <p id="contact-hint" className="small soft">
          {words.contactHint}
        </p>
      </div>
      <div className={css.trap} aria-hidden="true">
        <label>
          {words.trap}
          <input name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <p className="small soft">{words.private}</p>
      <div>
        <button type="submit">{words.submit}</button>
      </div>
    </form>
  );
}
