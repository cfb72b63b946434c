import type { EChartsCoreOption } from "echarts/core";
import { INK, INK_SOFT, LINE, NARROW, PAPER, type Size, seriesColor } from "./chart.ts";
import type { DistributionChart } from "./spread-charts.ts";
import { dotSeries, measureAxis, SPREAD_BASE } from "./spread-parts.ts";

/** More agencies than this have no row of their own: their points are heaped over the axis. */
const MOST_ROWS = 40;
const ROW = 22;
const DOT = 7;
/** Room for the names of the quartiles, or for none. */
const TOP = { named: 66, bare: 16 };
const BOTTOM = 52;
const RIGHT = 24;
const HIDDEN = { type: "value", min: 0, max: 1, show: false };

const above = ({ quartiles }: DistributionChart): number => (quartiles ? TOP.named : TOP.bare);

const hasRows = (chart: DistributionChart): boolean => chart.points.length <= MOST_ROWS;

function left(chart: DistributionChart, width: number): number {
  return hasRows(chart) ? (width < NARROW ? 112 : 240) : 24;
}

/** On a logarithmic axis only what is more than nothing has a place. */
function shownPoints(chart: DistributionChart) {
  return chart.points.filter(({ value }) => chart.scale === "linear" || value > 0);
}

/** The axis over all values: from zero, unless there are negative ones or it is logarithmic. */
function range(chart: DistributionChart): { readonly min: number; readonly max: number } {
  const values = shownPoints(chart).map(({ value }) => value);
  const [least, most] = [Math.min(...values, Number.POSITIVE_INFINITY), Math.max(...values, 0)];
  if (chart.scale === "log") {
    return { min: 10 ** Math.floor(Math.log10(least)), max: 10 ** Math.ceil(Math.log10(most + 1)) };
  }
  return { min: Math.min(0, least), max: chart.percent ? Math.max(most, 1) : most };
}

/** How far along the axis a value lies, from 0 to 1. */
function alongAxis(chart: DistributionChart): (value: number) => number {
  const { min, max } = range(chart);
  const log = chart.scale === "log";
  const [from, to] = log ? [Math.log(min), Math.log(max)] : [min, max];
  return (value) => ((log ? Math.log(value) : value) - from) / (to - from || 1);
}

type Placed = { readonly point: DistributionChart["points"][number]; readonly at: readonly [number, number] };

/**
 * Each point shown at its place in the axes: in the row of its agency, or on the heap of those before it in the same
 * column of one dot's width.
 */
export function placePoints(chart: DistributionChart, width: number): Placed[] {
  if (hasRows(chart)) {
    return shownPoints(chart).map((point) => ({ point, at: [point.value, chart.points.indexOf(point)] }));
  }
  const columns = Math.max(1, Math.floor((width - left(chart, width) - RIGHT) / DOT));
  const along = alongAxis(chart);
  const heights = new Map<number, number>();
  return shownPoints(chart).map((point) => {
    const column = Math.round(along(point.value) * columns);
    const height = heights.get(column) ?? 0;
    heights.set(column, height + 1);
    return { point, at: [point.value, height + 0.5] };
  });
}

/** How many dots the highest heap has. */
function highest(chart: DistributionChart, width: number): number {
  return Math.ceil(Math.max(0, ...placePoints(chart, width).map(({ at }) => at[1])));
}

/** Height in pixels at which every row, or the highest heap, has its place. */
export function distributionHeight(chart: DistributionChart, width: number): number {
  const body = hasRows(chart) ? chart.points.length * ROW : Math.max(120, (highest(chart, width) + 2) * DOT);
  return above(chart) + body + BOTTOM;
}

/** Agencies along one axis, each in its row or heaped, over the band of the middle half and the line of the median. */
export function buildDistributionOption(chart: DistributionChart, size: Size): EChartsCoreOption {
  const rows = hasRows(chart);
  const { min, max } = range(chart);
  return {
    ...SPREAD_BASE,
    grid: { left: left(chart, size.width), right: RIGHT, top: above(chart), bottom: BOTTOM },
    xAxis: measureAxis({
      scale: chart.scale,
      percent: chart.percent,
      name: chart.unit,
      across: true,
      ...(chart.scale === "log" ? { min, max } : { min: min < 0 ? undefined : 0 }),
    }),
    yAxis: [rows ? rowAxis(chart, size) : { ...HIDDEN, max: highest(chart, size.width) + 2 }, HIDDEN],
    series: [
      ...quartileSeries(chart),
      ...dotSeries(
        placePoints(chart, size.width).map(({ point, at }) => ({
          ...point,
          at,
          last: alongAxis(chart)(point.value) > 0.7,
          // Its row has its name already.
          ...(rows ? { subject: undefined, symbol: point.subject ? "diamond" : "circle" } : {}),
        })),
        rows ? 10 : DOT - 1,
      ),
    ],
  };
}

function rowAxis(chart: DistributionChart, size: Size): EChartsCoreOption {
  return {
    type: "category",
    inverse: true,
    data: chart.points.map(({ name, subject }) => ({
      value: name.replaceAll("{", ""),
      ...(subject ? { textStyle: { fontWeight: "bold" } } : {}),
    })),
    axisLabel: {
      color: INK,
      fontSize: 12,
      interval: 0,
      width: left(chart, size.width) - 16,
      overflow: "truncate",
    },
    axisLine: { lineStyle: { color: INK_SOFT } },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: LINE, type: "dotted" } },
  };
}

/** The middle half as a band, its edges dashed, the median solid; their names over the plot, a line each. */
function quartileSeries(chart: DistributionChart): EChartsCoreOption[] {
  if (chart.quartiles === null) return [];
  const { lower, median, upper } = chart.quartiles;
  if (chart.scale === "log" && lower.value <= 0) return [];
  const along = alongAxis(chart);
  const common = {
    type: "line",
    yAxisIndex: 1,
    silent: true,
    symbol: "circle",
    symbolSize: 0,
    showAllSymbol: true,
  };
  const rule = ({ value, label }: typeof median, solid: boolean, distance: number) => ({
    ...common,
    z: 2,
    lineStyle: { color: INK_SOFT, width: solid ? 2 : 1, type: solid ? "solid" : "dashed" },
    data: [
      { value: [value, 0] },
      {
        value: [value, 1],
        label: {
          show: true,
          position: "top",
          distance,
          align: along(value) > 0.5 ? "right" : "left",
          formatter: label.replaceAll("{", ""),
          color: solid ? INK : INK_SOFT,
          fontSize: 12,
          textBorderColor: PAPER,
          textBorderWidth: 3,
        },
      },
    ],
  });
  return [
    {
      ...common,
      z: 1,
      lineStyle: { width: 0 },
      areaStyle: { color: seriesColor(0), opacity: 0.12, origin: "start" },
      data: [{ value: [lower.value, 1] }, { value: [upper.value, 1] }],
    },
    rule(lower, false, 4),
    rule(median, true, 20),
    rule(upper, false, 36),
  ];
}
