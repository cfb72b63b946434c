import { describe, expect, it } from "vitest";
import { readDocument } from "../../lib/documents/read-document.ts";
import { readRtfBytes } from "../../lib/documents/read-rtf.ts";
import { sketchBlocks } from "../fixtures/table-sketch.ts";

const HEAD =
  "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset0 Times New Roman;}{\\f1\\fcharset134 SimSun;}{\\f2\\fcharset2 Wingdings;}{\\f3\\fcharset136 MingLiU;}}\n";

function read(text: string, end = "}") {
  const bytes = Uint8Array.from(`${HEAD}${text}${end}`, (sign) => sign.charCodeAt(0));
  const { value, findings } = readRtfBytes(bytes);
  return { blocks: sketchBlocks(value?.blocks ?? []), findings: findings.map(({ code }) => code), value };
}

/** One row; a cell is its right edge, after what its definition says, and its text. */
function row(cells: readonly (readonly [string, string])[], level = 1): string {
  const definition = `\\trowd${cells.map(([edge]) => edge.replace(/(\d+)$/, "\\cellx$1")).join("")}`;
  if (level > 1)
    return `${cells.map(([, text]) => `\\pard\\intbl\\itap${level} ${text}\\nestcell{\\nonesttables\\par}`).join("")}{\\*\\nesttableprops${definition}\\nestrow}`;
  return `${definition}\\pard\\intbl ${cells.map(([, text]) => `${text}\\cell `).join("")}\\row\n`;
}

describe("the grid of an RTF table", () => {
  it.each<[string, string, string[]]>([
    [
      "edges, whatever the rows' own numbers of cells",
      row([
        ["1000", "a"],
        ["3000", "b"],
      ]) +
        row([
          ["1010", "c"],
          ["2000", "1"],
          ["3000", "2"],
        ]),
      ["1.1 a | 1.2[1x2] b | 2.1 c | 2.2 1 | 2.3 2"],
    ],
    [
      "cells merged down",
      row([
        ["\\clvmgf 1000", "a"],
        ["2000", "1"],
      ]) +
        row([
          ["\\clvmrg 1000", ""],
          ["2000", "2"],
        ]),
      ["1.1[2x1] a | 1.2 1 | 2.2 2"],
    ],
    [
      "cells merged across",
      row([
        ["\\clmgf 1000", "a"],
        ["\\clmrg 2000", ""],
        ["3000", "b"],
      ]) +
        row([
          ["1000", "1"],
          ["2000", "2"],
          ["3000", "3"],
        ]),
      ["1.1[1x2] a | 1.3 b | 2.1 1 | 2.2 2 | 2.3 3"],
    ],
    [
      "rows that begin inside the table",
      row([
        ["1000", "a"],
        ["2000", "b"],
      ]) + row([["2000", "1"]]).replace("\\trowd", "\\trowd\\trleft1000"),
      ["1.1 a | 1.2 b | 2.2 1"],
    ],
    [
      "rows that keep the edges of the row before",
      `${row([
        ["1000", "a"],
        ["2000", "1"],
      ])}\\pard\\intbl b\\cell 2\\cell\\row`,
      ["1.1 a | 1.2 1 | 2.1 b | 2.2 2"],
    ],
    [
      "edges told after the text",
      "\\pard\\intbl a\\cell 1\\cell\\trowd\\cellx1000\\cellx2000\\row",
      ["1.1 a | 1.2 1"],
    ],
    [
      "tables parted by a paragraph",
      `${row([["1000", "a"]])}\\pard b\\par${row([["1000", "c"]])}`,
      ["1.1 a", "b", "1.1 c"],
    ],
    [
      "tables inside a frame",
      `\\trowd\\cellx9000\\pard\\intbl x\\par${row(
        [
          ["1000", "a"],
          ["2000", "1"],
        ],
        2,
      )}${row(
        [
          ["1000", "b"],
          ["2000", "2"],
        ],
        2,
      )}\\pard\\intbl\\itap1 y\\cell\\row`,
      ["x", "1.1 a | 1.2 1 | 2.1 b | 2.2 2", "y"],
    ],
  ])("has %s", (_, text, expected) => {
    expect(read(text)).toMatchObject({ blocks: expected, findings: [] });
  });

  it("remembers where each cell stands in the file", () => {
    const { value } = read(`a\\par${row([["1000", "a"]])}${row([["1000", "b"]])}`);
    const [, table] = value?.blocks ?? [];
    const places = table?.kind === "table" ? table.rows.flat().map(({ place }) => place.path) : [];
    expect(places).toEqual(["body/tbl[1]/tr[1]/tc[1]", "body/tbl[1]/tr[2]/tc[1]"]);
  });
});

