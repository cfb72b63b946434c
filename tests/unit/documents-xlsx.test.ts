import { describe, expect, it } from "vitest";
import { readDocument } from "../../lib/documents/read-document.ts";
import { buildXlsx, columnName, type XlsxOptions, type XlsxSheet } from "../fixtures/build-xlsx.ts";

async function read(sheets: readonly XlsxSheet[], options: XlsxOptions = {}) {
  const { value, findings } = await readDocument(buildXlsx(sheets, options));
  const blocks = value?.blocks ?? [];
  return {
    value,
    codes: findings.map(({ code }) => code),
    findings,
    paragraphs: blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : [])),
    tables: blocks.flatMap((block) =>
      block.kind === "table" ? [block.rows.map((row) => row.map(({ text }) => text))] : [],
    ),
    cells: blocks.flatMap((block) => (block.kind === "table" ? block.rows.flat() : [])),
  };
}

const ROWS = [
  ["规章", "件数"],
  ["甲", 3],
  ["乙", 4],
] as const;
const TABLE = [
  ["规章", "件数"],
  ["甲", "3"],
  ["乙", "4"],
];

describe("a workbook", () => {
  it.each<[string, XlsxOptions]>([
    ["with shared texts", {}],
    ["with texts in its cells", { texts: "inline" }],
    ["with prefixes", { prefix: "x:", texts: "inline" }],
    ["in the strict form", { strict: true }],
    ["without references", { references: false }],
    ["without relations", { parts: { "xl/_rels/workbook.xml.rels": null, "_rels/.rels": null } }],
    ["without styles", { parts: { "xl/styles.xml": null } }],
    ["with a content-free calculation chain", { parts: { "xl/calcChain.xml": "<calcChain/>" } }],
  ])("is read %s", async (_, options) => {
    const { tables, codes } = await read([{ name: "表", rows: ROWS }], options);
    expect(tables).toEqual([TABLE]);
    expect(codes).toEqual([]);
  });

  it("says where every cell stands", async () => {
    const { cells } = await read([{ name: "My sheet", rows: [[null], [null, "a", "b"], [null, 1, 2]] }]);
    expect(cells.map(({ row, column, place }) => [row, column, place.path])).toEqual([
      [1, 1, "'My sheet'!B2"],
      [1, 2, "'My sheet'!C2"],
      [2, 1, "'My sheet'!B3"],
      [2, 2, "'My sheet'!C3"],
    ]);
  });

  it("joins runs without what is struck and guides of reading, digits off the line kept off it", async () => {
    const rich =
      '<si><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r></si>' +
      "<si><r><rPr><strike/></rPr><t>8</t></r><r><rPr><strike val='0'/></rPr><t>9</t></r></si>" +
      "<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh></si><si><t>a_x000D_b</t></si>";
    const cell = (at: string, text: number) => ({ xml: `<c r="${at}" t="s"><v>${text}</v></c>` });
    const { tables } = await read(
      [
        {
          name: "s",
          rows: [
            [cell("A1", 0), cell("B1", 1)],
            [cell("A2", 2), cell("B2", 3)],
          ],
        },
      ],
      { parts: { "xl/sharedStrings.xml": `<sst>${rich}</sst>` } },
    );
    expect(tables).toEqual([
      [
        ["12¹₂", "9"],
        ["東京", "a\rb"],
      ],
    ]);
  });

  it("shows what a person sees", async () => {
    const cells = [
      '<c r="A1" t="b"><v>1</v></c>',
      '<c r="B1" t="e"><v>#DIV/0!</v></c>',
      '<c r="C1" t="str"><f>A1</f><v>文</v></c>',
      '<c r="D1"><f>SUM(A1:A2)</f></c>',
      '<c r="E1"><v>1e21</v></c>',
      '<c r="F1" t="d"><v>2024-01-01</v></c>',
      '<c r="G1" t="s"><v>99</v></c>',
    ];
    const formatted = [
      { value: 0.285, format: "0.0%" },
      { value: 1234.567, format: "#,##0.00" },
      { value: 45292, format: "yyyy/m/d" },
    ];
    const { tables, codes } = await read([{ name: "s", rows: [cells.map((xml) => ({ xml })), formatted] }]);
    expect(tables[0]?.[0]).toEqual(["TRUE", "#DIV/0!", "文", "=SUM(A1:A2)", "1e+21", "2024-01-01", "\uFFFD"]);
    expect(tables[0]?.[1]?.slice(0, 3)).toEqual(["28.5%", "1,234.57", "2024-01-01"]);
    expect(codes.sort()).toEqual(["sheet-cells-rounded", "sheet-formulas-uncalculated", "sheet-texts-lost"]);
  });

  it("does not show a number whose style is lost", async () => {
    const rows = [["费用", { value: 0.5, format: "0.0%" }]];
    const { tables, codes } = await read([{ name: "s", rows }], { parts: { "xl/styles.xml": null } });
    expect(tables).toEqual([[["费用", "\uFFFD"]]]);
    expect(codes).toEqual(["sheet-texts-lost"]);
  });

  it("leaves out what is hidden and says so", async () => {
    const { tables, paragraphs, findings } = await read([
      {
        name: "一",
        rows: [
          ["a", "b", "c"],
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 9],
        ],
        hiddenRows: [3],
        before: '<cols><col min="2" max="2" hidden="1"/></cols>',
      },
      { name: "二", rows: [["x", "y"]], hidden: true },
    ]);
    expect(tables).toEqual([
      [
        ["a", "c"],
        ["1", "3"],
        ["7", "9"],
      ],
    ]);
    expect(paragraphs).toEqual([]);
    expect(findings).toContainEqual({ code: "sheets-hidden", parameters: { count: 1, names: "二" } });
    expect(findings).toContainEqual({ code: "sheet-cells-hidden", parameters: { sheet: "一", count: 6 } });
  });

  it("names its sheets where there are several, and its title", async () => {
    const { paragraphs, value } = await read(
      [
        { name: "表一", rows: ROWS },
        { name: "表二", rows: ROWS },
      ],
      { title: "某局年度报告" },
    );
    expect(paragraphs).toEqual(["表一", "表二"]);
    expect(value?.metadata).toEqual([{ name: "title", content: "某局年度报告" }]);
  });

  it("keeps merges, and drops the rows and columns they leave over", async () => {
    const { cells, paragraphs } = await read([
      {
        name: "s",
        rows: [
          ["标题", null, null, null],
          ["组", null, "总计", null],
          ["甲", null, 5, null],
          [null, null, null, null],
        ],
        merges: ["A1:D1", "A2:B2", "C2:D2", "A3:B4", "C3:D4"],
      },
    ]);
    expect(paragraphs).toEqual(["标题"]);
    expect(
      cells.map(({ row, column, rowSpan, columnSpan, text }) => [row, column, rowSpan, columnSpan, text]),
    ).toEqual([
      [1, 1, 1, 1, "组"],
      [1, 2, 1, 1, "总计"],
      [2, 1, 1, 1, "甲"],
      [2, 2, 1, 1, "5"],
    ]);
  });
});

