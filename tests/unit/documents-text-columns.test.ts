import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

const catalog = getCatalog();
const utf8 = (text: string) => new TextEncoder().encode(text);

async function tablesOf(lines: readonly string[], geometry: "first" | "second" = "first") {
  const { value } = await readDocument(utf8(`${lines.join("\n")}\n`), { geometry });
  return (value?.blocks ?? []).flatMap((block) =>
    block.kind === "table"
      ? [{ inLines: block.lines !== undefined, rows: block.rows.map((row) => row.map(({ text }) => text)) }]
      : [],
  );
}

async function read(lines: readonly string[]): Promise<Record<string, string>> {
  const text = ["某某2012年政府信息公开工作年度报告", ...lines, ""].join("\n");
  const { value } = await readReports({ fileName: "x.txt", bytes: utf8(text) }, catalog);
  return Object.fromEntries(
    (value[0]?.report.facts ?? []).map((fact) => [
      `${fact.edition}/${fact.indicator}/${fact.member}`,
      fact.printed.trim(),
    ]),
  );
}

const RETURN = [
  "统计指标                    单位  统计数",
  "三、依申请公开情况          ——",
  "　（一）收到申请数          件    242",
  "　　1.当面申请数            件",
  "　　2.传真申请数            件    二十九",
  "　（二）申请办结数          件    7",
  "　　1.按时办结数            件",
];

describe("cells that stand exactly in columns", () => {
  it("are a table, blanks and numerals in their places", async () => {
    expect(await tablesOf(RETURN)).toEqual([
      {
        inLines: false,
        rows: [
          ["统计指标", "单位", "统计数"],
          ["三、依申请公开情况", "——", ""],
          ["（一）收到申请数", "件", "242"],
          ["1.当面申请数", "件", ""],
          ["2.传真申请数", "件", "二十九"],
          ["（二）申请办结数", "件", "7"],
          ["1.按时办结数", "件", ""],
        ],
      },
    ]);
    expect(await read(RETURN)).toEqual({
      "form-2014/requests-received/total": "242",
      "form-2014/requests-in-person/total": "",
      "form-2014/requests-by-fax/total": "二十九",
      "form-2014/requests-closed/total": "7",
      "form-2014/requests-closed-on-time/total": "",
    });
  });

  it("count full-width characters as two places or as one", async () => {
    const narrow = ["内容     制发  废止", "规章     12  3", "规范性文件  4   5"];
    const [table] = await tablesOf(narrow);
    expect(table).toMatchObject({
      inLines: false,
      rows: [
        ["内容", "制发", "废止"],
        ["规章", "12", "3"],
        ["规范性文件", "4", "5"],
      ],
    });
  });

  it("are pushed out of their column by a long one on their left", async () => {
    const lines = [
      "内容            制发      废止",
      "规章            1         2",
      "行政规范性文件和其他  3   4",
      "其他            5         6",
    ];
    const astray = lines.map((line) => line.replace("3   4", "3  4"));
    expect((await tablesOf(lines))[0]?.inLines).toBe(false);
    expect((await tablesOf(lines))[0]?.rows[2]).toEqual(["行政规范性文件和其他", "3", "4"]);
    expect((await tablesOf(astray))[0]?.inLines).toBe(true);
  });

  it("go on behind a blank line without a head of their own, in as many columns", async () => {
    const head = ["内容        制发  废止", "规章        1     2", "文件        3     4", ""];
    const tables = await tablesOf([...head, "　其他    5   六", "　总计    9   12"]);
    expect(tables.map(({ inLines }) => inLines)).toEqual([false, false]);
    expect(tables[1]?.rows).toEqual([
      ["其他", "5", "六"],
      ["总计", "9", "12"],
    ]);
    const [one] = await tablesOf([...head, "　其他    5   6  7", "　总计    9   12  7"]);
    expect(one?.inLines).toBe(true);
  });

  it.each([
    ["a figure beside its column", ["内容      制发  废止", "规章      1     2", "文件         3  4"]],
    ["a column without a head", ["内容      制发", "规章      1     2", "文件      3     4"]],
    [
      "a number broken over lines",
      ["内容      制发  废止", "规章      1334  2", "          6", "文件      3     4"],
    ],
    [
      "a label broken over lines",
      ["内容      制发  废止", "行政规范  1     2", "性文件", "规章      3     4"],
    ],
  ])("are lines where there is %s", async (_, lines) => {
    const tables = await tablesOf(lines);
    expect(tables.map(({ inLines }) => inLines)).toEqual([true]);
  });
});

describe("an annex with one of its two columns of figures", () => {
  const annexOf = (head: string): string[] => [
    `指标名称                  计量单位  ${head}`,
    "主动公开信息数            条        81271",
    "受理依申请公开信息总数    件        87559",
    "其中：1、当面申请数       件        86773",
    "2、传真申请数             件        50224",
    "4、网上申请数             件        68302",
    "5、信函申请数             件        53106",
    "其中：1、同意公开答复数   件        23500",
    "2、同意部分公开答复数     件        43412",
  ];

  it("is read as what its head says", async () => {
    const cells = await read(annexOf("历年累计"));
    expect(cells["annex-fujian/requests-in-person/cumulative"]).toBe("86773");
    expect(Object.keys(cells).every((name) => name.endsWith("/cumulative"))).toBe(true);
    expect((await read(annexOf("本年")))["annex-fujian/requests-in-person/total"]).toBe("86773");
  });

  it.each([[" "], ["\n"]])(
    "gives no figures of the year where cells are parted by %j alone",
    async (sign) => {
      const cells = await read(annexOf("历年累计").map((line) => line.replace(/ +/g, sign)));
      expect(Object.keys(cells).filter((name) => !name.endsWith("/cumulative"))).toEqual([]);
    },
  );
});

