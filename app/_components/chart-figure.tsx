import type { Language } from "@/lib/catalog/schema.ts";
import type { Chart } from "@/lib/charts/chart.ts";
import { NARROW_WIDTH, renderChart, WIDE_WIDTH } from "@/lib/charts/render.ts";
import { isStill } from "@/lib/charts/still-charts.ts";
import { ChartIsland } from "./chart-island.tsx";
import { DrawnMarkup } from "./drawn-markup.tsx";

interface Props {
  readonly chart: Chart;
  /** What the chart shows, and what it says, in one or two sentences: read aloud in its place. */
  readonly title: string;
  /** Selection and data version: the drawing is kept under it. */
  readonly drawingKey: string;
  readonly lang: Language;
  /** Pixels of the drawing for wide screens, near the width of its column. */
  readonly width?: number;
}

/** A chart drawn by the server for wide screens and for telephones; the browser takes over where it can. */
export function ChartFigure({ chart, title, drawingKey, lang, width = WIDE_WIDTH }: Props) {
  const key = `${lang} ${drawingKey}`;
  const drawings = [
    { className: "drawn wide", svg: renderChart(chart, width, title, key) },
    { className: "drawn narrow", svg: renderChart(chart, NARROW_WIDTH, title, key) },
  ];
  return (
    <div className="chart">
      {drawings.map(({ className, svg }) => (
        <DrawnMarkup key={className} className={className} markup={svg} />
      ))}
      {isStill(chart) ? null : (
        <ChartIsland chart={chart} title={title} locale={lang === "zh" ? "zh-CN" : "en-GB"} />
      )}
    </div>
  );
}