const rowsOf = (height: number, width: number, value: (y: number, x: number) => number | string | null) =>
  Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => value(y, x)));
const oneSheet = (xml: string): XlsxOptions => ({ parts: { "xl/worksheets/sheet1.xml": xml } });

describe("a workbook made to hurt", () => {
  it.each<[string, XlsxSheet, XlsxOptions, string[]]>([
    [
      "with an entity bomb",
      { name: "s", rows: [] },
      oneSheet(
        '<!DOCTYPE x [<!ENTITY a "99"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>',
      ),
      ["workbook-damaged"],
    ],
    ["nested without end", { name: "s", rows: [] }, oneSheet("<a>".repeat(200_000)), ["workbook-damaged"]],
    [
      "that unpacks to 70 MB",
      { name: "s", rows: [] },
      oneSheet(`<worksheet>${" ".repeat(70 * 1024 * 1024)}`),
      ["workbook-part-too-large"],
    ],
    [
      "that claims four billion rows",
      { name: "s", rows: [["a", { xml: '<c r="XFD4294967295"><v>1</v></c>' }]] as const },
      {},
      ["table-too-large"],
    ],
    [
      "merged over everything",
      { name: "s", rows: rowsOf(300, 40, (y, x) => y * x), merges: ["A1:XFD1048576"] },
      {},
      [],
    ],
    [
      "merged over and over",
      {
        name: "s",
        rows: rowsOf(300, 40, (y, x) => y * x),
        merges: rowsOf(300, 40, (y, x) => `${columnName(x + 1)}${y + 1}:AN300`)
          .flat()
          .map(String),
      },
      {},
      [],
    ],
    [
      "with merges that are none",
      { name: "s", rows: ROWS, merges: ["A1", "", "A0:B0", "C3:A1:B2", "ZZZZ1:A2"] },
      {},
      [],
    ],
    [
      "with a million cells",
      { name: "s", rows: rowsOf(10_000, 100, (y, x) => y + x + 1) },
      {},
      ["table-too-large"],
    ],
  ])("%s costs seconds at most", async (_, sheet, options, codes) => {
    const bytes = buildXlsx([sheet], options);
    const start = performance.now();
    const { findings } = await readDocument(bytes);
    expect(findings.map(({ code }) => code)).toEqual(codes);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it("is read as far as its rows go, cut at any byte", async () => {
    const bytes = buildXlsx([{ name: "s", rows: rowsOf(40, 5, (y, x) => y * 7 + x) }]);
    const printed = new Set(
      rowsOf(40, 5, (y, x) => y * 7 + x)
        .flat()
        .map(String),
    );
    for (let end = 4; end < bytes.length; end += 7) {
      const { value } = await readDocument(bytes.subarray(0, end));
      const cells = (value?.blocks ?? []).flatMap((block) =>
        block.kind === "table" ? block.rows.flat() : [],
      );
      expect(cells.filter(({ text }) => !printed.has(text))).toEqual([]);
    }
  });
});
