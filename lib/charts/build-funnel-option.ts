import type { EChartsCoreOption } from "echarts/core";
import { NARROW, type Size } from "./chart.ts";
import type { FunnelChart, LimitPoint } from "./spread-charts.ts";
import { dotSeries, measureAxis, ruleSeries, SPREAD_BASE } from "./spread-parts.ts";

/** More names than this would hide the points. */
const MOST_NAMED = 12;
const SYMBOLS = { none: "circle", inner: "triangle", outer: "diamond" } as const;

/**
 * Rates over their number of cases, which runs by powers of ten, within the limits of chance: dashed the inner, dotted the outer.
 * What lies beyond them has another shape, beyond the outer also its name while they are few.
 */
export function buildFunnelOption(chart: FunnelChart, size: Size): EChartsCoreOption {
  const far = chart.points.filter(({ beyond }) => beyond === "outer");
  const named = far.length <= MOST_NAMED && size.width >= NARROW;
  const [from, to] = [chart.inner.limits[0]?.n ?? 1, chart.inner.limits.at(-1)?.n ?? 1];
  const highest = Math.max(
    0,
    ...chart.points.map(({ value }) => value),
    ...chart.inner.limits.map(({ high }) => high),
  );
  const lowest = Math.min(
    ...chart.points.map(({ value }) => value),
    ...chart.outer.limits.map(({ low }) => low),
  );
  const ceiling = niceCeiling(highest, chart.percent);
  const curves = ({ label, limits }: FunnelChart["inner"], type: "dashed" | "dotted") => {
    const edge = (pick: (limit: LimitPoint) => number) =>
      limits.map((limit): [number, number] => [limit.n, pick(limit)]);
    const high = edge((limit) => limit.high);
    // Named where it comes into the picture.
    const index = high.findIndex(([, value]) => value < ceiling * 0.94);
    return [
      ruleSeries(high, type, { text: label, index }),
      ruleSeries(
        edge((limit) => limit.low),
        type,
      ),
    ];
  };
  const late = (n: number) => Math.log(n / from) > 0.7 * Math.log(to / from);
  return {
    ...SPREAD_BASE,
    grid: { left: size.width < NARROW ? 48 : 60, right: 28, top: 40, bottom: 56 },
    xAxis: measureAxis({ scale: "log", percent: false, name: chart.cases, across: true, min: from, max: to }),
    yAxis: measureAxis({
      scale: "linear",
      percent: chart.percent,
      name: chart.unit,
      across: false,
      min: niceFloor(lowest, highest),
      max: ceiling,
    }),
    series: [
      ...curves(chart.outer, "dotted"),
      ...curves(chart.inner, "dashed"),
      ruleSeries(
        [
          [from, chart.target.value],
          [to, chart.target.value],
        ],
        "solid",
        { text: chart.target.label, index: 0 },
      ),
      ...dotSeries(
        chart.points.map((point) => ({
          ...point,
          at: [point.n, point.value],
          symbol: SYMBOLS[point.beyond],
          named: named && point.beyond === "outer",
          last: late(point.n),
        })),
        chart.points.length > 100 ? 6 : 9,
      ),
    ],
  };
}

/** The full step under the lowest value; nothing, where that is near. */
function niceFloor(lowest: number, highest: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(highest, 1)));
  return lowest < highest / 4 ? 0 : Math.floor((lowest * 0.98) / step) * step;
}

/** The next full step over the highest value; a percentage of nothing above 100 ends at 100. */
function niceCeiling(highest: number, percent: boolean): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(highest, 1))) / 2;
  const ceiling = Math.ceil((highest * 1.02) / step) * step;
  return percent && highest <= 100 ? Math.min(100, ceiling) : ceiling;
}
