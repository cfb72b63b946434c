import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { parseValue } from "../../lib/facts/parse-value.ts";
import { lookOf } from "../../lib/tables/printed.ts";

const { notation } = getCatalog();
const look = lookOf(notation);
const count = { scale: 1, factor: 1, money: false };
const tenThousand = { scale: 100, factor: 10_000, money: true };

const read = (printed: string, context = count): number | string => {
  const { value } = parseValue(printed, context, notation);
  return value.status === "reported" ? value.amount : value.status;
};

const FULL_WIDTH = /[!-~]/g;
const widen = (text: string): string =>
  text.replace(FULL_WIDTH, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));

const COUNTS: readonly (readonly [printed: string, amount: number])[] = [
  ["0件", 0],
  ["共3件", 3],
  ["共计3件", 3],
  ["3 (件)", 3],
  ["3（件）", 3],
  ["3次/人", 3],
  ["3件次", 3],
  ["3人次", 3],
  ["3件（次）", 3],
  ["1,234件", 1234],
  ["22(其中修订16件)", 22],
  ["22（其中：修订16件，废止3件）", 22],
  ["22【其中修订16件】", 22],
  ["22〔含上年结转2件〕", 22],
  ["22件（含自然失效2件）", 22],
  ["22\n（其中修订\n16件）", 22],
  ["3*", 3],
  ["3※", 3],
  ["3[1]", 3],
  ["3[注1]", 3],
  ["3（注1）", 3],
  ["+1036", 1036],
  ["增3", 3],
  ["增加3件", 3],
  ["减2", -2],
  ["减少2件", -2],
  ["↑5", 5],
  ["↓5", -5],
  ["-3", -3],
  ["3万", 30_000],
  ["1.2万件", 12_000],
  ["1.2345万", 12_345],
  ["2萬", 20_000],
  ["二十二", 22],
  ["二十二件", 22],
  ["十", 10],
  ["一百零五", 105],
  ["〇", 0],
  ["零", 0],
  ["两", 2],
  ["壹佰", 100],
  ["三千六百零七", 3607],
  ["三万", 30_000],
  ["增三", 3],
  ["减少两件", -2],
  ["一件", 1],
  ["12¹", 12],
  ["1,234 ²", 1234],
  ["0¹", 0],
  ["10⁴", 10],
  ["3件¹²", 3],
  ["22（其中修订16件）¹", 22],
  ["3[¹]", 3],
  ["3¹,²", 3],
];

const ILLEGIBLE: readonly string[] = [
  ...["¹²", "1²3", "¹2", "1²³⁴", "1\n²", "3₁", "3×10⁴", "1 2³", "1²件", "(¹)", "22(¹⁶)", "¹²³¹"],
  ...[
    "22(16)",
    "22（16件）",
    "22（+3）",
    "22[16件]",
    "5（0）",
    "无（0）",
    "（16）",
    "（其中16件）22",
    "3（2）件",
  ],
  ...["约20", "20余", "20余件", "近20", "20左右", "20多", "≥20", ">20", "20以上", "二十余", "十几"],
  ...["3-5", "3~5", "3—5", "3至5", "1/2", "½", "三分之一", "12%", "12.5%", "百分之三"],
  ...["O", "o", "l", "I", "1O", "l2", "2O3", "S", "○", "口"],
  ...["3）", "3)", "）3", "3.", ".3", "3..0", "1,23", "12,34", "1。5", "1、234", "1'234"],
  ...["1\n2", "12\n34", "1 2", "12 34", "1,\n234", "①", "3①5", "2022年", "2022-01-01", "1月3日"],
  ...[
    "一",
    "一（注）",
    "一百五",
    "一二",
    "二〇二二",
    "减-2",
    "增-3",
    "--3",
    "详见附件",
    "3件5",
    "1.23456万",
    "持平",
  ],
];

