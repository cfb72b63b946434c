import { describe, expect, it } from "vitest";
import { builtInFormat, plainNumber, seeNumber, seeText } from "../../lib/documents/sheets/number-format.ts";

describe("a number by its format", () => {
  it.each<[number, string, string]>([
    [0, "General", "0"],
    [18.871, "General", "18.871"],
    [0.1 + 0.2, "General", "0.3"],
    [24252.311082, "General", "24252.311082"],
    [123456789012, "General", "123456789012"],
    [1e21, "General", "1e+21"],
    [1e-7, "General", "0.0000001"],
    [-3, "General", "-3"],
    [3, 'General"件"', "3件"],
    [3, "G/通用格式", "3"],
    [1234.5, "#,##0.00", "1,234.50"],
    [1234567, "#,##0", "1,234,567"],
    [0, "#,##0", "0"],
    [0, "#,###", ""],
    [12, "#,##0_ ", "12"],
    [0.285, "0.0%", "28.5%"],
    [0.285, "0%", "29%"],
    [1.005, "0.00", "1.01"],
    [2.5, "0", "3"],
    [-2.5, "0", "-3"],
    [-0.4, "0", "0"],
    [12.3, "0.0##", "12.3"],
    [12, "0.###", "12"],
    [7, "000", "007"],
    [-5, "0;[Red]-0", "-5"],
    [-5, "0;(0)", "(5)"],
    [0, '0;-0;"无"', "无"],
    [0, "0;-0;;@", ""],
    [5, ";;;", ""],
    [0, builtInFormat(43), "-"],
    [1234, builtInFormat(43), "1,234.00"],
    [12345, '0\\.0,"万元"', "1.2万元"],
    [12345, '0!.0,"万元"', "1.2万元"],
    [12345678, "#,##0,", "12,346"],
    [12, '"¥"#,##0.00', "¥12.00"],
    [12, "[$¥-804]#,##0.00", "¥12.00"],
    [150, "[>=100]0;[<100]0.0", "150"],
    [15, "[>=100]0;[<100]0.0", "15.0"],
    [12.5, "# ?/?", "12.5"],
    [12500, "0.00E+00", "12500"],
    [45292, "yyyy-mm-dd", "2024-01-01"],
    [45292, 'yyyy"年"m"月"d"日"', "2024-01-01"],
    [45292, '[$-804]yyyy"年"', "2024-01-01"],
    [45292.5, "yyyy/m/d h:mm", "2024-01-01 12:00:00"],
    [0.5, "h:mm", "12:00:00"],
    [1, "yyyy-mm-dd", "1900-01-01"],
    [59, "yyyy-mm-dd", "1900-02-28"],
    [61, "yyyy-mm-dd", "1900-03-01"],
    [-1, "yyyy-mm-dd", "-1"],
  ])("%d by %s is %s", (value, code, expected) => {
    expect(seeNumber(value, code).text).toBe(expected);
  });

  it("says where the file holds more digits than are seen", () => {
    expect(seeNumber(12.345, "0.00").rounded).toBe(true);
    expect(seeNumber(12.34, "0.00").rounded).toBe(false);
    expect(seeNumber(0.285, "0.0%").rounded).toBe(false);
    expect(seeNumber(12.345, "General").rounded).toBe(false);
  });

  it("counts days from 1904 where the workbook does", () => {
    expect(seeNumber(43830, "yyyy-mm-dd", true).text).toBe("2024-01-01");
  });

  it("prints whole numbers to the last digit", () => {
    expect(plainNumber(9007199254740991)).toBe("9007199254740991");
  });
});

describe("a text by its format", () => {
  it.each([
    ["无", "General", "无"],
    ["无", "@", "无"],
    ["3", '@"件"', "3件"],
    ["x", ";;;", ""],
    ["x", "0;-0;0", "x"],
  ])("%s by %s is %s", (text, code, expected) => {
    expect(seeText(text, code)).toBe(expected);
  });
});
