import { describe, expect, test } from "vitest";
import { buildOption } from "../../lib/charts/build-option.ts";
import { buildStillOption } from "../../lib/charts/build-still-option.ts";
import type { Chart, Point } from "../../lib/charts/chart.ts";
import { renderChart, WIDE_WIDTH } from "../../lib/charts/render.ts";
import { isStill, type ValueGrid } from "../../lib/charts/still-charts.ts";

/**
 * Every kind of chart, as the option that it is built to and as the drawing of the server. A change of a drawing is
 * looked at in the diff of `tests/golden/charts`; `vitest -u` takes it over.
 */

const exact = (value: number): Point => ({ value, run: "comparable" });

const GRID: ValueGrid = {
  rows: ["平潭综合实验区管理委员会", "Suqian", "A body with a very long name that must wrap"],
  columns: ["2018", "2019", "2020"],
  cells: [
    [{ value: 4, run: "form-2014", hollow: true }, exact(0), exact(9)],
    [null, { ...exact(120), marked: true }, exact(80)],
    [null, null, null],
  ],
  texts: [
    ["4", "0", "9"],
    ["blank", "120", "80"],
    ["not held", "not held", "not held"],
  ],
  unit: "cases",
  percent: false,
};
const YEARS = { years: [2018, 2019, 2020], breaks: [{ year: 2019, label: "1", law: false }] };
const SERIES = GRID.rows.map((name, at) => ({ name, points: GRID.cells[at] ?? [] }));
const TREND = { scale: "linear", percent: false, unit: "cases", series: SERIES, ...YEARS } as const;

const CHARTS: Readonly<Record<string, Chart>> = {
  line: { kind: "line", ...TREND },
  bar: { kind: "bar", ...TREND },
  "stacked-reports": {
    kind: "composition",
    mode: "absolute",
    unit: "cases",
    parts: ["Granted", "Denied"],
    groups: [{ name: "First", bars: [{ year: 2020, parts: [3, 1], whole: 5 }] }],
  },
  "stacked-reports-100": {
    kind: "composition",
    mode: "share",
    unit: "cases",
    parts: ["Granted", "Denied"],
    groups: [{ name: "First", bars: [{ year: 2020, parts: [3, 1], whole: 5 }] }],
  },
  grouped: { kind: "rows", stacked: false, scale: "linear", ...GRID },
  stacked: { kind: "rows", stacked: true, scale: "linear", ...GRID },
  dot: { kind: "dot", scale: "log", ...GRID },
  slope: { kind: "slope", ...GRID },
  heat: { kind: "heat", byColumn: false, ...GRID },
  multiples: { kind: "multiples", ...YEARS, ...GRID },
  difference: {
    kind: "difference",
    start: { name: "A 2020", value: 40, text: "40%" },
    steps: [
      { name: "Natural persons: other rate", value: 12, text: "+12" },
      { name: "Other mix", value: -2, text: "\u22122" },
    ],
    end: { name: "B 2020", value: 50, text: "50%" },
  },
  flow: {
    kind: "flow",
    unit: "cases",
    nodes: [
      { id: "new", name: "New", depth: 0, color: "var(--ink-soft)" },
      { id: "old", name: "Carried in", depth: 0, color: "var(--ink-soft)" },
      { id: "all", name: "Workload", depth: 1, color: "var(--ink-soft)" },
      { id: "granted", name: "Granted", depth: 2, color: "var(--part-1)" },
      { id: "none", name: "Nothing", depth: 2, color: "var(--part-2)" },
      { id: "rest", name: "Not accounted for", depth: 2, color: "var(--line-strong)" },
    ],
    edges: [
      { from: "new", to: "all", value: 10 },
      { from: "old", to: "all", value: 2 },
      { from: "all", to: "granted", value: 11 },
      { from: "all", to: "none", value: 0 },
      { from: "all", to: "rest", value: 1, rest: true },
    ],
  },
};

const SIZE = { width: WIDE_WIDTH, height: 420 };

describe.each(Object.entries(CHARTS))("%s", (name, chart) => {
  test("is built to the same option", async () => {
    const option = isStill(chart) ? buildStillOption(chart, SIZE) : buildOption(chart, SIZE);
    await expect(`${JSON.stringify(option, null, 2)}\n`).toMatchFileSnapshot(`charts/${name}.option.json`);
  });

  test("is drawn the same, for wide and for narrow screens", async () => {
    for (const [width, screen] of [
      [WIDE_WIDTH, "wide"],
      [360, "narrow"],
    ] as const) {
      const svg = renderChart(chart, width, name, `golden ${name}`);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      await expect(`${svg.replaceAll("><", ">\n<")}\n`).toMatchFileSnapshot(`charts/${name}.${screen}.svg`);
    }
  });
});