describe("the text of RTF", () => {
  it.each<[string, string, string]>([
    ["two bytes a character, in the code page of the file", "\\'d5\\'fe\\'b8\\'ae", "政府"],
    ["a second byte that looks like a letter", "\\'81A", "丄"],
    ["the code page of a font", "\\f3\\'ac\\'46", "政"],
    ["characters by number, and what stands for them", "\\uc2\\u25919\\'d5\\'fe\\uc1 1\\u24220?2", "政1府2"],
    ["numbers above the signed range", "\\u-24576?", "\ua000"],
    ["no figure swallowed behind a character by number", "\\u25919{5}", "政5"],
    ["a figure split over groups", "1{\\b 2}{3}", "123"],
    ["lines and signs", "1\\_2\\line 3\\tab 4\\endash\\{\\}", "1-2\n3\t4–{}"],
    [
      "hidden, struck and deleted text left out",
      "1{\\v 2}{\\strike 3}{\\striked1 4}{\\deleted 5}{\\strike0 6}\\v 7\\plain 8",
      "168",
    ],
    ["inserted text kept", "1{\\revised 2}", "12"],
    ["a raised note", "3{\\super 1}", "3¹"],
    ["a note raised by a distance", "3{\\up6 1}4{\\up0 5}", "3¹45"],
    ["a note raised by the usual distance", "3{\\up 1}", "3¹"],
    ["no figure beside digits raised a little", "3{\\up4 1}", "³¹"],
    ["no figure beside digits lowered by a distance", "3{\\dn6 1}", "³¹"],
    ["a lowered figure", "3{\\sub 1}\\nosupersub 2", "3₁2"],
    ["results of fields, never their instructions", "{\\field{\\*\\fldinst =SUM 9}{\\fldrslt 5}}", "5"],
    ["text in one of two spellings", "{\\upr{9}{\\*\\ud{\\u53565?}}}", "\ud13d"],
    [
      "notes, numbers of lists, pictures and unknown destinations left out",
      "5{\\footnote 9}{\\listtext 8}{\\pict ffd8 00}{\\*\\whatever 7}{\\header 6}",
      "5",
    ],
    ["binary data passed over", "5{\\pict\\bin4 }}\\{}6", "56"],
    ["pictures of a symbol font, which are no digits", "\\f2 5", "\uf035"],
  ])("has %s", (_, text, expected) => {
    expect(read(`${text}\\par`)).toMatchObject({ blocks: [expected], findings: [] });
    expect(read(row([["1000", text]]))).toMatchObject({ blocks: [`1.1 ${expected}`], findings: [] });
  });

  it("reads text boxes once, and the title of the file", async () => {
    const box = `{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv 9}}{\\shptxt ${row([
      ["1000", "a"],
      ["2000", "1"],
    ])}\\pard b\\par}}{\\shprslt 8\\par}}`;
    const info = "{\\info{\\title \\'d5\\'fe}{\\author \\'b8\\'ae}{\\*\\company 9}}";
    const bytes = Uint8Array.from(`${HEAD}${info}c${box}\\par}`, (sign) => sign.charCodeAt(0));
    const { value } = await readDocument(bytes);
    expect(sketchBlocks(value?.blocks ?? [])).toEqual(["1.1 a | 1.2 1", "b", "c"]);
    expect(value).toMatchObject({ format: "rtf", charset: null });
    expect(value?.metadata).toEqual([
      { name: "title", content: "政" },
      { name: "creator", content: "府" },
    ]);
  });

  it("does not take a box that floats over the table as part of the cell it is tied to", () => {
    const box = "{\\shp{\\*\\shpinst{\\shptxt 9\\par}}}";
    expect(
      read(
        row([
          ["1000", "a"],
          ["2000", `5${box}`],
        ]),
      ).blocks,
    ).toEqual(["1.1 a | 1.2 5", "9"]);
  });
});

describe("an RTF file that breaks off", () => {
  const first = row([
    ["1000", "a"],
    ["2000", "1"],
  ]);

  it.each([
    ["in a figure", "\\trowd\\cellx1000\\cellx2000\\pard\\intbl b\\cell 2"],
    ["in a row", "\\pard\\intbl b\\cell 2\\cell"],
  ])("%s keeps the rows that ended", (_, text) => {
    expect(read(first + text, "")).toMatchObject({
      blocks: ["1.1 a | 1.2 1"],
      findings: ["word-cut", "table-truncated"],
    });
  });

  it("gives the rows of inner tables too", () => {
    const inner = row(
      [
        ["1000", "a"],
        ["2000", "1"],
      ],
      2,
    );
    expect(
      read(`\\trowd\\cellx9000\\pard\\intbl x\\par${inner}\\pard\\intbl\\itap2 b\\nestcell 2`, "").blocks,
    ).toEqual(["1.1 a | 1.2 1"]);
  });
});
