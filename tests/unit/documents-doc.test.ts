import { describe, expect, it } from "vitest";
import { readDocBytes } from "../../lib/documents/read-doc.ts";
import { bytesOf16, bytesOf32, writeCompound } from "../fixtures/compound-writer.ts";
import {
  cell,
  type DocParagraph,
  type DocSource,
  defineRow,
  encodeSprms,
  endRow,
  line,
  paragraph,
  row,
  run,
  type Sprm,
  writeDoc,
} from "../fixtures/doc-writer.ts";
import { sketchBlocks } from "../fixtures/table-sketch.ts";

function read(source: DocSource) {
  const { value, findings } = readDocBytes(writeDoc(source));
  return { blocks: sketchBlocks(value?.blocks ?? []), codes: findings.map(({ code }) => code), value };
}

const readBlocks = (...paragraphs: readonly DocParagraph[]) =>
  read({ paragraphs: [...paragraphs, paragraph("")] }).blocks;

const DELETED: Sprm = [0x0800, 1];
const INSERTED: Sprm = [0x0801, 1];
const HIDDEN: Sprm = [0x083c, 1];
const STRUCK: Sprm = [0x0837, 1];
const STRUCK_TWICE: Sprm = [0x2a53, 1];
const RAISED: Sprm = [0x2a48, 1];
const SPECIAL: Sprm = [0x0855, 1];
const DEPTH_2: Sprm = [0x6649, ...bytesOf32(2)];
const INNER_CELL: Sprm = [0x244b, 1];
const INNER_ROW: Sprm = [0x244c, 1];

describe("text of a Word 97 file", () => {
  it.each<[string, DocParagraph[], string[]]>([
    ["paragraphs", [paragraph("一、总体情况"), paragraph("正文")], ["一、总体情况", "正文"]],
    [
      "insertions kept, deletions dropped",
      [paragraph([run("1"), run("2", INSERTED), run("9", DELETED)])],
      ["12"],
    ],
    [
      "hidden and struck text dropped",
      [paragraph([run("1"), run("7", HIDDEN), run("8", STRUCK), run("9", STRUCK_TWICE)])],
      ["1"],
    ],
    ["a note's number raised", [paragraph([run("3"), run("1", RAISED)])], ["3¹"]],
    ["a note lifted high by hand", [paragraph([run("3"), run("1", [0x4845, 12, 0])])], ["3¹"]],
    ["no figure beside digits lifted a little", [paragraph([run("3"), run("1", [0x4845, 4, 0])])], ["³¹"]],
    [
      "no figure beside digits lowered by what follows",
      [paragraph([run("3"), run("1", [0x4845, 12, 0], [0x4845, 0xfc, 0xff])])],
      ["³¹"],
    ],
    ["a whole line lifted", [paragraph([run("31", [0x4845, 12, 0])])], ["31"]],
    [
      "results of fields without instructions",
      [paragraph('见\u0013 HYPERLINK "a" \u0014网站\u0015。')],
      ["见网站。"],
    ],
    [
      "fields within fields",
      [paragraph("\u0013 IF \u0013 PAGE \u00141\u0015 = 1 \u0014甲\u0015乙")],
      ["甲乙"],
    ],
    ["an instruction that never ends", [paragraph("\u0013 TOC 1"), paragraph("正文")], ["正文"]],
    ["line breaks and hyphens", [paragraph("本年新\u000b制作\u001e数\u001f量")], ["本年新\n制作-数量"]],
    [
      "a deleted mark joins paragraphs",
      [{ ...paragraph("甲"), markLook: [DELETED] }, paragraph("乙")],
      ["甲乙"],
    ],
    ["symbols of a font", [paragraph([run("(", SPECIAL, [0x6a09, 1, 0, 0x6e, 0xf0])])], ["\uf06e"]],
    ["marks of notes", [paragraph([run("3"), run("\u0002", SPECIAL)])], ["3"]],
  ])("%s", (_, paragraphs, expected) => {
    expect(readBlocks(...paragraphs)).toEqual(expected);
  });

  it("takes Windows-1252 for what it is", () => {
    const { blocks } = read({ paragraphs: [paragraph("\u0093a\u0094 1\u00d72")], width: 1 });
    expect(blocks).toEqual(["“a” 1×2"]);
  });

  it("takes text out of pieces, with the changes of a piece", () => {
    const paragraphs = [paragraph("甲乙丙丁")];
    expect(read({ paragraphs, cuts: [1, 3], changes: [[], [HIDDEN]] }).blocks).toEqual(["甲丁"]);
  });

  it("looks into styles, their bases, and what a run turns back", () => {
    const styles: DocSource["styles"] = [
      { kind: "paragraph", look: [] },
      { kind: "character", look: [RAISED] },
      { kind: "character", base: 1, look: [STRUCK] },
      { kind: "paragraph", look: [HIDDEN] },
    ];
    const byStyle = (number: number): Sprm => [0x4a30, ...bytesOf16(number)];
    const paragraphs = [
      paragraph([run("3"), run("1", byStyle(1))]),
      paragraph([run("3"), run("1", byStyle(2))]),
      paragraph([run("3"), run("1", byStyle(2), [0x0837, 0x81])]),
      { ...paragraph([run("5"), run("6", [0x083c, 0])]), style: 3 },
    ];
    expect(read({ paragraphs, styles }).blocks).toEqual(["3¹", "3", "3¹", "6"]);
  });

  it("reads text boxes after the text", () => {
    const { blocks } = read({ paragraphs: [paragraph("正文")], boxes: [paragraph("框"), paragraph("")] });
    expect(blocks).toEqual(["正文", "框"]);
  });

  it("tells where cells and paragraphs stand", () => {
    const { value } = read({ paragraphs: [paragraph("甲"), ...row(["乙", "丙"], [0, 1000, 2000])] });
    const [first, table] = value?.blocks ?? [];
    expect(first?.place).toEqual({ path: "paragraph[1]", offset: 0 });
    expect(table?.kind === "table" && table.rows.map((cells) => cells.map(({ place }) => place))).toEqual([
      [
        { path: "table[1]/row[1]/cell[1]", offset: 2 },
        { path: "table[1]/row[1]/cell[2]", offset: 4 },
      ],
    ]);
  });
});

