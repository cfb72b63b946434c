import { expect, it } from "vitest";
import type { Page, Segment, TextRun } from "../../lib/documents/layout/page.ts";
import { toBlocks } from "../../lib/documents/layout/page-blocks.ts";

/** Pages ruled by hand: rows of texts from the top, all columns as wide, lines of a cell parted by a line feed. */

const LEFT = 60;
const WIDTH = 100;
const LINE = 14;

function typeset(text: string, x: number, y: number): TextRun[] {
  return text.split("\n").map((line, at) => ({
    text: line,
    box: [x, y + at * LINE, x + line.length * 9, y + at * LINE + 10],
  }));
}

function rule(
  number: number,
  top: number,
  rows: readonly (readonly string[])[],
  notes: readonly string[] = [],
): Page {
  const columns = rows[0]?.length ?? 0;
  const right = LEFT + columns * WIDTH;
  const segments: Segment[] = [];
  const runs: TextRun[] = [];
  let y = top;
  for (const row of rows) {
    segments.push({ axis: "horizontal", at: y, from: LEFT, to: right });
    runs.push(...row.flatMap((text, column) => typeset(text, LEFT + column * WIDTH + 6, y + 4)));
    y += Math.max(...row.map((text) => text.split("\n").length)) * LINE + 8;
  }
  segments.push({ axis: "horizontal", at: y, from: LEFT, to: right });
  for (let column = 0; column <= columns; column += 1)
    segments.push({ axis: "vertical", at: LEFT + column * WIDTH, from: top, to: y });
  runs.push(...notes.flatMap((note, at) => typeset(note, LEFT, 780 + at * LINE)));
  return { number, width: 595, height: 842, segments, runs };
}

const HEAD = ["项目名称", "自然人", "总计"];

function read(pages: readonly Page[]): readonly (readonly (readonly string[])[])[] {
  return toBlocks(pages, { geometry: "first", method: "layout" }).flatMap((block) =>
    block.kind === "table" ? [block.rows.map((row) => row.map((cell) => cell.text))] : [],
  );
}

it("puts together a number that wraps where the page ends, with notes at its foot", () => {
  const upper = rule(
    1,
    600,
    [HEAD, ["（一）予以公开", "12", "15"], ["（二）部分公开（区分", "334", "339"]],
    ["1 数据来自登记簿。"],
  );
  const lower = rule(2, 72, [HEAD, ["处理的，只计这一", "6", "5"], ["（三）不予公开", "7", "8"]]);
  expect(read([upper, lower])).toEqual([
    [
      HEAD,
      ["（一）予以公开", "12", "15"],
      ["（二）部分公开（区分\n处理的，只计这一", "334\n6", "339\n5"],
      ["（三）不予公开", "7", "8"],
    ],
  ]);
});

it("joins no other table over notes", () => {
  const upper = rule(1, 600, [HEAD, ["（一）予以公开", "12", "15"]], ["1 数据来自登记簿。"]);
  const lower = rule(2, 72, [
    ["行政复议情况", "结果维持", "结果纠正"],
    ["（一）复议", "6", "5"],
  ]);
  expect(read([upper, lower])).toHaveLength(2);
});

it("knows a repeated head of which the row shows the beginning alone", () => {
  const long = "（本列数据的勾稽\n关系为：第一项加\n第二项之和）";
  const upper = rule(1, 600, [
    [long, "自然人", "总计"],
    ["（一）予以公开", "12", "15"],
  ]);
  const lower = rule(2, 72, [
    ["（本列数据的勾稽\n关系为：第一项加", "自然人", "总计"],
    ["（三）不予公开", "7", "8"],
  ]);
  expect(read([upper, lower])[0]?.map(([label]) => label)).toEqual([
    long,
    "（一）予以公开",
    "（三）不予公开",
  ]);
});

it("puts together a row whose label is cut behind its number, and a Chinese numeral", () => {
  const upper = rule(1, 600, [HEAD, ["4.", "一百\n八十", "9"]]);
  const lower = rule(2, 72, [
    ["保护第三方合法权益", "八", ""],
    ["5.属于三类内部事务", "7", "8"],
  ]);
  expect(read([upper, lower])[0]?.[1]).toEqual(["4.\n保护第三方合法权益", "一百\n八十\n八", "9"]);
});

it("does not read a number whose second line hangs below the last ruling line", () => {
  const page = rule(1, 600, [HEAD, ["（一）予以公开", "54", "2"]]);
  const bottom = Math.max(...page.segments.map(({ axis, at }) => (axis === "horizontal" ? at : 0)));
  const rest = typeset("3", LEFT + WIDTH + 6, bottom - 4);
  expect(read([{ ...page, runs: [...page.runs, ...rest] }])).toEqual([
    [HEAD, ["（一）予以公开", "54\ufffd", "2"]],
  ]);
});

it("takes two halves that are alike for no repetition", () => {
  const upper = rule(1, 600, [
    ["结果维持", "总计"],
    ["117", "3"],
  ]);
  const lower = rule(2, 72, [
    ["结果维持", "总计"],
    ["0", "3"],
  ]);
  expect(read([upper, lower])).toEqual([
    [
      ["结果维持", "总计"],
      ["117\n0", "3\n3"],
    ],
  ]);
});

