import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

const catalog = getCatalog();

const HEAD = ["自然人 法人或其他组织 总计", "商业企业 科研机构 社会公益组织 法律服务机构 其他"];
/** A few rows of the form; each prints its own number seven times, so that a figure tells whose it is. */
const ROWS: readonly (readonly [label: string, indicator: string, value: number])[] = [
  ["二、上年结转政府信息公开申请数量", "requests-carried-in", 11],
  ["（一）予以公开", "disclosed-in-full", 12],
  ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "disclosed-in-part", 13],
  ["1.属于国家秘密", "denied-state-secret", 14],
  ["2.其他法律行政法规禁止公开", "denied-other-law", 15],
  ["3.危及“三安全一稳定”", "denied-three-securities-one-stability", 16],
  ["4.保护第三方合法权益", "denied-third-party-rights", 17],
  ["5.属于三类内部事务信息", "denied-internal-affairs", 18],
];
const seven = (value: number): string => new Array<number>(7).fill(value).join(" ");
const apart = (): string[] => ROWS.flatMap(([label, , value]) => [label, seven(value)]);
const beside = (): string[] => ROWS.map(([label, , value]) => `${label} ${seven(value)}`);

/** What was read of each row, as `indicator: values`; a row that was not read is left out. */
async function read(lines: readonly string[]): Promise<Record<string, string>> {
  const text = ["某某2022年政府信息公开工作年度报告", ...lines].join("\n");
  const { value } = await readReports({ fileName: "x.txt", bytes: new TextEncoder().encode(text) }, catalog);
  const rows: Record<string, Set<string>> = {};
  for (const { indicator, printed } of value[0]?.report.facts ?? [])
    rows[indicator] = (rows[indicator] ?? new Set()).add(printed);
  return Object.fromEntries(Object.entries(rows).map(([id, values]) => [id, [...values].join()]));
}

const all = Object.fromEntries(ROWS.map(([, id, value]) => [id, String(value)]));
const without = (...ids: readonly string[]) =>
  Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(id)));
const drop = (lines: readonly string[], from: number, count: number): string[] =>
  lines.toSpliced(from, count);

describe("labels on lines of their own", () => {
  // The first and the last row have a neighbour of the form on one side only, and no way to tell that none is lost.
  const inner = without("requests-carried-in", "denied-internal-affairs");

  it("give the rows between neighbours of the form", async () => {
    expect(await read([...HEAD, ...apart()])).toEqual(inner);
  });

  it("give no row the values of the next when values and label are lost between them", async () => {
    expect(await read([...HEAD, ...drop(apart(), 7, 2)])).toEqual(
      without(
        "requests-carried-in",
        "denied-internal-affairs",
        "denied-state-secret",
        "denied-other-law",
        "denied-three-securities-one-stability",
      ),
    );
  });

  it("give no row the values above it when label and values are exchanged", async () => {
    const lines = apart();
    lines.splice(7, 2, lines[8] ?? "", lines[7] ?? "");
    const rows = await read([...HEAD, ...lines]);
    expect(rows).not.toHaveProperty("denied-state-secret");
    expect(Object.entries(rows).filter(([id, value]) => all[id] !== value)).toEqual([]);
  });

  it("are not read by number where a value is lost here and one too many there", async () => {
    const cells = ROWS.flatMap(([label, , value]) => [label, ...new Array<string>(7).fill(String(value))]);
    // The last value of one row stands behind the label of the next, which lost one of its own.
    const moved = [...cells.slice(0, 23), "（三）", ...cells.slice(23)];
    const at = cells.indexOf("1.属于国家秘密");
    const swapped = cells.toSpliced(at - 1, 2, "1.属于国家秘密", cells[at - 1] ?? "").toSpliced(at + 3, 1);
    for (const lines of [moved, swapped]) {
      const rows = await read([...HEAD, ...lines]);
      expect(Object.entries(rows).filter(([id, value]) => all[id] !== value)).toEqual([]);
    }
  });
});

