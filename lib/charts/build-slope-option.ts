import type { EChartsCoreOption } from "echarts/core";
import { valueAxis } from "./axes.ts";
import { FONT, INK, INK_SOFT, NARROW, PAPER, type Point, type Size, seriesColor, WARN } from "./chart.ts";
import { dash, symbol } from "./mark-shapes.ts";
import type { SlopeChart } from "./still-charts.ts";

const NAME_WIDTH = 260;
const NAME_WIDTH_NARROW = 132;
const VALUE_WIDTH = 64;
const ROW = 20;

/** Height in pixels at which the names at the end have room. */
export function slopeHeight(chart: SlopeChart, width: number): number {
  return Math.max(width < NARROW ? 320 : 420, chart.rows.length * ROW * (width < NARROW ? 1.6 : 1) + 80);
}

/** From the first column to the last; where the two do not compare they are not joined. */
export function buildSlopeOption(chart: SlopeChart, size: Size): EChartsCoreOption {
  const last = chart.columns.length - 1;
  const names = size.width < NARROW ? NAME_WIDTH_NARROW : NAME_WIDTH;
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: VALUE_WIDTH, right: names, top: 24, bottom: 32 },
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: [chart.columns[0] ?? "", chart.columns[last] ?? ""],
      axisLabel: { color: INK, fontSize: 12, fontWeight: "bold" },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: true, lineStyle: { color: INK_SOFT } },
    },
    yAxis: {
      ...valueAxis({ ...chart, scale: "linear" }),
      name: undefined,
      show: false,
      scale: true,
    },
    series: chart.rows.flatMap((name, row) => {
      const ends = [chart.cells[row]?.[0] ?? null, chart.cells[row]?.[last] ?? null] as const;
      const texts = [chart.texts[row]?.[0] ?? "", chart.texts[row]?.[last] ?? ""] as const;
      return slope(name, row, ends, texts, names);
    }),
  };
}

function slope(
  name: string,
  row: number,
  [first, last]: readonly [Point | null, Point | null],
  [before, after]: readonly [string, string],
  room: number,
): EChartsCoreOption[] {
  const color = seriesColor(row);
  const common = {
    type: "line",
    name,
    color,
    silent: true,
    symbol: symbol(row),
    symbolSize: 8,
    showAllSymbol: true,
    labelLayout: { moveOverlap: "shiftY" },
  };
  const ending = last === null ? null : item(last, "right", `${after}  ${name}`, color, room - 12);
  // Without an end the name stands at the beginning.
  const beginning =
    first === null
      ? null
      : last === null
        ? item(first, "right", `${before}  ${name}`, color, room)
        : item(first, "left", before, color, VALUE_WIDTH - 8);
  const joined = first !== null && last !== null && first.run === last.run;
  if (joined)
    return [{ ...common, lineStyle: { color, width: 2, type: dash(row) }, data: [beginning, ending] }];
  return [
    { ...common, lineStyle: { width: 0 }, data: [beginning, null] },
    { ...common, lineStyle: { width: 0 }, data: [null, ending] },
  ];
}

function item(
  point: Point,
  position: "left" | "right",
  text: string,
  color: string,
  width: number,
): EChartsCoreOption {
  return {
    value: point.value,
    itemStyle: {
      color: point.hollow ? PAPER : color,
      borderColor: point.marked ? WARN : color,
      borderWidth: point.hollow || point.marked ? 2 : 0,
    },
    label: {
      show: true,
      position,
      distance: 8,
      formatter: text.replaceAll("{", ""),
      color,
      fontSize: 12,
      lineHeight: 15,
      width,
      overflow: "break",
    },
  };
}
