import { describe, expect, it } from "vitest";
import { findLineGap } from "../../lib/documents/layout/centred-blocks.ts";
import type { Page, TextRun } from "../../lib/documents/layout/page.ts";
import { toBlocks } from "../../lib/documents/layout/page-blocks.ts";

/** Pages without a line: texts by the middle of their cells, one run a character, digits half as wide. */

type Printed = readonly [middle: number, y: number, text: string];

const widthOf = (sign: string): number => (/[\d ]/.test(sign) ? 5 : 10);

const pageOf = (number: number, texts: readonly Printed[]): Page => ({
  ...{ number, width: 595, height: 842, segments: [] },
  runs: texts.flatMap(([middle, y, text]) => {
    let left = middle - [...text].reduce((sum, sign) => sum + widthOf(sign), 0) / 2;
    return [...text].map((sign): TextRun => {
      const run: TextRun = { text: sign, box: [left, y, left + widthOf(sign), y + 10] };
      left += widthOf(sign);
      return run;
    });
  }),
});

const read = (...pages: readonly Page[]) =>
  toBlocks(pages, { geometry: "first", method: "layout" }).flatMap((block) =>
    block.kind === "table" ? [block.rows] : [],
  );
const textsOf = (...pages: readonly Page[]): string[][][] =>
  read(...pages).map((rows) => rows.map((row) => row.map((cell) => cell.text)));

/** Two groups of two columns whose own heads are alike; columns of 60 points from x = 150. */
const GROUPED: readonly Printed[] = [
  [210, 100, "行政复议"],
  [330, 100, "行政诉讼"],
  [180, 120, "维持"],
  [240, 120, "纠正"],
  [300, 120, "维持"],
  [360, 120, "纠正"],
];
const row = (y: number, label: string, ...texts: readonly string[]): Printed[] => [
  [80, y, label],
  ...texts.flatMap((text, at): Printed[] => (text === "" ? [] : [[180 + at * 60, y, text]])),
];

describe("tables whose texts stand in the middle of their cells", () => {
  it("have heads over several columns as far as their middle says", () => {
    const [rows] = read(pageOf(1, [...GROUPED, ...row(140, "本级", "1", "22", "3", "444")]));
    expect(rows?.map((cells) => cells.map(({ text, columnSpan }) => [text, columnSpan]))).toEqual([
      [
        ["", 1],
        ["行政复议", 2],
        ["行政诉讼", 2],
      ],
      [
        ["维持", 1],
        ["纠正", 1],
        ["维持", 1],
        ["纠正", 1],
      ],
      [
        ["本级", 1],
        ["1", 1],
        ["22", 1],
        ["3", 1],
        ["444", 1],
      ],
    ]);
  });

  it("have blanks where nothing stands, in columns and in rows", () => {
    const rows = [
      ...row(140, "本级", "", "22", "", "444"),
      ...row(160, "下级", "", "", "", ""),
      ...row(180, "全部", "", "7", "", "8"),
    ];
    expect(textsOf(pageOf(1, [...GROUPED, ...rows]))[0]?.slice(2)).toEqual([
      ["本级", "", "22", "", "444"],
      ["下级", "", "", "", ""],
      ["全部", "", "7", "", "8"],
    ]);
  });

  it("have figures with their unit on a line of its own", () => {
    const rows: readonly Printed[] = [
      ...row(146, "本级", "1", "22", "", "4"),
      [300, 140, "3811"],
      [300, 152, "件"],
      ...row(180, "下级", "5", "6", "7", "8"),
    ];
    expect(textsOf(pageOf(1, [...GROUPED, ...rows]))[0]?.slice(2)).toEqual([
      ["本级", "1", "22", "3811\n件", "4"],
      ["下级", "5", "6", "7", "8"],
    ]);
  });

  it("have their heads above a first row as high as its label", () => {
    const label = ["逾期未按", "收费通知", "要求缴纳", "费用行政", "机关不再", "处理申请", "公开信息"];
    const rows: readonly Printed[] = [
      ...label.map((text, at): Printed => [80, 144 + at * 13, text]),
      ...row(183, "", "1", "22", "3", "4").slice(1),
      ...row(250, "下级", "5", "6", "7", "8"),
    ];
    expect(textsOf(pageOf(1, [...GROUPED, ...rows]))[0]?.slice(2)).toEqual([
      [label.join("\n"), "1", "22", "3", "4"],
      ["下级", "5", "6", "7", "8"],
    ]);
  });

  it("go on over the end of the page", () => {
    const upper = pageOf(1, [...GROUPED, ...row(140, "本级", "1", "2", "3", "4")]);
    const lower = pageOf(2, row(60, "下级", "5", "6", "7", "8"));
    expect(textsOf(upper, lower)).toHaveLength(1);
    expect(textsOf(upper, lower)[0]?.at(-1)).toEqual(["下级", "5", "6", "7", "8"]);
  });

  it("give no figure of a number broken over two lines", () => {
    const broken: readonly Printed[] = [
      ...row(146, "本级", "1", "22", "", "4"),
      [300, 140, "3811"],
      [300, 152, "57"],
      ...row(180, "下级", "5", "6", "7", "8"),
    ];
    const texts = textsOf(pageOf(1, [...GROUPED, ...broken])).flat(2);
    expect(texts).not.toContain("3811");
    expect(texts).not.toContain("57");
    expect(texts).not.toContain("3811\n57");
  });

  it("are none where a figure stands between two columns", () => {
    const off: readonly Printed[] = [...row(140, "本级", "1", "22", "", "4"), [270, 140, "9"]];
    const rows = textsOf(pageOf(1, [...GROUPED, ...off]))[0] ?? [];
    expect(rows.flat()).not.toContain("9");
  });

  it("lose no figure to the page number, and no page number to a figure", () => {
    const upper = pageOf(1, [...GROUPED, ...row(140, "本级", "1", "2", "3", "4"), [297, 800, "1"]]);
    const lower = pageOf(2, [
      [300, 54, "145"],
      [300, 66, "件"],
      ...row(60, "下级", "5", "6", "", "8"),
      [297, 800, "2"],
    ]);
    const rows = textsOf(upper, lower)[0] ?? [];
    expect(rows.at(-1)).toEqual(["下级", "5", "6", "145\n件", "8"]);
    expect(rows).toHaveLength(4);
  });
});

describe("the gap between lines of one cell", () => {
  it("is told where rows stand clearly further apart", () => {
    expect(findLineGap([0.35, 0.35, 0.36, 1.05, 1.1])).toBeCloseTo(0.705);
  });

  it("is told where nothing stands close", () => {
    expect(findLineGap([1, 1, 1.4])).toBe(0.8);
  });

  it("is not told where rows stand as close as lines", () => {
    expect(findLineGap([0.3, 0.35, 0.4, 0.5])).toBeUndefined();
  });
});
