import type { TrendChart } from "../../lib/charts/chart.ts";
import { renderChart, WIDE_WIDTH } from "../../lib/charts/render.ts";
import { type Figure, median } from "./figure.ts";

const ROUNDS = 25;
const YEARS = Array.from({ length: 15 }, (_, index) => 2011 + index);

/** Lines of so many agencies over fifteen years, one year of each missing. */
function chartOf(agencies: number): TrendChart {
  return {
    kind: "line",
    scale: "linear",
    years: YEARS,
    breaks: [],
    percent: false,
    unit: "",
    series: Array.from({ length: agencies }, (_, agency) => ({
      name: `Agency ${agency}`,
      points: YEARS.map((year, at) =>
        at === agency % YEARS.length ? null : { value: 10 * agency + (year % 7), run: "" },
      ),
    })),
  };
}

/** The drawing of the server, which is kept by its key: another key each time. */
function timeOf(agencies: number): number {
  const chart = chartOf(agencies);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    renderChart(chart, WIDE_WIDTH, "", `${agencies} ${round}`);
    times.push(performance.now() - start);
  }
  return median(times);
}

/** A chart of eight and of twenty-four agencies, against axes without a line. */
export function measureDrawing(): Figure[] {
  const anchor = timeOf(0);
  return [
    { agencies: 8, goal: 10 },
    { agencies: 24, goal: 15 },
  ].map(({ agencies, goal }) => ({
    name: `chart of ${agencies} agencies, drawn by the server`,
    unit: "ms",
    measured: timeOf(agencies),
    anchorName: "empty chart",
    anchor,
    goal,
  }));
}
