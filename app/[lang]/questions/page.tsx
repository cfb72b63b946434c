import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cellNames } from "@/app/_components/cell-names.ts";
import { cellText } from "@/app/_components/cell-text.ts";
import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { Frame } from "@/app/_components/frame.tsx";
import { Downloads, Pages } from "@/app/_components/list-navigation.tsx";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { countQuestionStates, countQuestions, listQuestions } from "@/db/queries/questions.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { isOpenQuestion, QUESTION_STATES } from "@/lib/desk/states.ts";
import { civilInstant, formatCount } from "@/lib/format.ts";
import type { QuestionView } from "@/lib/question-views.ts";
import { parseQuestionSearch, type QuestionSearch } from "./search-params.ts";

const PAGE_SIZE = 50;

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messages(isLanguage(lang) ? lang : "zh").questions;
  return { title, description };
}

/** What readers doubted, and what came of it. */
export default async function Page({ params, searchParams }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { search, problems } = parseQuestionSearch(await searchParams);
  const { questions: words, quality } = messages(lang);
  const db = getDatabase();
  const total = await countQuestions(db, search);
  const { page = 1 } = search;
  const rows = await listQuestions(db, search, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  const counts = await countQuestionStates(db);
  return (
    <Frame lang={lang} path={`/questions${queryOf(search, { page })}`} section="quality">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <p>{words.how}</p>
      {problems.length > 0 ? (
        <p className="note error" role="status">
          {fill(quality.badQuery, { problems: problems.join(", ") })}
        </p>
      ) : null}
      <Filter search={search} lang={lang} />
      <h2 id="list">{fill(words.list, { n: formatCount(total, lang) })}</h2>
      <p className="small soft">
        {QUESTION_STATES.filter((state) => counts[state] > 0)
          .map((state) => `${words.states[state]} ${formatCount(counts[state], lang)}`)
          .join(" · ")}
      </p>
      {rows.length === 0 ? <p className="note">{words.none}</p> : <List rows={rows} lang={lang} />}
      {total > PAGE_SIZE ? (
        <Pages
          shown={words.shown}
          page={page}
          size={PAGE_SIZE}
          total={total}
          addressOf={(number) => `/questions${queryOf(search, { page: number })}#list`}
          lang={lang}
        />
      ) : null}
      <Downloads path="/questions" query={queryOf(search)} lang={lang} />
    </Frame>
  );
}

function Filter({ search, lang }: { readonly search: QuestionSearch; readonly lang: Language }) {
  const { questions: words, quality } = messages(lang);
  return (
    <form className="panel row" action={href(lang, "/questions")} aria-label={words.filter.label}>
      <ChoiceField
        name="state"
        label={words.filter.state}
        options={QUESTION_STATES.map((state) => [state, words.states[state]])}
        any={words.filter.any}
        chosen={search.state}
      />
      <label className="field">
        {words.filter.agency}
        <input name="agency" defaultValue={search.agency ?? ""} size={22} autoCapitalize="none" />
      </label>
      <label className="field">
        {words.columns.year}
        <input name="year" defaultValue={search.year ?? ""} size={6} inputMode="numeric" />
      </label>
      <button type="submit">{words.filter.submit}</button>
      {queryOf(search) === "" ? null : <a href={href(lang, "/questions")}>{quality.filter.clear}</a>}
    </form>
  );
}

function List({ rows, lang }: { readonly rows: readonly QuestionView[]; readonly lang: Language }) {
  const { questions: words } = messages(lang);
  const { columns } = words;
  const heads = [
    ...[columns.number, columns.agency, columns.year, columns.cell, columns.shown],
    ...[columns.kind, columns.state, columns.askedAt],
  ];
  return (
    <ScrollRegion name={words.title} lang={lang}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.number}>
              <th scope="row">
                <a href={href(lang, `/questions/${one.number}`)}>{fill(words.number, { n: one.number })}</a>
              </th>
              <td>
                <a href={href(lang, `/agencies/${one.agency}`)}>
                  {(lang === "en" ? one.nameEn : null) ?? one.nameZh ?? one.agency}
                </a>
              </td>
              <td>
                <a href={href(lang, `/agencies/${one.agency}/${one.year}?scope=${one.scope}`)}>{one.year}</a>
              </td>
              <td>{cellNames(one, lang)}</td>
              <td>{cellText({ status: one.shownStatus, amount: one.shownAmount, unit: one.unit }, lang)}</td>
              <td>{words.kinds[one.kind]}</td>
              <td>
                <span className={isOpenQuestion(one.state) ? "chip warning" : "chip"}>
                  {words.states[one.state]}
                </span>
              </td>
              <td>{civilInstant(one.askedAt).slice(0, 10)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
