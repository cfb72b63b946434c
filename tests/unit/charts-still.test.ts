import { describe, expect, test } from "vitest";
import { tintBounds } from "../../lib/charts/build-heat-option.ts";
import { spread } from "../../lib/charts/build-slope-option.ts";
import { buildStillOption, stillHeight } from "../../lib/charts/build-still-option.ts";
import type { Point } from "../../lib/charts/chart.ts";
import { dash, symbol } from "../../lib/charts/mark-shapes.ts";
import type { FlowChart, StillChart, ValueGrid } from "../../lib/charts/still-charts.ts";

const SIZE = { width: 960, height: 420 };
const exact = (value: number): Point => ({ value, run: "comparable" });

interface Drawn {
  readonly type: string;
  readonly name?: string;
  readonly lineStyle?: { readonly width?: number };
  readonly data: readonly (null | {
    readonly value: number | readonly number[];
    readonly itemStyle?: { readonly color?: string };
    readonly label?: { readonly formatter?: string; readonly show?: boolean };
  })[];
}

const seriesIn = (chart: StillChart, size = SIZE): Drawn[] => buildStillOption(chart, size).series as Drawn[];

function grid(cells: readonly (readonly (Point | null)[])[]): ValueGrid {
  return {
    rows: cells.map((_, at) => `Agency ${at}`),
    columns: (cells[0] ?? []).map((_, at) => String(2019 + at)),
    cells,
    texts: cells.map((row) => row.map((point) => (point === null ? "blank" : String(point.value)))),
    unit: "cases",
    percent: false,
  };
}

describe("heat grids", () => {
  const chart = {
    kind: "heat",
    byColumn: false,
    ...grid([
      [exact(0), exact(10), null],
      [exact(500), { ...exact(20), hollow: true, marked: true }, exact(3)],
    ]),
  } as const;
  const cells = seriesIn(chart).filter(({ type }) => type === "bar");

  test("write the value into its cell, with the signs of how it compares", () => {
    const written = cells.map(({ data }) => data.map((cell) => cell?.label?.formatter));
    expect(written).toEqual([
      ["0", "500"],
      ["10", "20\u2248!"],
      ["blank", "3"],
    ]);
  });

  test("tint by value, and leave what has no value untinted", () => {
    const colors = cells.map(({ data }) => data.map((cell) => cell?.itemStyle?.color));
    expect(colors[0]).toEqual(["var(--tint-1)", "var(--tint-5)"]);
    expect(colors[2]?.[0]).toBe("transparent");
  });

  test("classes hold about as many values each, and equal values share one", () => {
    expect(tintBounds([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual([1, 3, 5, 7, 9]);
    expect(tintBounds([0, 0, 0, 0, 7])).toEqual([0, 7]);
    expect(tintBounds([])).toEqual([]);
  });

  test("hide a value that its cell cannot hold", () => {
    const years = Array.from({ length: 15 }, () => exact(123456));
    const narrow = seriesIn(
      { kind: "heat", byColumn: false, ...grid([years]) },
      { width: 360, height: 90 },
    ).filter(({ type }) => type === "bar");
    expect(narrow[0]?.data[0]?.label?.show).toBe(false);
  });
});

describe("slopes", () => {
  test("join first and last where they compare, and only them", () => {
    const chart = {
      kind: "slope",
      ...grid([
        [exact(1), exact(99), exact(3)],
        [{ value: 4, run: "form-2014" }, null, exact(5)],
        [exact(6), null, null],
      ]),
    } as const;
    const drawn = seriesIn(chart).map(({ data, lineStyle }) => ({
      values: data.map((point) => point?.value ?? null),
      joined: (lineStyle?.width ?? 0) > 0,
    }));
    expect(drawn).toEqual([
      { values: [1, 3], joined: true },
      { values: [4, null], joined: false },
      { values: [null, 5], joined: false },
      { values: [6, null], joined: false },
      { values: [null, null], joined: false },
    ]);
  });
});

describe("names beside slopes", () => {
  test("move no more than they must, keep their order, and stay on the sheet", () => {
    expect(spread([10, 100, null], 16, 200)).toEqual([0, 0, 0]);
    expect(spread([100, 100, 101], 16, 200)).toEqual([0, 16, 31]);
    expect(spread([198, 199], 16, 200)).toEqual([-14, 1]);
  });
});

describe("dots", () => {
  test("a mark a value in its row; none for a gap, and none for 0 on a logarithmic axis", () => {
    const cells = [[exact(5)], [null], [exact(0)]];
    const marks = (scale: "linear" | "log") =>
      seriesIn({ kind: "dot", scale, ...grid(cells) })[0]?.data.map((mark) => mark?.value);
    expect(marks("linear")).toEqual([
      [5, 0],
      [0, 2],
    ]);
    expect(marks("log")).toEqual([[5, 0]]);
  });
});

describe("small multiples", () => {
  test("all panels share one scale that holds the highest value", () => {
    const chart = {
      kind: "multiples",
      years: [2019, 2020],
      breaks: [],
      ...grid([
        [exact(1), exact(2)],
        [exact(730), null],
      ]),
    } as const;
    const { yAxis } = buildStillOption(chart, SIZE) as { yAxis: { readonly max?: number; show?: boolean }[] };
    const shown = yAxis.filter(({ show }) => show !== false).map(({ max }) => max);
    expect(shown).toEqual([1000, 1000]);
  });
});

describe("flows", () => {
  const chart: FlowChart = {
    kind: "flow",
    unit: "cases",
    nodes: ["a", "b", "none"].map((id, depth) => ({ id, name: id, depth, color: "red" })),
    edges: [
      { from: "a", to: "b", value: 3 },
      { from: "a", to: "none", value: 0 },
    ],
  };

  test("draw bands of cells that hold something", () => {
    const { series } = buildStillOption(chart, SIZE) as {
      series: { readonly data: readonly { readonly name: string }[]; readonly links: readonly unknown[] }[];
    };
    expect(series[0]?.data.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(series[0]?.links).toHaveLength(1);
  });
});

describe("heights", () => {
  test("grow with the rows and with what wraps", () => {
    const height = (rows: number, name: string) => {
      const cells = Array.from({ length: rows }, () => [exact(1)]);
      const held = { ...grid(cells), rows: cells.map(() => name) };
      return stillHeight({ kind: "heat", byColumn: false, ...held }, 360);
    };
    expect(height(40, "x")).toBeGreaterThan(height(8, "x") * 4);
    expect(height(8, "国务院办公厅政府信息与政务公开办公室")).toBeGreaterThan(height(8, "x"));
  });
});

describe("shapes", () => {
  test("tell thirty-two lines apart without color", () => {
    const looks = Array.from({ length: 32 }, (_, at) => `${symbol(at)} ${dash(at)}`);
    expect(new Set(looks).size).toBe(32);
  });
});
