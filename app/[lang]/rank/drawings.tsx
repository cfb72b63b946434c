import { ChartFigure } from "@/app/_components/chart-figure.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { SpreadChart } from "@/lib/charts/spread-charts.ts";
import { pathOf } from "./address.ts";
import { buildDistribution, buildFunnel } from "./charts.ts";
import css from "./rank.module.css";
import type { Ranking } from "./ranking.ts";

interface Props {
  readonly ranking: Ranking;
  /** What the page says in words, for those who hear the drawing. */
  readonly said: string;
  readonly lang: Language;
}

/** The distribution, and of rates the funnel, each with what its signs mean. */
export function Drawings({ ranking, said, lang }: Props) {
  const words = messages(lang);
  const { chart } = words.rank;
  const distribution = buildDistribution(ranking, lang, words);
  const funnel = buildFunnel(ranking, lang, words);
  if (distribution === undefined) return <p className="note">{chart.empty}</p>;
  const { scale, points } = distribution;
  const zeros = scale === "log" ? points.filter(({ value }) => value <= 0).length : 0;
  const other = scale === "log" ? "linear" : "log";
  const marked = (one: SpreadChart) => (one.points.some((point) => point.marked) ? [chart.ring] : []);
  return (
    <>
      <Drawing name={chart.distribution} drawn={distribution} said={said} ranking={ranking} lang={lang}>
        {[...marked(distribution), ...(zeros > 0 ? [fill(words.compare.chart.log, { n: zeros })] : [])]}
      </Drawing>
      {ranking.subject.kind === "indicator" ? (
        <p className="small">
          <a href={href(lang, pathOf(ranking, { scale: other }))}>{chart.scales[other]}</a>
        </p>
      ) : null}
      {funnel ? (
        <Drawing
          name={chart.funnel}
          drawn={funnel}
          said={`${said} ${chart.funnelSaid}`}
          ranking={ranking}
          lang={lang}
        >
          {[chart.circle, chart.triangle, chart.diamond, chart.hollow, ...marked(funnel)]}
        </Drawing>
      ) : null}
    </>
  );
}

interface DrawingProps extends Props {
  readonly name: string;
  readonly drawn: SpreadChart;
  /** What its signs mean. */
  readonly children: readonly string[];
}

function Drawing({ name, drawn, said, ranking, lang, children }: DrawingProps) {
  return (
    <section>
      <h3>{name}</h3>
      <ChartFigure
        chart={drawn}
        title={said}
        drawingKey={`${drawn.kind} ${ranking.dataVersion} ${pathOf(ranking)}`}
        lang={lang}
      />
      {children.length > 0 ? (
        <ul className={`${css.legend} small soft`}>
          {children.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
