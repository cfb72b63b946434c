import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseChineseNumeral } from "../../lib/facts/chinese-numeral.ts";

const DIGITS = [..."零一二三四五六七八九"];

/** Writes a number the way it is read aloud: digit and place, one 零 for a gap. */
function say(value: number): string {
  const digits = [...String(value)].map(Number);
  let said = "";
  let gap = false;
  let grouped = false;
  digits.forEach((digit, at) => {
    const power = digits.length - 1 - at;
    if (digit === 0) gap = said !== "";
    else {
      if (gap) said += "零";
      gap = false;
      grouped = true;
      said += `${DIGITS[digit]}${["", "十", "百", "千"][power % 4]}`;
    }
    if (power > 0 && power % 4 === 0 && grouped) {
      said += ["", "万", "亿"][power / 4];
      grouped = false;
    }
  });
  return said === "" ? "零" : said;
}

describe("parseChineseNumeral", () => {
  it.each([
    ["〇", 0],
    ["零", 0],
    ["一", 1],
    ["两", 2],
    ["十", 10],
    ["十二", 12],
    ["一十二", 12],
    ["二十二", 22],
    ["一百零五", 105],
    ["一百一十五", 115],
    ["一百十五", 115],
    ["壹佰", 100],
    ["贰拾叁", 23],
    ["两千", 2000],
    ["三千六百零七", 3607],
    ["三千零七", 3007],
    ["一万零五百", 10_500],
    ["三万", 30_000],
    ["十万零八", 100_008],
    ["一亿零五万", 100_050_000],
  ])("reads %s as %d", (printed, expected) => {
    expect(parseChineseNumeral(printed)).toBe(expected);
  });

  it.each([
    "",
    "一百五",
    "一二",
    "二〇二二",
    "百",
    "一千五十",
    "两十",
    "十两",
    "一万万",
    "零五",
    "一零",
    "三百百",
    "五十二三",
    "3万",
    "件",
  ])("does not guess at %j", (printed) => {
    expect(parseChineseNumeral(printed)).toBeUndefined();
  });

  it("gives back every number that was said", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 999_999_999_999 })),
        (value) => {
          expect(parseChineseNumeral(say(value))).toBe(value);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("gives a number for no damaged numeral but one that is itself standard", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.nat(12), (value, at) => {
        const said = say(value);
        const damaged = said.slice(0, at) + said.slice(at + 1);
        const read = parseChineseNumeral(damaged);
        if (read !== undefined)
          expect([say(read), say(read).replace(/([十百千]万)零(?=.千)/, "$1")]).toContain(
            damaged.replace(/(^|[^一二三四五六七八九])十/g, "$1一十"),
          );
      }),
      { numRuns: 2000 },
    );
  });
});
