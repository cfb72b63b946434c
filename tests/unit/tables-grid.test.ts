import { expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Cell, Document, Table } from "../../lib/model.ts";
import { listGrids } from "../../lib/tables/grid.ts";
import { lookOf } from "../../lib/tables/printed.ts";

const look = lookOf(getCatalog().notation);

/** Rows of texts, each of which may take several columns: `label*2`. */
function toTable(index: number, rows: readonly string[]): Table {
  return {
    ...{ kind: "table", index, method: "layout", ragged: false, place: {} },
    rows: rows.map((row, y) => {
      let column = 1;
      return row.split("|").map((printed): Cell => {
        const [text = "", span] = printed.split("*");
        const cell = { row: y + 1, column, rowSpan: 1, columnSpan: Number(span ?? 1), text, place: {} };
        column += cell.columnSpan;
        return cell;
      });
    }),
  };
}

function gridsOf(...tables: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const blocks = tables.map((rows, at) => toTable(at + 1, rows));
  const document: Document = {
    ...{ sha256: "", format: "pdf", charset: null, metadata: [] },
    blocks,
  };
  return listGrids(document, look).map(({ slots }) =>
    slots.map((row) => row.map((slot) => slot?.cell.text ?? "-").join("|")),
  );
}

it("goes on with a part whose rows are labelled more deeply than those above", () => {
  const upper = ["说明|自然人|总计", "一、本年新收|1|2", "（一）予以公开|3|4"];
  const lower = ["|（三）不予公开|1.属于国家秘密|5|6", "|（七）总计*2|7|8"];
  expect(gridsOf(upper, lower)).toEqual([
    [
      "说明|说明|说明|自然人|总计",
      "一、本年新收|一、本年新收|一、本年新收|1|2",
      "（一）予以公开|（一）予以公开|（一）予以公开|3|4",
      "|（三）不予公开|1.属于国家秘密|5|6",
      "|（七）总计|（七）总计|7|8",
    ],
  ]);
});

it("does not go on with a part of other columns", () => {
  const upper = ["说明|自然人|总计", "一、本年新收|1|2"];
  expect(gridsOf(upper, ["|（三）不予公开|1.属于国家秘密|5|6|7"])).toHaveLength(2);
  expect(gridsOf(upper, ["组|（三）不予公开|自然人|总计", "|（七）总计|7|8"])).toHaveLength(2);
});

it("goes on below a row of nothing but a single 一, which is a value that cannot be told", () => {
  expect([look.isValue("一"), look.isFigure("一"), look.isFigure("二")]).toEqual([true, false, true]);
  expect(gridsOf(["指标|数量", "1.新闻发布会|2"], ["2.在线访谈|一", "3.政策解读|4"])).toHaveLength(1);
});
