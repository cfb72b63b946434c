import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

const catalog = getCatalog();

/** Reads a page that holds one table and tells figures by `indicator/member`, and the codes of findings. */
async function read(rows: readonly string[]) {
  const page = `<html><h1>宿迁市2023年政府信息公开工作年度报告</h1><table>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table></html>`;
  const { value, findings } = await readReports(
    { fileName: "x.html", bytes: new TextEncoder().encode(page) },
    catalog,
  );
  const figures = Object.fromEntries(
    (value[0]?.report.facts ?? []).map((fact) => [
      `${fact.indicator}/${fact.member}`,
      fact.value.status === "reported" ? fact.value.amount : fact.value.status,
    ]),
  );
  return { figures, codes: [...findings, ...(value[0]?.findings ?? [])].map((finding) => finding.code) };
}

const cells = (...texts: readonly (string | number)[]): string =>
  texts.map((text) => `<td>${text}</td>`).join("");

const HEAD = [
  '<td rowspan="3" colspan="3">说明</td><td colspan="7">申请人情况</td>',
  '<td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td>',
  cells("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
];
const RECEIVED = `<td colspan="3">一、本年新收政府信息公开申请数量</td>${cells(1, 2, 3, 4, 5, 6, 21)}`;
const CARRIED_IN = `<td colspan="3">二、上年结转政府信息公开申请数量</td>${cells(7, 0, 0, 0, 0, 0, 7)}`;
const TOTAL = `<td>三、本年度办理结果</td><td colspan="2">（七）总计</td>${cells(6, 2, 3, 4, 5, 6, 26)}`;
const CARRIED_OUT = `<td colspan="3">四、结转下年度继续办理</td>${cells(2, 0, 0, 0, 0, 0, 2)}`;

describe("one printed figure is one cell of the form", () => {
  it("binds a figure merged over a row to none of its cells", async () => {
    const merged = '<td colspan="3">四、结转下年度继续办理</td><td colspan="7">9</td>';
    const { figures, codes } = await read([...HEAD, RECEIVED, CARRIED_IN, TOTAL, merged]);
    expect(Object.keys(figures).filter((key) => key.startsWith("requests-carried-out"))).toEqual([]);
    expect(figures["requests-received/total"]).toBe(21);
    expect(codes).toContain("cell-merged");
  });

  it("binds a figure merged over two rows to neither", async () => {
    const upper = `<td colspan="3">一、本年新收政府信息公开申请数量</td><td rowspan="2">8</td>${cells(2, 3, 4, 5, 6, 20)}`;
    const lower = `<td colspan="3">二、上年结转政府信息公开申请数量</td>${cells(0, 0, 0, 0, 0, 0)}`;
    const { figures, codes } = await read([...HEAD, upper, lower, CARRIED_OUT]);
    expect([
      figures["requests-received/natural-person"],
      figures["requests-carried-in/natural-person"],
    ]).toEqual([undefined, undefined]);
    expect(figures["requests-received/total"]).toBe(20);
    expect(codes).toContain("cell-merged");
  });

  it("keeps blanks merged over a row blank in every cell", async () => {
    const blank = '<td colspan="3">四、结转下年度继续办理</td><td colspan="7">　</td>';
    const { figures } = await read([...HEAD, RECEIVED, CARRIED_IN, blank]);
    expect(figures["requests-carried-out/total"]).toBe("blank");
  });

  it("takes no figure where several stand under one head", async () => {
    const table = [
      '<td colspan="4">第二十条第（五）项</td>',
      '<td>信息内容</td><td colspan="3">本年处理决定数量</td>',
      cells("行政许可", 3, 4, ""),
      '<td colspan="4">第二十条第（六）项</td>',
      '<td>信息内容</td><td colspan="3">本年处理决定数量</td>',
      cells("行政处罚", 5, "", ""),
      cells("行政强制", "", "", 6),
    ];
    const { figures, codes } = await read(table);
    expect(figures).toEqual({ "penalty-decisions/total": 5, "compulsion-decisions/total": 6 });
    expect(codes).toContain("cell-ambiguous");
  });
});

describe("columns without a head", () => {
  it("are taken by position, and the reader is told", async () => {
    const { figures, codes } = await read([RECEIVED, CARRIED_IN, CARRIED_OUT]);
    expect([figures["requests-received/natural-person"], figures["requests-received/total"]]).toEqual([
      1, 21,
    ]);
    expect(codes).toContain("columns-by-position");
  });

  it("are not taken where the row has another number of values", async () => {
    const short = `<td>一、本年新收政府信息公开申请数量</td>${cells(1, 2, 3)}`;
    expect(
      (
        await read([
          short,
          short.replace("一、本年新收", "二、上年结转"),
          short.replace("一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"),
        ])
      ).figures,
    ).toEqual({});
  });
});

describe("labels that two rows share", () => {
  const row = (label: string, figure: number): string => cells(label, "件", figure);
  const table = (rows: readonly string[]): readonly string[] => [
    cells("统计指标", "单位", "统计数"),
    ...rows,
  ];

  it("are told apart by the group they stand in", async () => {
    const { figures } = await read(
      table([
        row("五、行政诉讼数量", 9),
        row("（一）维持具体行政行为或者驳回原告诉讼请求数", 4),
        row("（二）被依法纠错数", 5),
        row("四、行政复议数量", 3),
        row("（一）维持具体行政行为数", 1),
        row("（二）被依法纠错数", 2),
      ]),
    );
    expect([figures["litigation-corrected/total"], figures["reconsideration-corrected/total"]]).toEqual([
      5, 2,
    ]);
  });

  it("stay unread where nothing tells", async () => {
    const { figures } = await read(
      table([
        row("（二）被依法纠错数", 5),
        row("（一）收到申请数", 1),
        row("1.当面申请数", 1),
        row("2.传真申请数", 0),
      ]),
    );
    expect(Object.keys(figures).sort()).toEqual([
      "requests-by-fax/total",
      "requests-in-person/total",
      "requests-received/total",
    ]);
  });
});

describe("a row that slipped sideways", () => {
  it("is left where its end was filled up with an empty cell: any figure may belong to any column", async () => {
    const slipped = `<td colspan="2">（七）总计</td>${cells(661, 2, 3, 4, 5, 6, 681, "")}`;
    const { figures, codes } = await read([...HEAD, RECEIVED, CARRIED_IN, slipped, CARRIED_OUT]);
    expect(Object.keys(figures).filter((key) => key.startsWith("results-total"))).toEqual([]);
    expect(figures["requests-carried-out/total"]).toBe(2);
    expect(codes).toContain("row-slipped");
  });
});

it("takes a blank row for no head, however many groups its label has", async () => {
  const rows = [
    '<td colspan="4">统计指标</td><td>单位</td><td>统计数</td>',
    `<td rowspan="4">二、回应解读情况</td><td colspan="3">（一）回应公众关注热点或重大舆情数</td>${cells("次", 3)}`,
    `<td rowspan="3">（二）通过不同渠道和方式回应解读的情况</td><td rowspan="2">1.参加或举办新闻发布会总次数</td><td></td>${cells("次", 5)}`,
    cells("其中：主要负责同志参加新闻发布会次数", "次", ""),
    `<td colspan="2">2.政府网站在线访谈次数</td>${cells("次", 7)}`,
  ];
  expect((await read(rows)).figures).toMatchObject({
    "press-conferences-by-principal/total": "blank",
    "online-interviews/total": 7,
  });
});

describe("a cell that is missing", () => {
  it("leaves its row unread, and no other", async () => {
    const short = `<td colspan="3">二、上年结转政府信息公开申请数量</td>${cells(7, 0, 0, 0, 0, 7)}`;
    const { figures } = await read([...HEAD, RECEIVED, short, TOTAL, CARRIED_OUT]);
    expect(Object.keys(figures).filter((key) => key.startsWith("requests-carried-in"))).toEqual([]);
    expect([figures["requests-received/total"], figures["results-total/total"]]).toEqual([21, 26]);
  });

  it("of a head leaves the table unread", async () => {
    const [first = "", second = "", third = ""] = HEAD;
    const heads = [first, second.replace('<td colspan="5">法人或其他组织</td>', ""), third];
    expect((await read([...heads, RECEIVED, CARRIED_IN, TOTAL, CARRIED_OUT])).figures).toEqual({});
  });
});
