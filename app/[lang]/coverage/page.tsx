import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount, formatDate } from "@/lib/format.ts";
import css from "./coverage.module.css";
import { type CoverageGrid, PAGE_SIZE, readCoverage } from "./coverage.ts";
import { CoverageFilter } from "./filter.tsx";
import { drawGrid, drawTallies } from "./grid.ts";
import { type CoverageSearch, parseCoverageSearch } from "./search-params.ts";
import { UnreadFiles } from "./unread-files.tsx";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messages(isLanguage(lang) ? lang : "zh").coverage;
  return { title, description };
}

/** Who has published, who is late, who is missing. */
export default async function Page({ params, searchParams }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { search, problems } = parseCoverageSearch(await searchParams);
  const coverage = await readCoverage(search);
  const { coverage: words } = messages(lang);
  const { years, total, today } = coverage;
  const query = queryOf(search, search.page === undefined ? {} : { page: search.page });
  return (
    <Frame lang={lang} path={`/coverage${query}`} section="coverage">
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      {problems.length > 0 ? (
        <p className="note error" role="status">
          {fill(words.problem, { problems: problems.join(", ") })}
        </p>
      ) : null}
      <CoverageFilter search={search} coverage={coverage} lang={lang} />
      {total === 0 || years.length === 0 ? (
        <p className="note">{words.none}</p>
      ) : (
        <>
          <section aria-labelledby="tally">
            <h2 id="tally">{words.tally.heading}</h2>
            <p className="small soft">{fill(words.tally.note, { date: formatDate(today, lang) })}</p>
            <DrawnRegion
              name={words.tally.heading}
              lang={lang}
              className={css.tallies}
              markup={drawTallies(coverage.tallies, lang)}
            />
          </section>
          <Grid coverage={coverage} search={search} lang={lang} />
        </>
      )}
      <UnreadFiles coverage={coverage} lang={lang} />
    </Frame>
  );
}

const FORMATS = ["csv", "xlsx", "json"] as const;

function Grid({
  coverage,
  search,
  lang,
}: {
  readonly coverage: CoverageGrid;
  readonly search: CoverageSearch;
  readonly lang: Language;
}) {
  const { coverage: words, quality } = messages(lang);
  const { list, downloads } = quality;
  const page = search.page ?? 1;
  const first = (page - 1) * PAGE_SIZE + 1;
  const last = Math.min(page * PAGE_SIZE, coverage.total);
  const total = formatCount(coverage.total, lang);
  return (
    <section aria-labelledby="grid">
      <h2 id="grid">{fill(words.grid.heading, { n: total })}</h2>
      <p className="small soft">{words.grid.note}</p>
      <DrawnRegion
        name={fill(words.grid.heading, { n: total })}
        lang={lang}
        className={css.grid}
        markup={drawGrid(coverage, lang)}
      />
      {coverage.total > PAGE_SIZE ? (
        <nav className="actions small" aria-label={list.pages}>
          <span className="soft">{fill(words.grid.shown, { from: first, to: last, total })}</span>
          {page > 1 ? (
            <a href={`${href(lang, `/coverage${queryOf(search, { page: page - 1 })}`)}#grid`}>
              {list.previous}
            </a>
          ) : null}
          {last < coverage.total ? (
            <a href={`${href(lang, `/coverage${queryOf(search, { page: page + 1 })}`)}#grid`}>{list.next}</a>
          ) : null}
        </nav>
      ) : null}
      <nav className="actions small no-print" aria-label={downloads.label}>
        <span className="soft">{downloads.label}</span>
        {FORMATS.map((format) => (
          <a key={format} href={`${href(lang, "/coverage")}/data.${format}${queryOf(search)}`}>
            {format.toUpperCase()}
          </a>
        ))}
      </nav>
    </section>
  );
}
