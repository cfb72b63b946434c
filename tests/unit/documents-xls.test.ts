import { describe, expect, it } from "vitest";
import { readXlsBytes } from "../../lib/documents/read-xls.ts";
import { bytesOf16, bytesOf32 } from "../fixtures/compound-writer.ts";
import { sketchBlocks } from "../fixtures/table-sketch.ts";
import {
  float,
  font,
  format,
  head,
  label,
  merge,
  narrowText,
  number,
  shared,
  style,
  wideText,
  writeXls,
  type XlsRecord,
  type XlsSource,
} from "../fixtures/xls-writer.ts";

function read(source: XlsSource) {
  const { value, findings } = readXlsBytes(writeXls(source));
  return {
    blocks: sketchBlocks(value?.blocks ?? []),
    codes: findings.map(({ code }) => code),
    value,
    findings,
  };
}

/** The text of cell B1, between labels and above another row. */
function readCell(cell: readonly XlsRecord[], globals: readonly XlsRecord[] = [style(0)]) {
  const records = [label(0, 0, "甲"), ...cell, label(0, 2, "丁"), label(1, 0, "乙"), label(1, 1, "丙")];
  const { value, codes } = read({ globals, sheets: [{ records }] });
  const table = value?.blocks.find((block) => block.kind === "table");
  const text = table?.kind === "table" ? (table.rows[0]?.[1]?.text ?? "") : "";
  return { text, codes };
}

const rk = (value: number): number[] => bytesOf32(value);
const formula = (result: readonly number[], flags = 0): XlsRecord => [
  0x06,
  [...head(0, 1), ...result, ...bytesOf16(flags), 0, 0, 0, 0, ...bytesOf16(0)],
];
const special = (kind: number, result = 0): number[] => [kind, 0, result, 0, 0, 0, 0xff, 0xff];

describe("cells of a workbook", () => {
  it.each<[string, XlsRecord[], string]>([
    ["a number", [number(0, 1, 18.871)], "18.871"],
    ["a sum of decimals", [number(0, 1, 0.1 + 0.2)], "0.3"],
    ["a short integer", [[0x27e, [...head(0, 1), ...rk((1036 << 2) | 2)]]], "1036"],
    ["a short negative", [[0x27e, [...head(0, 1), ...rk((-5 << 2) | 2)]]], "-5"],
    ["hundredths", [[0x27e, [...head(0, 1), ...rk((1234 << 2) | 3)]]], "12.34"],
    ["a short double", [[0x27e, [...head(0, 1), ...rk(0x3ff80000)]]], "1.5"],
    [
      "one of several short numbers",
      [[0xbd, [...bytesOf16(0, 1), 0, 0, ...rk((7 << 2) | 2), ...bytesOf16(1)]]],
      "7",
    ],
    ["truth", [[0x205, [...head(0, 1), 1, 0]]], "TRUE"],
    ["an error", [[0x205, [...head(0, 1), 7, 1]]], "#DIV/0!"],
    ["a formula's number", [formula(float(42))], "42"],
    ["a formula's text", [formula(special(0)), [0x207, wideText("无")]], "无"],
    [
      "a formula's text behind its shared formula",
      [formula(special(0)), [0x4bc, [0, 0]], [0x207, wideText("无")]],
      "无",
    ],
    ["a formula's error", [formula(special(2, 42))], "#N/A"],
    ["a formula's truth", [formula(special(1, 0))], "FALSE"],
    ["a formula's empty text", [formula(special(3))], ""],
    ["text", [label(0, 1, "3 件")], "3 件"],
    ["nothing", [[0x201, head(0, 1)]], ""],
  ])("%s", (_, cell, expected) => {
    expect(readCell(cell)).toEqual({ text: expected, codes: [] });
  });

  it.each<[string, XlsRecord[], string]>([
    ["a formula that was never calculated", [formula(float(0), 2)], "sheet-formulas-uncalculated"],
    ["a formula whose text is lost", [formula(special(0))], "sheet-texts-lost"],
    ["a text that is not there", [shared(0, 1, 7)], "sheet-texts-lost"],
    ["a format that is not there", [number(0, 1, 5, 9)], "sheet-texts-lost"],
    ["two figures in one cell", [number(0, 1, 5), number(0, 1, 6)], "sheet-texts-lost"],
  ])("%s is neither blank nor a figure", (_, cell, code) => {
    expect(readCell(cell)).toEqual({ text: "\ufffd", codes: [code] });
  });

  it.each<[string, XlsRecord[], XlsRecord[], string]>([
    ["percent", [style(0), style(9)], [number(0, 1, 0.5, 1)], "50%"],
    ["decimals", [style(0), style(164), format(164, "0.0000")], [number(0, 1, 18.871, 1)], "18.8710"],
    ["thousands", [style(0), style(3)], [number(0, 1, 1234567, 1)], "1,234,567"],
    ["dates", [style(0), style(14)], [number(0, 1, 45292, 1)], "2024-01-01"],
    ["dates of 1904", [[0x22, [1, 0]], style(0), style(14)], [number(0, 1, 43830, 1)], "2024-01-01"],
    [
      "a format of the file before the known one",
      [style(0), style(9), format(9, "0")],
      [number(0, 1, 5, 1)],
      "5",
    ],
  ])("%s", (_, globals, cell, expected) => {
    expect(readCell(cell, globals).text).toBe(expected);
  });

  it("leaves out what is struck", () => {
    expect(readCell([number(0, 1, 5, 1)], [font(false), font(true), style(0), style(0, 1)]).text).toBe("");
  });

  it("does not show zeros where the sheet is set so", () => {
    expect(readCell([number(0, 1, 0), [0x23e, bytesOf16(0x00a6)]]).text).toBe("");
    expect(readCell([number(0, 1, 0), [0x23e, bytesOf16(0x00b6)]]).text).toBe("0");
  });

  it("says where digits are not shown", () => {
    expect(readCell([number(0, 1, 18.871, 1)], [style(0), style(1)])).toEqual({
      text: "19",
      codes: ["sheet-cells-rounded"],
    });
  });
});

