import type { EChartsCoreOption } from "echarts/core";
import { NARROW, type Size } from "./chart.ts";
import type { ScatterChart } from "./spread-charts.ts";
import { dotSeries, measureAxis, SPREAD_BASE } from "./spread-parts.ts";

/** More names than this would hide the points. */
const MOST_NAMED = 12;

/** Two figures of each agency, one against the other. On a logarithmic axis what is nothing is left out. */
export function buildScatterOption(chart: ScatterChart, size: Size): EChartsCoreOption {
  const named = chart.points.length <= MOST_NAMED && size.width >= NARROW;
  const most = Math.max(...chart.points.map(({ x }) => x));
  const axis = (side: "x" | "y") => {
    const { scale, percent, name, unit } = chart[side];
    const words = unit === "" ? name : `${name} (${unit})`;
    return measureAxis({ scale, percent, name: words, across: side === "x" });
  };
  return {
    ...SPREAD_BASE,
    grid: { left: size.width < NARROW ? 48 : 60, right: 28, top: 40, bottom: 56 },
    xAxis: axis("x"),
    yAxis: axis("y"),
    series: dotSeries(
      chart.points
        .filter(({ x, y }) => (chart.x.scale === "linear" || x > 0) && (chart.y.scale === "linear" || y > 0))
        .map((point) => ({ ...point, at: [point.x, point.y], named, last: point.x > most * 0.7 })),
      chart.points.length > 100 ? 6 : 9,
    ),
  };
}
