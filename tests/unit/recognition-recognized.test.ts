import { describe, expect, test } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { normalize } from "../../lib/facts/normalize.ts";
import type { Cell, Document, ReadingMethod } from "../../lib/model.ts";
import { recognize } from "../../lib/recognition/recognize.ts";
import { listGrids } from "../../lib/tables/grid.ts";
import { lookOf } from "../../lib/tables/printed.ts";

const catalog = getCatalog();

type Sketch = string | { readonly text: string; readonly confidence: number };

/** A table as recognised in a picture: figures have the confidence given, or are sure. */
function read(rows: readonly (readonly Sketch[])[], method: ReadingMethod = "ocr") {
  const cells = rows.map((row, y) =>
    row.map(
      (sketch, x): Cell => ({
        row: y + 1,
        column: x + 1,
        rowSpan: 1,
        columnSpan: 1,
        place: {},
        ...(typeof sketch === "string" ? { text: sketch, confidence: 0.95 } : sketch),
      }),
    ),
  );
  const document: Document = {
    sha256: "x",
    format: "image",
    charset: null,
    metadata: [],
    blocks: [{ kind: "table", index: 1, method, ragged: false, rows: cells, place: {} }],
  };
  const recognized = recognize(listGrids(document, lookOf(catalog.notation)), catalog, "x", 2016);
  const facts = normalize(recognized.value, "x", catalog);
  const figures = Object.fromEntries(
    facts.value.map(({ indicator, value }) => [
      indicator,
      value.status === "reported" ? value.amount : value.status,
    ]),
  );
  const codes = [...recognized.findings, ...facts.findings].map(({ code }) => code);
  return { figures, codes, facts: facts.value };
}

