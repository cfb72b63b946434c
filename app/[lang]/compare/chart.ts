import { agencyName } from "@/app/_components/agency-name.ts";
import { fill, type Messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CompositionChart, TrendChart } from "@/lib/charts/chart.ts";
import { composedBar } from "@/lib/charts/composition-chart.ts";
import {
  breakLines,
  figurePoint,
  listBreaks,
  type NumberedBreak,
  ratePoint,
  seriesOf,
} from "@/lib/charts/trend-chart.ts";
import { formatAmount, formatRateValue } from "@/lib/format.ts";
import type { Comparison } from "./comparison.ts";

/** Groups of indicators by which breaks and caveats touch what is shown. */
function groupsOf({ catalog, shown }: Comparison): string[] {
  if (shown.kind !== "composition") return [shown.entry.group];
  const ids = [shown.entry.whole, ...shown.entry.parts];
  return [...new Set(catalog.indicators.filter(({ id }) => ids.includes(id)).map(({ group }) => group))];
}

export function breaksOf(comparison: Comparison): NumberedBreak[] {
  return listBreaks(comparison.catalog.breaks, groupsOf(comparison), comparison.years);
}

/** Unit of the figures shown; of compositions, of their whole. */
export function unitOf({ catalog, shown }: Comparison) {
  const indicator =
    shown.kind === "indicator"
      ? shown.entry
      : catalog.indicators.find(({ id }) => shown.kind === "composition" && id === shown.entry.whole);
  return catalog.units.find(({ id }) => id === indicator?.unit);
}

export function buildChart(
  comparison: Comparison,
  lang: Language,
  words: Messages["compare"]["chart"],
): TrendChart | CompositionChart {
  const { shown, selection, catalog } = comparison;
  const unit = unitOf(comparison);
  if (shown.kind !== "composition") return buildTrend(comparison, lang);
  const names = new Map(catalog.indicators.map(({ id, name }) => [id, name[lang]]));
  return {
    kind: "composition",
    mode: selection.mode,
    unit: unit?.name[lang] ?? "",
    parts: shown.entry.parts.map((id) => names.get(id) ?? id),
    groups: comparison.agencies.flatMap((agency) => {
      const bars = shown.composed
        .filter((composed) => composed.agency === agency.id)
        .map((composed) => composedBar(composed, unit?.scale ?? 1, words));
      return bars.length === 0 ? [] : { name: agencyName(agency, lang), bars };
    }),
  };
}

function buildTrend(comparison: Comparison, lang: Language): TrendChart {
  const { shown, selection, years } = comparison;
  const unit = unitOf(comparison);
  const agencies = comparison.agencies.map((agency) => ({ id: agency.id, name: agencyName(agency, lang) }));
  return {
    kind: selection.chart,
    scale: selection.scale,
    years,
    breaks: breakLines(breaksOf(comparison)),
    percent: shown.kind === "rate" && shown.entry.kind === "proportion",
    unit: (shown.kind === "rate" ? shown.entry.unit : unit?.name)?.[lang] ?? "",
    series:
      shown.kind === "rate"
        ? seriesOf(agencies, years, shown.figures, (rate) => ratePoint(rate, shown.entry, lang))
        : seriesOf(agencies, years, shown.kind === "indicator" ? shown.figures : [], (figure) =>
            figurePoint(figure, unit?.id ?? "", unit?.scale ?? 1),
          ),
  };
}

/** "Requests received, Suqian and others (4 agencies), 2011–2025". */
export function headline(
  { shown, agencies, years }: Comparison,
  lang: Language,
  text: Messages["compare"],
): string {
  const names = agencies.map((agency) => agencyName(agency, lang));
  const [first = ""] = names;
  const several = fill(text.agenciesMany, { first, n: names.length });
  const [from, to] = [years.at(0), years.at(-1)];
  return fill(text.headline, {
    subject: shown.entry.name[lang],
    agencies: names.length > 2 ? several : names.join(text.separator),
    years: from === to ? String(from ?? "") : `${from}–${to}`,
  });
}

/** What the chart says, for those who hear it. */
export function summaryOf(
  comparison: Comparison,
  chart: TrendChart | CompositionChart,
  lang: Language,
  text: Messages["compare"],
): string {
  const title = headline(comparison, lang, text);
  const counts = { title, agencies: comparison.agencies.length, years: comparison.years.length };
  if (chart.kind === "composition") {
    const values = chart.groups.flatMap(({ bars }) => bars.flatMap(({ parts }) => parts));
    return fill(text.chart.summary, { ...counts, n: values.filter((value) => value !== null).length });
  }
  const points = chart.series.flatMap(({ name, points: row }) =>
    row.flatMap((point, index) =>
      point === null ? [] : { name, year: chart.years[index] ?? "", value: point.value },
    ),
  );
  const summary = fill(text.chart.summary, { ...counts, n: points.length });
  const top = points.toSorted((a, b) => b.value - a.value)[0];
  if (top === undefined) return summary;
  const { shown } = comparison;
  const value =
    shown.kind === "rate"
      ? formatRateValue(top.value / shown.entry.per, shown.entry, lang)
      : formatAmount(top.value, { scale: 1 }, lang);
  return `${summary} ${fill(text.chart.highest, { agency: top.name, year: top.year, value })}`;
}
