import { describe, expect, it } from "vitest";
import { type Page, type Segment, type TextRun, UNREADABLE } from "../../lib/documents/layout/page.ts";
import { toBlocks } from "../../lib/documents/layout/page-blocks.ts";
import type { Block, Table } from "../../lib/model.ts";

const SIZE = 10;
const run = (text: string, x: number, baseline: number, more: Partial<TextRun> = {}): TextRun => ({
  text,
  box: [
    x,
    baseline - 8,
    x + [...text].length * (/^[\x20-\x7e]*$/.test(text) ? SIZE / 2 : SIZE),
    baseline + 2,
  ],
  ...more,
});

/** A table with rows of 20 points from `top`, columns of 100 from `left`; texts in the middle of their rows. */
function grid(left: number, top: number, texts: readonly (readonly string[])[], width = 100) {
  const columns = texts[0]?.length ?? 0;
  const segments: Segment[] = [
    ...Array.from(
      { length: texts.length + 1 },
      (_, row): Segment => ({
        axis: "horizontal",
        at: top + row * 20,
        from: left,
        to: left + columns * width,
      }),
    ),
    ...Array.from(
      { length: columns + 1 },
      (_, column): Segment => ({
        axis: "vertical",
        at: left + column * width,
        from: top,
        to: top + texts.length * 20,
      }),
    ),
  ];
  const runs = texts.flatMap((row, y) =>
    row.flatMap((text, x) => (text === "" ? [] : [run(text, left + x * width + 5, top + y * 20 + 13)])),
  );
  return { segments, runs };
}

const pageOf = (
  number: number,
  parts: readonly { segments?: Segment[]; runs?: TextRun[] }[],
  more: Partial<Page> = {},
): Page => ({
  number,
  width: 600,
  height: 800,
  segments: parts.flatMap((part) => part.segments ?? []),
  runs: parts.flatMap((part) => part.runs ?? []),
  ...more,
});

const read = (...pages: readonly Page[]) => toBlocks(pages, { geometry: "first", method: "layout" });
const tablesOf = (blocks: readonly Block[]): Table[] => blocks.filter((block) => block.kind === "table");
const textsOf = (blocks: readonly Block[]): string[][][] =>
  tablesOf(blocks).map((table) => table.rows.map((row) => row.map((cell) => cell.text)));
const proseOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));

const TABLE = [
  ["规章", "1", "22"],
  ["行政许可", "333", "0"],
];

describe("pages to blocks", () => {
  it("puts text into the cells that hold it, with page and box", () => {
    const blocks = read(pageOf(3, [grid(50, 100, TABLE)]));
    expect(textsOf(blocks)).toEqual([TABLE]);
    expect(tablesOf(blocks)[0]?.rows[1]?.[1]?.place).toEqual({ page: 3, box: [150, 120, 250, 140] });
  });

  it("orders tables side by side from the left", () => {
    const blocks = read(pageOf(1, [grid(320, 100, TABLE, 60), grid(50, 102, [["甲", "7"]], 60)]));
    expect(textsOf(blocks)).toEqual([[["甲", "7"]], TABLE]);
  });

  it("reads prose in a box as paragraphs", () => {
    const line = "本报告由办公室编制，所列数据的统计期限为全年。";
    const blocks = read(pageOf(1, [grid(50, 100, [[line]], 300), grid(50, 200, [[`${line}${line}`]], 480)]));
    expect(tablesOf(blocks)).toEqual([]);
    expect(proseOf(blocks)).toEqual([line, `${line}${line}`]);
  });

  it("reads tables within a frame around the page", () => {
    const frame = grid(20, 20, [[""]], 560).segments.map((line) =>
      line.axis === "vertical" ? { ...line, to: 780 } : line.at > 20 ? { ...line, at: 780 } : line,
    );
    expect(textsOf(read(pageOf(1, [{ segments: frame }, grid(50, 100, TABLE)])))).toEqual([TABLE]);
  });

  it("cannot read a number that runs over a line", () => {
    const texts = textsOf(
      read(
        pageOf(1, [grid(50, 100, [["规章", "", "5"]]), { runs: [run("1234567890123456789012", 145, 113)] }]),
      ),
    );
    expect(texts[0]?.[0]?.[1]).toContain(UNREADABLE);
    expect(texts[0]?.[0]?.[2]).toContain(UNREADABLE);
  });

  it("parts a label over two cells by where its characters stand", () => {
    const texts = textsOf(
      read(pageOf(1, [grid(50, 100, [["", "", "5"]]), { runs: [run("结果维持结果", 120, 113)] }])),
    );
    expect(texts).toEqual([[["结果维", "持结果", "5"]]]);
  });

  it("cannot read struck figures", () => {
    const strike: Segment = { axis: "horizontal", at: 110, from: 154, to: 162 };
    const texts = textsOf(read(pageOf(1, [grid(50, 100, [["规章", "8", "5"]]), { segments: [strike] }])));
    expect(texts[0]?.[0]).toEqual(["规章", UNREADABLE, "5"]);
  });

  it("leaves watermarks out of cells", () => {
    const mark: TextRun = { text: "9", box: [160, 80, 190, 140] };
    expect(textsOf(read(pageOf(1, [grid(50, 100, [["规章", "", "5"]]), { runs: [mark] }])))).toEqual([
      [["规章", "", "5"]],
    ]);
  });

  it("keeps the least confidence of a cell's words", () => {
    const cells = {
      ...grid(50, 100, [["", ""]]),
      runs: [run("12", 60, 113, { confidence: 0.9 }), run("3", 71, 113, { confidence: 0.4 })],
    };
    const [table] = tablesOf(toBlocks([pageOf(1, [cells])], { geometry: "first", method: "ocr" }));
    expect(table?.method).toBe("ocr");
    expect(table?.rows[0]?.map((cell) => [cell.text, cell.confidence])).toEqual([
      ["123", 0.4],
      ["", undefined],
    ]);
  });

  it("turns pages whose text lies on its side, and tells where it stood", () => {
    const upright = grid(50, 100, TABLE);
    const page = pageOf(1, [
      {
        segments: upright.segments.map(
          (line): Segment => ({
            axis: line.axis === "horizontal" ? "vertical" : "horizontal",
            at: line.axis === "horizontal" ? 600 - line.at : line.at,
            from: line.axis === "horizontal" ? line.from : 600 - line.to,
            to: line.axis === "horizontal" ? line.to : 600 - line.from,
          }),
        ),
        runs: upright.runs.map((one) => {
          const [left, top, right, bottom] = one.box;
          return { ...one, box: [600 - bottom, left, 600 - top, right] as const, turn: 1 as const };
        }),
      },
    ]);
    const blocks = read(page);
    expect(textsOf(blocks)).toEqual([TABLE]);
    expect(tablesOf(blocks)[0]?.rows[0]?.[0]?.place.box).toEqual([480, 50, 500, 150]);
  });
});

