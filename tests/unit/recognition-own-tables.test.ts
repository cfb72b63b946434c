import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

const catalog = getCatalog();
const HEAD = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>";
const GROUP = "<tr><td colspan=4>第二十条第（一）项</td></tr>";
const body = (first: number): string =>
  `<tr><td>规章</td><td>${first}</td><td>2</td><td>3</td></tr><tr><td>行政规范性文件</td><td>4</td><td>5</td><td>6</td></tr>`;
const table = (first: number, above = ""): string => `<table>${above}${GROUP}${HEAD}${body(first)}</table>`;

/** What of a report of 2024 is read as issued rules, and the words of findings on tables of other years. */
async function read(page: string, title = "某某市水利局2024年政府信息公开工作年度报告") {
  const html = `<html><title>${title}</title><body><h1>${title}</h1>${page}</body></html>`;
  const { value, findings } = await readReports(
    { fileName: "x.html", bytes: new TextEncoder().encode(html) },
    catalog,
  );
  const facts = value
    .flatMap(({ report }) => report.facts)
    .filter((fact) => fact.indicator === "rules-issued");
  const told = [...findings, ...value.flatMap((reading) => reading.findings)];
  return {
    issued: facts.map((fact) => (fact.value.status === "reported" ? fact.value.amount : fact.value.status)),
    words: told
      .filter(({ code }) => code === "table-of-other-year")
      .map(({ parameters }) => parameters.words),
  };
}

describe("a table in a report of 2024", () => {
  it.each([
    ["2023年主动公开政府信息情况", "2023年主动公开政府信息情况"],
    ["（一）2023年度主动公开情况", "(一)2023年度主动公开情况"],
    ["二〇二三年主动公开情况", "2023年主动公开情况"],
    ["上年数据如下：", "上年数据如下:"],
    ["附表：去年同期数据", "附表:去年同期数据"],
    ["上年度主动公开情况统计表", "上年度主动公开情况统计表"],
    ["2023年主动公开情况</p><p>单位：件", "2023年主动公开情况"],
    ["2025年主动公开情况", "2025年主动公开情况"],
  ])("under “%s” is not read, and is said to be of another year", async (caption, words) => {
    expect(await read(`<p>${caption}</p>${table(1)}`)).toEqual({ issued: [], words: [words] });
    const both = `<p>2024年主动公开情况</p>${table(7)}<p>${caption}</p>${table(1)}`;
    expect(await read(both)).toEqual({ issued: [7], words: [words] });
  });

  it.each([
    "二、主动公开政府信息情况",
    "2024年主动公开情况",
    "2023年我局制发规章1件，2024年制发规章1件。",
    "与2023年相比，本年制发件数增加，具体如下：",
    "上年结转情况",
    "2023",
    "2023件",
    "2023.1795万元",
    "２０２３",
    "2023年和2024年主动公开情况",
    "发布日期：2025-01-20",
    "2025年1月20日",
    "国办公开办函〔2021〕30号",
    "依据《政府信息公开条例》（2019年修订）统计",
    "截至2023年底主动公开情况",
    "2023年主动公开情况有所好转。</p><p>二、主动公开政府信息情况",
    "2023年情况说明</p><p>二、主动公开政府信息情况",
    "上年度结转申请办理情况说明如下，详见附件。",
  ])("under “%s” is read", async (caption) => {
    expect(await read(`<p>${caption}</p>${table(1)}`)).toEqual({ issued: [1], words: [] });
  });

  it("that says itself to be of another year is not read", async () => {
    const inside = "<tr><td colspan=4>2023年主动公开政府信息情况</td></tr>";
    expect(await read(table(1, inside))).toEqual({ issued: [], words: ["2023年主动公开政府信息情况"] });
    const beside = "<tr><td>年度</td><td>2023</td><td></td><td></td></tr>";
    expect(await read(table(1, beside))).toEqual({ issued: [], words: ["年度 2023"] });
  });

  it("is read by the lines of its year where it has a column of years", async () => {
    const head = HEAD.replace("<tr>", "<tr><td>年度</td>");
    const rows = (year: number, first: number) => body(first).replaceAll("<tr>", `<tr><td>${year}年</td>`);
    const of = (years: string) =>
      `<table><tr><td colspan=5>第二十条第（一）项</td></tr>${head}${years}</table>`;
    expect(await read(of(rows(2023, 1)))).toEqual({ issued: [], words: ["年度 2023年"] });
    expect((await read(of(rows(2023, 1) + rows(2024, 7)))).words).toEqual(["年度 2023年"]);
    expect((await read(of(rows(2023, 1) + rows(2024, 7)))).issued).not.toContain(1);
    expect((await read(of(rows(2024, 7)))).words).toEqual([]);
  });

  it("is not held against a year that is open", async () => {
    const page = `<p>2023年主动公开情况</p>${table(1)}`;
    expect(await read(page, "某某市水利局政府信息公开工作年度报告")).toEqual({ issued: [1], words: [] });
  });
});
