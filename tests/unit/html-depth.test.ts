import { expect, test } from "vitest";
import { readPage } from "../../lib/documents/markup/html-page.ts";

const TABLE = "<table><tr><td>规章</td><td>5</td></tr></table>";
const nest = (open: string, close: string, depth: number, within: string): string =>
  `<html><body>${open.repeat(depth)}${within}${close.repeat(depth)}</body></html>`;
const codesOf = (page: string): string[] => readPage(page, "utf-8").findings.map(({ code }) => code);

test.each([
  ["boxes", nest("<div>", "</div>", 200_000, TABLE)],
  ["boxes that nothing closes", nest("<div>", "", 200_000, TABLE)],
  ["tables in tables", nest("<table><tr><td>", "</td></tr></table>", 20_000, TABLE)],
])("a page that nests %s without end says that its depth was not read", (_, page) => {
  expect(codesOf(page)).toEqual(["page-too-deep"]);
});

test("a page nested as people write is read whole", () => {
  const page = nest("<div>", "</div>", 300, TABLE);
  expect(codesOf(page)).toEqual([]);
  expect(readPage(page, "utf-8").value?.blocks).toHaveLength(1);
});

test("deep boxes without text hide nothing", () => {
  expect(codesOf(`<p>一、总体情况</p>${TABLE}${nest("<div>", "</div>", 2000, "")}`)).toEqual([]);
});