it("puts together a row whose label and whose longer figures stand below the end of the page", () => {
  const head = ["项目名称", "自然人", "企业", "总计"];
  const upper = rule(1, 600, [head, ["一、本年新收", "1", "2", "3"], ["", "0", "", "1037"]]);
  const below = ["三、办理结果", "4", "5", "9"];
  const lower = (row: readonly string[]) => rule(2, 72, [row, below]);
  expect(read([upper, lower(["二、上年结转", "", "2514\n（不含第2项）", ""])])[0]?.slice(2)).toEqual([
    ["二、上年结转", "0", "2514\n（不含第2项）", "1037"],
    below,
  ]);
  expect(read([upper, lower(["二、上年结转", "7", "2514", ""])])[0]?.slice(2)).toEqual([
    ["", "0", "", "1037"],
    ["二、上年结转", "7", "2514", ""],
    below,
  ]);
});

it("puts such a row together beside the label of its group", () => {
  const group = "（五）不予处理";
  const upper = rule(1, 600, [
    ["", "项目名称", "自然人", "总计"],
    [group, "3.要求提供", "1", "3"],
    [group, "", "", "9"],
  ]);
  const lower = rule(2, 72, [
    ["", "4.无正当理由", "9\n（2019年）", ""],
    ["", "5.要求确认", "4", "8"],
  ]);
  expect(
    read([upper, lower])[0]
      ?.slice(2)
      .map((row) => row.slice(1)),
  ).toEqual([
    ["4.无正当理由", "9\n（2019年）", "9"],
    ["5.要求确认", "4", "8"],
  ]);
});

it("puts together a row whose label is cut within its number", () => {
  const upper = rule(1, 600, [HEAD, ["（一）予以公开", "1", "3"], ["（", "91", "\ufffd\ufffd\ufffd"]]);
  const lower = rule(2, 72, [
    ["二）部分公开", "", "2255"],
    ["（三）不予公开", "4", "8"],
  ]);
  expect(read([upper, lower])[0]?.slice(2)).toEqual([
    ["（\n二）部分公开", "91", "\ufffd\ufffd\ufffd\n2255"],
    ["（三）不予公开", "4", "8"],
  ]);
});

it("puts together a row whose remark is cut, whatever else stands in the row", () => {
  const lines = ["二、上年结转", "28（其", "14"];
  const upper = rule(1, 600, [HEAD, ["一、本年新收", "1", "2"], lines]);
  const lower = rule(2, 72, [
    ["", "中修订1\n件）", "4（201\n9年起施\n行）"],
    ["三、办理结果", "4", "5"],
  ]);
  expect(read([upper, lower])[0]?.slice(2)).toEqual([
    ["二、上年结转", "28（其\n中修订1\n件）", "14\n4（201\n9年起施\n行）"],
    ["三、办理结果", "4", "5"],
  ]);
});

it("puts together a short label that is cut behind its number, in a row whose figures stand above", () => {
  const upper = rule(1, 600, [HEAD, ["2.重复申请", "1", ""], ["（七）总计", "", ""], ["3.", "0", "76"]]);
  const lower = rule(2, 72, [
    ["其他", "", ""],
    ["（八）其余", "4", "5"],
  ]);
  expect(read([upper, lower])[0]?.slice(3)).toEqual([
    ["3.\n其他", "0", "76"],
    ["（八）其余", "4", "5"],
  ]);
});

it("puts together a row whose label goes on below, with notes at the foot of the page", () => {
  const upper = rule(
    1,
    600,
    [HEAD, ["1.申请人不补正", "3", "4"], ["2.申请", "0", "76"]],
    ["1 数据来自登记簿。"],
  );
  const lower = rule(2, 72, [
    ["人逾期未缴纳费用", "", ""],
    ["3.其他", "4", "5"],
  ]);
  expect(read([upper, lower])[0]?.slice(2)).toEqual([
    ["2.申请\n人逾期未缴纳费用", "0", "76"],
    ["3.其他", "4", "5"],
  ]);
});

it("gives lines recognised below the open cells of a page to these cells", () => {
  const page = rule(1, 700, [
    ["行政复议", "行政复议"],
    ["结果", "其他"],
  ]);
  const runs = page.runs.map((run) => ({ ...run, confidence: 0.9 }));
  const bottom = Math.max(...page.segments.map(({ axis, at }) => (axis === "horizontal" ? at : 0)));
  const below: TextRun = {
    text: "维持””””””””””结果",
    box: [LEFT + 6, bottom - 1, LEFT + WIDTH + 26, bottom + 9],
    confidence: 0.5,
  };
  const [block] = toBlocks([{ ...page, runs: [...runs, below] }], { geometry: "first", method: "ocr" });
  const texts = block?.kind === "table" ? block.rows[1]?.map(({ text }) => text.replace(/[\n”]/g, "")) : [];
  expect(texts).toEqual(["结果维持", "其他结果"]);
});
