import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { StateNote } from "@/app/_components/state-note.tsx";
import { FrozenNote, TakeAlong } from "@/app/_components/take-along.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { AddAgency } from "./add-agency.tsx";
import { pathOf } from "./address.ts";
import { buildChart } from "./chart.ts";
import styles from "./compare.module.css";
import { readComparison } from "./comparison.ts";
import { Figure } from "./figure.tsx";
import { Form } from "./form.tsx";
import { leftOut } from "./notes-list.ts";
import { isFromForm, type SearchParams } from "./search-params.ts";
import { headline } from "./sentences.ts";
import { takenView } from "./taken-view.ts";
import { ValueTable } from "./value-table.tsx";
import { wordsOf } from "./words.ts";

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
  const { selection, problems, unfit, chart, state } = comparison;
  const path = pathOf(selection);
  // What a form sends is long and irregular; the address one keeps is neither.
  if (isFromForm(asked) && problems.length === 0) redirect(href(lang, path));
  const words = wordsOf(lang);
  const { compare } = words;
  const drawn = buildChart(comparison, words);
  const taken = takenView(comparison, words);
  const asking = Object.entries({ find: selection.find, seek: selection.seek }).filter(
    ([, text]) => text !== "",
  );
  return (
    <Frame
      lang={lang}
      path={[path, ...asking.map(([name, text]) => `${name}=${encodeURIComponent(text)}`)].join("&")}
      section="compare"
      state={state}
    >
      <h1>{compare.title}</h1>
      <p className="lead">{compare.lead}</p>
      <StateNote
        state={state}
        newer={comparison.newer}
        agencies={comparison.agencies}
        path={taken.path}
        lang={lang}
      />
      <FrozenNote given={asked.data} state={state} {...taken} />
      {problems.length > 0 && (
        <div className="note error" role="status">
          {problems.map(({ parameter, value }) => (
            <p key={`${parameter} ${value}`}>{fill(compare.problems[parameter], { value })}</p>
          ))}
        </div>
      )}
      {unfit !== null && (
        <p className="note" role="status">
          {fill(compare.unfit, {
            kind: compare.form.charts[unfit],
            shown: compare.form.charts[chart],
          })}
        </p>
      )}
      {leftOut(comparison, words).map((sentence) => (
        <p key={sentence} className="note" role="status">
          {sentence}
        </p>
      ))}
      <p className={`${styles.jump} small`}>
        <a href="#figure">{compare.jump}</a>
      </p>
      <div className={styles.bench}>
        <div className={styles.side}>
          <AddAgency comparison={comparison} words={words} />
          <Form comparison={comparison} words={words} />
        </div>
        <Figure comparison={comparison} chart={drawn} words={words} />
      </div>
      <h2 id="table">{compare.table.title}</h2>
      <ValueTable comparison={comparison} chart={drawn} words={words} />
      <TakeAlong {...taken} />
    </Frame>
  );
}
