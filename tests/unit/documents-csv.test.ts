import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../lib/documents/read-document.ts";
import { sniff } from "../../lib/documents/sniff.ts";
import { encodeGb18030 } from "../../lib/typeset/gb18030.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

async function read(bytes: Uint8Array) {
  const { value, findings } = await readDocument(bytes);
  const tables = (value?.blocks ?? []).flatMap((block) =>
    block.kind === "table" ? [block.rows.map((row) => row.map(({ text }) => text))] : [],
  );
  const paragraphs = (value?.blocks ?? []).flatMap((block) =>
    block.kind === "paragraph" ? [block.text] : [],
  );
  return { format: value?.format, tables, paragraphs, value, codes: findings.map(({ code }) => code) };
}

describe("text whose lines are separated values", () => {
  it.each<[string, string, string]>([
    ["by commas", "单位,件数\n甲局,3\n乙局,4\n", "csv"],
    ["by semicolons", "单位;件数\n甲局;3\n", "csv"],
    ["by tabs", "单位\t件数\n甲局\t3\n", "csv"],
    ["with quoted line feeds", '单位,"件\n数"\n"甲,局",3\n', "csv"],
    ["under titles", "2023年汇总表\n单位,新收,结转\n甲局,3,4\n乙局,5,6\n", "csv"],
    ["under titles that were padded", "2023年汇总表,,\n单位,新收,结转\n甲局,3,4\n", "csv"],
    ["but led by tabs, as extractors do", "\t单位\t件数\n\t甲局\t3\n", "text"],
    ["cell after cell, as extractors do", "\t单位\n\t件数\n\n\t甲局\n\t3\n\n", "text"],
    ["in prose", "we came, we saw\nwe won, we left\n", "text"],
    [
      "in prose with figures",
      "In 2023, the office received 12 requests, as before.\nIt closed 11, and carried one over.\n",
      "text",
    ],
    ["on some lines only", "单位,件数\n甲局,3\n共计\n乙局,4\n", "text"],
    ["on one line only", "单位,件数\n", "text"],
    [
      "in tables of unequal width",
      "一、总体情况\n（略）\n内容,制发,废止\n规章,1,0\n二、收费\n三、处理\n内容,决定数量\n许可,12\n强制,0\n",
      "csv",
    ],
    [
      "under more lines than a table has titles",
      "年报\n一、概述\n二、情况\n三、其他\n统计指标,单位,统计数\n收到,件,5\n办结,件,4\n结转,件,1\n",
      "csv",
    ],
    ["of columns set off by spaces", "规章 1,234 0\n规范性文件 5,678 0\n其他 1,000 0\n收费 3 4\n", "text"],
    ["of numbers one below the other", "规章\n1,234\n5,678\n规范性文件\n1,000\n2,000\n", "text"],
    ["of columns set off by pipes", "规章|1,234|0\n规范性文件|5,678|0\n其他|1,000|0\n收费|3|4\n", "text"],
    ["of a label and a number", "规章 1,234\n规范性文件 5,678\n其他 1,000\n收费 3,400\n", "text"],
    ["with quotes astray", '单位,件"数\n甲局,3\n', "text"],
    ["in Chinese prose", "一、总体情况\n本年度，我局主动公开信息12条，同比增加。\n", "text"],
  ])("%s", (_, text, kind) => {
    expect(sniff(utf8(text))).toBe(kind);
  });

  it("is read by the rules, quotes, guards and all", async () => {
    const csv = '\uFEFF单位,"新收,件","说""明"\r\n甲局,"1,234","第一行\n第二行"\r\n乙局,\'-5,\r\n';
    const { format, tables, codes } = await read(utf8(csv));
    expect(format).toBe("csv");
    expect(tables).toEqual([
      [
        ["单位", "新收,件", '说"明'],
        ["甲局", "1,234", "第一行\n第二行"],
        ["乙局", "-5", ""],
      ],
    ]);
    expect(codes).toEqual([]);
  });

  it("is read in GB18030, with its titles", async () => {
    const { paragraphs, tables, value } = await read(
      encodeGb18030("某市2023年汇总表\n单位名称,新收,结转\n甲局,3,4\n乙局,5,6\n"),
    );
    expect(value?.charset).toBe("gb18030");
    expect(paragraphs).toEqual(["某市2023年汇总表"]);
    expect(tables[0]?.[1]).toEqual(["甲局", "3", "4"]);
  });

  it("says where every field stands in the text", async () => {
    const text = '单位,件数\n"甲,局",3\n';
    const { value } = await read(utf8(text));
    const [table] = value?.blocks ?? [];
    const cell = table?.kind === "table" ? table.rows[1]?.[1] : undefined;
    expect(cell?.place).toEqual({ offset: text.indexOf("3"), line: 2 });
  });

  it("is read table by table where each is as wide as it is", async () => {
    const text =
      "一、总体情况\n（略）\n内容,制发,废止\n规章,1,0\n二、收费\n三、处理\n内容,决定数量\n许可,12\n强制,0\n";
    const { paragraphs, tables, value } = await read(utf8(text));
    expect(paragraphs).toEqual(["一、总体情况", "（略）"]);
    expect(tables[0]?.slice(0, 2)).toEqual([
      ["内容", "制发", "废止"],
      ["规章", "1", "0"],
    ]);
    expect(tables[0]?.at(-1)).toEqual(["强制", "0", ""]);
    const [table] = value?.blocks.filter((block) => block.kind === "table") ?? [];
    expect(table?.rows[1]?.[1]?.place).toEqual({ offset: text.indexOf("1"), line: 4 });
  });

  it.each([
    ["a row", "内容,制发,废止\n规章,1,0\n文件,23\n其他,4,5\n总计,7,8\n"],
    ["a row from the next line", "内容,制发,废止\n规章,1,0\n文件,2,34,5\n其他,6,7\n总计,8,9\n"],
    ["its head", "内容制发,废止\n规章,1,0\n文件,2,3\n其他,4,5\n"],
  ])("tells no columns where separators were lost in %s", async (_, text) => {
    const { format, tables, value } = await read(utf8(text));
    expect(format).toBe("csv");
    expect(tables).toHaveLength(1);
    const [table] = value?.blocks ?? [];
    expect(table).toMatchObject({ kind: "table", lines: expect.anything() });
  });

  it("drops the record in which the file breaks off", async () => {
    const { tables, codes } = await read(utf8("单位,新收,结转\n甲局,3,4\n乙局,5"));
    expect(tables[0]).toHaveLength(2);
    expect(codes).toContain("table-truncated");
  });

  it("reads every text back", async () => {
    const alphabet = fc.constantFrom(...'ab数1,"\r\n\t ;');
    const field = fc.string({ unit: alphabet, minLength: 1 }).filter((text) => text.trim() !== "");
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = fc.array(fc.tuple(field, field, fc.constant("9")), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async (drawn) => {
        const lines = [["x", "y", "z"], ...drawn];
        const { tables } = await read(
          utf8(`${lines.map((line) => line.map(quote).join(",")).join("\r\n")}\r\n`),
        );
        expect(tables).toEqual([lines]);
      }),
      { seed: 20 },
    );
  });

  it("takes a million fields in seconds and says that it is cut", async () => {
    const start = performance.now();
    const { codes } = await read(utf8("1,2,3,4,5,6,7,8,9,10\n".repeat(100_000)));
    expect(codes).toEqual(["table-too-large"]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
