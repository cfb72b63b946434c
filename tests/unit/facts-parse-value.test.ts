import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { parseValue } from "../../lib/facts/parse-value.ts";

const { notation } = getCatalog();
const count = { scale: 1, factor: 1, money: false };
const tenThousand = { scale: 100, factor: 10_000, money: true };

const statusOf = (printed: string, context = count): number | string => {
  const { value } = parseValue(printed, context, notation);
  return value.status === "reported" ? value.amount : value.status;
};

describe("parseValue", () => {
  it.each([
    ["0", 0],
    ["　　0", 0],
    ["\u00a00", 0],
    ["１２", 12],
    ["1,234", 1234],
    ["1，234", 1234],
    ["1 234", 1234],
    ["3985758", 3_985_758],
    ["3.00", 3],
    ["+1036", 1036],
    ["-18", -18],
    ["增3", 3],
    ["减2", -2],
    ["12件", 12],
    ["22（其中修订16件）", 22],
    ["", "blank"],
    ["　", "blank"],
    ["—", "dash"],
    ["——", "dash"],
    ["-", "dash"],
    ["/", "not-applicable"],
    ["无", "not-applicable"],
    ["不涉及", "not-applicable"],
    ["1\n2", "illegible"],
    ["1\t2", "illegible"],
    ["3₁", "illegible"],
    ["5㉑", "illegible"],
    ["1 2", "illegible"],
    ["12 34", "illegible"],
    ["1,23", "illegible"],
    ["2.5", "illegible"],
    ["约3", "illegible"],
    ["O", "illegible"],
    ["详见附件", "illegible"],
    ["2022年", "illegible"],
  ])("reads %j as %j", (printed, expected) => {
    expect(statusOf(printed)).toBe(expected);
  });

  it.each([
    ["9116.36", 9_116_360_000],
    ["18.8710", 18_871_000],
    ["24252.311082", 24_252_311_082],
    ["72701.2578", 72_701_257_800],
    ["8.04万元", 8_040_000],
    ["251000元", 25_100_000],
    ["75394432.52元", 7_539_443_252],
    ["0.1234567", "illegible"],
    ["9007199254740993", "illegible"],
  ])("reads the money %j (万元) to the fen: %j", (printed, expected) => {
    expect(statusOf(printed, tenThousand)).toBe(expected);
  });

  it("keeps a remark apart from the digits", () => {
    expect(parseValue("55（含自然失效29件）", count, notation)).toMatchObject({
      value: { amount: 55 },
      remark: "含自然失效29件",
    });
  });

  it("gives back every amount of money exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (fen) => {
        const printed = `${Math.floor(fen / 1_000_000)}.${String(fen % 1_000_000).padStart(6, "0")}`;
        expect(statusOf(printed, tenThousand)).toBe(fen);
      }),
    );
  });

  it("never throws, and calls nothing a number that has no digit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (printed) => {
        const { value } = parseValue(printed, tenThousand, notation);
        if (value.status === "reported") expect(printed.normalize("NFKC")).toMatch(/\d/);
      }),
    );
  });
});
