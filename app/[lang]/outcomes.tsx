import { agencyName } from "@/app/_components/agency-name.ts";
import { ChartFigure } from "@/app/_components/chart-figure.tsx";
import { FailedPoints } from "@/app/_components/failed-points.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CompositionChart } from "@/lib/charts/chart.ts";
import { composedBar } from "@/lib/charts/composition-chart.ts";
import type { Home } from "./home.ts";

interface Props {
  readonly home: Home;
  readonly lang: Language;
}

/** How requests ended, agencies beside each other. */
export function Outcomes({ home, lang }: Props) {
  const { catalog, composition, drawn, dataVersion } = home;
  const { home: text, compare } = messages(lang);
  const unit = catalog.units.find(({ id }) => id === home.outcomes[0]?.whole.unit);
  const chart: CompositionChart = {
    kind: "composition",
    mode: "share",
    unit: unit?.name[lang] ?? "",
    parts: composition.parts.map(
      (id) => catalog.indicators.find((entry) => entry.id === id)?.name[lang] ?? id,
    ),
    groups: drawn.flatMap((agency) => {
      const composed = home.outcomes.find((entry) => entry.agency === agency.id);
      if (composed === undefined) return [];
      return {
        name: agencyName(agency, lang),
        bars: [composedBar(composed, unit?.scale ?? 1, compare.chart)],
      };
    }),
  };
  const path = `/compare?composition=${composition.id}`;
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">{text.outcomes.title}</h2>
      <p className="small soft">{text.outcomes.text}</p>
      <ChartFigure
        chart={chart}
        title={fill(text.outcomes.summary, { n: chart.groups.length })}
        drawingKey={`${dataVersion} home ${path}`}
        lang={lang}
      />
      <FailedPoints
        figures={home.outcomes.flatMap(({ parts, whole }) => [whole, ...parts])}
        names={new Map(drawn.map((agency) => [agency.id, agencyName(agency, lang)]))}
        catalog={catalog}
        lang={lang}
      />
      <p className="small">
        <a href={href(lang, path)}>{text.outcomes.more}</a>
      </p>
    </section>
  );
}
