import type { EChartsCoreOption } from "echarts/core";
import { FONT, INK, INK_SOFT, LINE, NARROW, PAPER, type Point, type Size, TINTS, tint } from "./chart.ts";
import { textWidth } from "./legend.ts";
import { namesWidth, rowAxis, rowHeight } from "./row-names.ts";
import type { HeatChart } from "./still-charts.ts";

const ROW = 28;
const HEAD_LINE = 15;
/** Above this many columns their names are years or stand aslant. */
const GAP = 12;

/** Lower bounds of the classes of equally many values, each once; the first is the lowest value. */
export function tintBounds(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const bounds = Array.from(
    { length: TINTS },
    (_, index) => sorted[Math.floor((index * sorted.length) / TINTS)],
  );
  return [...new Set(bounds.flatMap((bound) => bound ?? []))];
}

/** Class of a value, 0 to `TINTS` - 1: where there are fewer classes they spread over the tints. */
function classOf(value: number, bounds: readonly number[]): number {
  const at = bounds.findLastIndex((bound) => value >= bound);
  return bounds.length < 2 ? 0 : Math.round((at * (TINTS - 1)) / (bounds.length - 1));
}

function columnWidth(chart: HeatChart, width: number): number {
  return (width - namesWidth(chart.rows, width) - GAP) / Math.max(1, chart.columns.length);
}

function headHeight(chart: HeatChart, width: number): number {
  const room = columnWidth(chart, width) - 6;
  const lines = Math.max(1, ...chart.columns.map((name) => Math.ceil(textWidth(name) / Math.max(12, room))));
  return Math.min(lines, 6) * HEAD_LINE + 10;
}

/** Height in pixels at which every row has its cells. */
export function heatHeight(chart: HeatChart, width: number): number {
  return chart.rows.length * rowHeight(chart.rows, width, ROW) + headHeight(chart, width) + 8;
}

/**
 * A grid of tinted cells with their values in them, where there is room. `≈` stands behind what compares only roughly,
 * `!` behind what a finding touches; a cell without a value has no tint and a dashed border.
 */
export function buildHeatOption(chart: HeatChart, size: Size): EChartsCoreOption {
  const all = chart.cells.flatMap((row) => row.flatMap((point) => point?.value ?? []));
  const shared = tintBounds(all);
  const left = namesWidth(chart.rows, size.width) + 8;
  const room = columnWidth(chart, size.width);
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left, right: 4, top: headHeight(chart, size.width), bottom: 8 },
    yAxis: rowAxis(chart.rows, size),
    xAxis: [
      { type: "value", min: 0, max: Math.max(1, chart.columns.length), show: false },
      {
        type: "category",
        position: "top",
        data: chart.columns.map((name) => name.replaceAll("{", "")),
        axisLabel: columnLabels(chart, size, room),
        axisLine: { show: false },
        axisTick: { show: false },
      },
    ],
    series: [
      ...chart.columns.map((name, column) => {
        const own = chart.cells.flatMap((row) => row[column]?.value ?? []);
        const bounds = chart.byColumn ? tintBounds(own) : shared;
        return {
          type: "bar",
          name,
          stack: "cells",
          barWidth: "100%",
          silent: true,
          emphasis: { disabled: true },
          data: chart.rows.map((_, row) =>
            cell(chart.cells[row]?.[column] ?? null, chart.texts[row]?.[column] ?? "", bounds, room),
          ),
        };
      }),
      // The axis of names needs a series of its own.
      { type: "line", xAxisIndex: 1, data: [], silent: true },
    ],
  };
}

function columnLabels(chart: HeatChart, size: Size, room: number): EChartsCoreOption {
  const years = chart.columns.every((name) => /^\d{4}$/.test(name));
  const each = Math.max(1, Math.ceil(30 / room));
  return {
    color: INK_SOFT,
    fontSize: size.width < NARROW ? 10 : 12,
    lineHeight: HEAD_LINE,
    interval: years ? each - 1 : 0,
    ...(years ? {} : { width: Math.max(24, room - 6), overflow: "break" }),
  };
}

function cell(point: Point | null, text: string, bounds: readonly number[], room: number): EChartsCoreOption {
  const marks = `${point?.hollow ? "\u2248" : ""}${point?.marked ? "!" : ""}`;
  const written = `${text}${marks}`.replaceAll("{", "");
  const step = point === null ? -1 : classOf(point.value, bounds);
  const fits = textWidth(written) * 0.92 <= room - 2;
  return {
    value: 1,
    itemStyle:
      point === null
        ? { color: "transparent", borderColor: LINE, borderWidth: 1, borderType: "dashed" }
        : { color: tint(step), borderColor: PAPER, borderWidth: 1.5 },
    label: {
      show: fits && written !== "",
      position: "inside",
      formatter: written,
      fontSize: 11,
      color: point === null ? INK_SOFT : step >= TINTS - 2 ? PAPER : INK,
    },
  };
}
