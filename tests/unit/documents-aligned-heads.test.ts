import { expect, it } from "vitest";
import type { Page, TextRun } from "../../lib/documents/layout/page.ts";
import { toBlocks } from "../../lib/documents/layout/page-blocks.ts";

/** Pages without a line: texts by where they begin, one run a character, digits half as wide. */

type Printed = readonly [x: number, y: number, text: string];

const pageOf = (number: number, texts: readonly Printed[]): Page => ({
  ...{ number, width: 595, height: 842, segments: [] },
  runs: texts.flatMap(([x, y, text]) => {
    let left = x;
    return [...text].map((sign): TextRun => {
      const width = /\d/.test(sign) ? 5 : 10;
      const run: TextRun = { text: sign, box: [left, y, left + width, y + 10] };
      left += width;
      return run;
    });
  }),
});

const read = (...pages: readonly Page[]): string[][][] =>
  toBlocks(pages, { geometry: "first", method: "layout" }).flatMap((block) =>
    block.kind === "table" ? [block.rows.map((row) => row.map((cell) => cell.text))] : [],
  );

const ROWS: readonly Printed[] = [
  ...([
    [60, 130, "规章"],
    [160, 130, "12"],
    [226, 130, "345"],
    [300, 130, "6"],
  ] as const),
  ...([
    [60, 150, "行政规范性文件"],
    [165, 150, "7"],
    [231, 150, "80"],
    [300, 150, "9"],
  ] as const),
];
const BODY = [
  ["规章", "12", "345", "6"],
  ["行政规范性文件", "7", "80", "9"],
];

it("parts heads that fill their columns to the edges", () => {
  const heads: readonly Printed[] = [
    [140, 110, "本年制发件数"],
    [206, 110, "本年废止件数"],
    [272, 110, "现行有效件数"],
  ];
  expect(read(pageOf(1, [...heads, ...ROWS]))).toEqual([
    [["", "本年制发件数", "本年废止件数", "现行有效件数"], ...BODY],
  ]);
});

it("takes the heads at the foot of a page for the figures at the top of the next", () => {
  const title: Printed = [60, 760, "二、主动公开政府信息情况"];
  const heads: readonly Printed[] = [
    [150, 790, "制发件数"],
    [216, 790, "废止件数"],
    [282, 790, "有效件数"],
  ];
  expect(read(pageOf(1, [title, ...heads]), pageOf(2, ROWS))).toEqual([
    [["", "制发件数", "废止件数", "有效件数"], ...BODY],
  ]);
});

it("takes no prose at the foot of a page for heads", () => {
  const prose: Printed = [60, 790, "全年主动公开政府信息情况良好，各项工作平稳推进，无新增事项"];
  expect(read(pageOf(1, [prose]), pageOf(2, ROWS)).flat()).not.toContainEqual(
    expect.arrayContaining([expect.stringContaining("全年")]),
  );
});

it("reads no halves of numbers that are broken over lines, between which shorter ones stand", () => {
  const heads: readonly Printed[] = [
    [100, 110, "结果维持"],
    [160, 110, "结果纠正"],
    [220, 110, "其他结果"],
    [280, 110, "尚未审结"],
  ];
  const upper: readonly Printed[] = [
    [110, 130, "1234"],
    [230, 130, "5678"],
  ];
  const middle: readonly Printed[] = [
    [175, 137, "7"],
    [295, 137, "8"],
  ];
  const lower: readonly Printed[] = [
    [115, 144, "5"],
    [235, 144, "9"],
  ];
  const texts = read(pageOf(1, [...heads, ...upper, ...middle, ...lower])).flat(2);
  for (const half of ["1234", "5678", "5", "9"]) expect(texts).not.toContain(half);
});
