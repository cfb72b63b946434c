import type { EChartsCoreOption } from "echarts/core";
import { FONT, INK, INK_SOFT, LINE, PAPER, seriesColor, WARN } from "./chart.ts";

/** Parts that distributions, funnels and scatters are drawn of. */

interface Dot {
  readonly at: readonly [number, number];
  readonly name: string;
  readonly subject?: true | undefined;
  readonly hollow?: true | undefined;
  readonly marked?: true | undefined;
  readonly symbol?: string | undefined;
  /** Written beside it, or not. */
  readonly named?: boolean | undefined;
  /** Near the right edge: its name stands to its left. */
  readonly last?: boolean | undefined;
}

const TEXT = { color: INK_SOFT, fontSize: 12 };
const SMALL = 8;
const LARGE = 13;

export const SPREAD_BASE = { animation: false, textStyle: { fontFamily: FONT } };

/** Points as they are, hollow, ringed or large, the subject over all others. */
export function dotSeries(dots: readonly Dot[], size = SMALL): EChartsCoreOption[] {
  const color = seriesColor(0);
  const drawn = dots.toSorted((a, b) => Number(a.subject ?? false) - Number(b.subject ?? false));
  const rings = drawn.filter(({ marked }) => marked);
  return [
    ...(rings.length === 0
      ? []
      : [
          {
            type: "scatter",
            silent: true,
            z: 2,
            symbol: "circle",
            symbolSize: size + 6,
            itemStyle: { color: "transparent", borderColor: WARN, borderWidth: 1.5 },
            data: rings.map(({ at }) => at),
          },
        ]),
    {
      type: "scatter",
      silent: true,
      z: 3,
      color,
      labelLayout: { hideOverlap: true, moveOverlap: "shiftY" },
      data: drawn.map((dot) => ({
        value: dot.at,
        symbol: dot.symbol ?? "circle",
        symbolSize: dot.subject ? LARGE : size,
        itemStyle: {
          color: dot.hollow ? PAPER : dot.subject ? INK : color,
          borderColor: dot.subject ? INK : color,
          borderWidth: dot.hollow ? 1.5 : 0,
        },
        ...(dot.named || dot.subject ? { label: nameLabel(dot) } : {}),
      })),
    },
  ];
}

function nameLabel({ name, subject, last }: Dot): EChartsCoreOption {
  return {
    show: true,
    position: last ? "left" : "right",
    ...(subject ? { offset: [0, -10] } : {}),
    formatter: name.replaceAll("{", ""),
    color: INK,
    fontSize: 12,
    fontWeight: subject ? "bold" : "normal",
    textBorderColor: PAPER,
    textBorderWidth: 3,
    width: 180,
    overflow: "truncate",
  };
}

interface Axis {
  readonly scale: "linear" | "log";
  readonly percent: boolean;
  readonly name?: string | undefined;
  readonly across: boolean;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** An axis of values; across, its name stands under its end. */
export function measureAxis({ scale, percent, name, across, min, max }: Axis): EChartsCoreOption {
  return {
    type: scale === "log" ? "log" : "value",
    ...(name ? { name } : {}),
    ...(across
      ? { nameLocation: "middle", nameGap: 28, nameTextStyle: TEXT }
      : { nameTextStyle: { ...TEXT, align: "left", padding: [0, 0, 0, -40] }, nameGap: 14 }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    axisLabel: { ...TEXT, hideOverlap: true, ...(percent ? { formatter: "{value}%" } : {}) },
    splitLine: { lineStyle: { color: LINE } },
    axisLine: { show: across, lineStyle: { color: INK_SOFT } },
    axisTick: { show: false },
  };
}

/** A line through the plot, with a name at one of its points. */
export function ruleSeries(
  data: readonly (readonly [number, number])[],
  type: "solid" | "dashed" | "dotted",
  label?: { readonly text: string; readonly index: number },
): EChartsCoreOption {
  const words = {
    show: true,
    position: "right",
    distance: 2,
    offset: [0, -9],
    formatter: label?.text.replaceAll("{", ""),
    color: INK,
    fontSize: 11,
    textBorderColor: PAPER,
    textBorderWidth: 3,
  };
  return {
    type: "line",
    silent: true,
    z: 2,
    symbol: "circle",
    symbolSize: 0,
    showAllSymbol: true,
    lineStyle: { color: INK_SOFT, width: type === "solid" ? 1.5 : 1, type },
    data: data.map((value, index) => (index === label?.index ? { value, label: words } : { value })),
  };
}
