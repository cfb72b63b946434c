import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readPage } from "../../lib/documents/markup/html-page.ts";
import { listGrids } from "../../lib/tables/grid.ts";
import { lookOf } from "../../lib/tables/printed.ts";

/** Texts of the grids of tables, each a list of rows of cells as markup. */
function readGrids(...tables: string[][]): string[][] {
  const page = tables.map((rows) => `<table>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table>`);
  const { value } = readPage(page.join("<p>x</p>"), "utf-8");
  if (value === null) throw new Error("nothing read");
  const document = { sha256: "", format: "html" as const, ...value };
  return listGrids(document, lookOf(getCatalog().notation)).map(({ slots }) =>
    slots.map((row) => row.map((slot) => slot?.cell.text ?? "·").join(" ")),
  );
}

const HEAD = "<td>申请人情况</td><td>自然人</td><td>总计</td>";
const UPPER = [HEAD, "<td>一、本年新收</td><td>3</td><td>5</td>"];

describe("a table cut in two", () => {
  it("goes on with rows that have a column of labels more", () => {
    const lower = [
      "<td rowspan=2>（三）不予公开</td><td>1.属于国家秘密</td><td>0</td><td>1</td>",
      "<td>2.其他</td><td>2</td><td>4</td>",
    ];
    expect(readGrids(UPPER, lower)).toEqual([
      [
        "申请人情况 申请人情况 自然人 总计",
        "一、本年新收 一、本年新收 3 5",
        "（三）不予公开 1.属于国家秘密 0 1",
        "（三）不予公开 2.其他 2 4",
      ],
    ]);
  });

  it.each([
    ["more values", ["<td>1.属于国家秘密</td><td>0</td><td>1</td><td>1</td>"]],
    [
      "more values in a later row",
      [
        "<td>（三）</td><td>1.属于国家秘密</td><td>0</td><td>1</td>",
        "<td>2.其他</td><td>1</td><td>2</td><td>4</td>",
      ],
    ],
    ["a value over two columns", ["<td>1.属于国家秘密</td><td>0</td><td colspan=2>1</td>"]],
    [
      "a head of its own",
      ["<td></td><td>信息内容</td><td>本年</td><td>总数</td>", "<td></td><td>规章</td><td>0</td><td>1</td>"],
    ],
  ])("does not with wider rows that have %s", (_, lower) => {
    expect(readGrids(UPPER, lower)).toHaveLength(2);
  });
});
