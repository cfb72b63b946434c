import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

/** Tables whose cells signs part (pipes, tabs), as figures of a report: `indicator/member: printed`. */

const catalog = getCatalog();

async function read(lines: readonly string[]): Promise<Record<string, string>> {
  const text = ["某某2022年政府信息公开工作年度报告", ...lines, ""].join("\n");
  const { value } = await readReports({ fileName: "x.txt", bytes: new TextEncoder().encode(text) }, catalog);
  return Object.fromEntries(
    (value[0]?.report.facts ?? []).map(({ indicator, member, printed }) => [
      `${indicator}/${member}`,
      printed,
    ]),
  );
}

describe("merged cells whose text is printed once more in every slot", () => {
  const REPEATED = [
    "第二十条第（五）项|第二十条第（五）项|第二十条第（五）项",
    "信息内容|本年处理决定数量|本年处理决定数量",
    "行政许可|12|12",
    "第二十条第（六）项|第二十条第（六）项|第二十条第（六）项",
    "信息内容|本年处理决定数量|本年处理决定数量",
    "行政处罚|7|7",
    "行政强制|0|0",
  ];

  it("are one cell", async () => {
    expect(await read(REPEATED)).toEqual({
      "licensing-decisions/total": "12",
      "penalty-decisions/total": "7",
      "compulsion-decisions/total": "0",
    });
  });

  it("are none where two figures stand under the two heads", async () => {
    const read2 = await read(REPEATED.map((line) => line.replace("行政处罚|7|7", "行政处罚|7|8")));
    expect(read2).not.toHaveProperty("penalty-decisions/total");
  });

  it("are two columns where the table repeats nothing else", async () => {
    const lines = [
      "信息内容|本年处理决定数量|本年处理决定数量",
      "行政许可|12|12",
      "行政处罚|7|7",
      "行政强制|0|0",
    ];
    expect(await read(lines)).toEqual({});
  });
});

const HEAD = [
  "|  |  | 自然人 | 法人或其他组织 |  |  |  |  | 总计 |",
  "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
  "|  |  |  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |  |",
];
const UPPER = [
  "| 一、本年新收政府信息公开申请数量 |  | 5 | 1 | 0 | 0 | 0 | 0 | 6 |",
  "| 二、上年结转政府信息公开申请数量 |  | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
  "| （一）予以公开 |  | 3 | 1 | 0 | 0 | 0 | 0 | 4 |",
];
const LOWER = [
  "| （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
  "|  | 2.其他法律行政法规禁止公开 | 2 |  | 0 | 0 | 0 | 0 | 2 |",
  "|  | 3.危及“三安全一稳定” | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
];

describe("a drawn table that is cut in two", () => {
  it("goes on under its head, blanks and all", async () => {
    const cells = await read([...HEAD, ...UPPER, "", ...LOWER]);
    expect(cells).toMatchObject({ "denied-other-law/natural-person": "2", "denied-other-law/total": "2" });
    expect(cells["denied-other-law/commercial-enterprise"]).toBe("");
  });

  it("does not go on behind text, or with another number of columns", async () => {
    const blank = "denied-other-law/commercial-enterprise";
    expect(await read([...HEAD, ...UPPER, "附表：上年情况", ...LOWER])).not.toHaveProperty([blank]);
    const wider = LOWER.map((line) => `${line} 9 |`);
    expect(await read([...HEAD, ...UPPER, "", ...wider])).not.toHaveProperty([blank]);
  });
});

describe("a head that has lost what parts two of its cells", () => {
  it.each(["|", "\t"])("tells no columns by its place: %j", async (sign) => {
    const lines = [
      ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
      ["规章", "1", "2", "3"],
      ["行政规范性文件", "4", "5", "6"],
    ].map((cells) => cells.join(sign));
    const lost = lines.map((line) => line.replace(`本年制发件数${sign}`, "本年制发件数"));
    expect(Object.keys(await read(lines))).toHaveLength(6);
    const cells = await read(lost);
    for (const [name, printed] of Object.entries(cells))
      expect([name, printed]).toEqual([name, (await read(lines))[name]]);
  });
});
