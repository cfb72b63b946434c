import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Copyable } from "@/app/_components/copyable.tsx";
import { Frame } from "@/app/_components/frame.tsx";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { siteOrigin } from "@/app/_components/site-origin.ts";
import along from "@/app/_components/take-along.module.css";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { getCoverage } from "@/db/queries/coverage.ts";
import { type DataVersion, getDataVersion } from "@/db/queries/release.ts";
import { listReleases } from "@/db/queries/releases.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { citeBibtex, citeGbt7714 } from "@/lib/exports/citation.ts";
import { civilDate, formatCount, formatDate } from "@/lib/format.ts";
import type { ReleaseView } from "@/lib/release-views.ts";
import css from "./data.module.css";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messages(isLanguage(lang) ? lang : "zh").data;
  return { title, description };
}

/** Everything, to take along: files by year, the catalog, the API, and how to cite. */
export default async function Page({ params }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { data: words } = messages(lang);
  const { perYear } = await getCoverage(getDatabase());
  const { editions, indicators, rates, checks } = getCatalog();
  const counts = [
    fill(words.catalog.indicators, { n: indicators.length }),
    fill(words.catalog.rates, { n: rates.length }),
    fill(words.catalog.editions, { n: editions.length }),
    fill(words.catalog.checks, { n: checks.length }),
  ];
  return (
    <Frame lang={lang} path="/data" section="data">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <Years perYear={perYear} lang={lang} />
      <Releases releases={await listReleases(getDatabase())} lang={lang} />
      <div className={css.ways}>
        <section aria-labelledby="api">
          <h2 id="api">{words.api.heading}</h2>
          <p>{words.api.text}</p>
          <p className="actions">
            <a href={href(lang, "/api")}>{words.api.link}</a>
            <a href={`/api/v1/openapi.json?lang=${lang}`}>{words.api.openapi}</a>
          </p>
        </section>
        <section aria-labelledby="catalog">
          <h2 id="catalog">{words.catalog.heading}</h2>
          <p>{words.catalog.text}</p>
          <p className="actions">
            <a href={href(lang, "/data/catalog.json")}>{words.catalog.link}</a>
            <span className="soft small">{counts.join(" · ")}</span>
          </p>
        </section>
        <section aria-labelledby="views">
          <h2 id="views">{words.views.heading}</h2>
          <p>{words.views.text}</p>
          <p className="actions">
            {(["compare", "agencies", "coverage", "quality"] as const).map((id) => (
              <a key={id} href={href(lang, `/${id}`)}>
                {words.views[id]}
              </a>
            ))}
          </p>
        </section>
      </div>
      <Citation lang={lang} version={await getDataVersion(getDatabase())} />
      <section aria-labelledby="licence">
        <h2 id="licence">{words.licence.heading}</h2>
        <p>{words.licence.text}</p>
      </section>
      <Dictionary lang={lang} />
    </Frame>
  );
}

const MOST_RELEASES = 8;

/** Where the files of each release are, the newest first. */
function Releases({
  releases,
  lang,
}: {
  readonly releases: readonly ReleaseView[];
  readonly lang: Language;
}) {
  const { releases: words } = messages(lang).data;
  if (releases.length === 0) return null;
  return (
    <section aria-labelledby="releases">
      <h2 id="releases">{words.heading}</h2>
      <p>{words.text}</p>
      <ul>
        {releases.slice(0, MOST_RELEASES).map(({ number, releasedAt }) => (
          <li key={number}>
            <a href={href(lang, `/releases/${number}#files`)}>
              {fill(words.year, { n: number, date: formatDate(releasedAt, lang) })}
            </a>
          </li>
        ))}
        {releases.length > MOST_RELEASES ? (
          <li>
            <a href={href(lang, "/releases")}>{words.all}</a>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

function Years({
  perYear,
  lang,
}: {
  readonly perYear: Readonly<Record<number, number>>;
  readonly lang: Language;
}) {
  const { years: words } = messages(lang).data;
  const years = Object.entries(perYear).reverse();
  return (
    <section aria-labelledby="years">
      <h2 id="years">{words.heading}</h2>
      {years.length === 0 ? (
        <p className="note">{words.empty}</p>
      ) : (
        <>
          <p>{words.note}</p>
          <ScrollRegion name={words.heading} lang={lang} className={css.years}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.year}</th>
                  <th scope="col" className="number">
                    {words.reports}
                  </th>
                  <th scope="col">{words.package}</th>
                  <th scope="col">{words.workbook}</th>
                  <th scope="col">{words.api}</th>
                </tr>
              </thead>
              <tbody>
                {years.map(([year, reports]) => (
                  <tr key={year}>
                    <th scope="row">{year}</th>
                    <td className="number">{formatCount(reports, lang)}</td>
                    <td>
                      <a href={href(lang, `/data/${year}.zip`)}>{fill(words.zip, { year })}</a>
                    </td>
                    <td>
                      <a href={href(lang, `/data/${year}.xlsx`)}>{fill(words.xlsx, { year })}</a>
                    </td>
                    <td>
                      <a href={`/api/v1/facts?year=${year}&lang=${lang}`}>{fill(words.json, { year })}</a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </>
      )}
    </section>
  );
}

async function Citation({ lang, version }: { readonly lang: Language; readonly version: DataVersion }) {
  const { data, frame } = messages(lang);
  const { cite } = data;
  const cited = {
    author: frame.takeAlong.author,
    title: cite.title,
    edition: fill(cite.edition, { version: version.version }),
    dataVersion: version.version,
    changed: version.changedAt === null ? null : civilDate(new Date(version.changedAt)),
    accessed: civilDate(new Date()),
    url: `${await siteOrigin()}${href(lang, "/data")}`,
  };
  return (
    <section aria-labelledby="cite">
      <h2 id="cite">{cite.heading}</h2>
      <p>{cite.text}</p>
      <div className={along.grid}>
        <Copyable id="cite-gbt" label={cite.gbt} text={citeGbt7714(cited)} rows={3} />
        <Copyable id="cite-bibtex" label={cite.bibtex} text={citeBibtex(cited)} rows={9} />
      </div>
    </section>
  );
}

function Dictionary({ lang }: { readonly lang: Language }) {
  const { dictionary } = messages(lang).data;
  const { columns } = getCatalog();
  return (
    <section aria-labelledby="dictionary">
      <h2 id="dictionary">{dictionary.heading}</h2>
      <p>{dictionary.text}</p>
      <details>
        <summary>{fill(dictionary.summary, { n: columns.length })}</summary>
        <ScrollRegion name={dictionary.heading} lang={lang}>
          <table>
            <thead>
              <tr>
                <th scope="col">{dictionary.column}</th>
                <th scope="col">{dictionary.name}</th>
                <th scope="col">{dictionary.meaning}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map(({ id, name, meaning }) => (
                <tr key={id}>
                  <th scope="row">
                    <code>{id}</code>
                  </th>
                  <td>{name[lang]}</td>
                  <td>{meaning[lang]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </section>
  );
}
