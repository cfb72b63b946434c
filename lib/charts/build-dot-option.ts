import type { EChartsCoreOption } from "echarts/core";
import { valueAxis } from "./axes.ts";
import { FONT, INK_SOFT, LINE, PAPER, type Point, type Size, seriesColor, WARN } from "./chart.ts";
import { legend, legendHeight } from "./legend.ts";
import { symbol } from "./mark-shapes.ts";
import { namesWidth, rowAxis, rowHeight } from "./row-names.ts";
import type { DotChart } from "./still-charts.ts";

const ROW = 26;
const BOTTOM = 32;
const VALUE_WIDTH = 64;

function above(chart: DotChart, width: number): number {
  return legendHeight(chart.columns.length > 1 ? chart.columns : [], width) + 12;
}

/** Height in pixels at which every row has its marks. */
export function dotHeight(chart: DotChart, width: number): number {
  return chart.rows.length * rowHeight(chart.rows, width, ROW) + above(chart, width) + BOTTOM;
}

/** A mark a value on a common scale; where a row has one alone, the value stands beside it. */
export function buildDotOption(chart: DotChart, size: Size): EChartsCoreOption {
  const alone = chart.columns.length === 1;
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: {
      left: namesWidth(chart.rows, size.width) + 12,
      right: alone ? VALUE_WIDTH : 16,
      top: above(chart, size.width),
      bottom: BOTTOM,
    },
    legend: legend(alone ? [] : chart.columns.map((name, index) => ({ name, icon: symbol(index) }))),
    yAxis: {
      ...rowAxis(chart.rows, size),
      splitLine: { show: true, lineStyle: { color: LINE, type: [2, 3] } },
    },
    xAxis: { ...valueAxis(chart), name: undefined },
    series: chart.columns.map((name, column) => ({
      type: "line",
      name,
      color: seriesColor(column),
      silent: true,
      symbol: symbol(column),
      symbolSize: 10,
      showAllSymbol: true,
      lineStyle: { width: 0 },
      data: chart.rows.flatMap((_, row) => {
        const point = chart.cells[row]?.[column];
        if (!point || (chart.scale === "log" && point.value === 0)) return [];
        return [mark(point, row, column, alone ? (chart.texts[row]?.[column] ?? "") : "")];
      }),
    })),
  };
}

function mark(point: Point, row: number, column: number, text: string): EChartsCoreOption {
  const color = seriesColor(column);
  const outline = point.marked ? WARN : color;
  return {
    value: [point.value, row],
    itemStyle: {
      color: point.hollow ? PAPER : color,
      borderColor: outline,
      borderWidth: point.hollow || point.marked ? 2 : 0,
    },
    ...(text === ""
      ? {}
      : {
          label: {
            show: true,
            position: "right",
            formatter: `${text}${point.marked ? " !" : ""}`.replaceAll("{", ""),
            color: INK_SOFT,
            fontSize: 11,
          },
        }),
  };
}