const EDGES = [0, 1000, 2000, 3000];
const FIRST = 1;
const MERGED = 2;
const DOWN = 0x20;
const DOWN_FIRST = 0x60;

describe("the grid of a Word 97 table", () => {
  it.each<[string, DocParagraph[], string[]]>([
    [
      "edges, whatever the rows' own numbers of cells",
      [...row(["a", "b"], [0, 1000, 3000]), ...row(["c", "1", "2"], [8, 1012, 2000, 3006])],
      ["1.1 a | 1.2[1x2] b | 2.1 c | 2.2 1 | 2.3 2"],
    ],
    [
      "cells merged down",
      [...row(["a", "1"], [0, 1000, 2000], [DOWN_FIRST]), ...row(["", "2"], [0, 1000, 2000], [DOWN])],
      ["1.1[2x1] a | 1.2 1 | 2.2 2"],
    ],
    [
      "cells merged across",
      [...row(["a", "", "b"], EDGES, [FIRST, MERGED]), ...row(["1", "2", "3"], EDGES)],
      ["1.1[1x2] a | 1.3 b | 2.1 1 | 2.2 2 | 2.3 3"],
    ],
    [
      "merges by modifiers",
      [
        ...["a", "", "b"].map((text) => cell(text)),
        endRow(defineRow(EDGES), [0x5624, 0, 2], [0xd62b, 2, 3]),
        ...["1", "2", ""].map((text) => cell(text)),
        endRow(defineRow(EDGES), [0x5624, 0, 3], [0x5625, 0, 3], [0xd62b, 2, 1]),
      ],
      ["1.1[1x2] a | 1.3[2x1] b | 2.1 1 | 2.2 2"],
    ],
    [
      "cells inserted, deleted and widened by modifiers",
      [
        ...["a", "b", "c"].map((text) => cell(text)),
        endRow(defineRow([0, 1000, 2000]), [0x7621, 1, 1, ...bytesOf16(500)]),
        ...["1", "2"].map((text) => cell(text)),
        endRow(defineRow(EDGES), [0x5622, 1, 2], [0x7623, 1, 2, ...bytesOf16(1500)]),
      ],
      ["1.1 a | 1.2 b | 1.3 c | 2.1 1 | 2.2[1x2] 2"],
    ],
    [
      "several paragraphs in a cell",
      [line("本年新"), cell("制作数量"), cell("0"), endRow(defineRow([0, 1000, 2000]))],
      ["1.1 本年新\n制作数量 | 1.2 0"],
    ],
    [
      "deleted and hidden rows left out",
      [
        ...row(["a", "1"], [0, 1000, 2000]),
        cell([run("b", DELETED)]),
        cell([run("2", DELETED)]),
        { ...endRow(defineRow([0, 1000, 2000])), markLook: [DELETED] },
        ...row(["c", "3"], [0, 1000, 2000]),
      ],
      ["1.1 a | 1.2 1 | 2.1 c | 2.2 3"],
    ],
    [
      "a row whose mark alone is deleted",
      [
        ...row(["a", "1"], [0, 1000, 2000]).slice(0, -1),
        { ...endRow(defineRow([0, 1000, 2000])), markLook: [DELETED] },
        cell([run("7", DELETED), run("b")]),
        cell("2"),
        endRow(defineRow([0, 1000, 2000])),
      ],
      ["1.1 a | 1.2 1 | 2.1 b | 2.2 2"],
    ],
    [
      "a table in a cell of a frame",
      [
        paragraph([run("甲")], [0x2416, 1], DEPTH_2, INNER_CELL),
        paragraph([run("1")], [0x2416, 1], DEPTH_2, INNER_CELL),
        paragraph([], [0x2416, 1], DEPTH_2, INNER_ROW, defineRow([0, 500, 1000])),
        cell("乙"),
        endRow(defineRow([0, 2000])),
      ],
      ["1.1 甲 | 1.2 1", "乙"],
    ],
    [
      "a picture in a cell is no blank",
      [cell([run("\u0001", SPECIAL)]), cell("1"), endRow(defineRow([0, 1000, 2000]))],
      ["1.1 \ufffc | 1.2 1"],
    ],
  ])("%s", (_, paragraphs, expected) => {
    expect(readBlocks(...paragraphs)).toEqual(expected);
  });

  it("finds properties too large for a page in the Data stream", () => {
    const list = encodeSprms([[0x2416, 1], [0x2417, 1], defineRow([0, 1000, 2000])]);
    const data = [0, 0, 0, 0, ...bytesOf16(list.length), ...list];
    for (const code of [0x6646, 0x646b]) {
      const paragraphs = [
        cell("甲"),
        cell("1"),
        { ...endRow(), properties: [[code, ...bytesOf32(4)] as Sprm] },
      ];
      expect(read({ paragraphs: [...paragraphs, paragraph("")], data }).blocks).toEqual(["1.1 甲 | 1.2 1"]);
    }
  });

  it.each<[string, DocParagraph[]]>([
    [
      "a row has more cells than its mark says",
      [cell("甲"), cell("1"), cell("2"), endRow(defineRow([0, 1000, 2000]))],
    ],
    ["edges run backwards", [cell("甲"), cell("1"), endRow(defineRow([0, 2000, 1000]))]],
    ["a row defines no cells", [cell("甲"), cell("1"), endRow()]],
  ])("keeps the text of a table in which %s, and says so", (_, paragraphs) => {
    const { blocks, codes } = read({ paragraphs: [...paragraphs, paragraph("")] });
    expect(blocks.every((text) => !text.includes("1.1"))).toBe(true);
    expect(blocks).toContain("甲");
    expect(codes).toEqual(["doc-tables-damaged"]);
  });
});