describe("tables over page breaks", () => {
  const HEAD = ["名称", "甲", "乙"];

  it("are joined where their columns agree, wherever they stand", () => {
    const blocks = read(
      pageOf(1, [grid(50, 700, [HEAD, ["1.属于国家秘密", "1", "2"]]), { runs: [run("- 1 -", 290, 780)] }]),
      pageOf(2, [grid(80, 50, [["2.重复申请", "3", "4"]]), { runs: [run("- 2 -", 290, 780)] }]),
    );
    expect(textsOf(blocks)).toEqual([[HEAD, ["1.属于国家秘密", "1", "2"], ["2.重复申请", "3", "4"]]]);
    expect(tablesOf(blocks)[0]?.rows[2]?.[1]?.place.page).toBe(2);
    expect(proseOf(blocks)).toEqual([]);
  });

  it("lose the heads that pages repeat, and 续表 between them", () => {
    const blocks = read(
      pageOf(1, [grid(50, 700, [HEAD, ["规章", "1", "2"]])]),
      pageOf(2, [{ runs: [run("续表", 280, 60)] }, grid(50, 80, [HEAD, ["行政许可", "3", "4"]])]),
    );
    expect(textsOf(blocks)).toEqual([[HEAD, ["规章", "1", "2"], ["行政许可", "3", "4"]]]);
  });

  it.each<[string, string[], string[], string[]]>([
    [
      "a label with its figures above",
      ["1.属于国家", "1", "2"],
      ["秘密", "", ""],
      ["1.属于国家\n秘密", "1", "2"],
    ],
    [
      "a label with its figures below",
      ["1.属于国家", "", ""],
      ["秘密", "1", "2"],
      ["1.属于国家\n秘密", "1", "2"],
    ],
    ["figures below their label", ["1.属于国家秘密", "", ""], ["", "1", "2"], ["1.属于国家秘密", "1", "2"]],
    ["figures above their label", ["", "1", "2"], ["1.属于国家秘密", "", ""], ["1.属于国家秘密", "1", "2"]],
    ["an empty half", ["1.属于国家秘密", "1", "2"], ["", "", ""], ["1.属于国家秘密", "1", "2"]],
    [
      "numbers in two halves",
      ["1.属于国家秘密", "12", "2"],
      ["", "34", ""],
      ["1.属于国家秘密", "12\n34", "2"],
    ],
  ])("have rows put together: %s", (_, above, below, whole) => {
    const blocks = read(
      pageOf(1, [grid(50, 700, [HEAD, above])]),
      pageOf(2, [grid(50, 50, [below, ["2.重复申请", "3", "4"]])]),
    );
    expect(textsOf(blocks)).toEqual([[HEAD, whole, ["2.重复申请", "3", "4"]]]);
  });

  it("are other tables where text stands between them, or the columns differ", () => {
    const upper = pageOf(1, [grid(50, 700, [HEAD, ["规章", "1", "2"]])]);
    const text = { runs: [run("四、政府信息公开行政复议、行政诉讼情况", 70, 60)] };
    expect(textsOf(read(upper, pageOf(2, [text, grid(50, 80, [["行政许可", "3", "4"]])])))).toHaveLength(2);
    expect(textsOf(read(upper, pageOf(2, [grid(50, 80, [["行政许可", "3", "4"]], 90)])))).toHaveLength(2);
  });

  it("have group labels that go on below", () => {
    const group = (page: number, label: string, rows: readonly string[][]) => {
      const { segments, runs } = grid(
        50,
        700,
        rows.map((row) => ["", ...row]),
      );
      const inner = segments.map((line) =>
        line.axis === "horizontal" && line.at > 700 && line.at < 700 + rows.length * 20
          ? { ...line, from: 150 }
          : line,
      );
      return pageOf(page, [{ segments: inner, runs: [...runs, run(label, 55, 713)] }]);
    };
    const blocks = read(
      group(1, "（四）无法", [
        ["1.本机关不掌握", "1"],
        ["2.没有现成信息", "2"],
      ]),
      group(2, "提供", [
        ["3.补正后申请", "3"],
        ["4.其他", "4"],
      ]),
    );
    const [table] = tablesOf(blocks);
    expect(table?.rows[0]?.[0]).toMatchObject({ text: "（四）无法\n提供", rowSpan: 4 });
    expect(table?.rows.map((row) => row.at(-1)?.text)).toEqual(["1", "2", "3", "4"]);
  });
});

