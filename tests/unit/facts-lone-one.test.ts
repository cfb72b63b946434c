import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { isOneWritten } from "../../lib/facts/lone-one.ts";
import { normalize } from "../../lib/facts/normalize.ts";
import { parseValue } from "../../lib/facts/parse-value.ts";

const { notation } = getCatalog();

const cases: readonly [why: string, texts: readonly string[], isOne: boolean][] = [
  ["figures in numerals, nothing as 0", ["一", "三", "十二", "0", "7"], true],
  ["figures in numerals, nothing as 零", ["一", " 二 ", "三", "零"], true],
  ["figures in numerals, nothing left blank", ["一", "二", "三", ""], true],
  ["figures in numerals, nothing as a dash", ["一", "二", "三", "—"], true],
  ["nothing may be the 一 itself", ["一", "二", "三", "5"], false],
  ["more of 一 than of other numerals", ["一", "一", "一", "二", "三", "0"], false],
  ["one other numeral alone", ["一", "二", "0", "4"], false],
  ["figures in digits", ["一", "2", "30", "0"], false],
  ["零 is no other numeral", ["一", "零", "零", "〇"], false],
  ["no 一 at all", ["二", "三", "0"], false],
  ["a damaged numeral is none", ["一", "一百五", "二三", "四", "0"], false],
];

describe("a lone 一", () => {
  it.each(cases)("%s", (_, texts, isOne) => {
    expect(isOneWritten(texts, notation)).toBe(isOne);
  });

  it("is 1 only where its report writes it so", () => {
    const context = { scale: 1, factor: 1, money: false };
    expect(parseValue("一", context, notation).value).toEqual({ status: "illegible" });
    expect(parseValue("一", { ...context, isOne: true }, notation).value).toEqual({
      status: "reported",
      amount: 1,
    });
    // Two of them are a long dash in any report.
    expect(parseValue("一一", { ...context, isOne: true }, notation).value).toEqual({ status: "dash" });
  });

  it("is never taken from a picture, where a dash looks like it", () => {
    const statusesOf = (method: "markup" | "ocr") => {
      const bindings = ["一", "二", "三", "0"].map((text, row) => ({
        cell: { indicator: "requests-received", member: "total", unit: "case", label: "", memberLabel: "" },
        slot: { table: 0, cell: { row, column: 0, text, place: {} }, method },
        ...{ head: "", rowLabels: [] },
      }));
      const { value } = normalize([{ edition: "form-2021", table: "requests", bindings }], "x", getCatalog());
      return value.map((fact) => fact.value.status);
    };
    expect(statusesOf("markup")).toEqual(["reported", "reported", "reported", "reported"]);
    expect(statusesOf("ocr")[0]).toBe("illegible");
  });
});
