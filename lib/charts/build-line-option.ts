import type { EChartsCoreOption } from "echarts/core";
import { breakSeries, plot, valueAxes, yearAxes } from "./axes.ts";
import {
  FONT,
  NARROW,
  PAPER,
  type Point,
  type Series,
  type Size,
  seriesColor,
  type TrendChart,
  WARN,
} from "./chart.ts";
import { legend, legendHeight } from "./legend.ts";
import { dash, symbol } from "./mark-shapes.ts";

/** More lines than this are named in a legend, for their names would collide. */
const NAMED_BESIDE = 6;
const NAME_WIDTH = 188;
/** Lines that stop earlier than this many years before the end are named above their last point. */
const AT_THE_END = 3;
/** Above this share of the highest value a name stands below its point. */
const NEAR_THE_TOP = 0.85;

/** Whether names stand beside the ends of their lines. */
function standBeside({ series }: TrendChart, width: number): boolean {
  return width >= NARROW && series.length > 1 && series.length <= NAMED_BESIDE;
}

/** Names that a legend above the plot holds: none of a line that stands alone, for the title names it. */
export function namesAbove(chart: TrendChart, width: number): string[] {
  const { series } = chart;
  return series.length === 1 || standBeside(chart, width) ? [] : series.map(({ name }) => name);
}

/** Values over years, one line an agency. Gaps stay gaps, and a line breaks where its figures stop being comparable. */
export function buildLineOption(chart: TrendChart, size: Size): EChartsCoreOption {
  const beside = standBeside(chart, size.width);
  const values = chart.series.flatMap(({ points }) => points.map((point) => point?.value ?? 0));
  const high = Math.max(...values) * NEAR_THE_TOP;
  const names = namesAbove(chart, size.width);
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: plot(size, beside ? NAME_WIDTH : 16, legendHeight(names, size.width)),
    legend: legend(names.map((name, index) => ({ name, icon: symbol(index) }))),
    xAxis: yearAxes(chart.years, size),
    yAxis: valueAxes(chart),
    series: [
      ...chart.series.flatMap((series, index) => lines(series, index, beside, chart.scale === "log", high)),
      ...breakSeries(chart.breaks, chart.years),
    ],
  };
}

/** Names beside lines give way to each other. The engine moves only what has a place of its own, not what is attached to a point. */
function keepApart({ labelRect: { x, y, height } }: { readonly labelRect: Rectangle }): EChartsCoreOption {
  return { x, y: y + height / 2, align: "left", verticalAlign: "middle", moveOverlap: "shiftY" };
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** One line per run, all under the agency's name, and a ring around every point that a finding touches. */
function lines(
  series: Series,
  index: number,
  beside: boolean,
  log: boolean,
  high: number,
): EChartsCoreOption[] {
  const color = seriesColor(index);
  const points = series.points.map((point) => (log && point?.value === 0 ? null : point));
  const last = points.findLastIndex((point) => point !== null);
  const position =
    last >= points.length - AT_THE_END ? "right" : (points[last]?.value ?? 0) > high ? "bottom" : "top";
  const common = {
    name: series.name,
    color,
    itemStyle: { color },
    lineStyle: { color, width: 2, type: dash(index) },
  };
  const runs = [...new Set(points.flatMap((point) => (point === null ? [] : [point.run])))];
  return [
    ...runs.map((run) => ({
      ...common,
      type: "line",
      symbol: symbol(index),
      symbolSize: 8,
      showAllSymbol: true,
      connectNulls: false,
      emphasis: { disabled: true },
      ...(position === "right" ? { labelLayout: keepApart } : {}),
      data: points.map((point, at) =>
        point?.run === run
          ? item(point, color, beside && at === last ? nameLabel(series.name, color, position) : {})
          : null,
      ),
    })),
    ...(points.some((point) => point?.marked)
      ? [
          {
            ...common,
            type: "line",
            silent: true,
            symbol: "circle",
            symbolSize: 16,
            showAllSymbol: true,
            lineStyle: { width: 0 },
            itemStyle: { color: "transparent", borderColor: WARN, borderWidth: 1.5 },
            data: points.map((point) => (point?.marked ? point.value : null)),
          },
        ]
      : []),
  ];
}

function item(point: Point, color: string, label: EChartsCoreOption): EChartsCoreOption {
  return {
    value: point.value,
    ...(point.hollow ? { itemStyle: { color: PAPER, borderColor: color, borderWidth: 2 } } : {}),
    ...label,
  };
}

function nameLabel(name: string, color: string, position: string): EChartsCoreOption {
  return {
    label: {
      show: true,
      formatter: name.replaceAll("{", ""),
      position,
      distance: 8,
      color,
      fontSize: 12,
      lineHeight: 15,
      textBorderColor: PAPER,
      textBorderWidth: 3,
      width: NAME_WIDTH - 24,
      overflow: "break",
    },
  };
}
