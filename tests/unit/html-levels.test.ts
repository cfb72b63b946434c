import { describe, expect, it } from "vitest";
import { readPage } from "../../lib/documents/markup/html-page.ts";

function readCell(content: string): string | undefined {
  const { value } = readPage(`<table><tr><td>规章</td>${content}</tr></table>`, "utf-8");
  const [table] = (value?.blocks ?? []).filter((block) => block.kind === "table");
  return table?.rows[0]?.[1]?.text;
}

describe("digits off the line of a figure", () => {
  it.each([
    ["<td>3<sup>1</sup></td>", "3¹"],
    ["<td>3<sub>1</sub></td>", "3₁"],
    ['<td>3<a href="#n1"><sup><font size="1">12</font></sup></a></td>', "3¹²"],
    ['<td>3<span style="font-size:8pt;vertical-align:super">1</span></td>', "3¹"],
    ['<td>3<a href="#_ftn1" name="_ftnref1">1</a></td>', "3¹"],
    ["<td>3<span class=MsoFootnoteReference><span lang=EN-US>[1]</span></span></td>", "3[¹]"],
    ['<td>3<span style="vertical-align: sub">1</span></td>', "3₁"],
  ])("%s is %s", (cell, text) => {
    expect(readCell(cell)).toBe(text);
  });

  it("are those of a figure where only the place of cells and boxes is styled", () => {
    expect(
      readCell('<td style="vertical-align:super">3<span style="vertical-align:baseline">1</span></td>'),
    ).toBe("31");
    expect(readCell('<td><a href="#">31</a></td>')).toBe("31");
    expect(readCell('<td>3<a href="#table-3">1</a></td>')).toBe("31");
    expect(readCell('<td><p style="vertical-align:sub">31</p></td>')).toBe("31");
    expect(readCell('<td>3<span style="vertical-align:sub-top">1</span></td>')).toBe("31");
  });
});