describe("counts as printed", () => {
  it.each(COUNTS)("%j is %d", (printed, amount) => {
    expect(read(printed)).toBe(amount);
    expect(read(widen(printed)), "full width").toBe(amount);
    expect(read(`　 ${printed}\u00a0`), "spaces around").toBe(amount);
  });

  it.each(ILLEGIBLE)("%j is no number", (printed) => {
    expect(read(printed)).toBe("illegible");
    expect(read(widen(printed)), "full width").toBe("illegible");
  });

  it("take the place of a figure in a table where they are one", () => {
    expect(COUNTS.map(([printed]) => printed).filter((printed) => !look.isFigure(printed))).toEqual([]);
  });

  it("leave labels labels", () => {
    const labels = [
      "3.其他",
      "1.属于国家秘密",
      "一",
      "（一）予以公开",
      "三、本年度办理结果",
      "个人",
      "总计",
      "合计",
      "2019年",
      "20余",
    ];
    expect(labels.filter(look.isFigure)).toEqual([]);
  });

  it("say which mark or words stood behind the number", () => {
    const remarkOf = (printed: string) => parseValue(printed, count, notation).remark;
    expect(remarkOf("22（其中修订16件）")).toBe("其中修订16件");
    expect(remarkOf("3*")).toBe("*");
    expect(remarkOf("3[1]")).toBe("[1]");
    expect(remarkOf("3①")).toBe("①");
    expect(remarkOf("3（件）")).toBeUndefined();
  });
});

describe("money as printed, in a column of 万元", () => {
  it.each([
    ["251000元", 25_100_000],
    ["251000 元", 25_100_000],
    ["2510（元）", 251_000],
    ["8.04万元", 8_040_000],
    ["8.04（万元）", 8_040_000],
    ["８．０４万元", 8_040_000],
    ["8.04萬元", 8_040_000],
    ["18.8710", 18_871_000],
    ["3940元（含邮寄费）", 394_000],
    ["8.04¹", 8_040_000],
    ["8.04万元¹", 8_040_000],
    ["0¹", 0],
    ["110¹", 110_000_000],
    ["10⁴", "illegible"],
    ["三千元", 300_000],
    ["一百零五万元", 105_000_000],
    ["1,234.5", 1_234_500_000],
    ["8.04万", "illegible"],
    ["二万", "illegible"],
    ["3万", "illegible"],
    ["约3万元", "illegible"],
    ["8.04（9）", "illegible"],
    ["8.04（0.5万元）", "illegible"],
  ])("%j is %j fen", (printed, expected) => {
    expect(read(printed, tenThousand)).toBe(expected);
  });
});

describe("a remark", () => {
  const words = fc.constantFrom("其中修订", "含", "较上年增", "注", "含自然失效", "同比上升", "说明");
  const opening = fc.constantFrom("（", "(", "【", "〔");
  const closing: Readonly<Record<string, string>> = { "（": "）", "(": ")", "【": "】", "〔": "〕" };

  it("never becomes a digit", () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        words,
        fc.nat(9999),
        fc.constantFrom("", "件", "%", "条"),
        opening,
        (amount, said, other, unit, bracket) => {
          const printed = `${amount}${bracket}${said}${other}${unit}${closing[bracket]}`;
          expect(read(printed)).toBe(amount);
        },
      ),
    );
  });

  it("of figures alone makes the cell illegible", () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.nat(9999),
        fc.constantFrom("", "件", "%", "条"),
        opening,
        (a, b, unit, bracket) => {
          expect(read(`${a}${bracket}${b}${unit}${closing[bracket]}`)).toBe("illegible");
        },
      ),
    );
  });
});

describe("whatever is printed", () => {
  const signs = fc.constantFrom(
    ..."0123456789０１,，.．()（）[]一二三十百万亿件条元%+-—增减共约余 　\n①³¹*无/Ol".split(""),
  );

  it("the digits of a count are those printed before any bracket", () => {
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 12 }), (printed) => {
        const text = printed.join("");
        const value = read(text);
        if (typeof value !== "number") return;
        const before = text.normalize("NFKC").split(/[([]/)[0] ?? "";
        const digits = before.replace(/\D/g, "").replace(/^0+/, "");
        if (/[一二三十百万亿]/.test(before)) return;
        const seen = String(Math.abs(value)).replace(/^0$/, "");
        if (/\./.test(before)) expect(digits.startsWith(seen)).toBe(true);
        else if (!/[①³¹]/.test(text)) expect(seen).toBe(digits);
      }),
      { numRuns: 5000 },
    );
  });
});
