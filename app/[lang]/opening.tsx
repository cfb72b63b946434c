import { agencyName } from "@/app/_components/agency-name.ts";
import { ChartFigure } from "@/app/_components/chart-figure.tsx";
import { DrawnMarkup } from "@/app/_components/drawn-markup.tsx";
import { FailedPoints } from "@/app/_components/failed-points.tsx";
import { sourceAddress } from "@/app/_components/source-address.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { TrendChart } from "@/lib/charts/chart.ts";
import { breakLines, figurePoint, listBreaks, seriesOf } from "@/lib/charts/trend-chart.ts";
import { html } from "@/lib/exports/html.ts";
import { formatAmount } from "@/lib/format.ts";
import styles from "./home.module.css";
import { type Home, isReported } from "./home.ts";

interface Props {
  readonly home: Home;
  readonly lang: Language;
}

/** The first screen: one place over all its years beside all places in their latest. */
export function Opening({ home, lang }: Props) {
  return (
    <div className={styles.opening}>
      <OnePlace home={home} lang={lang} />
      <LatestOfEach home={home} lang={lang} />
    </div>
  );
}

function OnePlace({ home, lang }: Props) {
  const { catalog, drawn, years, requests, dataVersion } = home;
  const { place } = messages(lang).home;
  const [agency] = drawn;
  const indicator = catalog.indicators.find(({ id }) => id === requests[0]?.indicator);
  if (agency === undefined || indicator === undefined) return null;
  const name = agencyName(agency, lang);
  const unit = catalog.units.find(({ id }) => id === indicator.unit);
  const breaks = listBreaks(catalog.breaks, [indicator.group], years);
  const series = seriesOf([{ id: agency.id, name }], years, requests, (figure) =>
    figurePoint(figure, indicator.unit, unit?.scale ?? 1),
  );
  const chart: TrendChart = {
    kind: "line",
    scale: "linear",
    percent: false,
    unit: unit?.name[lang] ?? "",
    years,
    series,
    breaks: breakLines(breaks),
  };
  const span = { agency: name, first: years.at(0) ?? "", last: years.at(-1) ?? "" };
  const n = series.flatMap(({ points }) => points).filter((point) => point !== null).length;
  const path = `/compare?agencies=${agency.id}&indicator=${indicator.id}&years=${span.first}-${span.last}&chart=line`;
  const changes = breaks.map(({ number, entry }) => `${number} ${entry.name[lang]}`).join("; ");
  return (
    <section aria-labelledby="one-place">
      <h2 id="one-place">{fill(place.title, span)}</h2>
      <ChartFigure
        chart={chart}
        title={fill(place.summary, { ...span, n })}
        drawingKey={`${dataVersion} home ${path}`}
        lang={lang}
        width={720}
      />
      <FailedPoints
        figures={requests.filter((figure) => figure.agency === agency.id)}
        catalog={catalog}
        lang={lang}
      />
      <p className="small soft">{fill(place.notes, { breaks: changes })}</p>
      <p className="small">
        <a href={href(lang, path)}>{place.more}</a>
      </p>
    </section>
  );
}

function LatestOfEach({ home, lang }: Props) {
  const { drawn, requests, catalog } = home;
  const { latest } = messages(lang).home;
  const figures = drawn
    .flatMap(({ id }) => requests.findLast((figure) => figure.agency === id && isReported(figure)) ?? [])
    .flatMap((figure) => (figure.value.status === "reported" ? { figure, amount: figure.value.amount } : []));
  const most = Math.max(1, ...figures.map(({ amount }) => amount));
  const rows = figures.map(({ figure, amount }) => {
    const agency = drawn.find(({ id }) => id === figure.agency);
    const unit = catalog.units.find(({ id }) => id === figure.unit) ?? { scale: 1 };
    const share = ((amount / most) * 100).toFixed(1);
    const value = html`<a href="${sourceAddress(figure.agency, figure.year, figure.cells, { lang })}">${formatAmount(amount, unit, lang)}</a>`;
    return html`<tr><th scope="row">${agency ? agencyName(agency, lang) : figure.agency}${amount > 0 && html`<span class="bar" style="width:${share}%"></span>`}</th><td>${figure.year}</td><td>${value}</td></tr>`;
  });
  const { markup } =
    html`<table class="numbers"><thead><tr><th scope="col">${latest.agency}</th><th scope="col">${latest.year}</th><th scope="col">${latest.value}</th></tr></thead><tbody>${rows}</tbody></table>`;
  return (
    <section aria-labelledby="latest" className={styles.latest}>
      <h2 id="latest">{latest.title}</h2>
      <DrawnMarkup markup={markup} />
      <p className="small soft">{latest.note}</p>
      <p className="small">
        <a href={href(lang, "/compare")}>{latest.more}</a>
      </p>
    </section>
  );
}
