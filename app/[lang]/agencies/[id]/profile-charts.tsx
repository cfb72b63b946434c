import { agencyName } from "@/app/_components/agency-name.ts";
import { ChartFigure } from "@/app/_components/chart-figure.tsx";
import { FailedPoints } from "@/app/_components/failed-points.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Chart } from "@/lib/charts/chart.ts";
import { composedBar, listComposed } from "@/lib/charts/composition-chart.ts";
import { breakLines, figurePoint, isEmpty, listBreaks, seriesOf } from "@/lib/charts/trend-chart.ts";
import { formatDate } from "@/lib/format.ts";
import css from "./profile.module.css";
import { CHARTS, type Profile } from "./profile.ts";

/** Pixels of a drawing in one of two columns. */
const COLUMN = 548;

interface Props {
  readonly profile: Profile;
  readonly lang: Language;
}

type Declared = (typeof CHARTS)[number];

function groupsOf({ catalog }: Profile, ids: readonly string[]): readonly string[] {
  return catalog.indicators.filter(({ id }) => ids.includes(id)).map(({ group }) => group);
}

/** From the first year of any forerunner to the last of the agency. */
function chartYears({ years, forerunners }: Profile): readonly number[] {
  const all = [...years, ...forerunners.flatMap((one) => one.years)];
  if (all.length === 0) return [];
  const first = Math.min(...all);
  return Array.from({ length: Math.max(...all) - first + 1 }, (_, at) => first + at);
}

function trendOf(profile: Profile, ids: readonly string[], lang: Language): Chart | undefined {
  const { catalog, agency, forerunners } = profile;
  const years = chartYears(profile);
  const words = messages(lang).agencies.profile.lineage;
  const indicators = ids.flatMap((id) => catalog.indicators.find((entry) => entry.id === id) ?? []);
  const unit = catalog.units.find(({ id }) => id === indicators[0]?.unit);
  const chart = {
    kind: "line" as const,
    scale: "linear" as const,
    years,
    percent: false,
    unit: unit?.name[lang] ?? "",
    breaks: breakLines(listBreaks(catalog.breaks, groupsOf(profile, ids), years)),
    series: indicators.flatMap((indicator) => {
      const drawn = [
        { id: agency.id, name: indicator.name[lang], figures: profile.figures },
        // Never one line with the agency's own: the reader sees where the one ends and the other begins.
        ...forerunners.map((one) => ({
          id: one.id,
          name: `${indicator.name[lang]} \u00b7 ${fill(words.forerunner, { name: agencyName(one, lang) })}`,
          figures: one.figures,
        })),
      ];
      return drawn.flatMap(({ figures, ...series }) =>
        seriesOf(
          [series],
          years,
          figures.filter((figure) => figure.indicator === indicator.id),
          (figure) => figurePoint(figure, unit?.id ?? "", unit?.scale ?? 1),
        ),
      );
    }),
  };
  return isEmpty(chart) ? undefined : chart;
}

function compositionOf(profile: Profile, id: string, lang: Language): Chart | undefined {
  const { catalog } = profile;
  const composition = catalog.compositions.find((entry) => entry.id === id);
  if (!composition) return undefined;
  const words = messages(lang).compare.chart;
  const composed = listComposed(profile.figures, composition.parts, composition.whole);
  const names = new Map(catalog.indicators.map((indicator) => [indicator.id, indicator.name[lang]]));
  const bars = composed.map((entry) => composedBar(entry, 1, words));
  if (bars.every(({ parts }) => parts.every((part) => part === null))) return undefined;
  return {
    kind: "composition",
    mode: "share",
    unit: "",
    parts: composition.parts.map((part) => names.get(part) ?? part),
    groups: [{ name: "", bars }],
  };
}

/** Indicators whose figures a chart draws. */
function drawnIn({ catalog }: Profile, chart: Declared): readonly string[] {
  if (chart.kind === "trend") return chart.indicators;
  const composition = catalog.compositions.find(({ id }) => id === chart.composition);
  return composition ? [composition.whole, ...composition.parts] : [];
}

function presetOf(chart: Declared, agency: string): string {
  const subject =
    chart.kind === "trend" ? `indicator=${chart.indicators[0]}` : `composition=${chart.composition}`;
  return `/compare?agencies=${agency}&${subject}`;
}

/** Series over all years, with the breaks of form and law; each leads to its comparison. */
export function ProfileCharts({ profile, lang }: Props) {
  const { agencies: words } = messages(lang);
  const name = (lang === "en" && profile.agency.nameEn) || profile.agency.nameZh;
  const drawn = CHARTS.map((declared) => ({
    declared,
    title: words.profile.charts[declared.id],
    chart:
      declared.kind === "trend"
        ? trendOf(profile, declared.indicators, lang)
        : compositionOf(profile, declared.composition, lang),
    breaks:
      declared.kind === "trend"
        ? listBreaks(profile.catalog.breaks, groupsOf(profile, declared.indicators), chartYears(profile))
        : [],
  }));
  return (
    <section aria-labelledby="series">
      <h2 id="series">{words.profile.series}</h2>
      <p className="soft small">{words.profile.seriesNote}</p>
      {profile.forerunners.map((one) => (
        <p key={one.id} className="note">
          {fill(words.profile.lineage.joined, {
            years: [...new Set([one.years[0], one.years.at(-1)])].join("\u2013"),
            name: agencyName(one, lang),
            date: formatDate(one.on, lang),
            kind: words.profile.lineage.kinds[one.kind],
          })}{" "}
          <a href={href(lang, `/agencies/${one.id}`)}>{agencyName(one, lang)}</a>
        </p>
      ))}
      <div className={css.charts}>
        {drawn.map(({ declared, title, chart, breaks }) => (
          <figure key={declared.id}>
            <h3>{title}</h3>
            {chart ? (
              <ChartFigure
                chart={chart}
                title={`${name}: ${title}`}
                drawingKey={`profile ${profile.agency.id} ${declared.id} ${profile.dataVersion}`}
                lang={lang}
                width={COLUMN}
              />
            ) : (
              <p className="soft">{words.profile.noSeries}</p>
            )}
            <figcaption>
              {chart && breaks.length > 0 ? (
                <ol className={css.breaks}>
                  {breaks.map(({ number, entry }) => (
                    <li key={number} value={number}>
                      {entry.year} {entry.name[lang]}
                    </li>
                  ))}
                </ol>
              ) : null}
              {chart ? (
                <FailedPoints
                  figures={profile.figures.filter(({ indicator }) =>
                    drawnIn(profile, declared).includes(indicator),
                  )}
                  catalog={profile.catalog}
                  lang={lang}
                />
              ) : null}
              <a href={href(lang, presetOf(declared, profile.agency.id))}>
                {words.profile.compare}
                <span className="aside-voice">: {title}</span>
              </a>
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}
