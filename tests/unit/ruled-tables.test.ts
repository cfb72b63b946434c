import { describe, expect, it } from "vitest";
import type { Segment } from "../../lib/documents/layout/page.ts";
import { findRuledTables } from "../../lib/documents/layout/ruled-tables.ts";

const across = (at: number, from: number, to: number): Segment => ({ axis: "horizontal", at, from, to });
const down = (at: number, from: number, to: number): Segment => ({ axis: "vertical", at, from, to });

/** Three columns at 0, 50, 100, 150 and three rows of 20 points, moved by `x`. */
const grid = (x = 0): Segment[] => [
  ...[0, 20, 40, 60].map((y) => across(y, x, x + 150)),
  ...[0, 50, 100, 150].map((at) => down(x + at, 0, 60)),
];

const spansOf = (segments: readonly Segment[]): string[][] =>
  findRuledTables(segments).map((table) =>
    table.cells.map((cell) => `${cell.row},${cell.column} ${cell.rowSpan}x${cell.columnSpan}`),
  );

const WHOLE = [1, 2, 3].flatMap((row) => [1, 2, 3].map((column) => `${row},${column} 1x1`));

describe("tables of ruling lines", () => {
  it("are grids of cells with their boxes", () => {
    const [table] = findRuledTables(grid());
    expect(table?.box).toEqual([0, 0, 150, 60]);
    expect(table?.cells).toHaveLength(9);
    expect(table?.cells[4]).toMatchObject({ row: 2, column: 2, box: [50, 20, 100, 40] });
  });

  it("merge slots without a line between them", () => {
    const lines = [
      ...[0, 20, 60].map((y) => across(y, 0, 150)),
      across(40, 50, 150),
      ...[0, 50, 150].map((x) => down(x, 0, 60)),
      down(100, 20, 60),
    ];
    expect(spansOf(lines)).toEqual([
      ["1,1 1x1", "1,2 1x2", "2,1 2x1", "2,2 1x1", "2,3 1x1", "3,2 1x1", "3,3 1x1"],
    ]);
  });

  it.each<[string, Segment[]]>([
    ["drawn twice, two points apart", grid().flatMap((line) => [line, { ...line, at: line.at + 2 }])],
    [
      "drawn as a frame around each cell",
      [0, 50, 100].flatMap((x) =>
        [0, 20, 40].flatMap((y) => [
          across(y + 1, x + 1, x + 49),
          across(y + 19, x + 1, x + 49),
          down(x + 1, y + 1, y + 19),
          down(x + 49, y + 1, y + 19),
        ]),
      ),
    ],
    [
      "dashed",
      grid().flatMap((line) =>
        Array.from({ length: Math.ceil((line.to - line.from) / 5) }, (_, dash) => ({
          ...line,
          from: line.from + dash * 5,
          to: Math.min(line.to, line.from + dash * 5 + 3),
        })),
      ),
    ],
    [
      "without left and right side",
      grid().filter((line) => line.axis === "horizontal" || ![0, 150].includes(line.at)),
    ],
    [
      "without top and bottom",
      grid().filter((line) => line.axis === "vertical" || ![0, 60].includes(line.at)),
    ],
    [
      "with lines that stop short of the crossings",
      grid().map((line) => ({ ...line, from: line.from + 1, to: line.to - 1 })),
    ],
    ["drawn from the far end", grid().map((line) => ({ ...line, from: line.to, to: line.from }))],
    ["with words underlined in cells", [...grid(), across(32, 60, 90), across(55, 5, 30)]],
  ])("are the same %s", (_, lines) => {
    expect(spansOf(lines)).toEqual([WHOLE]);
  });

  it("stand side by side", () => {
    const tables = findRuledTables([...grid(), ...grid(200)]);
    expect(tables.map((table) => table.box[0])).toEqual([0, 200]);
    expect(tables.map((table) => table.cells.length)).toEqual([9, 9]);
  });

  it("have a side that runs from page end to page end", () => {
    const lines = [across(20, 50, 150), across(40, 50, 150), ...[0, 50, 100, 150].map((x) => down(x, 0, 60))];
    expect(spansOf(lines)).toEqual([
      ["1,1 3x1", "1,2 1x1", "1,3 1x1", "2,2 1x1", "2,3 1x1", "3,2 1x1", "3,3 1x1"],
    ]);
  });

  it("are no rules, underlines or ticks", () => {
    expect(findRuledTables([across(10, 0, 500), across(30, 0, 100), down(600, 0, 20)])).toEqual([]);
    expect(findRuledTables([across(Number.NaN, 0, 500), down(3, Number.POSITIVE_INFINITY, 5)])).toEqual([]);
  });
});
