import { expect, test } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

const catalog = getCatalog();
const NEW = "本年新收政府信息公开申请数量";

const tableOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join("")}</tr>`).join("")}</table>`;

async function codesOf(text: string, fileName = "report.html"): Promise<readonly string[]> {
  const bytes = new TextEncoder().encode(text);
  const { value, findings } = await readReports({ fileName, bytes }, catalog);
  expect(value.flatMap(({ report }) => report.facts)).toEqual([]);
  return findings.map(({ code }) => code);
}

test.each([
  [
    "columns-of-years",
    tableOf([
      ["项目", "上年", "本年", "增减"],
      [NEW, 1, 2, 1],
      ["予以公开", 1, 1, 0],
      ["行政许可", 7, 9, 2],
    ]),
  ],
  [
    "tables-side-by-side",
    tableOf([
      ["单位", NEW, "予以公开", "单位", NEW, "予以公开"],
      ["余姚市财政局", 5, 3, "余姚市教育局", 6, 4],
      ["余姚市公安局", 7, 3, "余姚市民政局", 8, 4],
    ]),
  ],
  [
    "labels-without-figures",
    tableOf([
      [NEW, "予以公开"],
      ["见附件", "见附件"],
    ]),
  ],
  [
    "no-statutory-table",
    tableOf([
      ["收入", "支出"],
      [1, 2],
    ]),
  ],
])("what stands in the way is named: %s", async (code, table) => {
  expect(await codesOf(table)).toContain(code);
});

test("fields that are more than their heads are named", async () => {
  const lines = [
    `单位,年度,${NEW},上年结转政府信息公开申请数量,予以公开`,
    "余姚市财政局,2024,1,234,5,22",
    "余姚市教育局,2024,7",
  ];
  expect(await codesOf(lines.join("\n"), "report.csv")).toEqual(["fields-uneven"]);
});
