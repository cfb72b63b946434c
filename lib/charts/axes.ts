import type { EChartsCoreOption } from "echarts/core";
import { type BreakLine, INK_SOFT, LINE, NARROW, PAPER, type Size, type TrendChart } from "./chart.ts";

const TEXT = { color: INK_SOFT, fontSize: 12 };

/** Years as bands, and beneath them a hidden scale on which a line can stand between two years. */
export function yearAxes(years: readonly number[], size: Size): EChartsCoreOption[] {
  const shown = size.width < NARROW ? 5 : 16;
  const interval = Math.max(0, Math.ceil(years.length / shown) - 1);
  return [
    {
      type: "category",
      data: years.map(String),
      axisLabel: { ...TEXT, interval, hideOverlap: false },
      axisLine: { lineStyle: { color: INK_SOFT } },
      axisTick: { alignWithLabel: true, interval, lineStyle: { color: INK_SOFT } },
    },
    { type: "value", min: 0, max: Math.max(1, years.length), show: false },
  ];
}

export function valueAxis(chart: Pick<TrendChart, "percent" | "scale" | "unit">): EChartsCoreOption {
  return {
    type: chart.scale === "log" ? "log" : "value",
    name: chart.percent ? undefined : chart.unit,
    nameTextStyle: { ...TEXT, align: "right" },
    nameGap: 18,
    minInterval: chart.percent ? 0 : 1,
    axisLabel: { ...TEXT, formatter: chart.percent ? "{value}%" : undefined },
    splitLine: { lineStyle: { color: LINE } },
    axisLine: { show: false },
    axisTick: { show: false },
  };
}

/** An empty series that carries the break lines: dashed for a new form, dotted where only the law changed. */
export function breakSeries(breaks: readonly BreakLine[], years: readonly number[]): EChartsCoreOption {
  const touched = [...new Set(breaks.map((line) => line.year))].map(
    (year) => [year, breaks.filter((line) => line.year === year)] as const,
  );
  return {
    type: "line",
    xAxisIndex: 1,
    data: [],
    silent: true,
    markLine: {
      z: 1,
      symbol: "none",
      silent: true,
      label: {
        formatter: "{b}",
        color: INK_SOFT,
        fontSize: 11,
        backgroundColor: PAPER,
        borderColor: INK_SOFT,
        borderWidth: 1,
        borderRadius: 8,
        padding: [2, 5],
      },
      lineStyle: { color: INK_SOFT, width: 1 },
      data: touched.map(([year, lines]) => ({
        xAxis: years.indexOf(year),
        name: lines.map((line) => line.label).join(" "),
        lineStyle: { type: lines.every((line) => line.law) ? [2, 4] : [6, 4] },
      })),
    },
  };
}

/** Space around the plot: `right` leaves room for names beside the lines, `above` for the legend. */
export function plot(size: Size, right: number, above: number): EChartsCoreOption {
  return { left: size.width < NARROW ? 44 : 56, right, top: above + 44, bottom: 32 };
}
