import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { findMeanings } from "../../lib/recognition/collected-meaning.ts";
import { buildXlsx, type XlsxSheet } from "../fixtures/build-xlsx.ts";
import { readMany, sketch } from "../fixtures/read-collected.ts";

const catalog = getCatalog();

/** What a head means when it stands alone; `main` puts the words of a form beside it. */
function meaningOf(path: string, year: number | null, beside: readonly string[] = []): string {
  const [meaning] = findMeanings(
    [path, ...beside].map((text) => text.split(" > ")),
    catalog,
    year,
  );
  if (meaning === undefined) return "";
  return "unread" in meaning
    ? meaning.unread
    : `${meaning.template.edition.id}/${meaning.cell.indicator}/${meaning.cell.member}`;
}

describe("the head of a column", () => {
  it.each<[string, number | null, string]>([
    ["三、本年度办理结果 > （一）予以公开 > 自然人", 2023, "form-2021/disclosed-in-full/natural-person"],
    ["三、本年度办理结果/（一）予以公开/自然人", 2023, "form-2021/disclosed-in-full/natural-person"],
    ["自然人 > 予以公开", 2023, "form-2021/disclosed-in-full/natural-person"],
    ["予以公开", 2023, "form-2021/disclosed-in-full/total"],
    ["予以公开", 2020, "form-2019/disclosed-in-full/total"],
    ["予以公开数（件）", 2023, "form-2021/disclosed-in-full/total"],
    ["予以公开（自然人）", 2023, "form-2021/disclosed-in-full/natural-person"],
    ["予以公开 > 合计", 2023, "form-2021/disclosed-in-full/total"],
    ["予以公开 > 占比", 2023, "unknown"],
    ["同比 > 予以公开", 2023, "unknown"],
    ["本年新收政府信息公开申请数量", 2023, "form-2021/requests-received/total"],
    ["本年新收申请", 2023, "form-2021/requests-received/total"],
    ["Requests newly received", 2023, "form-2021/requests-received/total"],
    ["requests-received", 2016, "form-2014/requests-received/total"],
    ["requests-received", 2010, "annex-fujian/requests-received/total"],
    ["收到申请数", 2016, "form-2014/requests-received/total"],
    ["收到申请数", 2023, "other-form"],
    ["不予公开 > 1.属于国家秘密", 2023, "form-2021/denied-state-secret/total"],
    ["属于国家秘密", 2023, "form-2021/denied-state-secret/total"],
    ["不予公开：国家秘密", 2023, "form-2021/denied-state-secret/total"],
    ["不予公开", 2023, "derived"],
    ["denied", 2023, "derived"],
    ["无法提供", 2023, "derived"],
    ["其他处理", 2020, "form-2019/other-handling/total"],
    ["行政复议 > 结果维持", 2023, "form-2021/reconsideration-upheld/total"],
    ["行政复议情况 > 总计", 2023, "form-2021/reconsideration-total/total"],
    ["行政诉讼 > 未经复议直接起诉 > 总计", 2023, "form-2021/litigation-direct-total/total"],
    ["行政诉讼 > 结果维持", 2023, "ambiguous"],
    ["结果维持", 2023, "ambiguous"],
    ["总计", 2023, "ambiguous"],
    ["自然人", 2023, "unknown"],
    ["申请人情况 > 总计", 2023, "unknown"],
    ["本年度办理结果 > 总计", 2023, "form-2021/results-total/total"],
    ["本年度办理结果 > 其他", 2023, "unknown"],
    ["其他处理 > 3.其他", 2023, "ambiguous"],
    ["规章 > 本年制发件数", 2023, "form-2021/rules-issued/total"],
    ["规章", 2023, "unknown"],
    ["行政许可 > 处理决定数量", 2020, "form-2019/licensing-decisions/total"],
    ["行政许可", 2020, "other-form"],
    ["行政事业性收费 > 本年收费金额（单位：万元）", 2023, "form-2021/fees-charged/total"],
    ["政府信息公开收费减免金额（历年累计）（元）", 2012, "annex-fujian/fees-waived/cumulative"],
    ["收到和处理政府信息公开申请情况 > 予以公开", 2023, "form-2021/disclosed-in-full/total"],
    ["当面申请数 > 历年累计", 2010, "annex-fujian/requests-in-person/cumulative"],
    ["办理结果 > 予以公开", 2023, "form-2021/disclosed-in-full/total"],
    ["办理结果 > 部分公开", 2023, "form-2021/disclosed-in-part/total"],
    ["办理结果 > 总计", 2023, "form-2021/results-total/total"],
    ["行政事业性收费（元）", 2023, "form-2021/fees-charged/total"],
    ["收费（元）", 2023, "unknown"],
    ["2023年新收申请数量", 2023, "form-2021/requests-received/total"],
    ["2023年 > 予以公开", 2023, "form-2021/disclosed-in-full/total"],
    ["2022年新收申请数量", 2023, "unknown"],
    ["2023年新收申请数量", null, "unknown"],
    ["备用", 2023, "unknown"],
    ["", 2023, "unknown"],
  ])("“%s” of %s is %s", (path, year, expected) => {
    expect(meaningOf(path, year)).toBe(expected);
  });

  const MODERN = [
    "规章 > 现行有效件数",
    "行政规范性文件 > 现行有效件数",
    "其他处理 > 逾期不补正",
    "其他处理 > 逾期未缴费",
  ];

  it.each<[string, string]>([
    ["收到申请数", "other-form"],
    ["其他处理", "derived"],
    ["其他处理 > 3.其他", "form-2021/other-remaining/total"],
    ["本年新制作数量 > 规章", "other-form"],
  ])("“%s” beside heads of the form of 2021 is %s", (path, expected) => {
    expect(meaningOf(path, 2023, MODERN)).toBe(expected);
  });

  it("is of the form that all heads are worded as, also in later years", () => {
    expect(meaningOf("予以公开", 2023, ["规章 > 本年新制作数量", "规章 > 对外公开总数量"])).toBe(
      "form-2019/disclosed-in-full/total",
    );
  });
});

