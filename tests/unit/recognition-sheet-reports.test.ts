import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { buildXlsx, type XlsxSheet } from "../fixtures/build-xlsx.ts";

const catalog = getCatalog();

/** Table two of the form of 2021; `n` is the number of rules in force. */
const form = (name: string, title: string, n: number): XlsxSheet => ({
  name,
  rows: [
    ...(title === "" ? [] : [[title]]),
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", 1, 0, n],
    ["行政规范性文件", 2, 1, 5],
    ["信息内容", "本年处理决定数量"],
    ["行政许可", 7],
    ["行政处罚", 8],
  ],
});

async function read(sheets: readonly XlsxSheet[], fileName = "book.xlsx") {
  const { value, findings } = await readReports({ fileName, bytes: buildXlsx([...sheets]) }, catalog);
  const reports = value.map(({ report: { identity, facts } }) => {
    const rules = facts.find(({ indicator }) => indicator === "rules-in-force")?.value;
    const figure = rules?.status === "reported" ? rules.amount : rules?.status;
    return `${identity.agency?.name} ${identity.year} ${identity.scope} ${figure}`;
  });
  const codes = [...findings, ...value.flatMap((one) => one.findings)].map(({ code }) => code);
  return { reports, codes, findings };
}

describe("a workbook with a report on each sheet", () => {
  it.each<[string, readonly XlsxSheet[], string, readonly string[]]>([
    [
      "a year each",
      [
        form("2024年", "余姚市财政局2024年政府信息公开工作年度报告", 31),
        form("2023年", "余姚市财政局2023年政府信息公开工作年度报告", 32),
      ],
      "book.xlsx",
      ["余姚市财政局 2024 own-organ 31", "余姚市财政局 2023 own-organ 32"],
    ],
    [
      "an agency each, by title",
      [
        form("1", "余姚市财政局2024年政府信息公开工作年度报告", 31),
        form("2", "余姚市教育局2024年政府信息公开工作年度报告", 18),
      ],
      "book.xlsx",
      ["余姚市财政局 2024 own-organ 31", "余姚市教育局 2024 own-organ 18"],
    ],
    [
      "an agency each, by the sheet's name, place and year by the file's",
      [form("财政局", "附表", 31), form("教育局", "附表", 18)],
      "余姚市2024年各部门附表.xlsx",
      ["余姚市·财政局 2024 own-organ 31", "余姚市·教育局 2024 own-organ 18"],
    ],
    [
      "years by the sheets' names, the agency by the file's",
      [form("2024年", "", 31), form("2023年", "", 32)],
      "余姚市财政局政府信息公开工作年度报告附表.xlsx",
      ["余姚市财政局 2024 own-organ 31", "余姚市财政局 2023 own-organ 32"],
    ],
  ])("gives a report a sheet: %s", async (_, sheets, fileName, expected) => {
    expect((await read(sheets, fileName)).reports).toEqual(expected);
  });

  it("gives nobody the sheet that names nobody, nor one whose title and name disagree", async () => {
    const { reports, findings } = await read([
      form("余姚市财政局", "余姚市财政局2024年政府信息公开工作年度报告", 31),
      form("余姚市教育局", "余姚市教育局2024年政府信息公开工作年度报告", 18),
      form("Sheet3", "附表", 5),
      form("公安局", "余姚市教育局2024年政府信息公开工作年度报告", 6),
    ]);
    expect(reports).toEqual(["余姚市财政局 2024 own-organ 31", "余姚市教育局 2024 own-organ 18"]);
    expect(findings).toEqual([
      { code: "sheet-of-nobody", parameters: { sheet: "Sheet3" } },
      { code: "sheet-of-nobody", parameters: { sheet: "公安局" } },
    ]);
  });

  it("stays one report where the sheets are of one agency and year", async () => {
    const title = "余姚市财政局2024年政府信息公开工作年度报告";
    expect((await read([form("1", title, 31), form("附表", "", 31)])).reports).toEqual([
      "余姚市财政局 2024 own-organ 31",
    ]);
    const twice = await read([form("1", title, 31), form("2", title, 32)]);
    expect(twice.reports.join()).not.toMatch(/3[12]$/);
    expect(twice.codes).toContain("table-repeated");
  });
});
