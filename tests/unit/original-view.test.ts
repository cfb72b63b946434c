import { expect, test } from "vitest";
import { drawDocument } from "../../lib/exports/document-view.ts";
import { drawPage, drawText, type MarkedCell, wrapOriginal } from "../../lib/exports/original-view.ts";

const cell = (place: Partial<MarkedCell>): MarkedCell => ({
  table: 1,
  row: 2,
  column: 3,
  offset: null,
  path: null,
  printed: "",
  ...place,
});

test("a page keeps words and tables and loses all that runs, loads or positions", () => {
  const source = `<html><head><title>t</title><style>td{position:fixed}</style><meta http-equiv="refresh" content="0"></head>
    <body onload="a()"><script>a()</script><iframe src="//x"></iframe><form action="/x"><input></form>
    <a href="javascript:a()" onclick="a()">words</a><img src="http://x/y.png" alt="seal">
    <table style="position:fixed" background="http://x"><tr><td colspan="2" onclick="a()">5 &lt; 6</td></tr></table></body></html>`;
  const { markup } = drawPage(source, []);
  expect(markup).not.toMatch(/script|style|iframe|form|input|href|src|http|onclick|onload|refresh/);
  expect(markup).toContain("words");
  expect(markup).toContain("[seal]");
  expect(markup).toContain('<td colspan="2">5 &lt; 6</td>');
});

test("a page's cell is anchored by its element path, with or without [1]", () => {
  const source = "<div></div><div><table><tr><td>1</td><td>2</td></tr></table></div>";
  const paths = [
    "html/body/div[2]/table[1]/tbody/tr[1]/td[2]",
    "html[1]/body[1]/div[2]/table/tbody[1]/tr/td[2]",
  ];
  for (const path of paths) {
    expect(drawPage(source, [cell({ path })]).markup).toContain(
      '<td>1</td><td id="cell-1-2-3" class="found">2</td>',
    );
  }
});

test("nesting without end is cut, not followed", () => {
  expect(drawPage(`${"<div>".repeat(3000)}x`, []).markup.length).toBeLessThan(20_000);
});

test("text is escaped and marked at its offset, blanks keep their place", () => {
  const source = "a\t<7>\n\t\nb";
  const { markup } = drawText(source, [
    cell({ row: 1, offset: 2, printed: "<7>" }),
    cell({ row: 2, offset: 7, printed: "" }),
  ]);
  expect(markup).toBe(
    '<pre>a\t<mark id="cell-1-1-3" class="found">&lt;7&gt;</mark>\n\t<mark id="cell-1-2-3" class="found"></mark>\nb</pre>',
  );
});

test("the frame's page escapes its title", () => {
  expect(wrapOriginal("<b>", { markup: "" })).toContain("<title>&lt;b&gt;</title>");
});

test("a document is shown as it was read, page by page, every cell anchored and the found ones marked", () => {
  const place = (row: number, column: number) => ({ row, column, rowSpan: 1, columnSpan: 1, place: {} });
  const rows = [
    [{ ...place(1, 1), columnSpan: 2, text: "规章\n（县级无此项）" }],
    [
      { ...place(2, 1), text: "<0>" },
      { ...place(2, 2), text: " 7 " },
    ],
  ];
  const table = {
    kind: "table",
    index: 3,
    method: "layout",
    ragged: false,
    rows,
    place: { page: 2 },
  } as const;
  const blocks = [{ kind: "paragraph", text: "一 & 二", place: { page: 1 } } as const, table];
  const { markup } = drawDocument({ blocks }, [{ table: 3, row: 2, column: 2 }], { page: "Page {page}" });
  expect(markup).toBe(
    '<p class="page" id="page-1">Page 1</p><p>一 &amp; 二</p><p class="page" id="page-2">Page 2</p>' +
      '<table><tbody><tr><td id="cell-3-1-1" colspan="2">规章<br>（县级无此项）</td></tr>' +
      '<tr><td id="cell-3-2-1">&lt;0&gt;</td><td id="cell-3-2-2" class="found">7</td></tr></tbody></table>',
  );
});
