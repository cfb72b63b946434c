import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AgencySearch } from "@/app/_components/agency-search.tsx";
import { Frame } from "@/app/_components/frame.tsx";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { MOST_FOUND } from "@/db/queries/agency-list.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import css from "./agencies.module.css";
import { type AgencyListView, PAGE_SIZE, readAgencyList } from "./agency-list.ts";
import { drawAgencies } from "./agency-table.ts";
import { Facets } from "./facets.tsx";
import { ProvinceTiles } from "./province-tiles.tsx";
import { type AgencySearch as Asked, parseAgencySearch } from "./search-params.ts";
import { spanOf } from "./year-strip.ts";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messages(isLanguage(lang) ? lang : "zh").agencies;
  return { title, description };
}

/** Which agencies there are: by name, by place, by kind. */
export default async function Page({ params, searchParams }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { search, problems } = parseAgencySearch(await searchParams);
  const view = await readAgencyList(search);
  const { agencies: words, frame, coverage } = messages(lang);
  const query = queryOf(search, search.page === undefined ? {} : { page: search.page });
  const { q, page: _page, ...kept } = search;
  const isAll = queryOf(search) === "";
  const counts = {
    agencies: formatCount(view.all.agencies, lang),
    held: formatCount(view.all.held, lang),
  };
  return (
    <Frame lang={lang} path={`/agencies${query}`} section="agencies" ownSearch>
      <h1>{words.title}</h1>
      <p className="lead">{fill(words.intro, counts)}</p>
      {problems.length > 0 ? (
        <p className="note error" role="status">
          {fill(coverage.problem, { problems: problems.join(", ") })}
        </p>
      ) : null}
      <div className={css.search}>
        <AgencySearch
          action={href(lang, "/agencies")}
          lang={lang}
          words={frame.search}
          keep={kept}
          {...(q !== undefined && { value: q })}
        />
        {isAll ? null : <a href={href(lang, "/agencies")}>{words.filter.clear}</a>}
      </div>
      {view.all.agencies === 0 ? (
        <section className="note">
          <h2>{words.empty.nothing}</h2>
          <p>{words.empty.how}</p>
        </section>
      ) : (
        <>
          {isAll ? <ProvinceTiles tree={view.tree} lang={lang} /> : null}
          <div className={css.layout}>
            <Facets view={view} search={search} lang={lang} />
            <List view={view} search={search} lang={lang} />
          </div>
        </>
      )}
    </Frame>
  );
}

interface ListProps {
  readonly view: AgencyListView;
  readonly search: Asked;
  readonly lang: Language;
}

const FORMATS = ["csv", "xlsx", "json"] as const;

function List({ view, search, lang }: ListProps) {
  const { agencies: words, quality } = messages(lang);
  const { rows, total, isCut, all, above } = view;
  const { list, downloads } = quality;
  const here = above.at(-1);
  const page = search.page ?? 1;
  const counted = { n: formatCount(total, lang), total: formatCount(all.agencies, lang) };
  if (rows.length === 0)
    return (
      <section className="note">
        <h2>{words.empty.title}</h2>
        <p>{words.empty.text}</p>
        <a href={href(lang, "/agencies")}>{words.empty.all}</a>
      </section>
    );
  const first = (page - 1) * PAGE_SIZE + 1;
  return (
    <section aria-labelledby="list" className={css.results}>
      <h2 id="list">
        {search.q !== undefined
          ? fill(words.list.found, { q: search.q })
          : (here?.name ?? words.list.heading)}
      </h2>
      <p className="soft">{fill(words.count, counted)}</p>
      {isCut ? (
        <p className="small soft">{fill(words.list.most, { n: formatCount(MOST_FOUND, lang) })}</p>
      ) : null}
      <DrawnRegion
        name={words.title}
        lang={lang}
        className={css.list}
        markup={drawAgencies(rows, spanOf(rows.flatMap(({ years }) => years)), lang)}
      />
      {total > PAGE_SIZE ? (
        <nav className="actions small" aria-label={list.pages}>
          <span className="soft">
            {fill(words.list.shown, {
              from: formatCount(first, lang),
              to: formatCount(first + rows.length - 1, lang),
              total: counted.n,
            })}
          </span>
          {page > 1 ? (
            <a href={`${href(lang, `/agencies${queryOf(search, { page: page - 1 })}`)}#list`}>
              {list.previous}
            </a>
          ) : null}
          {first + rows.length - 1 < total ? (
            <a href={`${href(lang, `/agencies${queryOf(search, { page: page + 1 })}`)}#list`}>{list.next}</a>
          ) : null}
        </nav>
      ) : null}
      <nav className="actions small no-print" aria-label={downloads.label}>
        <span className="soft">{downloads.label}</span>
        {FORMATS.map((format) => (
          <a key={format} href={`${href(lang, "/agencies")}/data.${format}${queryOf(search)}`}>
            {format.toUpperCase()}
          </a>
        ))}
      </nav>
      {rows.some((agency) => agency.provisional) ? (
        <div className="notes">
          <h3>{words.provisional.heading}</h3>
          <p>{words.provisional.text}</p>
        </div>
      ) : null}
    </section>
  );
}