describe("cells one below the other", () => {
  /** The shortest of the forms' tables, whole, with an empty line for a blank cell. */
  const FORM = [
    ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "1", "", "3"],
    ["行政规范性文件", "", "", "六"],
    ["第二十条第（五）项", "信息内容", "本年处理决定数量", "行政许可", "7"],
    ["第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", ""],
    ["行政强制", "9"],
    ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费", "1.5"],
  ].flat();
  const found = {
    "rules-issued": "1",
    "rules-repealed": "",
    "rules-in-force": "3",
    "normative-documents-issued": "",
    "normative-documents-repealed": "",
    "normative-documents-in-force": "六",
    "licensing-decisions": "7",
    "penalty-decisions": "",
    "compulsion-decisions": "9",
    "fees-charged": "1.5",
  };
  const end = ["", "三、收到和处理政府信息公开申请情况"];

  it("are blank where the line is empty, if so all rows are whole", async () => {
    expect(await read([...FORM, ...end])).toEqual(found);
  });

  it("are blank in the first row and in the last, of which nothing else is printed", async () => {
    const empty = FORM.map((text) => (["1", "1.5"].includes(text) ? "" : text));
    const blank = ["rules-issued", "fees-charged"];
    const lines = [...empty, ...end];
    const expected = { ...found, ...Object.fromEntries(blank.map((id) => [id, ""])) };
    expect(await read(lines)).toEqual(expected);
    expect(await read(drop(lines, lines.lastIndexOf(""), 1))).not.toHaveProperty("fees-charged");
  });

  it("are not blank where an empty line may stand for a lost value", async () => {
    expect(await read([...drop(FORM, 6, 1), ...end])).not.toHaveProperty("rules-repealed");
  });

  it("are not blank where every line is followed by an empty one", async () => {
    const spaced = FORM.filter((line) => line !== "").flatMap((line) => [line, ""]);
    expect(Object.values(await read([...spaced, ...end])).filter((value) => value === "")).toEqual([]);
  });
});

describe("labels beside their values", () => {
  it("give every row, in any order", async () => {
    expect(await read([...HEAD, ...beside()])).toEqual(all);
    expect(await read([...HEAD, ...beside().reverse()])).toEqual(all);
  });

  it("give none that has a value too few or too many, and the others", async () => {
    const lines = beside();
    lines[3] = (lines[3] ?? "").replace(/ 14$/, "");
    lines[5] = `${lines[5]} 99`;
    expect(await read([...HEAD, ...lines])).toEqual(
      without("denied-state-secret", "denied-three-securities-one-stability"),
    );
  });

  it("are joined from pieces over lines, groups beside them left out", async () => {
    const lines = beside();
    lines.splice(
      2,
      1,
      "三、本年度 （二）部分公开（区分处理的，只计这一情",
      seven(13),
      "办理结果 形，不计其他情形）",
    );
    lines[3 + 2] = `（三）不 ${lines[3 + 2]}`;
    expect(await read([...HEAD, ...lines])).toEqual(all);
  });

  it("of which a piece is lost are no shorter label", async () => {
    const lines = beside();
    lines.splice(2, 1, "（二）部分公开（区分处理的，只计这一情形，不计", `其他 ${seven(13)}`, "情形）");
    expect(await read([...HEAD, ...lines])).toEqual(all);
    expect(await read([...HEAD, ...drop(lines, 2, 1)])).toEqual(without("disclosed-in-part"));
  });

  it("do not keep the first half of a number that was broken", async () => {
    const lines = beside();
    lines.splice(4, 1, `2.其他法律行政法规禁止公开 ${new Array(7).fill("471440").join(" ")}`, "0 0");
    expect(await read([...HEAD, ...lines])).not.toHaveProperty("denied-other-law");
  });
});

describe("a single 一", () => {
  const mixed = "0 二 三 一 5 6 7";

  it("is the value that cannot be told of a row that is read", async () => {
    const lines = beside();
    lines[3] = `1.属于国家秘密 ${mixed}`;
    expect(await read([...HEAD, ...lines])).toEqual({ ...all, "denied-state-secret": "0,二,三,一,5,6,7" });
  });

  it("stands among the values below a label, as other numerals one after the other do", async () => {
    const lines = apart().flatMap((line) => (line.startsWith("14") ? mixed.split(" ") : [line]));
    expect(await read([...HEAD, ...lines])).toMatchObject({
      "disclosed-in-part": "13",
      "denied-state-secret": "0,二,三,一,5,6,7",
      "denied-other-law": "15",
    });
  });
});