const book = (rows: XlsxSheet["rows"], sheet: Partial<XlsxSheet> = {}) =>
  buildXlsx([{ name: "Sheet1", rows, ...sheet }]);
const read = async (bytes: Uint8Array, fileName = "汇总表.xlsx") => readMany(fileName, bytes);

describe("a table of agencies of which too little is certain", () => {
  it("is told as such, with the head that stands there twice", async () => {
    const head = "本年新收政府信息公开申请数量";
    const rows = [
      ["单位", head, head, "备注"],
      ["余姚市财政局", 5, 7, ""],
      ["余姚市教育局", 11, 12, ""],
    ];
    const { value, findings } = await readReports({ fileName: "2024年.xlsx", bytes: book(rows) }, catalog);
    expect(value).toEqual([]);
    expect(findings).toMatchObject([
      { code: "collected-table-unread" },
      { code: "collected-column-repeated", parameters: { label: head } },
    ]);
  });
});

it("names the line with an unquoted comma in a number", async () => {
  const text =
    "单位,年度,新收申请,予以公开\n余姚市财政局,2024,5,3\n余姚市教育局,2024,1,234,7\n余姚市公安局,2024,5,3\n";
  const bytes = new TextEncoder().encode(text);
  const { value, findings } = await readReports({ fileName: "2024.csv", bytes }, catalog);
  expect(value).toEqual([]);
  expect(findings).toEqual([
    { code: "separated-columns-untold", parameters: {} },
    { code: "separated-row-uneven", parameters: { line: 3, fields: 5, head: 4 } },
  ]);
});

describe("a head that begins with 其中", () => {
  it("says a part of the head before it", async () => {
    const rows = [
      ["单位", "年度", "新收申请", "其中：自然人", "其中：法人", "予以公开", "其中：自然人"],
      ["余姚市财政局", 2024, 9, 5, 4, 3, 2],
    ];
    const [report] = await read(book(rows));
    expect(report && sketch(report)).toEqual([
      "余姚市财政局 2024",
      "form-2021/requests-received/total 9",
      "form-2021/requests-received/natural-person 5",
      "form-2021/disclosed-in-full/total 3",
      "form-2021/disclosed-in-full/natural-person 2",
    ]);
    expect(report?.findings.map(({ code }) => code)).toContain("collected-column-unknown");
  });

  it("is not read where nothing stands before it", async () => {
    const rows = [
      ["单位", "年度", "其中：自然人", "新收申请", "予以公开"],
      ["余姚市财政局", 2024, 5, 9, 3],
    ];
    const [report] = await read(book(rows));
    expect(report?.facts).toHaveLength(2);
  });
});

