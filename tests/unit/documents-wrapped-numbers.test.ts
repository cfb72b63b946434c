import { describe, expect, it } from "vitest";
import type { Page, Segment, TextRun } from "../../lib/documents/layout/page.ts";
import { toBlocks } from "../../lib/documents/layout/page-blocks.ts";

/** Ruled tables whose digits are 6 wide and whose other characters are 12; lines of a cell are parted by a line feed. */

const LEFT = 60;
const PADDING = 5;
const DIGIT = 6;

const widthOf = (sign: string): number => (/[\d.,]/.test(sign) ? DIGIT : 12);

function typeset(text: string, x: number, y: number): TextRun[] {
  return text.split("\n").flatMap((line, at) => {
    let from = x;
    return [...line].map((sign): TextRun => {
      const isNote = sign === "*";
      const width = isNote ? 4 : widthOf(sign);
      const top = y + at * 14;
      const run: TextRun = { text: sign, box: [from, top, from + width, top + (isNote ? 6 : 10)] };
      from += width;
      return run;
    });
  });
}

/** `widths`: room for text in each column. */
function rule(
  number: number,
  top: number,
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): Page {
  const edges = [LEFT];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width + 2 * PADDING);
  const right = edges.at(-1) ?? 0;
  const segments: Segment[] = [];
  const runs: TextRun[] = [];
  let y = top;
  for (const row of rows) {
    segments.push({ axis: "horizontal", at: y, from: LEFT, to: right });
    runs.push(...row.flatMap((text, column) => typeset(text, (edges[column] ?? 0) + PADDING, y + 4)));
    y += Math.max(...row.map((text) => text.split("\n").length)) * 14 + 8;
  }
  segments.push({ axis: "horizontal", at: y, from: LEFT, to: right });
  for (const at of edges) segments.push({ axis: "vertical", at, from: top, to: y });
  return { number, width: 595, height: 842, segments, runs };
}

function read(pages: readonly Page[], breaksNumbers = true): readonly (readonly string[])[] {
  return toBlocks(pages, { geometry: "first", method: "layout", breaksNumbers }).flatMap((block) =>
    block.kind === "table" ? block.rows.map((row) => row.map((cell) => cell.text)) : [],
  );
}

const HEAD = ["项目名称", "人", "总计"];
/** Room for the label, for three digits and a bit, for four. */
const WIDTHS = [48, 21, 26];

