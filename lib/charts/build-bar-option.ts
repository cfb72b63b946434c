import type { EChartsCoreOption } from "echarts/core";
import { breakSeries, plot, valueAxes, yearAxes } from "./axes.ts";
import { FONT, INK_SOFT, PAPER, type Point, type Size, seriesColor, type TrendChart, WARN } from "./chart.ts";
import { legend, legendHeight } from "./legend.ts";

/** Values over years, the agencies side by side in the order of the legend. A zero is written, for its bar has no height. */
export function buildBarOption(chart: TrendChart, size: Size): EChartsCoreOption {
  const names = chart.series.map(({ name }) => name);
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: plot(size, 16, legendHeight(names, size.width)),
    legend: legend(names.map((name) => ({ name }))),
    xAxis: yearAxes(chart.years, size),
    yAxis: valueAxes(chart),
    series: [
      ...chart.series.map((series, index) => ({
        type: "bar",
        name: series.name,
        color: seriesColor(index),
        barMaxWidth: 28,
        barGap: "10%",
        barCategoryGap: "24%",
        emphasis: { disabled: true },
        data: series.points.map((point) => (point === null ? null : bar(point, seriesColor(index)))),
      })),
      ...breakSeries(chart.breaks, chart.years),
    ],
  };
}

function bar(point: Point, color: string): EChartsCoreOption {
  const outline = point.marked ? WARN : color;
  return {
    value: point.value,
    itemStyle: {
      color: point.hollow ? PAPER : color,
      borderColor: outline,
      borderWidth: point.hollow || point.marked ? 1.5 : 0,
    },
    ...(point.value === 0
      ? { label: { show: true, position: "top", distance: 2, formatter: "0", color: INK_SOFT, fontSize: 10 } }
      : {}),
  };
}
