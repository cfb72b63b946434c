import type { EChartsCoreOption } from "echarts/core";
import { valueAxis } from "./axes.ts";
import { FONT, INK, type Size, seriesColor } from "./chart.ts";
import { hatch } from "./hatch.ts";
import { namesWidth, rowAxis, rowHeight } from "./row-names.ts";
import type { DifferenceChart, DifferenceStep } from "./still-charts.ts";

const ROW = 28;
const TOP = 12;
const BOTTOM = 32;
const VALUE_WIDTH = 72;

const linesOf = ({ start, steps, end }: DifferenceChart): readonly DifferenceStep[] => [start, ...steps, end];

/** Height in pixels at which every step has its row. */
export function differenceHeight(chart: DifferenceChart, width: number): number {
  const names = linesOf(chart).map(({ name }) => name);
  return names.length * rowHeight(names, width, ROW) + TOP + BOTTOM;
}

/** Each step begins where the one before it ends; what lowers the rate is hatched. */
export function buildDifferenceOption(chart: DifferenceChart, size: Size): EChartsCoreOption {
  const lines = linesOf(chart);
  const names = lines.map(({ name }) => name);
  const bars = barsOf(chart);
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: namesWidth(names, size.width) + 8, right: VALUE_WIDTH, top: TOP, bottom: BOTTOM },
    yAxis: rowAxis(names, size),
    xAxis: valueAxis({ percent: true, scale: "linear", unit: "" }),
    series: [
      {
        type: "bar",
        stack: "steps",
        silent: true,
        itemStyle: { color: "transparent" },
        data: bars.map(({ from }) => from),
      },
      {
        type: "bar",
        stack: "steps",
        silent: true,
        barWidth: "60%",
        emphasis: { disabled: true },
        data: bars.map(({ width, whole, falls }, at) => ({
          value: width,
          itemStyle: { color: seriesColor(whole ? 0 : 1), ...(falls ? hatch(1) : {}) },
          label: {
            show: true,
            position: "right",
            formatter: (lines[at]?.text ?? "").replaceAll("{", ""),
            color: INK,
            fontSize: 11,
          },
        })),
      },
    ],
  };
}

interface Bar {
  readonly from: number;
  readonly width: number;
  readonly whole: boolean;
  readonly falls: boolean;
}

function barsOf({ start, steps, end }: DifferenceChart): Bar[] {
  let at = start.value;
  const between = steps.map(({ value }) => {
    const from = Math.min(at, at + value);
    at += value;
    return { from, width: Math.abs(value), whole: false, falls: value < 0 };
  });
  const whole = ({ value }: DifferenceStep): Bar => ({ from: 0, width: value, whole: true, falls: false });
  return [whole(start), ...between, whole(end)];
}
