import { describe, expect, it } from "vitest";
import { type TextRun, type Turn, UNREADABLE } from "../../lib/documents/layout/page.ts";
import { textOf } from "../../lib/documents/layout/page-lines.ts";

/** Characters half as wide as high, from `x` on; `y` is their top. */
function run(text: string, x: number, y = 0, size = 10): TextRun {
  return {
    text,
    box: [x, y, x + [...text].length * size * (/^[\x20-\x7e]*$/.test(text) ? 0.5 : 1), y + size],
  };
}

describe("text of a cell", () => {
  it("joins the strings of one number", () => {
    expect(textOf([run("39", 0), run("857", 10.6), run("58", 26.5)])).toBe("3985758");
  });

  it("never joins numbers that stand apart", () => {
    expect(textOf([run("12", 0), run("34", 20)])).toBe("12\n34");
    expect(textOf([run("12", 0), run("34", 14)])).toBe("12 34");
  });

  it("cannot read numbers printed over each other", () => {
    expect(textOf([run("1", 0), run("7", 2), run("4", 5)])).toContain(UNREADABLE);
  });

  it("leaves out raised notes", () => {
    expect(textOf([run("12", 0), run("1", 10, -1, 5)])).toBe("12");
  });

  it("cannot read small digits on the line", () => {
    expect(textOf([run("12", 0), run("3", 10, 5, 5)])).toContain(UNREADABLE);
  });

  it("keeps lines apart", () => {
    expect(textOf([run("结果", 0), run("维持", 0, 15)])).toBe("结果\n维持");
    expect(textOf([run("209", 0), run("5", 5, 14)])).toBe("209\n5");
  });

  it("reads characters set one below the other", () => {
    const column = [..."三、本年度"].map((sign, at) => run(sign, 0, at * 12));
    expect(textOf(column)).toBe("三\n、\n本\n年\n度");
  });

  it("reads characters with printed spaces between them from the left", () => {
    const spaced = [run("尚", 0), run(" ", 10), run("未", 15), run("审", 0, 13.5), run("结", 0, 27)];
    expect(textOf(spaced)).toBe("尚 未\n审\n结");
  });

  it("reads upright columns from the right", () => {
    const right = [..."三、本年度"].map((sign, at) => run(sign, 20, at * 11));
    const left = [..."办理结果"].map((sign, at) => run(sign, 0, at * 11));
    expect(textOf([...left, ...right])).toBe("三、本年度\n办理结果");
  });

  it.each<[Turn, (x: number, y: number) => TextRun["box"]]>([
    [1, (x, y) => [-y - 10, x, -y, x + 10]],
    [3, (x, y) => [y, -x - 10, y + 10, -x]],
    [2, (x, y) => [-x - 10, -y - 10, -x, -y]],
  ])("reads text turned %i times", (turn, place) => {
    const lines = ["本年度", "办理结果"].flatMap((line, y) =>
      [...line].map((text, x): TextRun => ({ text, turn, box: place(x * 10, y * 14) })),
    );
    expect(textOf(lines.reverse())).toBe("本年度\n办理结果");
  });
});
