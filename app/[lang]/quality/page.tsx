import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { Downloads, Pages } from "@/app/_components/list-navigation.tsx";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import { drawFailures, drawUnassessed } from "./failure-table.ts";
import { QualityFilter } from "./filter.tsx";
import { drawChecks, drawMatrix } from "./matrix.ts";
import css from "./quality.module.css";
import { PAGE_SIZE, type Quality, readQuality } from "./quality.ts";
import { parseQualitySearch, type QualitySearch } from "./search-params.ts";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messages(isLanguage(lang) ? lang : "zh").quality;
  return { title, description };
}

/** Which reports do not add up, where, and how often that happens. */
export default async function Page({ params, searchParams }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { search, problems } = parseQualitySearch(await searchParams);
  const quality = await readQuality(search);
  const { quality: words } = messages(lang);
  const query = queryOf(search, search.page === undefined ? {} : { page: search.page });
  return (
    <Frame lang={lang} path={`/quality${query}`} section="quality">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <p className="actions small">
        <a href="#list">{fill(words.list.jump, { n: formatCount(quality.failures, lang) })}</a>
        <a href={href(lang, "/check")}>{messages(lang).check.link}</a>
      </p>
      {problems.length > 0 ? (
        <p className="note error" role="status">
          {fill(words.problem, { problems: problems.join(", ") })}
        </p>
      ) : null}
      <Matrix quality={quality} lang={lang} />
      <List quality={quality} search={search} lang={lang} />
    </Frame>
  );
}

function Matrix({ quality, lang }: { readonly quality: Quality; readonly lang: Language }) {
  const { quality: words } = messages(lang);
  const { matrix, basis } = words;
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix">{matrix.heading}</h2>
      {quality.tallies.length === 0 ? (
        <p className="note">{matrix.empty}</p>
      ) : (
        <>
          <p>{fill(words.measured, { n: formatCount(quality.reports, lang) })}</p>
          <p className="soft small">{matrix.note}</p>
          <DrawnRegion
            name={matrix.heading}
            lang={lang}
            className={css.matrix}
            markup={drawMatrix(quality, lang)}
          />
          <Downloads name={words.downloads.matrix} path="/quality/matrix" query="" lang={lang} />
        </>
      )}
      <details>
        <summary>{fill(basis.summary, { n: quality.catalog.checks.length })}</summary>
        <DrawnRegion
          name={basis.region}
          lang={lang}
          className={css.basis}
          markup={drawChecks(quality, lang)}
        />
      </details>
    </section>
  );
}

function List({
  quality,
  search,
  lang,
}: {
  readonly quality: Quality;
  readonly search: QualitySearch;
  readonly lang: Language;
}) {
  const { quality: words } = messages(lang);
  const { list } = words;
  const { found, catalog } = quality;
  const total = formatCount(found.total, lang);
  const heading = found.kind === "failures" ? list.heading : list.headingUnassessed;
  return (
    <section aria-labelledby="list">
      <h2 id="list">{fill(heading, { n: total })}</h2>
      <QualityFilter search={search} quality={quality} lang={lang} />
      {found.rows.length === 0 ? (
        <p className="note">{list.none}</p>
      ) : (
        <>
          <DrawnRegion
            name={list.region}
            lang={lang}
            className={css.list}
            markup={
              found.kind === "failures"
                ? drawFailures(found.rows, catalog, lang)
                : drawUnassessed(found.rows, catalog, lang)
            }
          />
          <Pages
            shown={list.shown}
            page={search.page ?? 1}
            size={PAGE_SIZE}
            total={found.total}
            addressOf={(page) => `/quality${queryOf(search, { page })}#list`}
            lang={lang}
          />
        </>
      )}
      <Downloads name={words.downloads.list} path="/quality" query={queryOf(search)} lang={lang} />
    </section>
  );
}