describe("shared texts", () => {
  const textsOf = (...segments: readonly number[][]): XlsRecord[] =>
    segments.map((segment, n): XlsRecord => [n === 0 ? 0xfc : 0x3c, segment]);
  const count = (texts: number): number[] => bytesOf32(texts, texts);

  it.each<[string, XlsRecord[], number, string]>([
    ["of one and two bytes", textsOf([...count(2), ...narrowText("ab"), ...wideText("本年")]), 1, "本年"],
    ["parted between two texts", textsOf([...count(2), ...narrowText("ab")], wideText("本年")), 1, "本年"],
    [
      "parted within a text that goes on narrower",
      textsOf(
        [...count(2), ...bytesOf16(4), 1, ...bytesOf16(0x672c, 0x5e74)],
        [0, 0x61, 0x62, ...wideText("z")],
      ),
      0,
      "本年ab",
    ],
    [
      "parted within a text that goes on wider",
      textsOf([...count(1), ...bytesOf16(3), 0, 0x61], [1, ...bytesOf16(0x672c, 0x5e74)]),
      0,
      "a本年",
    ],
    [
      "with phonetic text behind",
      textsOf([
        ...count(2),
        ...bytesOf16(1),
        5,
        ...bytesOf32(3),
        ...bytesOf16(0x672c),
        9,
        9,
        9,
        ...wideText("年"),
      ]),
      1,
      "年",
    ],
    [
      "with runs: raised and struck",
      [
        font(false),
        font(false, 1),
        font(true),
        ...textsOf([
          ...count(1),
          ...bytesOf16(3),
          8,
          ...bytesOf16(2),
          0x33,
          0x31,
          0x39,
          ...bytesOf16(1, 1),
          ...bytesOf16(2, 2),
        ]),
      ],
      0,
      "3¹",
    ],
  ])("%s", (_, globals, index, expected) => {
    expect(readCell([shared(0, 1, index)], [style(0), ...globals]).text).toBe(expected);
  });
});

describe("shared texts of which one cannot be told from the next", () => {
  it.each<[string, number[]]>([
    ["four thousand million of them", [...bytesOf32(-1, -1), ...narrowText("ab")]],
    ["bytes left over", [...bytesOf32(1, 1), ...narrowText("ab"), ...narrowText("c")]],
    ["a text longer than what is left", [...bytesOf32(1, 1), ...bytesOf16(9), 0, 0x61]],
  ])("%s", (_, body) => {
    const { text, codes } = readCell([shared(0, 1, 0)], [style(0), [0xfc, body]]);
    expect([text, codes]).toEqual(["\ufffd", ["sheet-texts-lost"]]);
  });
});