describe("numbers that do not fit their cell", () => {
  it("are put together, with a unit, a note or a remark behind them", () => {
    const page = rule(1, 60, WIDTHS, [
      HEAD,
      ["（一）公", "334\n6", "5"],
      ["（二）公", "334\n6件", "1234\n5678\n9"],
      ["（三）公", "334\n6*", "1234\n5（\n含3）"],
      ["（四）公", "1", "1234\n*"],
    ]);
    expect(read([page]).slice(1)).toEqual([
      ["（一）公", "3346", "5"],
      ["（二）公", "3346件", "123456789"],
      ["（三）公", "3346", "12345（\n含3）"],
      ["（四）公", "1", "1234"],
    ]);
  });

  it("stay apart where there was room for one more digit", () => {
    const stacked = ["（二）公", "12\n6", "5"];
    const page = rule(1, 60, WIDTHS, [HEAD, ["（一）公", "334\n6", "5"], stacked]);
    expect(read([page]).slice(1)).toEqual([["（一）公", "334\n6", "5"], stacked]);
  });

  it("stay apart where columns may be fitted to them", () => {
    const page = rule(1, 60, [48, 24, 24], [HEAD, ["（一）公", "1234\n1456", "1234\n7891"]]);
    expect(read([page])[1]).toEqual(["（一）公", "1234\n1456", "1234\n7891"]);
  });

  it("stay apart on pages of browsers, unless their digits are full-width", () => {
    const row = ["（一）公", "334\n6", "５６\n７"];
    const page = rule(1, 60, WIDTHS, [HEAD, row]);
    expect(read([page], false)[1]).toEqual(row);
    const wide = rule(1, 60, WIDTHS, [HEAD, ["（一）公", "３\n６", "５６\n７"]]);
    expect(read([wide], false)[1]).toEqual(["（一）公", "３６", "５６７"]);
  });

  it("stay apart on recognised pages", () => {
    const page = rule(1, 60, WIDTHS, [HEAD, ["（一）公", "334\n6", "5"]]);
    const [block] = toBlocks([page], { geometry: "first", method: "ocr", breaksNumbers: true });
    expect(block?.kind === "table" && block.rows[1]?.[1]?.text).toBe("334\n6");
  });

  it("are put together over the end of a page where every number of the row fills its cell", () => {
    const lower = rule(2, 60, WIDTHS, [
      ["处理", "6", ""],
      ["（三）公", "7", "8"],
    ]);
    const rows = [HEAD, ["（一）公", "334\n6", "5"]];
    const full = rule(1, 600, WIDTHS, [...rows, ["（二）区", "334", "9"]]);
    expect(read([full, lower])[2]).toEqual(["（二）区\n处理", "3346", "9"]);
    const loose = rule(1, 600, WIDTHS, [...rows, ["（二）区", "33", "9"]]);
    expect(read([loose, lower])[2]).toEqual(["（二）区\n处理", "33\n6", "9"]);
  });

  it("are the same twice: 66 over the end of a page is no 6", () => {
    const upper = rule(1, 600, WIDTHS, [HEAD, ["（一）公", "334\n6", "5"], ["（二）区", "666", "9"]]);
    const lower = rule(2, 60, WIDTHS, [
      ["处理", "666", ""],
      ["（三）公", "7", "8"],
    ]);
    expect(read([upper, lower])[2]).toEqual(["（二）区\n处理", "666666", "9"]);
  });

  it("are put together before the bracket of a remark, which ends no line", () => {
    const cell = "12\n3（20\n19）";
    const page = rule(
      1,
      60,
      [48, 40, 26],
      [HEAD, ["（一）公", cell, "1234\n5"], ["（二）公", "１２３", "6"]],
    );
    expect(read([page])[1]?.[1]).toBe("123（20\n19）");
    const apart = rule(1, 60, [48, 70, 26], [HEAD, ["（一）公", cell, "1234\n5"], ["（二）公", "1", "6"]]);
    expect(read([apart])[1]?.[1]).toBe(cell);
  });

  it("are put together in columns with more room than any line of their own table, but not than the document's", () => {
    const stacked = [["（二）", "38\n2"]];
    const wide = (room: number) => rule(2, 60, [60, room], [["项目", "人"], ...stacked]);
    const tight = rule(1, 60, WIDTHS, [HEAD, ["（一）公", "1", "1234"]]);
    expect(read([tight, wide(17)]).at(-1)).toEqual(["（二）", "382"]);
    expect(read([tight, wide(20)]).at(-1)).toEqual(["（二）", "38\n2"]);
    expect(read([wide(17)]).at(-1)).toEqual(["（二）", "38\n2"]);
  });

  it("do not take the mark of a note below the end of a page for their last digit", () => {
    const upper = rule(1, 600, WIDTHS, [HEAD, ["（一）公", "334\n6", "5"], ["（二）区", "334\n568", "9"]]);
    const lower = rule(2, 60, WIDTHS, [
      ["处理", "1", ""],
      ["（三）公", "7", "8"],
    ]);
    const small = lower.runs.map((run): TextRun => {
      const [left, top, right] = run.box;
      return run.text === "1" ? { ...run, box: [left, top, right - 2, top + 6] } : run;
    });
    expect(read([upper, { ...lower, runs: small }])[2]).toEqual(["（二）区\n处理", "334568", "9"]);
    expect(read([upper, lower])[2]).toEqual(["（二）区\n处理", "3345681", "9"]);
  });
});