describe("a table of one column an agency", () => {
  const rows = [
    ["余姚市2024年政府信息公开申请情况汇总表"],
    ["项目", "余姚市财政局", "教育局", "总计"],
    ["本年新收政府信息公开申请数量", 1, 2, 3],
    ["予以公开", 1, 0, 1],
  ];

  it("gives each agency its figures, and nobody the sum over them", async () => {
    const reports = await read(book(rows), "余姚市人民政府2024年政府信息公开工作年度报告附表.xlsx");
    expect(reports.map(sketch)).toEqual([
      ["余姚市财政局 2024", "form-2021/requests-received/total 1", "form-2021/disclosed-in-full/total 1"],
      ["余姚市·教育局 2024", "form-2021/requests-received/total 2", "form-2021/disclosed-in-full/total 0"],
    ]);
    expect(reports.flatMap(({ findings }) => findings.map(({ code }) => code))).toContain(
      "collected-row-sum",
    );
  });

  it("takes groups of rows along, and leaves columns that are no agencies", async () => {
    const grouped = [
      ["项目", "", "计量单位", "余姚市财政局", "余姚市教育局", "合计", "备注"],
      ["规章", "现行有效件数", "件", 1, 2, 3, ""],
      ["行政规范性文件", "现行有效件数", "件", 4, 5, 9, "含1件"],
    ];
    expect((await read(book(grouped), "2024年.xlsx")).map(sketch)).toEqual([]);
    const plain = grouped.map(([a, b, , ...more]) => [a ?? "", b ?? "", ...more]);
    expect((await read(book(plain), "2024年.xlsx")).map(sketch)).toEqual([
      [
        "余姚市财政局 2024",
        "form-2021/rules-in-force/total 1",
        "form-2021/normative-documents-in-force/total 4",
      ],
      [
        "余姚市教育局 2024",
        "form-2021/rules-in-force/total 2",
        "form-2021/normative-documents-in-force/total 5",
      ],
    ]);
  });

  it.each([
    ["agencies with several columns", "各部门情况", "余姚市财政局"],
    ["part of a year", "2024年上半年情况", "余姚市公安局"],
  ])("is no form of its own, either: %s", async (_, title, second) => {
    const labels = ["本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "予以公开", "部分公开"];
    const table = [
      [title],
      ["项目", "余姚市财政局", second, "余姚市教育局", "总计"],
      ...labels.map((label) => [label, 1, 2, 3, 6]),
      ["结转下年度继续办理", 1, 2, 3, 6],
    ];
    const fileName = "余姚市人民政府2024年政府信息公开工作年度报告附表.xlsx";
    const { value, findings } = await readReports({ fileName, bytes: book(table) }, catalog);
    expect(value).toEqual([]);
    expect(findings.map(({ code }) => code)).toContain("agencies-in-columns");
  });
});

describe("a table of one row an agency", () => {
  it("gives a report each, with the year of its title, without its sums", async () => {
    const reports = await read(
      book([
        ["2023年度政府信息公开情况汇总表"],
        ["序号", "单位名称", "新收申请", "予以公开", "不予公开", "备注"],
        [1, "宿迁市人民政府", 30, 12, 3, "含驻外"],
        [2, "某县水务局", 0, "", 1, null],
        [null, "合计", 30, 12, 4, null],
      ]),
    );
    expect(reports.map(sketch)).toEqual([
      ["suqian-city 2023", "form-2021/requests-received/total 30", "form-2021/disclosed-in-full/total 12"],
      ["某县水务局 2023", "form-2021/requests-received/total 0", "form-2021/disclosed-in-full/total blank"],
    ]);
    expect(reports[0]?.findings.map(({ code }) => code)).toEqual([
      "scope-assumed",
      "collected-column-derived",
      "collected-row-sum",
    ]);
    expect(reports[1]?.facts[0]?.origin.path).toBe("Sheet1!C4");
  });

  it("reads merged groups over its heads, a year and a scope a row", async () => {
    const reports = await read(
      book(
        [
          ["单位", "年份", "统计范围", "行政复议", null, "本年度办理结果", null, null],
          [null, null, null, "结果维持", "总计", "予以公开", null, "总计"],
          [null, null, null, null, null, "自然人", "总计", null],
          ["甲县人民政府", 2022, "全行政区域", 1, 2, 3, 4, 5],
          ["甲县人民政府", "2023年", "本机关", 6, 7, 8, 9, 10],
        ],
        { merges: ["A1:A3", "B1:B3", "C1:C3", "D1:E1", "D2:D3", "E2:E3", "F1:H1", "F2:G2", "H2:H3"] },
      ),
    );
    expect(reports.map(sketch)).toEqual([
      [
        "甲县人民政府 2022",
        "form-2021/reconsideration-upheld/total 1",
        "form-2021/reconsideration-total/total 2",
        "form-2021/disclosed-in-full/natural-person 3",
        "form-2021/disclosed-in-full/total 4",
        "form-2021/results-total/total 5",
      ],
      [
        "甲县人民政府 2023",
        "form-2021/reconsideration-upheld/total 6",
        "form-2021/reconsideration-total/total 7",
        "form-2021/disclosed-in-full/natural-person 8",
        "form-2021/disclosed-in-full/total 9",
        "form-2021/results-total/total 10",
      ],
    ]);
    expect(reports.map(({ identity }) => identity.scope)).toEqual(["whole-region", "own-organ"]);
  });

  it("reads groups whose merges were lost", async () => {
    const csv =
      "单位名称,行政复议,,行政诉讼,\n,结果维持,结果纠正,未经复议直接起诉总计,件数\n甲县水务局,1,2,3,4\n乙县水务局,5,6,7,8\n";
    const reports = await readMany("2023.csv", new TextEncoder().encode(csv));
    expect(reports.map(sketch)[1]).toEqual([
      "乙县水务局 2023",
      "form-2021/reconsideration-upheld/total 5",
      "form-2021/reconsideration-corrected/total 6",
    ]);
  });

  it("keeps amounts of money whose unit is not printed", async () => {
    const rows = (head: string, fee: string | number) =>
      book([["2023年汇总表"], ["单位名称", "新收申请", head], ["甲县水务局", 1, fee]]);
    const feeOf = async (head: string, fee: string | number) =>
      sketch((await read(rows(head, fee)))[0] ?? never())[2];
    expect(await feeOf("行政事业性收费/本年收费金额（单位：万元）", 1.5)).toBe(
      "form-2021/fees-charged/total 1500000 yuan",
    );
    expect(await feeOf("行政事业性收费（元）", 15000)).toBe("form-2021/fees-charged/total 1500000 yuan");
    expect(await feeOf("行政事业性收费", "1.5万元")).toBe("form-2021/fees-charged/total 1500000 yuan");
    expect(await feeOf("行政事业性收费", 15000)).toBe("form-2021/fees-charged/total 1500000 unstated");
    expect(await feeOf("行政事业性收费", 0)).toBe("form-2021/fees-charged/total 0 yuan");
  });

  it("takes the year of the sheet, and none where titles differ", async () => {
    const rows = [
      ["单位名称", "新收申请", "予以公开"],
      ["甲县水务局", 1, 2],
    ] as const;
    const sheets = (titles: readonly string[]) =>
      buildXlsx([
        { name: "2022年", rows: [...titles.map((title) => [title]), ...rows] },
        { name: "2023", rows },
      ]);
    const years = async (bytes: Uint8Array) => (await read(bytes)).map(({ identity }) => identity.year);
    expect(await years(sheets([]))).toEqual([2022, 2023]);
    expect(await years(sheets(["2021年度汇总表"]))).toEqual([null, 2023]);
    expect((await readMany("各部门2020年汇总.xlsx", book(rows)))[0]?.identity.year).toBe(2020);
  });

  it.each<[string, string, number | null, string | undefined, string[]]>([
    ["x.xlsx", "统计时间：2024年12月31日", 2024, "period: 统计时间:2024年12月31日", []],
    ["2024.xlsx", "各单位汇总", 2024, "file-name: 2024", []],
    ["x.xlsx", "填报日期：2024年12月20日", null, undefined, ["year-undecided"]],
    ["x.xlsx", "填报日期：2025年1月10日", 2024, "text: 填报日期:2025年1月10日", ["year-from-date"]],
    ["x.xlsx", "依据《政府信息公开条例》（2019年修订）统计", null, undefined, ["year-undecided"]],
  ])("of %s, “%s”, is of %s", async (fileName, title, year, evidence, findings) => {
    const rows = [
      [title],
      ["单位", "本年新收政府信息公开申请数量", "予以公开"],
      ["余姚市财政局", 5, 3],
      ["余姚市教育局", 6, 4],
    ];
    const { value } = await readReports({ fileName, bytes: buildXlsx([{ name: "Sheet1", rows }]) }, catalog);
    expect(value).toHaveLength(2);
    for (const reading of value) {
      expect(reading.report.identity.year).toBe(year);
      const votes = reading.report.identity.evidence.filter(({ question }) => question === "year");
      expect(votes.map(({ source, words }) => `${source}: ${words}`)[0]).toBe(evidence);
      expect(reading.findings.map(({ code }) => code).filter((code) => code.startsWith("year-"))).toEqual(
        findings,
      );
    }
  });

  it.each([
    ["上年同期", "collected-row-no-agency"],
    ["去年同期数", "collected-row-no-agency"],
    ["同比增减", "collected-row-no-agency"],
    ["同比增减（%）", "collected-row-no-agency"],
    ["比上年增减", "collected-row-no-agency"],
    ["环比", "collected-row-no-agency"],
    ["市直部门", "collected-row-no-agency"],
    ["市级各单位", "collected-row-no-agency"],
    ["其他单位", "collected-row-no-agency"],
    ["其它部门", "collected-row-no-agency"],
    ["乡镇（街道）", "collected-row-no-agency"],
    ["各乡镇街道", "collected-row-no-agency"],
    ["全市", "collected-row-no-agency"],
    ["全县", "collected-row-no-agency"],
    ["占比", "collected-row-no-agency"],
    ["合计", "collected-row-sum"],
    ["小计", "collected-row-sum"],
    ["总计", "collected-row-sum"],
    ["全市总计", "collected-row-sum"],
    ["平均", "collected-row-sum"],
    ["平均值", "collected-row-sum"],
    ["余姚市教育局、余姚市公安局", "agency-several"],
    ["余姚市教育局/余姚市公安局", "agency-several"],
  ])("takes the row “%s” for no agency and says so", async (label, code) => {
    const rows = [
      ["2024年余姚市各部门统计"],
      ["单位", "本年新收政府信息公开申请数量", "予以公开"],
      ["余姚市财政局（含下属单位）", 5, 3],
      [label, 6, 4],
      ["市交通局", 8, 1],
      ["余姚市乡镇企业局", 8, 2],
      ["余姚市市直机关工委", 8, 3],
    ];
    const readings = await readMany("x.xlsx", buildXlsx([{ name: "Sheet1", rows }]));
    expect(readings.map(({ identity }) => identity.agency?.name)).toEqual([
      "余姚市财政局",
      "市交通局",
      "余姚市乡镇企业局",
      "余姚市市直机关工委",
    ]);
    const told = readings.flatMap(({ findings }) => findings).filter((finding) => finding.code === code);
    expect(told.map(({ origin }) => origin?.path)).toEqual([expect.stringContaining("!B4")]);
  });

  it("takes each sheet by its own words of statistics", async () => {
    const rows = (year: number) => [
      [`统计时间：${year}年12月31日`],
      ["单位", "本年新收政府信息公开申请数量", "予以公开"],
      ["余姚市财政局", 5, 3],
    ];
    const bytes = buildXlsx([
      { name: "甲", rows: rows(2024) },
      { name: "乙", rows: rows(2023) },
    ]);
    const { value } = await readReports({ fileName: "x.xlsx", bytes }, catalog);
    expect(value.map(({ report }) => report.identity.year)).toEqual([2024, 2023]);
  });

  it("does not take part of a year for a year", async () => {
    const rows = [["2023年上半年汇总表"], ["单位名称", "新收申请", "予以公开"], ["甲县水务局", 1, 2]];
    expect(await read(book(rows))).toEqual([]);
    expect(await readMany("2023年第1季度.xlsx", book(rows.slice(1)))).toEqual([]);
  });

  it("says where an agency is whose name does not", async () => {
    const reports = await read(
      book([
        ["淮安市2023年政府信息公开汇总表"],
        ["地区", "部门", "新收申请", "予以公开"],
        [null, "财政局", 1, 2],
        ["涟水县", "财政局", 3, 4],
        [null, "市总工会", 5, 6],
        [null, "盱眙县财政局", 7, 8],
      ]),
    );
    expect(reports.map(({ identity }) => identity.agency?.name)).toEqual([
      "淮安市·财政局",
      "涟水县·财政局",
      "淮安市·市总工会",
      "盱眙县财政局",
    ]);
  });

  it("believes neither of two rows of one agency that differ, nor a figure merged over agencies", async () => {
    const reports = await read(
      book(
        [
          ["2023年汇总表"],
          ["单位名称", "新收申请", "予以公开", "部分公开"],
          ["甲县水务局", 1, 2, 9],
          ["甲县水务局", 1, 3, 9],
          ["乙县水务局", 4, 5, 8],
          ["丙县水务局", 6, null, 7],
        ],
        { merges: ["C5:C6"] },
      ),
    );
    expect(reports.map(sketch)).toEqual([
      ["甲县水务局 2023", "form-2021/requests-received/total 1", "form-2021/disclosed-in-part/total 9"],
      ["乙县水务局 2023", "form-2021/requests-received/total 4", "form-2021/disclosed-in-part/total 8"],
      ["丙县水务局 2023", "form-2021/requests-received/total 6", "form-2021/disclosed-in-part/total 7"],
    ]);
    expect(reports[0]?.findings.map(({ code }) => code)).toContain("collected-row-repeated");
    expect(reports[1]?.findings.map(({ code }) => code)).toContain("collected-cell-merged");
  });

  it("believes neither of two columns of one meaning", async () => {
    const reports = await read(
      book([
        ["2023年汇总表"],
        ["单位名称", "新收申请", "本年新收", "予以公开", "部分公开"],
        ["甲县水务局", 1, 2, 3, 4],
      ]),
    );
    expect(reports.map(sketch)).toEqual([
      ["甲县水务局 2023", "form-2021/disclosed-in-full/total 3", "form-2021/disclosed-in-part/total 4"],
    ]);
  });
});

describe("a table of one row a figure", () => {
  it("is read by its indicator, value and unit columns", async () => {
    const reports = await read(
      book([
        ["单位名称", "年度", "指标", "数值", "单位"],
        ["甲县水务局", 2023, "本年新收政府信息公开申请数量", 5, "件"],
        ["甲县水务局", 2023, "三、本年度办理结果/（一）予以公开/自然人", 2, "件"],
        ["甲县水务局", 2023, "行政事业性收费", 1.2, "万元"],
        ["甲县水务局", 2023, "满意度", 98, "%"],
        ["乙县水务局", 2022, "本年新收政府信息公开申请数量", 7, "件"],
      ]),
    );
    expect(reports.map(sketch)).toEqual([
      [
        "甲县水务局 2023",
        "form-2021/requests-received/total 5",
        "form-2021/disclosed-in-full/natural-person 2",
        "form-2021/fees-charged/total 1200000 yuan",
      ],
      ["乙县水务局 2022", "form-2021/requests-received/total 7"],
    ]);
    expect(reports[0]?.findings.map(({ code }) => code)).toContain("collected-column-unknown");
  });

  it("may have a column a year", async () => {
    const reports = await read(
      book([
        ["单位名称", "指标", "2021年", "2022年"],
        ["甲县水务局", "新收申请", 1, 2],
        ["甲县水务局", "予以公开", 3, 4],
      ]),
    );
    expect(reports.map(sketch)).toEqual([
      ["甲县水务局 2021", "form-2021/requests-received/total 1", "form-2021/disclosed-in-full/total 3"],
      ["甲县水务局 2022", "form-2021/requests-received/total 2", "form-2021/disclosed-in-full/total 4"],
    ]);
  });
});

describe("other tables", () => {
  it.each<[string, XlsxSheet["rows"]]>([
    [
      "the statistical table of 2014 with its unit column",
      [
        ["统计指标", "单位", "统计数"],
        ["（一）收到申请数", "件", 3],
        ["1.当面申请数", "件", 2],
        ["2.传真申请数", "件", 1],
      ],
    ],
    [
      "a list of offices",
      [
        ["单位名称", "联系电话"],
        ["甲县水务局", "0527-1"],
        ["乙县水务局", "0527-2"],
      ],
    ],
    [
      "a table of other figures",
      [
        ["单位名称", "访问量", "点赞数"],
        ["甲县水务局", 3, 4],
        ["乙县水务局", 5, 6],
      ],
    ],
  ])("%s lists no agencies", async (_, rows) => {
    expect(await readMany("2023.xlsx", book(rows))).toEqual([]);
  });
});

function never(): never {
  throw new Error("nothing was read");
}
