import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { YearField } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { findRegionHistory } from "@/db/queries/regions.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html } from "@/lib/exports/html.ts";
import { formatCount } from "@/lib/format.ts";
import { wordFor } from "../../agencies/agency-table.ts";
import coverageCss from "../../coverage/coverage.module.css";
import { drawTallies } from "../../coverage/grid.ts";
import { History } from "./history.tsx";
import { OwnAgencies } from "./own-agencies.tsx";
import css from "./region.module.css";
import { findRegion, type RegionView } from "./region.ts";
import { RollUpTable } from "./roll-up.tsx";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly code: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang, code } = await params;
  const name = (await findRegionHistory(getDatabase(), code)).named.at(-1)?.name;
  if (name === undefined || !isLanguage(lang)) return {};
  return { title: name, description: fill(messages(lang).regions.description, { name }) };
}

/** How a province, city or county is doing as a whole. */
export default async function Page({ params, searchParams }: Props) {
  const { lang, code } = await params;
  const { year } = await searchParams;
  const asked = YearField.safeParse(year);
  const view = isLanguage(lang) ? await findRegion(code, asked.data) : undefined;
  if (!view || !isLanguage(lang)) notFound();
  const { agencies: agencyWords, regions: words } = messages(lang);
  const { node, above, tallies } = view;
  const since = view.history.named.at(-1)?.since ?? 0;
  const { agencies, held } = node.tally;
  const facts = [
    [words.code, node.code],
    [words.level, wordFor(agencyWords.levels, node.level, agencyWords.unknown)],
    [
      words.years,
      node.until !== null
        ? fill(words.span, { since, until: node.until - 1 })
        : since > 0
          ? fill(words.since, { since })
          : "",
    ],
    [words.agencies, fill(words.heldOf, { n: formatCount(held, lang), total: formatCount(agencies, lang) })],
  ].filter(([, value]) => value !== "");
  return (
    <Frame
      lang={lang}
      path={`/regions/${code}${asked.success ? `?year=${asked.data}` : ""}`}
      section="agencies"
    >
      <ol className="trail">
        <li>
          <a href={href(lang, "/agencies")}>{agencyWords.title}</a>
        </li>
        {above.map((one) => (
          <li key={one.code} aria-current={one.code === code ? "page" : undefined} lang="zh-CN">
            {one.code === code ? one.name : <a href={href(lang, `/regions/${one.code}`)}>{one.name}</a>}
          </li>
        ))}
      </ol>
      <h1 lang="zh-CN">{above.map(({ name }) => name).join("")}</h1>
      <dl className={css.about}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a href={href(lang, `/agencies?region=${code}`)}>{words.list}</a>
        {tallies.length > 0 ? (
          <>
            {" · "}
            <a href={href(lang, `/compare?agencies=region:${code}`)}>{words.compare}</a>
          </>
        ) : null}
      </p>
      {tallies.length > 0 ? (
        <section aria-labelledby="coverage">
          <h2 id="coverage">
            <a href={href(lang, `/coverage?region=${code}`)}>{words.coverage}</a>
          </h2>
          <DrawnRegion
            name={words.coverage}
            lang={lang}
            className={coverageCss.tallies}
            markup={drawTallies(tallies, lang)}
          />
        </section>
      ) : null}
      <OwnAgencies view={view} lang={lang} />
      <RollUpTable view={view} lang={lang} />
      <Below view={view} lang={lang} />
      <History view={view} lang={lang} />
    </Frame>
  );
}

function Below({ view, lang }: { readonly view: RegionView; readonly lang: Language }) {
  const { below: words } = messages(lang).regions;
  const { below, latestYear } = view;
  if (below.length === 0) return null;
  const rows = below.map(({ code, name, tally }) => {
    const cells = [tally.agencies, tally.held, tally.latest].map(
      (n) => html`<td>${formatCount(n, lang)}</td>`,
    );
    return html`<tr><th scope="row"><a href="${href(lang, `/regions/${code}`)}">${name}</a></th>${cells}</tr>`;
  });
  const head = [words.region, words.agencies, words.held, fill(words.latest, { year: latestYear ?? "" })].map(
    (name) => html`<th scope="col">${name}</th>`,
  );
  return (
    <section aria-labelledby="below">
      <h2 id="below">{words.heading}</h2>
      <DrawnRegion
        name={words.heading}
        lang={lang}
        className={css.below}
        markup={html`<table class="numbers"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`}
      />
    </section>
  );
}
