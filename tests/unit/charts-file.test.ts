import { readFileSync } from "node:fs";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { figureFile, resolveColors, wrapText } from "../../lib/charts/figure-file.ts";
import palette from "../../lib/charts/palette.json" with { type: "json" };
import { renderChart } from "../../lib/charts/render.ts";

const DRAWING = renderChart(
  {
    kind: "heat",
    byColumn: false,
    rows: ["A & B"],
    columns: ["2020", "2021"],
    cells: [[{ value: 1, run: "comparable", marked: true }, null]],
    texts: [["1", "blank"]],
    unit: "cases",
    percent: false,
  },
  960,
  "Denied <all>",
  "figure file",
);

describe("a drawing as a file of its own", () => {
  const file = figureFile(DRAWING, {
    title: "Denied <all>, 2020–2021",
    summary: "One value.",
    notes: ["Cases & causes ".repeat(30).trim()],
    source: "Source: data version 7",
  });

  test("is one well-formed document", () => {
    const parser = new SaxesParser();
    const opened: string[] = [];
    parser.on("opentag", ({ name }) => opened.push(name));
    parser.write(file).close();
    expect(opened.filter((name) => name === "svg")).toHaveLength(2);
    expect(opened[0]).toBe("svg");
  });

  test("needs no style of a page", () => {
    expect(file).not.toContain("var(");
    expect(file).toContain(palette["tint-1"]);
  });

  test("carries title, summary, every note and the source", () => {
    expect(file).toContain("Denied &lt;all&gt;, 2020–2021");
    expect(file).toContain("<desc>One value.</desc>");
    expect(file.match(/causes/g)).toHaveLength(30);
    expect(file).toContain("Source: data version 7");
  });

  test("is as high as what stands in it", () => {
    const [, height = "0"] = /height="([\d.]+)" viewBox/.exec(file) ?? [];
    const places = [...file.matchAll(/<text x="24" y="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(Math.max(...places)).toBeLessThan(Number(height));
  });
});

describe("the palette of files", () => {
  test("is the light theme of the pages", () => {
    const css = readFileSync("app/_styles/tokens.css", "utf8");
    const light = css.slice(0, css.indexOf("html[lang"));
    for (const [name, color] of Object.entries(palette)) expect(light).toContain(`--${name}: ${color};`);
  });

  test("leaves a name it does not know as it is, to be seen", () => {
    expect(resolveColors("var(--paper) var(--no-such)")).toBe(`${palette.paper} var(--no-such)`);
  });
});

describe("wrapping", () => {
  test("breaks between words and anywhere in Chinese, and loses nothing", () => {
    expect(wrapText("one two three", 50, 12)).toEqual(["one two", "three"]);
    const text = "平潭综合实验区管理委员会";
    const lines = wrapText(text, 60, 12);
    expect(lines.every((line) => [...line].length <= 5)).toBe(true);
    expect(lines.join("")).toBe(text);
  });
});
