import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { placePoints } from "../../lib/charts/build-distribution-option.ts";
import { buildOption, heightFor } from "../../lib/charts/build-option.ts";
import { pointedNear } from "../../lib/charts/pointed-spread.ts";
import { renderChart } from "../../lib/charts/render.ts";
import type {
  DistributionChart,
  FunnelChart,
  ScatterChart,
  SpreadChart,
} from "../../lib/charts/spread-charts.ts";

const FOLDER = new URL("../fixtures/charts/", import.meta.url);
const SPREAD = ["distribution", "funnel", "scatter"];

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
}

interface DrawnSeries {
  readonly type: string;
  readonly lineStyle?: { readonly type?: string };
  readonly data: readonly {
    readonly value: readonly [number, number];
    readonly symbol?: string;
    readonly symbolSize?: number;
    readonly itemStyle?: { readonly color: string };
    readonly label?: { readonly formatter: string };
  }[];
}

const seriesOf = (chart: SpreadChart, width = 960) =>
  buildOption(chart, { width, height: heightFor(chart, width) }).series as DrawnSeries[];
const dotsOf = (chart: SpreadChart, width?: number) => seriesOf(chart, width).at(-1)?.data ?? [];

describe("options", () => {
  const cases = readdirSync(FOLDER).filter((name) => SPREAD.includes(name.split("-")[0] ?? ""));

  test.each(cases)("of %s are those kept", (name) => {
    const chart = readJson<SpreadChart>(`${name}/chart.json`);
    for (const width of [960, 360]) {
      const option = buildOption(chart, { width, height: heightFor(chart, width) });
      expect(JSON.parse(JSON.stringify(option))).toEqual(readJson(`${name}/option-${width}.json`));
    }
  });

  test.each(cases)("of %s are drawn by the server, a point each", (name) => {
    const chart = readJson<SpreadChart>(`${name}/chart.json`);
    for (const width of [960, 360]) {
      const svg = renderChart(chart, width, "Agencies <beside> one another", `spread ${name}`);
      expect(svg).toContain("<title>Agencies &lt;beside&gt; one another</title>");
      expect(svg).toContain("var(--series-1)");
      expect(svg).not.toMatch(/zr\d|undefined|NaN|Infinity/);
    }
  });
});

describe("a distribution", () => {
  const chart = readJson<DistributionChart>("distribution/chart.json");

  test("has a row an agency, as high as the drawing", () => {
    expect(dotsOf(chart).map(({ value }) => value)).toEqual(
      chart.points.map(({ value }, row) => [value, row]),
    );
    expect(heightFor(chart, 960) - heightFor({ ...chart, points: chart.points.slice(1) }, 960)).toBe(22);
  });

  test("heaps its points where they are many, none over another", () => {
    const heaped = readJson<DistributionChart>("distribution-heaped/chart.json");
    const places = placePoints(heaped, 360).map(({ at }) => at.join(" "));
    expect(places).toHaveLength(heaped.points.length);
    expect(new Set(places).size).toBe(places.length);
  });

  test("draws quartiles only where they are told", () => {
    const lines = (one: DistributionChart) => seriesOf(one).filter(({ type }) => type === "line").length;
    expect([lines(chart), lines({ ...chart, quartiles: null })]).toEqual([4, 0]);
  });

  test("leaves what is nothing out of a logarithmic axis and keeps the rows of the rest", () => {
    const points = [
      { name: "A", value: 100 },
      { name: "B", value: 0 },
      { name: "C", value: 3 },
    ];
    const log: DistributionChart = { ...chart, scale: "log", quartiles: null, points };
    expect(dotsOf(log).map(({ value }) => value)).toEqual([
      [100, 0],
      [3, 2],
    ]);
  });
});

describe("a funnel", () => {
  const chart = readJson<FunnelChart>("funnel/chart.json");

  test("tells places by shape, and names what is far out", () => {
    const by = (beyond: string) =>
      chart.points.filter((point) => point.beyond === beyond).map(({ name }) => name);
    const dots = dotsOf(chart);
    expect(dots.filter(({ symbol }) => symbol === "diamond")).toHaveLength(by("outer").length);
    expect(dots.filter(({ symbol }) => symbol === "triangle")).toHaveLength(by("inner").length);
    const named = dots.flatMap(({ label }) => label?.formatter ?? []);
    expect(new Set(named)).toEqual(new Set([...by("outer"), ...subjects(chart)]));
  });

  const subjects = (one: FunnelChart) => one.points.filter(({ subject }) => subject).map(({ name }) => name);

  test("draws four limits around one line", () => {
    const styles = seriesOf(chart)
      .filter(({ type }) => type === "line")
      .map(({ lineStyle }) => lineStyle?.type);
    expect(styles).toEqual(["dotted", "dotted", "dashed", "dashed", "solid"]);
  });

  test("keeps what is not ranked hollow and draws the subject last", () => {
    const dots = dotsOf(chart);
    expect(dots.at(-1)?.symbolSize).toBeGreaterThan(dots[0]?.symbolSize ?? 0);
    const hollow = dots.filter(({ itemStyle }) => itemStyle?.color === "var(--paper)");
    expect(hollow).toHaveLength(chart.points.filter((point) => point.hollow).length);
  });
});

describe("a scatter", () => {
  test("leaves out what a logarithmic axis has no place for", () => {
    const chart = readJson<ScatterChart>("scatter/chart.json");
    const zero = { name: "Nothing", x: 0, y: 5 };
    expect(dotsOf({ ...chart, points: [...chart.points, zero] })).toHaveLength(chart.points.length);
  });
});

describe("the pointer is told the nearest point", () => {
  const chart = readJson<ScatterChart>("scatter/chart.json");
  const [first] = chart.points;
  const here = (place: readonly [number, number]) => place;

  test("with both its values", () => {
    const pointed = pointedNear(chart, here, [(first?.x ?? 0) + 5, first?.y ?? 0], 960, "en");
    expect(pointed?.heading).toBe(first?.name);
    expect(pointed?.values.map(({ name, text }) => `${name} ${text}`)).toEqual([
      "Requests received 3,511 cases",
      "Disclosure rate 43.6%",
    ]);
  });

  test("not the first within reach", () => {
    const points = [
      { name: "Far", x: 10, y: 0 },
      { name: "Near", x: 4, y: 0 },
      { name: "Farther", x: 0, y: 9 },
    ];
    expect(pointedNear({ ...chart, points }, here, [3, 0], 960, "en")?.heading).toBe("Near");
  });

  test("and nothing where none is near", () => {
    expect(pointedNear(chart, here, [-100, -100], 960, "en")).toBeUndefined();
  });

  test("on its heap", () => {
    const heaped = readJson<DistributionChart>("distribution-heaped/chart.json");
    const { point, at } = placePoints(heaped, 960).at(-1) ?? {};
    const pointed =
      at && pointedNear(heaped, ([x, y]) => [x * 50, y * 50], [at[0] * 50, at[1] * 50], 960, "en");
    expect(pointed?.heading).toBe(point?.name);
  });
});
