import { describe, expect, it } from "vitest";
import { readDocument } from "../../lib/documents/read-document.ts";
import { readDocxBytes } from "../../lib/documents/read-docx.ts";
import { buildDocx, cell, type DocxSketch, paragraph, row, run, table } from "../fixtures/docx-builder.ts";
import { sketchBlocks } from "../fixtures/table-sketch.ts";

function read(body: string, more: Omit<DocxSketch, "body"> = {}) {
  const { value, findings } = readDocxBytes(buildDocx({ body, ...more }));
  return { blocks: sketchBlocks(value?.blocks ?? []), findings: findings.map(({ code }) => code), value };
}

const SPAN = (count: number): string => `<w:gridSpan w:val="${count}"/>`;
const TOP = '<w:vMerge w:val="restart"/>';
const ON = "<w:vMerge/>";
const WIDTH = (width: number): string => `<w:tcW w:w="${width}" w:type="dxa"/>`;
const CHANGE = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"';
const inserted = (content: string): string => `<w:ins ${CHANGE}>${content}</w:ins>`;
const deleted = (text: string): string =>
  `<w:del ${CHANGE}><w:r><w:delText>${text}</w:delText></w:r></w:del>`;

describe("the grid of a Word table", () => {
  it.each<[string, string, string]>([
    [
      "cells merged across and down",
      table([row([cell("甲", TOP), cell("乙", SPAN(2))]), row([cell("", ON), cell("1"), cell("2")])]),
      "1.1[2x1] 甲 | 1.2[1x2] 乙 | 2.2 1 | 2.3 2",
    ],
    [
      "a cell that goes on with nothing, which is one of its own",
      table([row([cell("甲"), cell("1")]), row([cell("乙", ON), cell("2")]), row([cell("", ON), cell("3")])]),
      "1.1 甲 | 1.2 1 | 2.1[2x1] 乙 | 2.2 2 | 3.2 3",
    ],
    [
      "a cell that goes on with one of another width, which is one of its own",
      table([row([cell("甲", TOP + SPAN(2)), cell("1")]), row([cell("乙", ON), cell("丙"), cell("2")])]),
      "1.1[1x2] 甲 | 1.3 1 | 2.1 乙 | 2.2 丙 | 2.3 2",
    ],
    [
      "rows that begin and end inside the table",
      table([
        row([cell("甲"), cell("乙"), cell("丙")]),
        row([cell("1")], '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
      ]),
      "1.1 甲 | 1.2 乙 | 1.3 丙 | 2.2 1",
    ],
    [
      "cells joined in the old way",
      table([
        row([cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("乙")]),
        row([cell("1"), cell("2"), cell("3")]),
      ]),
      "1.1[1x2] 甲 | 1.3 乙 | 2.1 1 | 2.2 2 | 2.3 3",
    ],
    [
      "edges that nearly meet",
      table(
        [row([cell("甲", SPAN(1)), cell("乙", SPAN(2))]), row([cell("1", SPAN(2)), cell("2", SPAN(1))])],
        [2000, 30, 2000],
      ),
      "1.1 甲 | 1.2 乙 | 2.1 1 | 2.2 2",
    ],
    [
      "spans left out by the producer, told by widths",
      table([
        row([cell("甲", WIDTH(1000)), cell("乙", WIDTH(3000))]),
        row([cell("丙", WIDTH(1000)), cell("1", WIDTH(1010)), cell("2", WIDTH(990)), cell("3", WIDTH(1000))]),
      ]),
      "1.1 甲 | 1.2[1x3] 乙 | 2.1 丙 | 2.2 1 | 2.3 2 | 2.4 3",
    ],
    [
      "rows, cells and text in content controls, tags and custom markup",
      "<w:customXml><w:tbl><w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>" +
        row([
          `<w:sdt><w:sdtContent>${cell("甲")}</w:sdtContent></w:sdt>`,
          cell(paragraph(`<w:smartTag><w:sdt><w:sdtContent>${run("1")}</w:sdtContent></w:sdt></w:smartTag>`)),
        ]) +
        "</w:sdtContent></w:sdt></w:tbl></w:customXml>",
      "1.1 甲 | 1.2 1",
    ],
    [
      "deleted rows and cells left out, inserted ones kept",
      table([
        row([cell("甲"), cell("1")], `<w:ins ${CHANGE}/>`),
        row([cell("乙"), cell("2")], `<w:del ${CHANGE}/>`),
        row([cell("丙"), cell("9", `<w:cellDel ${CHANGE}/>`), cell("3", `<w:cellIns ${CHANGE}/>`)]),
      ]),
      "1.1 甲 | 1.2 1 | 2.1 丙 | 2.2 3",
    ],
    [
      "former spans not taken for present ones",
      table([
        row([cell("甲", `<w:tcPrChange ${CHANGE}><w:tcPr>${SPAN(5)}</w:tcPr></w:tcPrChange>`), cell("1")]),
      ]),
      "1.1 甲 | 1.2 1",
    ],
  ])("has %s", (_, body, expected) => {
    expect(read(body)).toMatchObject({ blocks: [expected], findings: [] });
  });

  it("remembers where each cell stands in the file", () => {
    const deletedRow = row([cell("乙")], `<w:del ${CHANGE}/>`);
    const [, block] =
      read(table([row([cell("0")])]) + table([deletedRow, row([cell("甲"), cell("1")])])).value?.blocks ?? [];
    const places = block?.kind === "table" ? block.rows.flat().map(({ place }) => place.path) : [];
    expect(places).toEqual(["body/tbl[2]/tr[2]/tc[1]", "body/tbl[2]/tr[2]/tc[2]"]);
  });
});

describe("tables inside tables", () => {
  const data = (name: string) => table([row([cell(name), cell("1")]), row([cell("乙"), cell("2")])]);

  it("reads the inner ones where the outer one only frames them", () => {
    const framed = table([
      row([cell("标题")]),
      row([cell(data("甲") + paragraph("")), cell(data("丙") + paragraph("说明"))]),
    ]);
    const { blocks, value } = read(framed);
    expect(blocks).toEqual([
      "标题",
      "1.1 甲 | 1.2 1 | 2.1 乙 | 2.2 2",
      "1.1 丙 | 1.2 1 | 2.1 乙 | 2.2 2",
      "说明",
    ]);
    expect(value?.blocks[1]?.place.path).toBe("body/tbl[1]/tr[2]/tc[1]/tbl[1]");
  });

  it("takes a small one inside a large one as the text of its cell", () => {
    const rows = ["甲", "乙", "丙", "丁"].map((name) => row([cell(name), cell("1"), cell("2")]));
    const small = table([row([cell("7")])]);
    const { blocks } = read(table([...rows, row([cell("戊"), cell(small + paragraph("")), cell("8")])]));
    expect(blocks).toHaveLength(1);
    expect(blocks[0]).toMatch(/5\.1 戊 \| 5\.2 7 \| 5\.3 8$/);
  });
});

describe("the text of a cell", () => {
  const field = (instruction: string, result: string): string =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r>${run(instruction)}` +
    `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const box = (text: string): string => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;

  it.each<[string, string, string]>([
    ["a figure split over runs", paragraph(run("1") + run("2") + run("3", "<w:b/>")), "123"],
    ["paragraphs on lines of their own", paragraph("1") + paragraph("") + paragraph("2"), "1\n2"],
    [
      "inserted and moved text kept, deleted text gone",
      paragraph(
        deleted("9") +
          inserted(run("1")) +
          `<w:moveFrom ${CHANGE}>${run("8")}</w:moveFrom><w:moveTo ${CHANGE}>${run("2")}</w:moveTo>`,
      ),
      "12",
    ],
    [
      "former looks of text without meaning",
      paragraph(run("1", `<w:rPrChange ${CHANGE}><w:rPr><w:vanish/></w:rPr></w:rPrChange>`)),
      "1",
    ],
    [
      "paragraphs joined by a deleted mark",
      paragraph("1", `<w:rPr><w:del ${CHANGE}/></w:rPr>`) + paragraph("2"),
      "12",
    ],
    [
      "hidden text left out",
      paragraph(run("1") + run("2", "<w:vanish/>") + run("3", '<w:vanish w:val="0"/>')),
      "13",
    ],
    [
      "struck text left out",
      paragraph(run("1", "<w:strike/>") + run("2", "<w:dstrike/>") + run("3", '<w:strike w:val="false"/>')),
      "3",
    ],
    ["text hidden by a style", paragraph(run("1") + run("2", '<w:rStyle w:val="H"/>')), "1"],
    ["text shown against its style", paragraph(run("1", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')), "1"],
    ["a raised note", paragraph(run("3") + run("1", '<w:vertAlign w:val="superscript"/>')), "3¹"],
    ["a note raised by a style", paragraph(run("3") + run("1", '<w:rStyle w:val="Raised"/>')), "3¹"],
    ["a note raised by a distance", paragraph(run("3") + run("1", '<w:position w:val="8"/>')), "3¹"],
    [
      "no figure beside digits raised a little",
      paragraph(run("3") + run("1", '<w:position w:val="4"/>')),
      "³¹",
    ],
    [
      "no figure of digits raised unlike",
      paragraph(run("3", '<w:position w:val="8"/>') + run("1", '<w:position w:val="4"/>')),
      "³¹",
    ],
    [
      "a figure raised high as a whole",
      paragraph(run("3", '<w:position w:val="8"/>') + run("1", '<w:position w:val="8"/>')),
      "31",
    ],
    [
      "a figure raised as a whole",
      paragraph(run("3", '<w:position w:val="2"/>') + run("1", '<w:position w:val="2"/>')),
      "31",
    ],
    ["a lowered figure", paragraph(run("3") + run("1", '<w:vertAlign w:val="subscript"/>')), "3₁"],
    [
      "references to notes without a figure",
      paragraph(`${run("3")}<w:r><w:footnoteReference w:id="2"/></w:r>`),
      "3",
    ],
    [
      "a note's own mark, raised",
      paragraph(`${run("3")}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>`),
      "3¹",
    ],
    ["results of fields, never their instructions", paragraph(field("=SUM(LEFT) 9", "5")), "5"],
    ["results of simple fields", paragraph(`<w:fldSimple w:instr="=9">${run("5")}</w:fldSimple>`), "5"],
    [
      "a field inside an instruction",
      paragraph(
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${field("X", "8")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("5")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      ),
      "5",
    ],
    [
      "signs that are elements",
      paragraph(
        "<w:r><w:t>1</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>2</w:t><w:br/><w:t>3</w:t><w:tab/><w:t>4</w:t></w:r>",
      ),
      "1-2\n3\t4",
    ],
    [
      "symbols: digits of the Symbol font",
      paragraph('<w:r><w:sym w:font="Symbol" w:char="F035"/></w:r>'),
      "5",
    ],
    [
      "symbols: pictures, which are no digits",
      paragraph('<w:r><w:sym w:font="Wingdings" w:char="F035"/></w:r>'),
      "\uf035",
    ],
    [
      "no figures for automatic numbers",
      paragraph("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'),
      "",
    ],
    [
      "spaces that are kept, and others that are not",
      paragraph(
        '<w:r><w:t>1 </w:t></w:r><w:r><w:t> 2</w:t></w:r><w:r><w:t xml:space="preserve"> 3</w:t></w:r>',
      ),
      "12 3",
    ],
    [
      "prompts left out",
      paragraph(
        `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run("0")}</w:sdtContent></w:sdt>${run("5")}`,
      ),
      "5",
    ],
    [
      "readings of characters left out",
      paragraph(`<w:r><w:ruby><w:rt>${run("9")}</w:rt><w:rubyBase>${run("5")}</w:rubyBase></w:ruby></w:r>`),
      "5",
    ],
    [
      "text of an inline box",
      paragraph(`<w:r><w:drawing><wp:inline><wps:txbx>${box("5")}</wps:txbx></wp:inline></w:drawing></w:r>`),
      "5",
    ],
    [
      "labels of a drawing left out",
      paragraph(`${run("5")}<w:r><w:drawing><a:t>9</a:t></w:drawing></w:r>`),
      "5",
    ],
    [
      "a formula",
      paragraph(
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
      ),
      "1/2",
    ],
  ])("has %s", (_, content, expected) => {
    const styles =
      '<w:style w:type="character" w:styleId="H0"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="H"><w:basedOn w:val="H0"/></w:style>' +
      '<w:style w:styleId="Raised"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>';
    expect(read(table([row([cell("甲"), cell(content)])]), { styles }).blocks).toEqual([
      `1.1 甲 | 1.2 ${expected}`,
    ]);
  });

  it("does not take a box that floats over the table as part of the cell it is tied to", () => {
    const floating = `<w:r><w:drawing><wp:anchor><wps:txbx>${box("9")}</wps:txbx></wp:anchor></w:drawing></w:r>`;
    const old = `<w:r><w:pict><v:shape style="position:absolute;width:9pt"><v:textbox>${box("8")}</v:textbox></v:shape></w:pict></w:r>`;
    expect(read(table([row([cell("甲"), cell(paragraph(floating + old + run("5")))])])).blocks).toEqual([
      "1.1 甲 | 1.2 5",
      "9",
      "8",
    ]);
  });

  it("leaves no figure beside styled digits where the styles are lost", () => {
    const body = table([row([cell("甲"), cell(paragraph(run("3") + run("1", '<w:rStyle w:val="a8"/>')))])]);
    expect(read(body).blocks).toEqual(["1.1 甲 | 1.2 ³¹"]);
  });
});

describe("around the tables", () => {
  const tables = table([row([cell("甲"), cell("1")])]);
  const drawing = (width: number, height: number): string =>
    paragraph(
      `<w:r><w:drawing><wp:inline><wp:extent cx="${width * 360000}" cy="${height * 360000}"/><a:blip r:embed="x"/></wp:inline></w:drawing></w:r>`,
    );

  it("reads text boxes once, with the tables in them", () => {
    const choice = `<mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:txbx><w:txbxContent>${paragraph("甲")}${tables}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice>`;
    const fallback = `<mc:Fallback><w:pict><v:textbox><w:txbxContent>${paragraph("甲")}${tables}</w:txbxContent></v:textbox></w:pict></mc:Fallback>`;
    const { blocks, value } = read(
      paragraph(`${run("乙")}<w:r><mc:AlternateContent>${choice}${fallback}</mc:AlternateContent></w:r>`),
    );
    expect(blocks).toEqual(["甲", "1.1 甲 | 1.2 1", "乙"]);
    expect(value?.blocks[1]?.place.path).toBe("body/p[1]/txbxContent[1]/tbl[1]");
    expect(
      read(paragraph(`<w:r><mc:AlternateContent>${fallback}</mc:AlternateContent></w:r>`)).blocks,
    ).toHaveLength(2);
  });

  it("knows the elements by their namespace, not by their prefix", () => {
    const strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    const document =
      `<d:document xmlns:d="${strict}" xmlns:w="urn:other"><d:body><d:tbl><d:tr><d:tc><d:tcPr><d:gridSpan d:val="2"/></d:tcPr>` +
      "<d:p><d:r><d:t>5</d:t><w:t>9</w:t></d:r></d:p></d:tc></d:tr></d:tbl></d:body></d:document>";
    expect(read("", { document }).blocks).toEqual(["1.1 5"]);
    const unprefixed = document
      .replaceAll("<d:", "<")
      .replaceAll("</d:", "</")
      .replace("xmlns:d=", `xmlns="${strict}" xmlns:d=`);
    expect(read("", { document: unprefixed }).blocks).toEqual(["1.1 5"]);
  });

  it("finds a body of another name, and the title of the file", async () => {
    const properties =
      "<dc:title>某某局2023年报告</dc:title><dc:creator>某某局</dc:creator><dc:subject>无</dc:subject>";
    const bytes = buildDocx({ body: tables, main: "word/document2.xml", properties });
    const { value } = await readDocument(bytes);
    expect(value).toMatchObject({ format: "docx", charset: null });
    expect(value?.metadata).toEqual([
      { name: "title", content: "某某局2023年报告" },
      { name: "creator", content: "某某局" },
    ]);
    expect(sketchBlocks(value?.blocks ?? [])).toEqual(["1.1 甲 | 1.2 1"]);
  });

  it("reads pages that are embedded, and names what it cannot read", () => {
    const page = "<html><body><p>乙</p><table><tr><td>丙<td>2</table></body></html>";
    const { blocks, value } = read(`${tables}<w:altChunk r:id="c"/>${tables}`, {
      parts: { "word/chunk.html": page },
      relations: { c: ["aFChunk", "chunk.html"] },
    });
    expect(blocks).toEqual(["1.1 甲 | 1.2 1", "乙", "1.1 丙 | 1.2 2", "1.1 甲 | 1.2 1"]);
    expect(value?.blocks.flatMap((block) => (block.kind === "table" ? [block.index] : []))).toEqual([
      1, 2, 3,
    ]);
    const other = read('<w:altChunk r:id="c"/>', {
      parts: { "word/c.rtf": "{\\rtf1 a}" },
      relations: { c: ["aFChunk", "c.rtf"] },
    });
    expect(other.findings).toEqual(["embedded-document"]);
  });

  it("tells of pictures as large as tables", () => {
    expect(read(drawing(15, 8) + drawing(2, 2)).findings).toEqual(["table-as-picture"]);
    expect(read(drawing(7, 8) + drawing(15, 2)).findings).toEqual([]);
    const old =
      '<w:p><w:r><w:pict><v:shape style="width:415pt;height:200pt"><v:imagedata r:id="x"/></v:shape></w:pict></w:r></w:p>';
    expect(read(old).findings).toEqual(["table-as-picture"]);
  });
});
