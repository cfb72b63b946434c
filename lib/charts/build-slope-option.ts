import type { EChartsCoreOption } from "echarts/core";
import { valueAxis } from "./axes.ts";
import { FONT, INK, INK_SOFT, NARROW, PAPER, type Point, type Size, seriesColor, WARN } from "./chart.ts";
import { textWidth } from "./legend.ts";
import { dash, symbol } from "./mark-shapes.ts";
import type { SlopeChart } from "./still-charts.ts";

const NAME_WIDTH = 260;
const NAME_WIDTH_NARROW = 132;
const VALUE_WIDTH = 64;
const ROW = 20;
const TOP = 24;
const BOTTOM = 32;
/** Pixels between two names that stand beside one another's values. */
const LINE = 16;

const plotHeight = ({ height }: Size): number => height - TOP - BOTTOM;

/** Letters of a browser may be wider than the engine of a server takes them for. */
const nameWidth = (room: number): number => Math.round(room * 0.85) - 8;

/** Lines of the longest name. */
function linesOf({ rows }: SlopeChart, room: number): number {
  return Math.max(1, ...rows.map((name) => Math.ceil((textWidth(name) + VALUE_WIDTH) / nameWidth(room))));
}

/** From the lowest value drawn to the highest. */
function rangeOf({ cells, columns }: SlopeChart): { readonly min: number; readonly max: number } {
  const values = cells.flatMap((row) =>
    [row[0], row[columns.length - 1]].flatMap((point) => point?.value ?? []),
  );
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return min < max ? { min, max } : { min: min - 1, max: max + 1 };
}

/**
 * By how many pixels labels at `places` move, so that they stand `gap` apart and within `height`, in the order of their
 * places. `null` has no label.
 */
export function spread(places: readonly (number | null)[], gap: number, height: number): number[] {
  const order = places
    .flatMap((place, at) => (place === null ? [] : [{ place, at }]))
    .toSorted((a, b) => a.place - b.place);
  const moved: number[] = [];
  for (const { place } of order) moved.push(Math.max(place, (moved.at(-1) ?? -gap) + gap));
  // What was pushed over the lower edge pushes back.
  let floor = height + gap;
  for (let at = moved.length - 1; at >= 0; at -= 1) {
    floor = Math.min(moved[at] ?? 0, floor - gap);
    moved[at] = floor;
  }
  const shifts = places.map(() => 0);
  for (const [index, { place, at }] of order.entries())
    shifts[at] = Math.round((moved[index] ?? place) - place);
  return shifts;
}

/** Height in pixels at which the names at the end have room. */
export function slopeHeight(chart: SlopeChart, width: number): number {
  return Math.max(width < NARROW ? 320 : 420, chart.rows.length * ROW * (width < NARROW ? 2 : 1.4) + 80);
}

/** From the first column to the last; where the two do not compare they are not joined. */
export function buildSlopeOption(chart: SlopeChart, size: Size): EChartsCoreOption {
  const last = chart.columns.length - 1;
  const range = rangeOf(chart);
  const shiftsOf = (column: number, gap: number) =>
    spread(
      chart.rows.map((_, row) => {
        const value = chart.cells[row]?.[column]?.value;
        return value === undefined
          ? null
          : ((range.max - value) / (range.max - range.min)) * plotHeight(size);
      }),
      gap,
      plotHeight(size),
    );
  const names = size.width < NARROW ? NAME_WIDTH_NARROW : NAME_WIDTH;
  const shifts = [shiftsOf(0, LINE), shiftsOf(last, LINE * linesOf(chart, names))] as const;
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: VALUE_WIDTH, right: names, top: TOP, bottom: BOTTOM },
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
      ...range,
    },
    series: chart.rows.flatMap((name, row) => {
      const ends = [chart.cells[row]?.[0] ?? null, chart.cells[row]?.[last] ?? null] as const;
      const texts = [chart.texts[row]?.[0] ?? "", chart.texts[row]?.[last] ?? ""] as const;
      return slope(name, row, ends, texts, names, [shifts[0][row] ?? 0, shifts[1][row] ?? 0]);
    }),
  };
}

function slope(
  name: string,
  row: number,
  [first, last]: readonly [Point | null, Point | null],
  [before, after]: readonly [string, string],
  room: number,
  [left, right]: readonly [number, number],
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
  };
  const ending =
    last === null ? null : item(last, "right", `${after}  ${name}`, color, nameWidth(room), right);
  // Without an end the name stands at the beginning.
  const beginning =
    first === null
      ? null
      : last === null
        ? item(first, "right", `${before}  ${name}`, color, nameWidth(room), left)
        : item(first, "left", before, color, VALUE_WIDTH - 8, left);
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
  shift: number,
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
      offset: [0, shift],
      formatter: text.replaceAll("{", ""),
      color,
      fontSize: 12,
      lineHeight: 15,
      width,
      overflow: "break",
    },
  };
}