describe("heads", () => {
  it.each([
    ["in pieces", ["自然 商业 科研 社会 法律 其他 总计", "人 企业 机构 公益 服务", "组织 机构"]],
    [
      "one piece a line, level by level",
      [
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
      ],
    ],
    [
      "one piece a line, group by group",
      ["自然人", "法人或其他组织", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
    ],
  ])("are put together: %s", async (_, head) => {
    expect(await read([...head, ...beside()])).toEqual(all);
  });

  it.each([
    ["another order", ["自然人 法人或其他组织 总计", "科研机构 商业企业 社会公益组织 法律服务机构 其他"]],
    [
      "another order in pieces",
      ["自然 科研 商业 社会 法律 其他 总计", "人 机构 企业 公益 服务", "组织 机构"],
    ],
    [
      "another order, one a line",
      ["总计", "自然人", "法人或其他组织", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ],
    ["a piece lost", ["自然 商业 科研 社会 法律 其他 总计", "人 企业 机构 公益 服务"]],
  ])("that are not the form's in its order let nothing be read: %s", async (_, head) => {
    expect(await read([...head, ...beside()])).toEqual({});
  });
});

describe("heads in another order, one a line", () => {
  const ORDER = [6, 5, 3, 1, 4, 2, 0];
  const MEMBERS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
  const nth = (at: number): string => MEMBERS[at] ?? "";
  /** 总计, 法人或其他组织, 自然人; then what stands below the second. */
  const MOVED = ["申请人情况", nth(6), "法人或其他组织", nth(0), ...ORDER.slice(1, -1).map(nth)];
  const GROUPED: readonly (readonly [group: string, labels: readonly string[]])[] = [
    ["（三）不予公开", ["1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”"]],
    [
      "（四）无法提供",
      ["1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"],
    ],
  ];
  const values = (row: number): string[] => ORDER.map((at) => String(row * 10 + at));
  const labels = GROUPED.flatMap(([, own]) => own);
  /** `first`: which row of its group a group's label stands above. */
  const lines = (first: number): string[] => [
    `一、本年新收政府信息公开申请数量 ${values(9).join(" ")}`,
    ...GROUPED.flatMap(([group, own]) =>
      own.flatMap((label, at) => [
        ...(at === first ? [group] : []),
        `${label} ${values(labels.indexOf(label) + 1).join(" ")}`,
      ]),
    ),
  ];
  const members = async (text: readonly string[]): Promise<readonly string[]> => {
    const document = ["某某2022年政府信息公开工作年度报告", ...text].join("\n");
    const bytes = new TextEncoder().encode(document);
    const { value } = await readReports({ fileName: "x.txt", bytes }, catalog);
    const facts = (value[0]?.report.facts ?? []).filter(
      ({ indicator }) => indicator === "denied-state-secret",
    );
    return facts.map(({ member, printed }) => `${member} ${printed}`).sort();
  };

  it("tell their columns where group labels show that the text goes row by row", async () => {
    expect(await members([...MOVED, ...lines(0)])).toEqual([
      "commercial-enterprise 11",
      "legal-service-organization 14",
      "natural-person 10",
      "other-organization 15",
      "public-welfare-organization 13",
      "research-institution 12",
      "total 16",
    ]);
  });

  it("tell none where group labels stand in the middle of their rows, as centred heads may", async () => {
    expect(await members([...MOVED, ...lines(1)])).toEqual([]);
  });

  it("are the form's own where they only stand where centred ones would", async () => {
    const centred = ["申请人情况", "法人或其他组织", nth(0), nth(6), ...MEMBERS.slice(1, -1)];
    const own = lines(0).map((line) => line.replace("16 15 13 11 14 12 10", "10 11 12 13 14 15 16"));
    expect(await members([...centred, ...own])).toEqual(await members([...MOVED, ...lines(0)]));
  });
});

describe("the fifteen figures of the form without row labels", () => {
  const NUMBERS = Array.from({ length: 15 }, (_, at) => String(at + 1));
  const LEAVES = "结果维持 结果纠正 其他结果 尚未审结 总计";
  const REMEDIES = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", `${LEAVES} ${LEAVES} ${LEAVES}`];
  const first = {
    "reconsideration-upheld": "1",
    "litigation-direct-upheld": "6",
    "litigation-after-reconsideration-total": "15",
  };

  it("are read in the order of their heads, on one line or on many", async () => {
    expect(await read([...REMEDIES, NUMBERS.join(" ")])).toMatchObject(first);
    expect(await read([...REMEDIES, ...NUMBERS])).toMatchObject(first);
  });

  it("end with a blank one only where one more empty line parts them from the text", async () => {
    const end = ["", "五、存在的主要问题"];
    const lines = [...REMEDIES.flatMap((line) => line.split(" ")), ...NUMBERS.slice(0, -1), "", ...end];
    expect(await read(lines)).toMatchObject({
      "reconsideration-upheld": "1",
      "litigation-after-reconsideration-total": "",
    });
    expect(await read(drop(lines, lines.indexOf("3"), 1))).toEqual({});
    expect(await read(lines.filter((line) => line !== ""))).toEqual({});
  });

  it("are not read when one is lost or added, nor without their groups", async () => {
    expect(await read([...REMEDIES, NUMBERS.slice(1).join(" ")])).toEqual({});
    expect(await read([...REMEDIES, [...NUMBERS, "16"].join(" ")])).toEqual({});
    expect(await read([...REMEDIES.slice(2), NUMBERS.join(" ")])).toEqual({});
    expect(await read([NUMBERS.join(" ")])).toEqual({});
  });
});

it("prose with numbers is no table", async () => {
  expect(
    await read([
      "本年度新收申请 5 件，办结 4 件。",
      "全年共培训 3 次，参加 120",
      "人次，其中 2 次为专题。",
      "行政许可 5",
      "2023",
    ]),
  ).toEqual({});
});
