import { expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { listSections } from "../../lib/recognition/sections.ts";

const catalog = getCatalog();
const ALL = catalog.sections.list.map(({ id }) => id);

async function sectionsOf(text: string): Promise<string[]> {
  const { value } = await readDocument(new TextEncoder().encode(text));
  if (value === null) throw new Error("not read");
  return listSections(value, catalog);
}

it.each([
  [
    "the form",
    [
      "一、总体情况",
      "二、主动公开政府信息情况",
      "三、收到和处理政府信息公开申请情况",
      "四、政府信息公开行政复议、行政诉讼情况",
      "五、存在的主要问题及改进情况",
      "六、其他需要报告的事项",
    ],
  ],
  [
    "usual other words",
    [
      "（一）概述",
      "第二部分 主动公开政府信息的情况",
      "3.依申请公开政府信息情况",
      "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
      "五、政府信息公开工作存在的主要问题及改进情况",
      "六、需要报告的其他事项",
    ],
  ],
])("finds the sections by the words of %s", async (_, headings) => {
  expect(
    await sectionsOf(`<html>${headings.map((one) => `<p>${one}</p><p>略。</p>`).join("")}</html>`),
  ).toEqual(ALL);
});

it("finds headings that stand in cells, and misses what is not there", async () => {
  const rows = ["一、总体情况", "二、主动公开政府信息情况"].map((one) => `<tr><td>${one}</td><td></td></tr>`);
  expect(await sectionsOf(`<html><table>${rows.join("")}</table></html>`)).toEqual(ALL.slice(0, 2));
  expect(await sectionsOf("<html><p>总体情况良好，各项工作有序推进。</p></html>")).toEqual([]);
});