describe("text read a second way", () => {
  it("is lines where it was columns", async () => {
    const [table] = await tablesOf(RETURN, "second");
    expect(table?.inLines).toBe(true);
    expect(table?.rows[2]).toEqual(["（一）收到申请数", "件", "242"]);
    expect(table?.rows[3]).toEqual(["1.当面申请数", "件"]);
  });

  it("keeps cells together that one space parts, where it was lines", async () => {
    const lines = ["内容 制发 废止", "规 章  1   2", "文 件  3   4"];
    expect((await tablesOf(lines))[0]?.rows[1]).toEqual(["规", "章", "1", "2"]);
    expect((await tablesOf(lines, "second"))[0]?.rows[1]).toEqual(["规 章", "1", "2"]);
  });

  it.each([
    ["pipes", ["内容|制发|废止", "规章|1|2", "文件|3|4"]],
    ["tabs", ["内容\t制发\t废止", "规章\t\t2", "文件\t3\t4", "（略）"]],
    ["cells behind tabs", ["\t内容", "\t制发", "", "\t规章", "\t1", "", "\t文件", "\t3", ""]],
  ])("forgets the columns of %s", async (_, lines) => {
    const text = ["（说明）", ...lines, "（完）"];
    const [first, second] = [(await tablesOf(text))[0], (await tablesOf(text, "second"))[0]];
    expect([first?.inLines, second?.inLines]).toEqual([false, true]);
    expect(second?.rows).toEqual(first?.rows);
  });
});

describe("rows and columns of blanks", () => {
  const ITEMS = [
    "信息内容              上一年项目数量  处理决定数量",
    "行政许可              0               1",
    "行政处罚",
    "其他对外管理服务事项  20              3",
  ];

  it("are rows where their label has room to spare", async () => {
    const [table] = await tablesOf(ITEMS);
    expect(table?.inLines).toBe(false);
    expect(table?.rows[2]).toEqual(["行政处罚", "", ""]);
  });

  it("may be the beginning or the end of a label that was broken where one fills its column", async () => {
    const first = ITEMS.with(2, "其他对外行政管理服务");
    const last = ITEMS.with(1, "其他对外行政管理服务  0               1");
    for (const lines of [first, last]) expect((await tablesOf(lines))[0]?.inLines).toBe(true);
  });

  it("are columns where their head stands beside those of figures", async () => {
    const lines = [
      "行政复议            行政诉讼",
      "结果维持  结果纠正  结果维持  结果纠正  其他结果  尚未审结  总计  备案",
      "3         0                   5         0         4         12    1",
    ];
    const [table] = await tablesOf(lines);
    expect(table?.inLines).toBe(false);
    expect(table?.rows[2]).toEqual(["3", "0", "", "5", "0", "4", "12", "1"]);
    expect((await tablesOf(lines.with(1, (lines[1] ?? "").replace("  备案", ""))))[0]?.inLines).toBe(true);
  });
});

describe("labels stretched by spaces", () => {
  const spaced = (text: string): string => [...text].join(" ");
  const lines = [
    `${spaced("统计指标")}  ${spaced("单位")} ${spaced("统计数")}`,
    `${spaced("（一）收到申请数")}  件 242`,
    `${spaced("1.当面申请数")}  件 10`,
    `${spaced("2.传真申请数")}  件 无`,
    `${spaced("（二）申请办结数")}  件 7`,
    `${spaced("其中：主动公开规范性文件数（计1条）")}  件 8`,
  ];

  it("are labels, numbered or with digits in brackets, and what stands behind them values", async () => {
    const [table] = await tablesOf(lines);
    expect(table?.rows.map((row) => row.join("|"))).toEqual([
      "统计指标|单位统计数",
      "（一）收到申请数|件|242",
      "1.当面申请数|件|10",
      "2.传真申请数|件|无",
      "（二）申请办结数|件|7",
      "其中：主动公开规范性文件数（计1条）|件|8",
    ]);
  });

  it("are pieces of heads where other words of the table are longer than a sign", async () => {
    const [table] = await tablesOf(["自 商 科", "然 业 研", "规章 1 2 3", "行政规范性文件 4 5 6"]);
    expect(table?.rows[0]).toEqual(["自", "商", "科"]);
  });
});

describe("values that a long label pushed aside", () => {
  const head = ["项目              数量  金额  总计", "一、本年新收      1     2     3"];
  const pushed = "（一）予以公开的政府信息  7";

  it("stand in their columns where one way only is possible", async () => {
    const [table] = await tablesOf([...head, `${pushed}  8  9`, "（七）总计        1     2     3"]);
    expect(table?.rows[2]).toEqual(["（一）予以公开的政府信息", "7", "8", "9"]);
  });

  it("tell no columns where several are", async () => {
    const [table] = await tablesOf([...head, pushed, "（七）总计        1     2     3"]);
    expect(table?.inLines).toBe(true);
  });
});