describe("tables without lines", () => {
  const rows = [
    ["1.属于国家秘密", "1", "22", "333"],
    ["2.重复申请", "4444", "5", "0"],
    ["3.其他", "6", "7", "8"],
  ];
  const lay = (texts: readonly string[], y: number): TextRun[] =>
    texts.flatMap((text, at) => (text === "" ? [] : [run(text, at === 0 ? 50 : 150 + at * 80, y)]));
  const head = lay(["", "自然人", "商业企业", "总计"], 80);
  const body = rows.flatMap((row, at) => lay(row, 100 + at * 20));

  it("are rows of figures that stand under each other", () => {
    const blocks = read(pageOf(1, [{ runs: [...head, ...body] }]));
    expect(textsOf(blocks)).toEqual([[["", "自然人", "商业企业", "总计"], ...rows]]);
  });

  it("are no tables where their heads cannot be told apart", () => {
    const doubled = lay(["", "结果维持", "结果维持", "总计"], 80);
    const [table] = textsOf(read(pageOf(1, [{ runs: [...doubled, ...body] }])));
    expect(table?.[0]).toEqual(["", UNREADABLE, UNREADABLE, "总计"]);
  });

  it("have columns of nothing without heads", () => {
    expect(tablesOf(read(pageOf(1, [{ runs: body }])))).toEqual([]);
  });

  it("keep no figure that may be half a number", () => {
    const wrapped = lay(["", "44", "", ""], 152);
    const [table] = textsOf(read(pageOf(1, [{ runs: [...head, ...body, ...wrapped] }])));
    expect(table?.flat().filter((text) => text === "6")).toEqual([]);
  });

  it("are read so in the second geometry, lines or not", () => {
    const page = pageOf(1, [
      grid(50, 100, [
        ["名称", "甲", "乙"],
        ["1.属于国家秘密", "1", "2"],
        ["2.重复申请", "3", "4"],
      ]),
    ]);
    expect(textsOf(toBlocks([page], { geometry: "second", method: "layout" }))).toEqual([
      [
        ["", "甲", "乙"],
        ["1.属于国家秘密", "1", "2"],
        ["2.重复申请", "3", "4"],
      ],
    ]);
  });
});

describe("prose", () => {
  const FULL = "本报告由办公室根据条例编制并经审核后按时向社会公开发布供社会各界查阅监督";
  it("is joined to paragraphs, over page ends too, without what pages repeat", () => {
    const lines = (page: number): TextRun[] => [
      run("某某市信息公开", 250, 40),
      run(`${page === 1 ? "" : "公开"}${FULL}`, page === 1 ? 70 : 50, 700),
      run(`第${page}页`, 290, 780),
    ];
    const blocks = read(
      pageOf(1, [{ runs: [...lines(1), run(`${FULL}公开`, 50, 715)] }]),
      pageOf(2, [{ runs: [...lines(2), run("完。", 50, 715), run("一、总体情况", 70, 730)] }]),
    );
    expect(proseOf(blocks)).toEqual([`${FULL}${FULL}公开公开${FULL}完。`, "一、总体情况"]);
  });
});
