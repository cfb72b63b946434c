import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { agencyName } from "@/app/_components/agency-name.ts";
import { ChartFigure } from "@/app/_components/chart-figure.tsx";
import { FailedPoints } from "@/app/_components/failed-points.tsx";
import { Frame } from "@/app/_components/frame.tsx";
import { FrozenNote, TakeAlong } from "@/app/_components/take-along.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { isTypesetFromFigures } from "@/db/seed-documents.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Figure } from "@/lib/views.ts";
import { pathOf } from "./address.ts";
import { buildChart, headline, summaryOf } from "./chart.ts";
import { chartNotes } from "./chart-notes.ts";
import styles from "./compare.module.css";
import { type Comparison, readComparison } from "./comparison.ts";
import { Form } from "./form.tsx";
import { Notes } from "./notes.tsx";
import { isFromForm, type SearchParams } from "./search-params.ts";
import { takenView } from "./taken-view.ts";
import { ValueTable } from "./value-table.tsx";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { compare } = messages(lang);
  const asked = await searchParams;
  if (Object.keys(asked).length === 0) return { title: compare.title };
  return { title: headline(await readComparison(asked), lang, compare) };
}

export default async function ComparePage({ params, searchParams }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const asked = await searchParams;
  const comparison = await readComparison(asked);
  const { selection, problems } = comparison;
  const path = pathOf(selection);
  // What a form sends is long and irregular; the address one keeps is neither.
  if (isFromForm(asked) && problems.length === 0) redirect(href(lang, path));
  const { compare } = messages(lang);
  return (
    <Frame
      lang={lang}
      path={selection.find === "" ? path : `${path}&find=${encodeURIComponent(selection.find)}`}
      section="compare"
    >
      <h1>{compare.title}</h1>
      <p className="lead">{compare.lead}</p>
      {problems.length > 0 && (
        <div className="note error" role="status">
          {problems.map(({ parameter, value }) => (
            <p key={`${parameter} ${value}`}>{fill(compare.problems[parameter], { value })}</p>
          ))}
        </div>
      )}
      <FrozenNote given={asked.data} {...takenView(comparison, lang)} />
      <Form comparison={comparison} lang={lang} />
      <Result comparison={comparison} lang={lang} />
    </Frame>
  );
}

function figuresOf(shown: Comparison["shown"]): readonly Figure[] {
  return shown.kind === "rate" ? shown.figures.flatMap((rate) => rate.parts) : shown.figures;
}

const restsOnTypeset = ({ cells }: Figure): boolean =>
  cells.some((cell) => isTypesetFromFigures(cell.document));

function Result({ comparison, lang }: { readonly comparison: Comparison; readonly lang: Language }) {
  const { compare, frame } = messages(lang);
  const { selection, shown, dataVersion } = comparison;
  const chart = buildChart(comparison, lang, compare.chart);
  const title = headline(comparison, lang, compare);
  const notes = chartNotes(chart, compare.chart);
  return (
    <>
      <h2 className={styles.title}>{title}</h2>
      {notes.drawn && (
        <ChartFigure
          chart={chart}
          title={summaryOf(comparison, chart, lang, compare)}
          drawingKey={`${dataVersion} ${pathOf(selection)}`}
          lang={lang}
        />
      )}
      <ul className={styles.legend}>
        {notes.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <FailedPoints
        figures={figuresOf(shown)}
        names={new Map(comparison.agencies.map((agency) => [agency.id, agencyName(agency, lang)]))}
        catalog={comparison.catalog}
        lang={lang}
      />
      <p className="small soft">
        {fill(compare.downloads.source, { version: dataVersion })}
        {figuresOf(shown).some(restsOnTypeset) ? ` ${frame.typesetSome}` : null}
      </p>
      <p className="actions small">
        <a href={href(lang, pathOf(selection, "data.csv"))}>{compare.downloads.csv}</a>
        <a href={href(lang, pathOf(selection, "data.json"))}>{compare.downloads.json}</a>
        <a href={href(lang, pathOf(selection))}>{compare.downloads.permalink}</a>
        {shown.kind !== "composition" && (
          <a href={href(lang, `/rank?${shown.kind}=${shown.entry.id}&year=${comparison.years.at(-1) ?? ""}`)}>
            {compare.downloads.rank}
          </a>
        )}
        {shown.kind === "indicator" && (
          <a href={href(lang, `/indicators/${shown.entry.id}`)}>{compare.downloads.indicator}</a>
        )}
      </p>
      <h2>{compare.table.title}</h2>
      <ValueTable comparison={comparison} lang={lang} />
      <Notes comparison={comparison} lang={lang} />
      <TakeAlong {...takenView(comparison, lang)} />
    </>
  );
}
