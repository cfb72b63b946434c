import { describe, expect, it } from "vitest";
import { decodeText, findDeclaredCharset, isDeclarationTrue } from "../../lib/documents/charset.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { sniff } from "../../lib/documents/sniff.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** 政府信息公开 in GB2312, in Big5 and, with a byte order mark, in UTF-16. */
const GB = Uint8Array.from([0xd5, 0xfe, 0xb8, 0xae, 0xd0, 0xc5, 0xcf, 0xa2, 0xb9, 0xab, 0xbf, 0xaa]);
const UTF16 = Uint8Array.from([0xff, 0xfe, 0x3f, 0x65, 0x9c, 0x5e]);

describe("decodeText", () => {
  it.each([
    ["UTF-8", utf8("政府信息公开"), undefined, "政府信息公开", "utf-8"],
    ["UTF-8 declared as GBK", utf8("政府信息公开"), "gbk", "政府信息公开", "utf-8"],
    ["GB2312 declared", GB, "gb2312", "政府信息公开", "gb18030"],
    ["GB2312 declared as UTF-8", GB, "utf-8", "政府信息公开", "gb18030"],
    ["GB2312 undeclared", GB, undefined, "政府信息公开", "gb18030"],
    ["GB2312 with a nonsense declaration", GB, "x-unknown", "政府信息公开", "gb18030"],
    ["GB2312 cut in a character", GB.subarray(0, 11), undefined, "政府信息公", "gb18030"],
    ["UTF-8 cut in a character", utf8("政府").subarray(0, 5), undefined, "政", "utf-8"],
    ["UTF-16 with its mark", UTF16, undefined, "政府", "utf-16le"],
  ])("decodes %s", (_, bytes, declared, text, charset) => {
    expect(decodeText(bytes, declared)).toMatchObject({ text, charset, damaged: 0 });
  });

  it("counts what it cannot decode", () => {
    expect(
      decodeText(Uint8Array.from([...utf8("政府信息公开年度报告"), 0xff, ...utf8("统计")])).damaged,
    ).toBe(1);
  });

  it("finds what a page declares, and whether it is true", () => {
    expect(
      findDeclaredCharset(utf8('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')),
    ).toBe("gb2312");
    expect([isDeclarationTrue("gb2312", "gb18030"), isDeclarationTrue("utf-8", "gb18030")]).toEqual([
      true,
      false,
    ]);
  });
});

describe("readDocument refuses", () => {
  it.each([
    ["an empty file", new Uint8Array(), "file-empty", {}],
    ["a binary", Uint8Array.from({ length: 500 }, (_, at) => at % 7), "file-binary", {}],
    [
      "an archive of a kind that is not read",
      utf8("Rar!\u001a\u0007"),
      "format-unsupported",
      { format: "RAR" },
    ],
    ["a file of 50 MB", new Uint8Array(50 * 1024 * 1024).fill(65), "file-too-large", { size: 50, limit: 20 }],
  ])("%s", async (_, bytes, code, parameters) => {
    expect(await readDocument(bytes)).toEqual({ value: null, findings: [{ code, parameters }] });
  });

  it("judges by content, not by name", () => {
    expect([
      sniff(utf8("<TABLE><tr>")),
      sniff(utf8("第一行\n\t0")),
      sniff(Uint8Array.from([0x50, 0x4b, 3, 4])),
    ]).toEqual(["html", "text", "archive"]);
  });
});

describe("hostile pages", () => {
  it.each([
    ["deep nesting", "<div>".repeat(100_000), "no-tables"],
    [
      "a bomb of spans",
      `<table>${"<tr><td colspan=1000 rowspan=60000>0".repeat(3000)}</table>`,
      "table-too-large",
    ],
    [
      "a million empty rows under a wide one",
      `<table><tr>${"<td>0".repeat(300)}${"<tr>".repeat(1_000_000)}</table>`,
      "table-too-large",
    ],
    [
      "a table of a million cells",
      `<table>${`<tr>${"<td>0".repeat(100)}`.repeat(10_000)}</table>`,
      "table-too-large",
    ],
  ])("%s are read up to a ceiling", async (_, body, code) => {
    const { value, findings } = await readDocument(utf8(`<html>${body}</html>`));
    expect(
      value === null
        ? []
        : [
            ...findings.map((finding) => finding.code),
            ...(value.blocks.some((block) => block.kind === "table") ? [] : ["no-tables"]),
          ],
    ).toContain(code);
  });
});
