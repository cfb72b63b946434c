import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

const catalog = getCatalog();

const disclosure = (first: number): string =>
  `<table><tr><td colspan=4>第二十条第（一）项</td></tr>
  <tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
  <tr><td>规章</td><td>${first}</td><td>2</td><td>3</td></tr>
  <tr><td>行政规范性文件</td><td>4</td><td>5</td><td>6</td></tr></table>`;
const licences = (count: number): string =>
  `<table><tr><td colspan=2>第二十条第（五）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr>
  <tr><td>行政许可</td><td>${count}</td></tr></table>`;
const BEGIN = "<p>一、总体情况</p><p>情况如下。</p><p>二、主动公开政府信息情况</p>";
const of = (agency: string, year = 2024): string => `${agency}${year}年政府信息公开工作年度报告`;

/** `agency year: indicator amount …` of every report, and the codes of findings on further ones. */
async function read(body: string, title = of("余姚市财政局"), fileName = "x.html") {
  const page = `<html><title>${title}</title><body><h1>${title}</h1>${body}</body></html>`;
  const { value, findings } = await readReports({ fileName, bytes: new TextEncoder().encode(page) }, catalog);
  const reports = value.map(({ report }) => {
    const figures = report.facts.flatMap(({ indicator, value: figure }) =>
      figure.status === "reported" && /rules-issued|licensing-decisions/.test(indicator)
        ? [`${indicator} ${figure.amount}`]
        : [],
    );
    return `${report.identity.agency?.name} ${report.identity.year}: ${figures.join(", ")}`;
  });
  const told = [...findings, ...value.flatMap((reading) => reading.findings)];
  return { reports, told: told.filter(({ code }) => code.startsWith("further-")) };
}

describe("two reports in one file", () => {
  it.each([
    ["of another agency", `<h1>${of("余姚市教育局")}</h1>`, "余姚市教育局 2024"],
    ["of another year", `<h1>${of("余姚市财政局", 2023)}</h1>`, "余姚市财政局 2023"],
    [
      "whose title is broken",
      "<h1>余姚市教育局</h1><h1>2024年政府信息公开工作年度报告</h1>",
      "余姚市教育局 2024",
    ],
  ])("are read each by itself: %s", async (_, title, second) => {
    const page = `${BEGIN}${disclosure(1)}${title}${BEGIN}${disclosure(7)}${licences(8)}`;
    const { reports, told } = await read(page);
    expect(reports).toEqual([
      "余姚市财政局 2024: rules-issued 1",
      `${second}: rules-issued 7, licensing-decisions 8`,
    ]);
    expect(told.map(({ code }) => code)).toEqual(["further-report-read"]);
    expect(told[0]?.parameters.title).toBe(of("余姚市财政局"));
  });

  it("are three where three titles stand", async () => {
    const page = ["余姚市教育局", "余姚市民政局"].map(
      (name, at) => `<h1>${of(name)}</h1>${BEGIN}${disclosure(at + 2)}`,
    );
    const { reports, told } = await read(`${BEGIN}${disclosure(1)}${page.join("")}`);
    expect(reports).toEqual([
      "余姚市财政局 2024: rules-issued 1",
      "余姚市教育局 2024: rules-issued 2",
      "余姚市民政局 2024: rules-issued 3",
    ]);
    expect(told).toHaveLength(2);
  });

  it("leave unread what stands under the title of another that is no whole report", async () => {
    const page = `${BEGIN}${disclosure(1)}<p>${of("余姚市教育局")}</p>${licences(8)}`;
    const { reports, told } = await read(page);
    expect(reports).toEqual(["余姚市财政局 2024: rules-issued 1"]);
    expect(told).toEqual([
      {
        code: "further-report-unread",
        parameters: { title: of("余姚市财政局"), words: of("余姚市教育局") },
      },
    ]);
  });

  it("take nothing from the name of the file and the page for the second", async () => {
    const page = `${BEGIN}${disclosure(1)}<h1>${of("余姚市教育局", 2023)}</h1>${BEGIN}${disclosure(7)}`;
    const { reports } = await read(page, of("余姚市财政局"), `${of("余姚市财政局")}.html`);
    expect(reports).toEqual(["余姚市财政局 2024: rules-issued 1", "余姚市教育局 2023: rules-issued 7"]);
  });
});

describe("one report in a file", () => {
  const ONE = ["余姚市财政局 2024: rules-issued 1, licensing-decisions 8"];

  it.each([
    ["its own title again", `<p>${of("余姚市财政局")}</p>`],
    ["its title without the place", `<p>${of("财政局")}</p>`],
    ["its title without the agency", "<p>2024年政府信息公开工作年度报告</p>"],
    ["its title broken, again", "<p>余姚市财政局</p><p>2024年政府信息公开工作年度报告</p>"],
    ["prose on another's report", `<p>根据${of("余姚市教育局")}，我局改进了工作。</p>`],
    ["another kind of title", "<p>余姚市教育局工作总结</p>"],
  ])("goes on behind %s", async (_, between) => {
    expect(await read(`${BEGIN}${disclosure(1)}${between}${licences(8)}`)).toEqual({
      reports: ONE,
      told: [],
    });
  });

  it("has links to others before and behind its tables", async () => {
    const links = `<p>${of("余姚市教育局")}</p><p>${of("余姚市财政局", 2023)}</p>`;
    const { reports, told } = await read(`${BEGIN}${disclosure(1)}${licences(8)}${links}`);
    expect([reports, told]).toEqual([ONE, []]);
    const before = await read(
      `<table><tr><td>首页</td></tr></table>${links}${BEGIN}${disclosure(1)}${licences(8)}`,
    );
    expect(before.told).toEqual([]);
  });
});
