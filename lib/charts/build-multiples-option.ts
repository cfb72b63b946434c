import type { EChartsCoreOption } from "echarts/core";
import {
  FONT,
  INK,
  INK_SOFT,
  LINE,
  NARROW,
  PAPER,
  type Point,
  type Size,
  seriesColor,
  WARN,
} from "./chart.ts";
import type { MultiplesChart } from "./still-charts.ts";

const PANEL = 132;
const TITLE = 40;
const AXIS = 22;
const LEFT = 44;
const COLOR = seriesColor(0);

function panelsAcross(chart: MultiplesChart, width: number): number {
  if (width < NARROW) return 2;
  return chart.rows.length <= 6 ? 3 : 4;
}

/** Height in pixels of all rows of panels. */
export function multiplesHeight(chart: MultiplesChart, width: number): number {
  return Math.ceil(chart.rows.length / panelsAcross(chart, width)) * (PANEL + TITLE) + 8;
}

/** One panel a row of the data, all with the same years and the same scale from 0, so that they can be compared. */
export function buildMultiplesOption(chart: MultiplesChart, size: Size): EChartsCoreOption {
  const across = panelsAcross(chart, size.width);
  const width = size.width / across;
  const top = Math.max(0, ...chart.cells.flatMap((row) => row.map((point) => point?.value ?? 0)));
  const places = chart.rows.map((_, at) => ({
    left: (at % across) * width,
    top: Math.floor(at / across) * (PANEL + TITLE),
  }));
  const years = chart.years.map(String);
  const hidden = { type: "value", min: 0, show: false };
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    title: chart.rows.map((name, at) => ({
      text: name.replaceAll("{", ""),
      left: places[at]?.left,
      top: places[at]?.top,
      padding: 0,
      textStyle: {
        color: INK,
        fontSize: 12,
        lineHeight: 14,
        fontWeight: "bold",
        // Bold Latin letters are wider than the engine of a server takes them for.
        width: (width - 16) * 0.85,
        height: TITLE - 6,
        overflow: "break",
        lineOverflow: "truncate",
      },
    })),
    grid: places.map((place) => ({
      left: place.left + LEFT,
      top: place.top + TITLE - 6,
      width: width - LEFT - 16,
      height: PANEL - AXIS,
    })),
    xAxis: chart.rows.flatMap((_, at) => [
      {
        type: "category",
        gridIndex: at,
        data: years,
        axisLabel: {
          color: INK_SOFT,
          fontSize: 10,
          interval: Math.max(0, years.length - 2),
          showMinLabel: true,
          showMaxLabel: true,
        },
        axisLine: { lineStyle: { color: INK_SOFT } },
        axisTick: { show: false },
      },
      { ...hidden, gridIndex: at, max: Math.max(1, years.length) },
    ]),
    yAxis: chart.rows.flatMap((_, at) => [
      {
        type: "value",
        gridIndex: at,
        min: 0,
        max: top === 0 ? 1 : undefined,
        ...(top === 0 ? {} : niceScale(top)),
        axisLabel: { color: INK_SOFT, fontSize: 10, formatter: chart.percent ? "{value}%" : undefined },
        splitLine: { lineStyle: { color: LINE } },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      { ...hidden, gridIndex: at, max: 1 },
    ]),
    series: chart.rows.flatMap((name, at) => [
      ...runs(name, chart.cells[at] ?? [], at),
      ...breaks(chart, at),
    ]),
  };
}

/** The same axis in every panel: from 0 to the first round number over the highest value, in two steps. */
function niceScale(top: number): { readonly max: number; readonly interval: number } {
  const power = 10 ** Math.floor(Math.log10(top));
  const max = ([1, 2, 4, 5, 10].find((factor) => factor * power >= top) ?? 10) * power;
  return { max, interval: max / 2 };
}

function runs(name: string, points: readonly (Point | null)[], panel: number): EChartsCoreOption[] {
  const ids = [...new Set(points.flatMap((point) => (point === null ? [] : [point.run])))];
  return ids.map((run) => ({
    type: "line",
    name,
    xAxisIndex: panel * 2,
    yAxisIndex: panel * 2,
    silent: true,
    symbol: "circle",
    symbolSize: 4,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: { color: COLOR, width: 1.5 },
    itemStyle: { color: COLOR },
    data: points.map((point) =>
      point?.run !== run
        ? null
        : {
            value: point.value,
            ...(point.hollow || point.marked
              ? {
                  symbolSize: 6,
                  itemStyle: {
                    color: point.hollow ? PAPER : COLOR,
                    borderColor: point.marked ? WARN : COLOR,
                    borderWidth: 1.5,
                  },
                }
              : {}),
          },
    ),
  }));
}

function breaks({ years, breaks: lines }: MultiplesChart, panel: number): EChartsCoreOption[] {
  return [...new Set(lines.map(({ year }) => year))].map((year) => {
    const at = years.indexOf(year);
    const law = lines.every((line) => line.year !== year || line.law);
    return {
      type: "line",
      xAxisIndex: panel * 2 + 1,
      yAxisIndex: panel * 2 + 1,
      z: 1,
      silent: true,
      symbolSize: 0,
      lineStyle: { color: INK_SOFT, width: 1, type: law ? [2, 4] : [6, 4] },
      data: [
        [at, 0],
        [at, 1],
      ],
    };
  });
}
