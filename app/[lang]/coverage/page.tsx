import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { Downloads, Pages } from "@/app/_components/list-navigation.tsx";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount, formatDate } from "@/lib/format.ts";
import css from "./coverage.module.css";
import { type CoverageGrid, PAGE_SIZE, readCoverage } from "./coverage.ts";
import { CoverageFilter } from "./filter.tsx";
import { drawGrid, drawTallies } from "./grid.ts";
import { type CoverageSearch, parseCoverageSearch } from "./search-params.ts";
import { SetDeadlines } from "./set-deadlines.tsx";
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
  const { years, rows, today } = coverage;
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
      {rows.length === 0 || years.length === 0 ? (
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
      <SetDeadlines deadlines={coverage.deadlines} lang={lang} />
      <UnreadFiles coverage={coverage} lang={lang} />
    </Frame>
  );
}

function Grid({
  coverage,
  search,
  lang,
}: {
  readonly coverage: CoverageGrid;
  readonly search: CoverageSearch;
  readonly lang: Language;
}) {
  const { coverage: words } = messages(lang);
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
        <Pages
          shown={words.grid.shown}
          page={search.page ?? 1}
          size={PAGE_SIZE}
          total={coverage.total}
          addressOf={(page) => `/coverage${queryOf(search, { page })}#grid`}
          lang={lang}
        />
      ) : null}
      <Downloads path="/coverage" query={queryOf(search)} lang={lang} />
    </section>
  );
}
