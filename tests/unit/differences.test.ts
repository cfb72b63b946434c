import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareCells } from "../../lib/differences/cells.ts";
import { compareProse, MOST_PARAGRAPHS } from "../../lib/differences/prose.ts";
import { openComparison, splitSentences } from "../../lib/differences/sentences.ts";
import { fact } from "../fixtures/report-builder.ts";

describe("cells of two versions", () => {
  const changes = (before: Parameters<typeof compareCells>[0], after: Parameters<typeof compareCells>[0]) => {
    const { differences, same } = compareCells(before, after);
    return [...differences.map(({ change, fact: { indicator } }) => `${change} ${indicator}`), same];
  };

  test("differ in their figure, in whether there is one, in how it is printed, or are there once only", () => {
    const before = [
      fact("a", 1),
      fact("b", "blank"),
      fact("c", 3, { printed: "３" }),
      fact("d", 4, { printed: "4件" }),
      fact("e", 5),
      fact("f", 6, { unit: "yuan" }),
    ];
    const after = [
      fact("a", 2),
      fact("b", 0),
      fact("c", 3, { printed: " 3" }),
      fact("d", 4),
      fact("g", 7),
      fact("f", 6, { unit: "ten-thousand-yuan" }),
    ];
    expect(changes(before, after)).toEqual([
      "value a",
      "status b",
      "printed d",
      "added g",
      "value f",
      "removed e",
      1,
    ]);
  });

  test("a blank that was and is one is no difference, another member of the same row is another cell", () => {
    expect(changes([fact("a", "blank")], [fact("a", "blank")])).toEqual([1]);
    expect(changes([fact("a", 1, { member: "x" })], [fact("a", 1)])).toEqual(["added a", "removed a", 0]);
  });
});

const LAW = "现将本机关2022年度政府信息公开工作情况报告如下。";
const NEXT = "现将本机关2023年度政府信息公开工作情况报告如下。";
const OLD = "全年收到申请12件，均按期答复申请人。";
const NEW = "全年收到申请108件，均按期答复申请人。";
const COPY = "存在的主要问题是公开内容不够全面，更新不够及时。";
const REWORKED = "存在的主要问题是公开内容仍不够全面，更新仍不及时。";
const OWN = "新建了社区公开专区并培训基层工作人员三十余人次。";

describe("sentences", () => {
  test("end at the marks that end them, which stay with them", () => {
    expect(splitSentences("一是甲；二是乙。 三是丙！")).toEqual(["一是甲；", "二是乙。", "三是丙！"]);
  });

  test("are the same, the same but for figures, reworked, or of this year only", () => {
    const kindOf = openComparison([LAW, OLD, COPY, "特此报告。"]);
    expect([COPY, COPY.replaceAll("，", " ， "), NEXT, NEW, REWORKED, OWN].map(kindOf)).toEqual([
      ...["same", "same", "figures", "figures", "similar", "own"],
    ]);
  });

  test("too short ones and headings say nothing, and a point makes another figure", () => {
    const site = "示例市人民政府门户网站政务公开栏目";
    expect(openComparison([site])(site)).toBe("short");
    const kindOf = openComparison(["一、总体情况", "特此报告。", "公开率达到百分之比例为12.5的水平。"]);
    expect(["一、总体情况", "特此报告。", "公开率达到百分之比例为1.25的水平。"].map(kindOf)).toEqual([
      ...["short", "short", "figures"],
    ]);
  });
});

describe("the prose of two years", () => {
  const before = ["一、总体情况", `${LAW}${OLD}`, COPY, "去年才有的一段话，今年再也没有提到过它。"];
  const after = ["一、总体情况", OWN, `${NEXT}${NEW}`, COPY];

  test("stands in rows: what goes together beside each other, in the order of both", () => {
    const { rows } = compareProse(before, after);
    const at = (paragraph: { readonly text: string } | null) => paragraph?.text.slice(0, 4) ?? "-";
    expect(rows.map((row) => `${at(row.before)}|${at(row.after)}`)).toEqual([
      "一、总体|一、总体",
      "-|新建了社",
      "现将本机|现将本机",
      "存在的主|存在的主",
      "去年才有|-",
    ]);
    expect(rows.map((row) => (row.after ?? row.before)?.kind)).toEqual([
      ...["short", "own", "figures", "same", "own"],
    ]);
  });

  test("counts the sentences of the later year", () => {
    expect(compareProse(before, after).counts).toEqual({ same: 1, figures: 2, similar: 0, own: 1, short: 1 });
  });

  test("marks a paragraph of which a part is new as mixed", () => {
    const { rows } = compareProse([COPY], [`${COPY}${OWN}`]);
    expect(rows[0]?.after?.kind).toBe("mixed");
    expect(rows[0]?.after?.sentences.map(({ kind }) => kind)).toEqual(["same", "own"]);
  });

  test("is bounded, and says what it left out", () => {
    const many = Array.from({ length: MOST_PARAGRAPHS + 5 }, (_, at) => `第${at}段写了一些各不相同的内容。`);
    const started = performance.now();
    const { rows, cut } = compareProse(many, many);
    expect([rows.length, cut]).toEqual([MOST_PARAGRAPHS, 10]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("whatever the texts, no paragraph is lost or set twice, and a text beside itself is all copied", () => {
    const text = fc.array(fc.constantFrom("甲", LAW, OLD, COPY, OWN, `${OWN}${COPY}`, NEXT), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { rows } = compareProse(a, b);
        expect(rows.flatMap((row) => row.before?.text ?? [])).toEqual(a);
        expect(rows.flatMap((row) => row.after?.text ?? [])).toEqual(b);
        const { counts } = compareProse(a, a);
        expect([counts.own, counts.similar, counts.figures]).toEqual([0, 0, 0]);
      }),
    );
  });
});
