import type { EChartsCoreOption } from "echarts/core";
import { type BreakLine, INK_SOFT, LINE, NARROW, PAPER, type Size, type TrendChart } from "./chart.ts";

const TEXT = { color: INK_SOFT, fontSize: 12 };

const HIDDEN = { type: "value", min: 0, show: false };

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
    { ...HIDDEN, max: Math.max(1, years.length) },
  ];
}

/** The axis of values, and a hidden one from bottom to top for the lines of breaks. */
export function valueAxes(chart: TrendChart): EChartsCoreOption[] {
  return [valueAxis(chart), { ...HIDDEN, max: 1 }];
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

/** One upright line a break year, over the whole height: dashed for a new form, dotted where only the law changed. */
export function breakSeries(breaks: readonly BreakLine[], years: readonly number[]): EChartsCoreOption[] {
  const label = {
    show: true,
    position: "top",
    distance: 0,
    color: INK_SOFT,
    fontSize: 11,
    backgroundColor: PAPER,
    borderColor: INK_SOFT,
    borderWidth: 1,
    borderRadius: 8,
    padding: [2, 5],
  };
  return [...new Set(breaks.map(({ year }) => year))].map((year) => {
    const lines = breaks.filter((line) => line.year === year);
    const at = years.indexOf(year);
    const formatter = lines.map((line) => line.label).join(" ");
    return {
      type: "line",
      xAxisIndex: 1,
      yAxisIndex: 1,
      z: 1,
      silent: true,
      symbolSize: 0,
      lineStyle: { color: INK_SOFT, width: 1, type: lines.every((line) => line.law) ? [2, 4] : [6, 4] },
      data: [{ value: [at, 0] }, { value: [at, 1], label: { ...label, formatter } }],
    };
  });
}

/** Space around the plot: `right` leaves room for names beside the lines, `above` for the legend. */
export function plot(size: Size, right: number, above: number): EChartsCoreOption {
  return { left: size.width < NARROW ? 44 : 56, right, top: above + 44, bottom: 32 };
}
