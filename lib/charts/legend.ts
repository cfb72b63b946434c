import type { EChartsCoreOption } from "echarts/core";
import { INK, INK_SOFT } from "./chart.ts";

const ROW = 22;
const ICON = 14;
const GAP = 12;
const FULL_WIDTH = /[\u2e80-\uffef]/;
/** Letters of about one width, and that width in pixels at 12 px in the wider of the fonts that systems have (DejaVu Sans). */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [FULL_WIDTH, 12],
  [/[ijl.,:;'’|!\s]/, 3.8],
  [/[tfrIJ()[\]/\\–-]/, 4.8],
  [/[mwMW@%—]/, 11],
  [/[A-Z&+=<>]/, 8.6],
];
const OTHER = 7.5;

/** About how wide a text of 12 px is: a server has no fonts to ask. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => {
    const [, width = OTHER] = WIDTHS.find(([letters]) => letters.test(letter)) ?? [];
    return sum + width;
  }, 0);
}

/** Pixels the wrapped legend takes; 0 without names. */
export function legendHeight(names: readonly string[], width: number): number {
  let rows = names.length === 0 ? 0 : 1;
  let used = 0;
  for (const name of names) {
    const needed = ICON + 5 + textWidth(name) + GAP;
    if (used > 0 && used + needed > width) {
      rows += 1;
      used = 0;
    }
    used += needed;
  }
  return rows * ROW;
}

/** Names over the plot, wrapping; each can be switched off once the chart is awake. */
export function legend(data: readonly { name: string; icon?: string | undefined }[]): EChartsCoreOption {
  return {
    show: data.length > 0,
    data,
    type: "plain",
    left: 0,
    top: 0,
    itemWidth: ICON,
    itemHeight: 10,
    itemGap: GAP,
    inactiveColor: INK_SOFT,
    textStyle: { color: INK, fontSize: 12 },
  };
}