describe("pictures in a Word 97 file", () => {
  /** A picture's head in the Data stream: its size in twips, scaled by half. */
  const picture = (width: number, height: number): number[] => [
    ...bytesOf32(0x44),
    ...new Array(24).fill(0),
    ...bytesOf16(width * 2, height * 2, 500, 500),
    ...new Array(32).fill(0),
  ];

  it.each<[string, number[], Sprm[], string[]]>([
    ["as large as a table", picture(8000, 4000), [], ["table-as-picture"]],
    ["as small as a seal", picture(2000, 2000), [], []],
    ["that were deleted", picture(8000, 4000), [DELETED], []],
  ])("%s", (_, data, look, expected) => {
    const paragraphs = [paragraph([run("\u0001", SPECIAL, [0x6a03, 0, 0, 0, 0], ...look)]), paragraph("甲")];
    const { blocks, codes } = read({ paragraphs, data });
    expect([blocks, codes]).toEqual([["甲"], expected]);
  });
});

describe("Word files that are not as they should be", () => {
  const paragraphs = [paragraph("甲"), ...row(["乙", "1"], [0, 1000, 2000]), paragraph("丙")];

  it.each<[string, DocSource["patch"], string]>([
    ["encrypted", (main) => main.set([1 | 2], 11), "file-encrypted"],
    ["without a table stream of the name it gives", (main) => main.set([0], 11), "doc-damaged"],
    ["of another program", (main) => main.set([0, 0], 0), "doc-damaged"],
    [
      "with pieces beyond its end",
      (_, table) => table.fill(0x3f, table.length - 6, table.length - 2),
      "word-cut",
    ],
  ])("%s", (_, patch, code) => {
    const { value, findings } = readDocBytes(writeDoc({ paragraphs, ...(patch && { patch }) }));
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(value?.blocks ?? []).toEqual([]);
  });

  it("takes digits of unknown look for raised, lest they be a note's", () => {
    // The text ends before byte 2560; each paragraph has a page for its text, its mark and its place.
    const pageOfSecondText = 2560 + 3 * 512;
    const patch = (main: Uint8Array): void => main.set([0], pageOfSecondText + 511);
    const { blocks, codes } = read({ paragraphs: [paragraph("12"), paragraph("12")], patch });
    expect(blocks).toEqual(["12", "¹²"]);
    expect(codes).toEqual(["doc-looks-unknown"]);
  });

  it("reads the text of Word 95 and says that its tables were not read", () => {
    const main = new Uint8Array(0x400);
    const text = [0xd2, 0xbb, 0xa1, 0xa2, 0x0d, 0x33, 0x07, 0x07];
    main.set(bytesOf16(0xa5dc, 104, 0, 0x0804, 0, 0), 0);
    main.set(bytesOf32(0x300, 0x300 + text.length), 0x18);
    main.set(bytesOf32(text.length), 0x34);
    main.set(text, 0x300);
    const { value, findings } = readDocBytes(writeCompound({ WordDocument: main }));
    expect(sketchBlocks(value?.blocks ?? [])).toEqual(["一、", "3"]);
    expect(value?.charset).toBe("gb18030");
    expect(findings.map(({ code }) => code)).toEqual(["doc-too-old"]);
  });
});
