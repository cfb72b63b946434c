import { describe, expect, test } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { buildOption, heightFor } from "../../lib/charts/build-option.ts";
import type { CompositionChart, LiveChart, Point, TrendChart } from "../../lib/charts/chart.ts";
import { composedBar, listComposed } from "../../lib/charts/composition-chart.ts";
import { pointedAt } from "../../lib/charts/pointed.ts";
import { renderChart } from "../../lib/charts/render.ts";
import { breakLines, figurePoint, listBreaks, ratePoint } from "../../lib/charts/trend-chart.ts";
import type { Value } from "../../lib/model.ts";
import type { Figure } from "../../lib/views.ts";

const SIZE = { width: 960, height: 420 };
const exact = (value: number): Point => ({ value, run: "comparable" });

const TREND: TrendChart = {
  kind: "line",
  years: [2018, 2019, 2020, 2021],
  percent: false,
  scale: "linear",
  unit: "cases",
  breaks: [
    { year: 2019, label: "1", law: true },
    { year: 2019, label: "2", law: false },
    { year: 2021, label: "3", law: true },
  ],
  series: [
    { name: "First", points: [{ value: 4, run: "form-2014", hollow: true }, exact(0), null, exact(7)] },
    { name: "Second", points: [null, null, { ...exact(3), marked: true }, null] },
  ],
};

const COMPOSITION: CompositionChart = {
  kind: "composition",
  mode: "share",
  unit: "cases",
  parts: ["Granted", "Denied"],
  groups: [{ name: "First", bars: [{ year: 2020, parts: [3, 1], whole: 5 }] }],
};

interface DrawnSeries {
  readonly name?: string;
  readonly type: string;
  readonly xAxisIndex?: number;
  readonly data: readonly (null | number | { readonly value: number })[];
}

function seriesIn(chart: LiveChart): DrawnSeries[] {
  return buildOption(chart, SIZE).series as DrawnSeries[];
}

const amountOf = (item: DrawnSeries["data"][number]) =>
  typeof item === "object" ? (item?.value ?? null) : item;

function figure(indicator: string, value: Value, more: Partial<Figure> = {}): Figure {
  return {
    agency: "first",
    year: 2020,
    scope: "own-organ",
    indicator,
    member: "total",
    value,
    unit: "case",
    edition: "form-2019",
    grade: "exact",
    cells: [],
    findings: [],
    failures: [],
    ...more,
  };
}