const HEAD = ["统计指标", "单位", "统计数"];
const CHANNELS = [
  ["（二）通过不同渠道和方式公开政府信息的情况", "——", ""],
  ["1.政府公报公开政府信息数", "条", "11"],
  ["2.政府网站公开政府信息数", "条", "12"],
  ["3.政务微博公开政府信息数", "条", "13"],
  ["4.政务微信公开政府信息数", "条", "14"],
  ["5.其他方式公开政府信息数", "条", "15"],
];
const REPLIES = [
  ["（三）申请答复数", "件", "30"],
  ["1.属于已主动公开范围数", "件", "31"],
  ["2.同意公开答复数", "件", "32"],
  ["3.同意部分公开答复数", "件", "33"],
  ["4.不同意公开答复数", "件", "34"],
];
const CASES = [
  ["四、行政复议数量", "件", "41"],
  ["（一）维持具体行政行为数", "件", "42"],
  ["（二）被依法纠错数", "件", "43"],
  ["（三）其他情形数", "件", "44"],
  ["五、行政诉讼数量", "件", "51"],
  ["（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "52"],
  ["（二）被依法纠错数", "件", "53"],
  ["（三）其他情形数", "件", "54"],
];
const withLabel = (rows: readonly (readonly string[])[], label: string, instead: string) =>
  rows.map((row) => (row[0] === label ? [instead, ...row.slice(1)] : [...row]));

describe("labels recognised with wrong signs", () => {
  test("mean the row they nearly name, in its place", () => {
    const rows = withLabel(CHANNELS, "2.政府网站公开政府信息数", "2.政府网玷公开政府信皂数");
    const { figures, codes } = read([HEAD, ...rows]);
    expect(figures).toMatchObject({
      "items-in-gazette": 11,
      "items-on-website": 12,
      "items-on-microblog": 13,
    });
    expect(codes).toContain("label-approximate");
  });

  test("that say nothing are settled by their place between known rows", () => {
    const rows = withLabel(CHANNELS, "3.政务微博公开政府信息数", "3.\ufffd务微\ufffd公开政\ufffd信\ufffd数");
    expect(read([HEAD, ...rows]).figures).toMatchObject({ "items-on-microblog": 13, "items-on-wechat": 14 });
  });

  test("are not settled by order where a row of the agency's own stands between", () => {
    const own = ["政务抖音短视频发布作品数", "条", "99"];
    const rows = withLabel(
      CHANNELS,
      "3.政务微博公开政府信息数",
      "3.\ufffd务微\ufffd公\ufffd政\ufffd信\ufffd数",
    );
    const { figures, codes } = read([HEAD, ...rows.slice(0, 4), own, ...rows.slice(4)]);
    expect(Object.values(figures)).not.toContain(99);
    expect(figures["items-on-wechat"]).toBe(14);
    expect(codes).toContain("row-unknown");
  });

  test("are not settled by order where the row is another one", () => {
    const rows = [...CHANNELS.slice(0, 3), ["政务抖音短视频发布作品数", "条", "99"], ...CHANNELS.slice(4)];
    expect(Object.values(read([HEAD, ...rows]).figures)).not.toContain(99);
  });

  test("are not settled by order where the page has more rows than the form", () => {
    const torn = ["\ufffd\ufffd", "条", "99"];
    const rows = withLabel(CHANNELS, "3.政务微博公开政府信息数", "\ufffd\ufffd");
    const { figures } = read([HEAD, ...rows.slice(0, 4), torn, ...rows.slice(4)]);
    expect(figures["items-on-microblog"]).toBeUndefined();
    expect(figures["items-on-wechat"]).toBe(14);
  });

  test("that are nearer to another row than to their own mean neither", () => {
    const torn = withLabel(CHANNELS, "3.政务微博公开政府信息数", "3.政府网博公开政府信息数");
    const { figures } = read([HEAD, ...withLabel(torn, "2.政府网站公开政府信息数", "\ufffd\ufffd")]);
    expect([12, undefined]).toContain(figures["items-on-website"]);
    expect([13, undefined]).toContain(figures["items-on-microblog"]);
  });

  test("one lost sign that makes another label is not believed out of its place", () => {
    const lost = withLabel(REPLIES, "4.不同意公开答复数", "4.同意公开答复数");
    const torn = withLabel(lost, "2.同意公开答复数", "2.\ufffd\ufffd公\ufffd答\ufffd数");
    const { figures } = read([HEAD, ...torn]);
    expect([32, undefined]).toContain(figures["replied-granted"]);
  });

  test("printed twice on the form belong to the group they stand in", () => {
    const torn = withLabel(CASES, "五、行政诉讼数量", "五、\ufffd\ufffd\ufffd\ufffd\ufffd量");
    const { figures } = read([HEAD, ...CHANNELS, ...torn]);
    expect([44, undefined]).toContain(figures["reconsideration-other"]);
    expect([54, undefined]).toContain(figures["litigation-other"]);
    const whole = read([HEAD, ...CHANNELS, ...CASES]).figures;
    expect(whole).toMatchObject({ "reconsideration-other": 44, "litigation-other": 54 });
  });

  test("over a blank cell begin no other table", () => {
    const fees = ["七、依申请公开信息收取的费用", "万元", "10"];
    const blank = CHANNELS.map((row, at) => (at === 3 ? ["甩政为微搏", "条", ""] : row));
    const { figures } = read([HEAD, ...blank, ...REPLIES, fees]);
    expect(figures).toMatchObject({ "items-by-other-channels": 15, "replied-granted": 32 });
  });

  test("a misread unit is no label", () => {
    const rows = CHANNELS.map((row) => (row[2] === "13" ? [row[0] ?? "", "入", "13"] : row));
    expect(read([HEAD, ...rows]).figures["items-on-microblog"]).toBe(13);
  });

  test("in a table that the file declares are matched as before", () => {
    const rows = withLabel(CHANNELS, "3.政务微博公开政府信息数", "3.\ufffd务微\ufffd公开政\ufffd信\ufffd数");
    expect(read([HEAD, ...rows], "markup").figures["items-on-microblog"]).toBeUndefined();
  });
});

describe("heads recognised with wrong signs", () => {
  const OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
  const remedies = (heads: readonly string[]) => [
    [...Array(5).fill("行政复议"), ...Array(10).fill("行政诉讼")],
    [...Array(5).fill(""), ...Array(5).fill("未经复议直接起诉"), ...Array(5).fill("复议后起诉")],
    heads,
    Array.from({ length: 15 }, (_, at) => String(at + 1)),
  ];
  const heads = [...OUTCOMES, ...OUTCOMES, ...OUTCOMES];

  test("between known columns are those of the form", () => {
    const torn = heads.map((head, at) => (at === 6 ? "结杲\ufffd正" : head));
    expect(read(remedies(torn)).figures).toMatchObject(read(remedies(heads)).figures);
  });

  test("are left where they resemble none", () => {
    const other = heads.map((head, at) => (at === 6 ? "撤回申请" : head));
    expect(Object.values(read(remedies(other)).figures)).not.toContain(7);
  });
});

describe("recognised values", () => {
  test("below the confidence of the catalog are illegible, with their text kept", () => {
    const doubtful = CHANNELS.map((row) =>
      row[2] === "13" ? [row[0] ?? "", "条", { text: "13", confidence: 0.79 }] : row,
    );
    const { figures, codes, facts } = read([HEAD, ...doubtful]);
    expect(figures["items-on-microblog"]).toBe("illegible");
    expect(codes).toContain("value-doubtful");
    expect(codes).not.toContain("value-illegible");
    expect(facts.find(({ indicator }) => indicator === "items-on-microblog")).toMatchObject({
      printed: "13",
      confidence: 0.79,
      method: "ocr",
    });
  });

  test("with a raised digit are illegible: it may be the figure's last", () => {
    const raised = CHANNELS.map((row) => (row[2] === "13" ? [row[0] ?? "", "条", "1³"] : row));
    expect(read([HEAD, ...raised]).figures["items-on-microblog"]).toBe("illegible");
    expect(read([HEAD, ...raised], "markup").figures["items-on-microblog"]).toBe(1);
  });

  test("of money are converted by the unit of the form alone", () => {
    const money = (unit: string) =>
      read([
        HEAD,
        ...CHANNELS,
        ...CASES,
        ["六、举报投诉数量", "件", "0"],
        ["七、依申请公开信息收取的费用", unit, "17.51"],
      ]).figures["fees-on-request"];
    expect(money("万元")).toBe(17_510_000);
    expect(money("元")).toBe("illegible");
  });
});
