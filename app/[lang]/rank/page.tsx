import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { agencyName } from "@/app/_components/agency-name.ts";
import { frozenQuery } from "@/app/_components/data-state.ts";
import { FailedPoints } from "@/app/_components/failed-points.tsx";
import type { CellWords } from "@/app/_components/figure-cells.ts";
import { Frame } from "@/app/_components/frame.tsx";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { sourceText } from "@/app/_components/source-text.ts";
import { StateNote } from "@/app/_components/state-note.tsx";
import { FrozenNote } from "@/app/_components/take-along.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { isTypesetFromFigures } from "@/db/seed-documents.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { withState } from "@/lib/exports/data-state.ts";
import { formatCount } from "@/lib/format.ts";
import { newestPath, pathOf } from "./address.ts";
import { Drawings } from "./drawings.tsx";
import { GroupLinks, RankForm } from "./form.tsx";
import { Notes, valued } from "./notes.tsx";
import css from "./rank.module.css";
import { drawRanking, drawSilent } from "./rank-table.ts";
import { isRate, type Ranking, readRanking } from "./ranking.ts";
import { isFromForm, type RankParams } from "./search-params.ts";
import { headline, summaryOf, togetherWords } from "./wording.ts";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<RankParams>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const words = messages(lang);
  const { title, description } = words.rank;
  const asked = await searchParams;
  if (Object.keys(asked).length === 0) return { title, description };
  return { title: headline(await readRanking(asked), lang, words), description };
}

/** Where each agency stands: one figure, one year, one group. */
export default async function Page({ params, searchParams }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const asked = await searchParams;
  const ranking = await readRanking(asked);
  const { problems, candidates } = ranking;
  const path = pathOf(ranking);
  // What a form sends is long and irregular; the address one keeps is neither.
  if (isFromForm(asked) && problems.length === 0 && candidates.length === 0) redirect(href(lang, path));
  const { rank } = messages(lang);
  return (
    <Frame lang={lang} path={path} section="rank" state={ranking.state}>
      <h1>{rank.title}</h1>
      <p className="lead">{rank.lead}</p>
      <StateNote
        state={ranking.state}
        newer={ranking.newer}
        agencies={ranking.known}
        path={newestPath(ranking)}
        lang={lang}
      />
      <FrozenNote given={asked.data} state={ranking.state} fingerprint={null} lang={lang} />
      {problems.length > 0 ? (
        <p className="note error" role="status">
          {fill(rank.problem, { problems: problems.join(", ") })}
        </p>
      ) : null}
      {candidates.length > 0 ? (
        <div className="note" role="status">
          <p>{rank.which}</p>
          <p className="actions">
            {candidates.map((agency) => (
              <a
                key={agency.id}
                href={href(
                  lang,
                  pathOf(ranking, { of: agency.id, kind: undefined, level: undefined, peers: undefined }),
                )}
              >
                {agencyName(agency, lang)}
              </a>
            ))}
          </p>
        </div>
      ) : null}
      <RankForm ranking={ranking} lang={lang} />
      <Result ranking={ranking} lang={lang} />
    </Frame>
  );
}

function Result({ ranking, lang }: { readonly ranking: Ranking; readonly lang: Language }) {
  const words = messages(lang);
  const { rank, compare, frame } = words;
  const { subject, catalog, of, year } = ranking;
  const title = headline(ranking, lang, words);
  const summary = summaryOf(ranking, lang, words);
  const together = togetherWords(ranking, lang, words);
  const entries = valued(ranking);
  const figures = entries.flatMap(({ figure }) => (isRate(figure) ? figure.parts : [figure]));
  const typeset = figures.some(({ cells }) => cells.some(({ document }) => isTypesetFromFigures(document)));
  const unit = subject.kind === "indicator" ? subject.entry.unit : "";
  const cellWords: CellWords = {
    lang,
    frame,
    table: compare.table,
    catalog,
    unit,
    state: ranking.state.query,
  };
  const agency = of ?? ranking.standings.ranked[0]?.entry.agency;
  const compared = [
    ...new Set([...(of ? [of.id] : []), ...entries.slice(0, 8).map((entry) => entry.agency.id)]),
  ].slice(0, 8);
  return (
    <>
      <h2 className={css.title}>{title}</h2>
      <GroupLinks ranking={ranking} lang={lang} />
      <p className={css.summary}>{summary.join(lang === "zh" ? "" : " ")}</p>
      {together === undefined ? null : <p>{together}</p>}
      <Drawings ranking={ranking} said={[title, ...summary].join(" ")} lang={lang} />
      <FailedPoints
        figures={figures}
        names={new Map(entries.map((entry) => [entry.agency.id, agencyName(entry.agency, lang)]))}
        catalog={catalog}
        lang={lang}
      />
      <p className="small soft">
        {sourceText(ranking, lang)}
        {typeset ? ` ${frame.typesetSome}` : null}
      </p>
      <p className="actions small">
        {(["data.csv", "data.xlsx", "data.json"] as const).map((form) => (
          <a key={form} href={href(lang, pathOf(ranking, {}, form))}>
            {form.slice(5).toUpperCase()}
          </a>
        ))}
        <a href={href(lang, pathOf(ranking))}>{compare.downloads.permalink}</a>
        <a href={href(lang, withState(newestPath(ranking), frozenQuery(ranking.state)))}>
          {frame.takeAlong.frozen}
        </a>
        <a href={href(lang, withState(`/indicators/${subject.entry.id}`, ranking.state.query))}>
          {rank.links.meaning}
        </a>
        {compared.length > 0 ? (
          <a
            href={href(
              lang,
              withState(
                `/compare?agencies=${compared.join(",")}&${subject.kind}=${subject.entry.id}`,
                ranking.state.query,
              ),
            )}
          >
            {rank.links.compare}
          </a>
        ) : null}
        {of === undefined && agency ? (
          <a
            href={href(
              lang,
              pathOf(ranking, {
                of: agency.id,
                kind: undefined,
                level: undefined,
                region: undefined,
                peers: undefined,
              }),
            )}
          >
            {fill(rank.links.peers, { agency: agencyName(agency, lang) })}
          </a>
        ) : null}
      </p>
      <h2 id="table">{rank.table.title}</h2>
      {entries.length === 0 ? (
        <p className="note">{fill(rank.table.empty, { year })}</p>
      ) : (
        <DrawnRegion
          name={rank.table.title}
          lang={lang}
          className={css.table}
          markup={drawRanking(ranking, cellWords, words)}
        />
      )}
      <p className="notes">{compare.table.marks}</p>
      {ranking.silent.length > 0 ? (
        <section className={css.silent} aria-labelledby="silent">
          <h2 id="silent">{fill(rank.silent.title, { n: formatCount(ranking.silent.length, lang) })}</h2>
          <p className="small soft">{rank.silent.note}</p>
          <div dangerouslySetInnerHTML={{ __html: drawSilent(ranking, cellWords, words).markup }} />
        </section>
      ) : null}
      <Notes ranking={ranking} lang={lang} />
    </>
  );
}