describe("lines", () => {
  test.each([960, 360])("many names leave the plot its height at %d px", (width) => {
    const plotOf = (count: number) => {
      const series = Array.from({ length: count }, (_, at) => ({
        name: `Bureau of Development and Reform of District ${at}`,
        points: [exact(1), exact(2), exact(3), exact(4)],
      }));
      const chart: TrendChart = { ...TREND, series };
      const height = heightFor(chart, width);
      const { top, bottom } = buildOption(chart, { width, height }).grid as { top: number; bottom: number };
      return height - top - bottom;
    };
    expect(plotOf(24)).toBeGreaterThanOrEqual(plotOf(2) - 60);
  });

  test("gaps stay null and are not joined", () => {
    const first = seriesIn(TREND).filter(({ name }) => name === "First");
    expect(first.map(({ data }) => data.map(amountOf))).toEqual([
      [4, null, null, null],
      [null, 0, null, 7],
    ]);
  });

  test("names of lines that end close to each other stand apart", () => {
    const series = [50.7, 49.1, 46.2, 46.1].map((value, at) => ({
      name: `Body ${at}`,
      points: [exact(40), exact(41), exact(42), exact(value)],
    }));
    const svg = renderChart({ ...TREND, series }, 960, "apart", "names that stand apart");
    const heights = [...svg.matchAll(/<text[^>]*translate\([\d.]+ ([\d.]+)\)"[^>]*>Body \d</g)].map(([, y]) =>
      Number(y),
    );
    expect(heights).toHaveLength(4);
    const gaps = heights
      .toSorted((a, b) => a - b)
      .map((y, at, all) => y - (all[at - 1] ?? Number.NEGATIVE_INFINITY));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(15);
  });

  test("a point that a finding touches is ringed, in the same place", () => {
    const [line, ring] = seriesIn(TREND).filter(({ name }) => name === "Second");
    expect(line?.data.map(amountOf)).toEqual([null, null, 3, null]);
    expect(ring?.data).toEqual([null, null, 3, null]);
  });

  test("breaks of one year share a line, numbered", () => {
    const breaks = seriesIn(TREND).filter(({ xAxisIndex }) => xAxisIndex === 1);
    expect(breaks.map(({ data }) => JSON.stringify(data))).toEqual([
      expect.stringMatching(/"value":\[1,1\].*"formatter":"1 2"/),
      expect.stringMatching(/"value":\[3,1\].*"formatter":"3"/),
    ]);
  });

  test("a logarithmic axis leaves zeros out rather than raising them", () => {
    const comparable = seriesIn({ ...TREND, scale: "log" }).filter(({ name }) => name === "First")[1];
    expect(comparable?.data.map(amountOf)).toEqual([null, null, null, 7]);
  });
});

describe("bars", () => {
  test("a gap has no bar and a zero has one, marked 0", () => {
    const [first] = seriesIn({ ...TREND, kind: "bar" });
    expect(first?.data.map(amountOf)).toEqual([4, 0, null, 7]);
    expect(JSON.stringify(first?.data[1])).toContain('"formatter":"0"');
  });
});

describe("compositions", () => {
  test("parts are stacked in percent of the printed whole, which is no part", () => {
    const stacked = seriesIn(COMPOSITION).filter(({ type }) => type === "bar");
    expect(stacked.map(({ name, data }) => [name, data])).toEqual([
      ["Granted", [null, 60]],
      ["Denied", [null, 20]],
    ]);
  });

  test("absolute bars are the parts themselves", () => {
    const stacked = seriesIn({ ...COMPOSITION, mode: "absolute" }).filter(({ type }) => type === "bar");
    expect(stacked.map(({ data }) => data)).toEqual([
      [null, 3],
      [null, 1],
    ]);
  });

  test("a missing part makes no share of a sum that nobody printed", () => {
    const bar = { year: 2020, parts: [3, null], whole: null };
    const chart = { ...COMPOSITION, groups: [{ name: "First", bars: [bar] }] };
    const stacked = seriesIn(chart).filter(({ type }) => type === "bar");
    expect(stacked.map(({ data }) => data)).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test("whole and parts are compared, never completed", () => {
    const reported = (amount: number): Value => ({ status: "reported", amount });
    const parts = ["a", "b"];
    const agreeing = [figure("a", reported(2)), figure("b", reported(3)), figure("w", reported(5))];
    const differing = [figure("a", reported(2)), figure("b", reported(3)), figure("w", reported(4))];
    const blank = [figure("a", reported(2)), figure("b", { status: "blank" }), figure("w", reported(4))];
    const differences = [agreeing, differing, blank].map(
      (figures) => listComposed(figures, parts, "w")[0]?.difference,
    );
    expect(differences).toEqual([0, -1, null]);
    const words = { noCases: "no cases", nothing: "nothing", zeros: "zeros" };
    const [composed] = listComposed(blank, parts, "w");
    expect(composed && composedBar(composed, 1, words)).toEqual({ year: 2020, parts: [2, null], whole: 4 });
  });

  test("a year without a report has no bar", () => {
    const absent = ["a", "b", "w"].map((id) => figure(id, { status: "absent" }, { scope: null }));
    expect(listComposed(absent, ["a", "b"], "w")).toEqual([]);
  });
});

describe("points", () => {
  test("only a reported figure in the unit of the chart is a point", () => {
    const reported: Value = { status: "reported", amount: 1999 };
    expect(figurePoint(figure("a", { status: "blank" }), "case", 1)).toBeNull();
    expect(figurePoint(figure("a", reported, { unit: "yuan" }), "case", 1)).toBeNull();
    expect(figurePoint(figure("a", reported, { unit: "yuan" }), "yuan", 100)?.value).toBe(19.99);
  });

  test("figures that compare in part run only with their own form, and are hollow", () => {
    const reported: Value = { status: "reported", amount: 1 };
    expect(figurePoint(figure("a", reported, { grade: "partial" }), "case", 1)).toEqual({
      value: 1,
      run: "form-2019",
      hollow: true,
    });
    expect(figurePoint(figure("a", reported, { grade: "approximate" }), "case", 1)?.run).toBe("comparable");
  });

  test("a rate carries its fraction, and without cases there is none", () => {
    const rate = {
      agency: "first",
      year: 2020,
      rate: "r",
      grade: "exact",
      edition: "form-2019",
      parts: [],
    } as const;
    const of = (numerator: number, denominator: number, value: number | null) =>
      ratePoint(
        {
          ...rate,
          numerator: { status: "reported", amount: numerator },
          denominator: { status: "reported", amount: denominator },
          value,
          reason: value === null ? "no-cases" : null,
          interval: null,
          ranked: true,
        },
        { per: 100 },
        "en",
      );
    expect(of(1519, 3486, 1519 / 3486)).toEqual({ value: 43.6, run: "comparable", hint: "1,519 / 3,486" });
    expect(of(0, 0, null)).toBeNull();
  });
});

describe("breaks", () => {
  const { breaks } = getCatalog();

  test("the forms of 2014, 2019 and 2021 break the outcomes of requests", () => {
    const years = Array.from({ length: 15 }, (_, index) => 2011 + index);
    const forms = listBreaks(breaks, ["outcomes"], years).filter(({ entry }) => entry.kind === "form");
    expect(forms.map(({ entry }) => entry.year)).toEqual([2014, 2019, 2021]);
  });

  test("a break stands between two years shown, so never before the first", () => {
    expect(listBreaks(breaks, ["outcomes"], [2019, 2020]).map(({ entry }) => entry.year)).not.toContain(2019);
    expect(breakLines(listBreaks(breaks, ["outcomes"], [2020, 2021]))[0]).toMatchObject({
      year: 2021,
      label: "1",
    });
  });
});

describe("drawings", () => {
  test("are titled, colored by custom properties, and keep their ids to themselves", () => {
    const svg = renderChart(TREND, 960, "Requests <received>", "test 1");
    expect(svg).toContain("<title>Requests &lt;received&gt;</title>");
    expect(svg).toContain("var(--series-2)");
    expect(svg).not.toMatch(/zr\d|undefined|NaN/);
    const other = renderChart(TREND, 960, "Requests", "test 2");
    const ids = (text: string) => [...text.matchAll(/id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids(svg).filter((id) => ids(other).includes(id))).toEqual([]);
  });

  test("a name is text, whatever it holds", () => {
    const named = {
      ...TREND,
      series: [{ name: '<img src=x onerror="1">{a|b}', points: TREND.series[0]?.points ?? [] }],
    };
    expect(renderChart({ ...named, kind: "bar" }, 960, "Names", "test 3")).not.toContain("<img");
  });
});

describe("what the pointer is told", () => {
  test("names values of the year, without those switched off", () => {
    const all = pointedAt(TREND, 2, new Set(), "en");
    expect(all).toEqual({
      heading: "2020",
      values: [{ name: "Second", color: "var(--series-2)", text: "3 cases" }],
    });
    expect(pointedAt(TREND, 2, new Set(["Second"]), "en")).toBeUndefined();
  });

  test("names agency and year of a bar, with share and count", () => {
    expect(pointedAt(COMPOSITION, 0, new Set(), "en")).toBeUndefined();
    const bar = pointedAt(COMPOSITION, 1, new Set(), "en");
    expect(bar?.heading).toBe("First 2020");
    expect(bar?.values.map(({ text }) => text)).toEqual(["60% (3 cases)", "20% (1 cases)"]);
  });
});
