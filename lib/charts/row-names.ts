import type { EChartsCoreOption } from "echarts/core";
import { INK, NARROW, type Size } from "./chart.ts";
import { textWidth } from "./legend.ts";

const LINE_HEIGHT = 15;
const WIDEST = 208;
const WIDEST_NARROW = 108;
/** Letters of a browser may be wider than the engine of a server takes them for: names wrap before they are as wide. */
const WRAPS_AT = 0.88;

/** Pixels that the names of rows take: as wide as the longest, within bounds; longer ones wrap. */
export function namesWidth(names: readonly string[], width: number): number {
  const widest = width < NARROW ? WIDEST_NARROW : WIDEST;
  return Math.min(widest, Math.ceil(Math.max(24, ...names.map(textWidth)) / WRAPS_AT) + 4);
}

/** Pixels of a row in which every name has room; at least `least`. */
export function rowHeight(names: readonly string[], width: number, least: number): number {
  const room = namesWidth(names, width) * WRAPS_AT;
  const lines = Math.max(1, ...names.map((name) => Math.ceil(textWidth(name) / room)));
  return Math.max(least, lines * LINE_HEIGHT + 6);
}

/** An axis of rows from top to bottom, their names beside it, none left out. */
export function rowAxis(names: readonly string[], size: Size): EChartsCoreOption {
  return {
    type: "category",
    inverse: true,
    data: names.map((name) => name.replaceAll("{", "")),
    axisLabel: {
      color: INK,
      fontSize: 12,
      lineHeight: LINE_HEIGHT,
      interval: 0,
      width: Math.floor(namesWidth(names, size.width) * WRAPS_AT),
      overflow: "break",
    },
    axisLine: { show: false },
    axisTick: { show: false },
  };
}