describe("sheets", () => {
  it("lays merged cells", () => {
    const records = [
      label(0, 0, "申请人情况"),
      label(1, 0, "自然人"),
      label(1, 2, "总计"),
      number(2, 0, 1),
      number(2, 2, 2),
      merge([0, 0, 0, 2], [1, 1, 0, 1], [2, 2, 0, 1]),
    ];
    // A title over the table is a paragraph; the empty column of the merge goes.
    expect(read({ sheets: [{ records }] }).blocks).toEqual([
      "申请人情况",
      "1.1 自然人 | 1.2 总计 | 2.1 1 | 2.2 2",
    ]);
  });

  it("leaves out what is hidden and says so", () => {
    const records = [
      [0x208, [...bytesOf16(1, 0, 3, 255, 0, 0), ...bytesOf16(0x20), 0, 0]] as XlsRecord,
      [0x7d, [...bytesOf16(1, 1, 2000, 0, 1), 0, 0]] as XlsRecord,
      ...[0, 1, 2].flatMap((row) => [label(row, 0, `r${row}`), number(row, 1, 9), number(row, 2, row)]),
    ];
    const { blocks, findings } = read({
      sheets: [{ records }, { name: "底稿", state: 1, records: [label(0, 0, "x")] }],
    });
    expect(blocks).toEqual(["1.1 r0 | 1.2 0 | 2.1 r2 | 2.2 2"]);
    expect(findings).toEqual([
      { code: "sheets-hidden", parameters: { count: 1, names: "底稿" } },
      { code: "sheet-cells-hidden", parameters: { sheet: "Sheet1", count: 5 } },
    ]);
  });

  it("names cells and sheets", () => {
    const records = [label(0, 0, "甲"), number(0, 1, 1), label(1, 0, "乙"), number(1, 1, 2)];
    const { value, blocks } = read({ sheets: [{ name: "表一", records }, { records }] });
    expect(blocks).toEqual([
      "表一",
      "1.1 甲 | 1.2 1 | 2.1 乙 | 2.2 2",
      "Sheet2",
      "1.1 甲 | 1.2 1 | 2.1 乙 | 2.2 2",
    ]);
    const table = value?.blocks[1];
    expect(table?.kind === "table" && table.rows[1]?.[1]?.place.path).toBe("表一!B2");
  });

  it("reads Excel 95 in the code page it names", () => {
    const bytes = [0xbc, 0xd7];
    const records: XlsRecord[] = [
      [0x204, [...head(0, 0), ...bytesOf16(2), ...bytes]],
      number(0, 1, 5),
      [0xd6, [...head(1, 0), ...bytesOf16(2), ...bytes, 0]],
      number(1, 1, 6),
    ];
    const { blocks, value } = read({
      old: true,
      globals: [[0x42, bytesOf16(936)], style(0)],
      sheets: [{ records }],
    });
    expect(blocks).toEqual(["1.1 甲 | 1.2 5 | 2.1 甲 | 2.2 6"]);
    expect(value?.charset).toBe("gb18030");
  });

  it("leaves charts within a sheet alone", () => {
    const chart: XlsRecord[] = [
      [0x809, [...bytesOf16(0x600, 0x20), ...new Array(12).fill(0)]],
      number(0, 1, 99),
      [0x0a, []],
    ];
    const records = [label(0, 0, "甲"), ...chart, number(0, 1, 1), label(1, 0, "乙"), number(1, 1, 2)];
    expect(read({ sheets: [{ records }] }).blocks).toEqual(["1.1 甲 | 1.2 1 | 2.1 乙 | 2.2 2"]);
  });
});

describe("workbooks that are not as they should be", () => {
  const cells = [label(0, 0, "甲"), number(0, 1, 1), label(1, 0, "乙"), number(1, 1, 2)];

  it("refuses what is encrypted", () => {
    const { value, codes } = read({ globals: [[0x2f, [1, 0, 1, 0]]], sheets: [{ records: cells }] });
    expect(value).toBeNull();
    expect(codes).toEqual(["file-encrypted"]);
  });

  it("does not read a sheet that breaks off before its merges", () => {
    const broken: XlsRecord = [0x203, [...head(2, 1), 0, 0]];
    const before = read({ sheets: [{ records: [...cells, broken, merge([0, 0, 0, 1])] }] });
    expect(before.blocks).toEqual([]);
    expect(before.codes).toEqual(["workbook-damaged"]);
    const after = read({ sheets: [{ records: [merge([5, 5, 0, 1]), ...cells, broken] }] });
    expect(after.blocks).toEqual(["1.1 甲 | 1.2 1 | 2.1 乙 | 2.2 2"]);
    expect(after.codes).toEqual(["workbook-damaged"]);
  });

  it("does not read a sheet whose merges overlap, but for one told twice", () => {
    const twice = read({ sheets: [{ records: [...cells, merge([5, 6, 0, 1], [5, 6, 0, 1])] }] });
    expect(twice.codes).toEqual([]);
    const { blocks, codes } = read({ sheets: [{ records: [...cells, merge([0, 1, 0, 0], [1, 2, 0, 1])] }] });
    expect([blocks, codes]).toEqual([[], ["workbook-damaged"]]);
  });

  it("does not believe columns that are told twice", () => {
    const column: XlsRecord = [0x7d, [...bytesOf16(1, 1, 2000, 0, 1), 0, 0]];
    const { blocks, codes } = read({ sheets: [{ records: [column, column, ...cells] }] });
    expect([blocks, codes]).toEqual([[], ["workbook-damaged"]]);
  });

  it("reads a part once that two sheets name", () => {
    const patch = (stream: Uint8Array): void => {
      const entries = [...stream.keys()].filter((at) => stream[at] === 0x85 && stream[at + 1] === 0);
      const [first = 0, second = 0] = entries;
      stream.copyWithin(second + 4, first + 4, first + 8);
    };
    const { blocks } = read({ sheets: [{ records: cells }, { records: cells }], patch });
    expect(blocks).toEqual(["1.1 甲 | 1.2 1 | 2.1 乙 | 2.2 2"]);
  });
});
