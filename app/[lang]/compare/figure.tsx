import { agencyName } from "@/app/_components/agency-name.ts";
import { ChartFigure } from "@/app/_components/chart-figure.tsx";
import { FailedPoints } from "@/app/_components/failed-points.tsx";
import { sourceText } from "@/app/_components/source-text.ts";
import { fill, href } from "@/app/_messages/messages.ts";
import { withState } from "@/lib/exports/data-state.ts";
import { pathOf, type Twin } from "./address.ts";
import { BrowserFiles } from "./browser-files.tsx";
import type { ComparedChart } from "./chart.ts";
import { chartNotes } from "./chart-notes.ts";
import styles from "./compare.module.css";
import type { Comparison } from "./comparison.ts";
import { FLOWS } from "./flow.ts";
import { LayerChoice } from "./layer-choice.tsx";
import { Notes } from "./notes.tsx";
import { figuresOf, listNotes } from "./notes-list.ts";
import { headline, summaryOf } from "./sentences.ts";
import type { Words } from "./words.ts";

interface Props {
  readonly comparison: Comparison;
  readonly words: Words;
}

/** Pixels of the column in which the drawing stands on a desk. */
const COLUMN = 840;

const FILES: readonly (readonly [Twin, "svg" | "csv" | "xlsx" | "json"])[] = [
  ["chart.svg", "svg"],
  ["data.csv", "csv"],
  ["data.xlsx", "xlsx"],
  ["data.json", "json"],
];

/** What is shown: the drawing with its signs, files, and everything that must be known of it. */
export function Figure({ comparison, chart, words }: Props & { readonly chart: ComparedChart | undefined }) {
  const { lang, compare } = words;
  const { selection, subjects, dataVersion } = comparison;
  const title = headline(comparison, lang, compare);
  const summary = summaryOf(comparison, chart, words);
  const address = (twin: Twin) => href(lang, pathOf(selection, twin));
  const files = FILES.filter(([, name]) => name !== "svg" || chart !== undefined);
  const [only] = subjects;
  return (
    <div id="figure" className={styles.figure}>
      <h2 className={styles.title}>{title}</h2>
      <LayerChoice comparison={comparison} words={words} />
      {chart !== undefined && (
        <ChartFigure
          chart={chart}
          title={`${title} ${summary}`}
          drawingKey={`${dataVersion} ${pathOf(selection)}`}
          lang={lang}
          width={COLUMN}
        />
      )}
      <ul className={styles.legend}>
        {chartNotes(chart, comparison.chart, compare).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="small">{summary}</p>
      <FlowOffer comparison={comparison} words={words} />
      <FailedPoints
        figures={figuresOf(comparison)}
        names={new Map(comparison.agencies.map((agency) => [agency.id, agencyName(agency, lang)]))}
        catalog={comparison.catalog}
        lang={lang}
      />
      <p className="small soft">{sourceText(comparison, words.lang)}</p>
      <nav className="actions small no-print" aria-label={compare.downloads.heading}>
        <span className="soft">{compare.downloads.heading}</span>
        {files.map(([twin, name]) => (
          <a key={name} href={address(twin)}>
            {compare.downloads[name]}
          </a>
        ))}
        <BrowserFiles
          drawing={chart === undefined ? null : address("chart.svg")}
          table="values"
          words={{
            png: compare.downloads.png,
            pngFailed: compare.downloads.pngFailed,
            copy: compare.downloads.copy,
            copied: compare.downloads.copied,
            copyFailed: compare.downloads.copyFailed,
          }}
        />
        <a href={href(lang, pathOf(selection))}>{compare.downloads.permalink}</a>
        {subjects.length === 1 && only !== undefined && only.kind !== "composition" && (
          <a
            href={href(
              lang,
              withState(
                `/rank?${only.kind}=${only.id}&year=${comparison.years.at(-1) ?? ""}`,
                comparison.state.query,
              ),
            )}
          >
            {compare.downloads.rank}
          </a>
        )}
        {subjects.length === 1 && only?.kind === "indicator" && (
          <a href={href(lang, withState(`/indicators/${only.id}`, comparison.state.query))}>
            {compare.downloads.indicator}
          </a>
        )}
      </nav>
      <Notes groups={listNotes(comparison, words)} words={compare.notes} />
    </div>
  );
}

/** The flow of one report, where a composition of several is shown: the first agency, its last year. */
function FlowOffer({ comparison, words }: Props) {
  const { shown, kinds, selection, agencies, years } = comparison;
  if (shown.kind !== "composition" || FLOWS[shown.entry.id] === undefined || kinds.includes("flow"))
    return null;
  const [agency] = agencies;
  const year = years.findLast((one) => agency?.years.includes(one));
  if (agency === undefined || year === undefined) return null;
  const name = agencyName(agency, words.lang);
  const path = pathOf({ ...selection, agencies: [agency.id], years: [year], chart: "flow" });
  return (
    <p className="small no-print">
      <a href={href(words.lang, path)}>{fill(words.compare.flow.offer, { agency: name, year })}</a>
    </p>
  );
}
