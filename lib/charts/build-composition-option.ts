import type { EChartsCoreOption } from "echarts/core";
import { valueAxis } from "./axes.ts";
import {
  type CompositionBar,
  type CompositionChart,
  FONT,
  INK,
  INK_SOFT,
  PAPER,
  partColor,
  type Size,
} from "./chart.ts";
import { legend, legendHeight } from "./legend.ts";

const ROW = 24;
const LEFT = 48;
const RIGHT = 24;
/** Percent between two lines of the grid. */
const TICK = 20;
/** Shares that add up to 100 may miss it by the last digit of a float. */
const ROUNDING = 1e-9;

interface Line {
  readonly heading?: string;
  readonly bar?: CompositionBar;
}

function lines(chart: CompositionChart): Line[] {
  return chart.groups.flatMap(({ name, bars }) => [{ heading: name }, ...bars.map((bar) => ({ bar }))]);
}

/** Height in pixels at which every bar has its row. */
export function compositionHeight(chart: CompositionChart, width: number): number {
  return lines(chart).length * ROW + top(chart, width) + 32;
}

function top(chart: CompositionChart, width: number): number {
  return legendHeight(chart.parts, width) + 12;
}

/** In percent of the printed whole, or of the parts together when no whole is printed and every part is. */
export function shareOf(bar: CompositionBar, part: number | null): number | null {
  if (part === null) return null;
  const sum = bar.parts.every((other) => other !== null)
    ? bar.parts.reduce<number>((total, other) => total + (other ?? 0), 0)
    : null;
  const whole = bar.whole ?? sum;
  return whole === null || whole === 0 ? null : (part / whole) * 100;
}

/** One bar a report, the parts stacked; agencies as headings over their years. The whole is never stacked. */
export function buildCompositionOption(chart: CompositionChart, size: Size): EChartsCoreOption {
  const rows = lines(chart);
  const share = chart.mode === "share";
  const longest = Math.max(
    100,
    ...rows.map(
      ({ bar }) => bar?.parts.reduce<number>((sum, part) => sum + (shareOf(bar, part) ?? 0), 0) ?? 0,
    ),
  );
  const most = Math.ceil(longest / TICK - ROUNDING) * TICK;
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: LEFT, right: RIGHT, top: top(chart, size.width), bottom: 32 },
    legend: legend(chart.parts.map((name) => ({ name, icon: "rect" }))),
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map(({ bar }) => (bar === undefined ? "" : bar.marked ? `${bar.year} !` : String(bar.year))),
      axisLabel: { color: INK_SOFT, fontSize: 12, interval: 0 },
      axisLine: { lineStyle: { color: INK_SOFT } },
      axisTick: { show: false },
    },
    xAxis: {
      ...valueAxis({ percent: share, scale: "linear", unit: "" }),
      max: share ? most : undefined,
      interval: share ? TICK : undefined,
    },
    series: [
      ...chart.parts.map((name, part) => ({
        type: "bar",
        name,
        stack: "parts",
        color: partColor(part),
        barWidth: "66%",
        itemStyle: { borderColor: PAPER, borderWidth: 0.5 },
        emphasis: { disabled: true },
        data: rows.map(({ bar }) => {
          const printed = bar?.parts[part] ?? null;
          return bar === undefined ? null : share ? shareOf(bar, printed) : printed;
        }),
      })),
      words(rows, size.width - LEFT - RIGHT),
    ],
  };
}

/** Agency names over their bars and remarks in place of them: labels of an invisible series. */
function words(rows: readonly Line[], width: number): EChartsCoreOption {
  return {
    type: "line",
    lineStyle: { width: 0 },
    silent: true,
    symbolSize: 0,
    data: rows.flatMap(({ heading, bar }, row) => {
      const text = heading ?? bar?.remark;
      if (text === undefined) return [];
      const label = heading === undefined ? { color: INK_SOFT } : { color: INK, fontWeight: "bold" };
      return [
        {
          value: [0, row],
          label: {
            show: true,
            position: "right",
            formatter: text.replaceAll("{", ""),
            fontSize: 12,
            width,
            overflow: "truncate",
            ...label,
          },
        },
      ];
    }),
  };
}
