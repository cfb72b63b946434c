import { ChartFigure } from "@/app/_components/chart-figure.tsx";
import { type DataState, frozenQuery, listNewer } from "@/app/_components/data-state.ts";
import { FailedPoints } from "@/app/_components/failed-points.tsx";
import type { CellWords } from "@/app/_components/figure-cells.ts";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { StateNote } from "@/app/_components/state-note.tsx";
import { figureCells, rateCells, trendTable } from "@/app/_components/trend-table.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { listAgencies } from "@/db/queries/agencies.ts";
import { listRates } from "@/db/queries/rates.ts";
import { listSeries } from "@/db/queries/series.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { TrendChart } from "@/lib/charts/chart.ts";
import {
  breakLines,
  figurePoint,
  isEmpty,
  listBreaks,
  ratePoint,
  seriesOf,
} from "@/lib/charts/trend-chart.ts";
import { withState } from "@/lib/exports/data-state.ts";
import { spanOf } from "../../agencies/year-strip.ts";
import { groupsOf, type Subject } from "./find-subject.ts";

/** More agencies than this tell nobody anything; the comparison has the rest. */
const MOST_AGENCIES = 8;

interface Props {
  readonly catalog: Catalog;
  readonly subject: Exclude<Subject, { kind: "composition" }>;
  readonly state: DataState;
  readonly lang: Language;
}

/** Which agencies and years have a value, drawn and as a table. */
export async function HeldValues({ catalog, subject, state, lang }: Props) {
  const { indicators, compare, frame } = messages(lang);
  const words = indicators.page;
  const { db } = state;
  const known = await listAgencies(db);
  const years = [...spanOf(known.flatMap((agency) => agency.years))];
  const ids = known.map(({ id }) => id);
  const unit =
    subject.kind === "indicator" ? catalog.units.find(({ id }) => id === subject.entry.unit) : undefined;
  const figures =
    subject.kind === "indicator"
      ? await listSeries(db, catalog, { agencies: ids, indicators: [subject.entry.id], years })
      : [];
  const rates =
    subject.kind === "rate"
      ? await listRates(db, catalog, { agencies: ids, rate: subject.entry.id, years })
      : [];
  const held = [
    ...figures.filter(({ value }) => value.status === "reported"),
    ...rates.filter(({ value }) => value !== null),
  ];
  const counts = new Map<string, number>();
  for (const { agency } of held) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  const shown = known
    .filter(({ id }) => counts.has(id))
    .toSorted((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))
    .slice(0, MOST_AGENCIES);
  if (shown.length === 0) return <p className="soft">{words.valuesNone}</p>;
  const spanned = spanOf(held.map(({ year }) => year));
  const named = shown.map((agency) => ({
    id: agency.id,
    name: (lang === "en" && agency.nameEn) || agency.nameZh,
  }));
  const chart: TrendChart = {
    kind: "line",
    scale: "linear",
    years: spanned,
    percent: subject.kind === "rate" && subject.entry.kind === "proportion",
    unit: (subject.kind === "rate" ? subject.entry.unit : unit?.name)?.[lang] ?? "",
    breaks: breakLines(listBreaks(catalog.breaks, groupsOf(catalog, subject), spanned)),
    series:
      subject.kind === "rate"
        ? seriesOf(named, spanned, rates, (rate) => ratePoint(rate, subject.entry, lang))
        : seriesOf(named, spanned, figures, (figure) =>
            figurePoint(figure, unit?.id ?? "", unit?.scale ?? 1),
          ),
  };
  const title = subject.entry.name[lang];
  const cellWords: CellWords = {
    lang,
    frame,
    table: compare.table,
    catalog,
    unit: unit?.id ?? "",
    state: state.query,
  };
  const inSpan = <F extends { readonly year: number }>(list: readonly F[]) =>
    list.filter(({ year }) => spanned.includes(year));
  const cellsOf = (agency: string) =>
    subject.kind === "rate"
      ? rateCells(inSpan(rates), agency, cellWords)
      : figureCells(inSpan(figures), agency, cellWords);
  const preset = `/compare?agencies=${shown.map(({ id }) => id).join(",")}&${subject.kind}=${subject.entry.id}`;
  const own = `/indicators/${subject.entry.id}`;
  return (
    <>
      <StateNote
        state={state}
        newer={await listNewer(state, shown, spanned)}
        agencies={shown}
        path={own}
        lang={lang}
      />
      <p>
        {fill(words.valuesIntro, {
          n: known.length,
          m: counts.size,
          first: spanned[0] ?? "",
          last: spanned.at(-1) ?? "",
        })}
      </p>
      {isEmpty(chart) ? null : (
        <ChartFigure
          chart={chart}
          title={title}
          drawingKey={`indicator ${subject.entry.id} ${state.dataVersion}`}
          lang={lang}
        />
      )}
      <FailedPoints
        figures={[...figures, ...rates.flatMap(({ parts }) => parts)].filter(({ agency }) =>
          named.some(({ id }) => id === agency),
        )}
        names={new Map(named.map(({ id, name }) => [id, name]))}
        catalog={catalog}
        lang={lang}
      />
      <p className="actions">
        <a className="button quiet" href={href(lang, withState(preset, state.query))}>
          {words.compare}
        </a>
        <a
          className="button quiet"
          href={href(
            lang,
            withState(`/rank?${subject.kind}=${subject.entry.id}&year=${spanned.at(-1)}`, state.query),
          )}
        >
          {words.rank}
        </a>
        <a href={href(lang, withState(own, frozenQuery(state)))}>{frame.takeAlong.frozen}</a>
      </p>
      <DrawnRegion
        name={words.values}
        lang={lang}
        markup={trendTable(title, shown, spanned, cellsOf, cellWords)}
      />
      <p className="notes">
        {compare.table.notHeldNote} {compare.table.marks}
      </p>
    </>
  );
}
