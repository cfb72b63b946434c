import type { EChartsCoreOption } from "echarts/core";
import { valueAxis } from "./axes.ts";
import { FONT, INK_SOFT, PAPER, type Point, partColor, type Size, seriesColor, WARN } from "./chart.ts";
import { hatch } from "./hatch.ts";
import { legend, legendHeight } from "./legend.ts";
import { namesWidth, rowAxis, rowHeight } from "./row-names.ts";
import type { RowsChart } from "./still-charts.ts";

const BAR = 14;
const SPACE = 12;
const BOTTOM = 32;
const VALUE_WIDTH = 64;

function above(chart: RowsChart, width: number): number {
  return legendHeight(chart.columns.length > 1 ? chart.columns : [], width) + 12;
}

/** Height in pixels at which every bar has its place. */
export function rowsHeight(chart: RowsChart, width: number): number {
  const bars = chart.stacked ? 22 : Math.max(1, chart.columns.length) * BAR + SPACE;
  return chart.rows.length * rowHeight(chart.rows, width, bars) + above(chart, width) + BOTTOM;
}

/** Bars beside or upon one another, their values written behind them where they stand alone. A zero is written `0`. */
export function buildRowsOption(chart: RowsChart, size: Size): EChartsCoreOption {
  const color = chart.stacked ? partColor : seriesColor;
  const names = chart.columns.length > 1 ? chart.columns : [];
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: {
      left: namesWidth(chart.rows, size.width) + 8,
      right: chart.stacked ? 24 : VALUE_WIDTH,
      top: above(chart, size.width),
      bottom: BOTTOM,
    },
    legend: legend(names.map((name) => ({ name, icon: "rect" }))),
    yAxis: rowAxis(chart.stacked ? signed(chart) : chart.rows, size),
    xAxis: { ...valueAxis(chart), name: undefined },
    series: chart.columns.map((name, column) => ({
      type: "bar",
      name,
      color: color(column),
      silent: true,
      emphasis: { disabled: true },
      ...(chart.stacked
        ? {
            stack: "all",
            barWidth: "66%",
            itemStyle: { borderColor: PAPER, borderWidth: 0.5, ...hatch(column) },
          }
        : { barGap: "0%", barCategoryGap: "30%", barMaxWidth: 22 }),
      data: chart.rows.map((_, row) => {
        const point = chart.cells[row]?.[column] ?? null;
        return point === null
          ? null
          : bar(point, chart.texts[row]?.[column] ?? "", color(column), chart.stacked);
      }),
    })),
  };
}

/** Parts of a stack have no room for a sign: the name of their row bears it. */
function signed({ rows, cells }: RowsChart): string[] {
  return rows.map((name, row) => (cells[row]?.some((point) => point?.marked) ? `${name} !` : name));
}

function bar(point: Point, text: string, color: string, stacked: boolean): EChartsCoreOption {
  if (stacked) return { value: point.value };
  return {
    value: point.value,
    itemStyle: {
      color: point.hollow ? PAPER : color,
      borderColor: point.marked ? WARN : color,
      borderWidth: point.hollow || point.marked ? 1.5 : 0,
    },
    label: {
      show: true,
      position: "right",
      distance: 4,
      formatter: text.replaceAll("{", ""),
      color: INK_SOFT,
      fontSize: 11,
    },
  };
}
