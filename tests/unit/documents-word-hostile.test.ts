import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocxBytes } from "../../lib/documents/read-docx.ts";
import { readRtfBytes } from "../../lib/documents/read-rtf.ts";
import { createRandom } from "../../lib/typeset/random.ts";
import { buildDocx, cell, paragraph, row, run, table } from "../fixtures/docx-builder.ts";
import { Expected } from "../golden/about.ts";
import { listDifferences, readFile } from "../golden/compare.ts";

const catalog = getCatalog();
const FOLDER = fileURLToPath(new URL("../fixtures/documents", import.meta.url));

function open(name: string, file: string) {
  const bytes = new Uint8Array(readFileSync(`${FOLDER}/${name}/${file}`));
  const { cells } = Expected.parse(JSON.parse(readFileSync(`${FOLDER}/${name}/expected.json`, "utf8")));
  return { bytes, cells };
}

/** Cells read that were never printed so. */
async function listWrong(bytes: Uint8Array, cells: Expected["cells"]) {
  const read = await readFile("source", bytes, catalog);
  return { wrong: listDifferences(cells, read.cells, "never-wrong"), read };
}

/** Milliseconds of the processor: those of the clock depend on what else runs. */
const LONGEST = 2000;

/** What a reader finds to say, within the time a reader has. */
function codesOf(read: () => { findings: readonly { code: string }[] }): string[] {
  const start = process.cpuUsage();
  const codes = read().findings.map(({ code }) => code);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(LONGEST);
  return codes;
}

describe("a Word file that breaks off", () => {
  it("gives no wrong figure, wherever it does, and says that it breaks off", async () => {
    const { bytes, cells } = open("docx-plain", "source.docx");
    let most = 0;
    for (let end = 97; end < bytes.length; end += 97) {
      const { wrong, read } = await listWrong(bytes.subarray(0, end), cells);
      expect(wrong, `cut at ${end}`).toEqual([]);
      expect(read.codes.length, `cut at ${end}`).toBeGreaterThan(0);
      most = Math.max(most, read.cells.length);
    }
    expect(most).toBe(cells.length);
  });

  it("in rich text gives no wrong figure either", async () => {
    const { bytes, cells } = open("rtf-plain", "source.rtf");
    let most = 0;
    for (let end = 1997; end < bytes.length; end += 1997) {
      const { wrong, read } = await listWrong(bytes.subarray(0, end), cells);
      expect(wrong, `cut at ${end}`).toEqual([]);
      most = Math.max(most, read.cells.length);
    }
    expect(most).toBeGreaterThan(cells.length / 2);
  });
});

describe("a Word file with changed bytes", () => {
  it("gives no wrong figure", async () => {
    const { bytes, cells } = open("docx-plain", "source.docx");
    const random = createRandom(97);
    for (let time = 0; time < 300; time++) {
      const changed = bytes.slice();
      for (let flips = time % 3; flips >= 0; flips--)
        changed[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const { wrong } = await listWrong(changed, cells);
      expect(wrong, `change ${time}`).toEqual([]);
    }
  });

  it("is refused where the body fails its checksum", () => {
    const plain = buildDocx({ body: table([row([cell("12")])]) });
    const stored = zipSync(
      {
        "word/document.xml": strToU8(
          "<w:document><w:body><w:p><w:r><w:t>12</w:t></w:r></w:p></w:body></w:document>",
        ),
      },
      { level: 0 },
    );
    const at = Buffer.from(stored).indexOf("12<");
    expect(readDocxBytes(stored).value?.blocks).toHaveLength(1);
    stored[at] = "7".charCodeAt(0);
    expect(readDocxBytes(stored)).toMatchObject({ value: null, findings: [{ code: "word-part-damaged" }] });
    expect(readDocxBytes(plain).findings).toEqual([]);
  });

  it("in rich text never fails", () => {
    const { bytes } = open("rtf-code-page", "source.rtf");
    const random = createRandom(98);
    for (let time = 0; time < 200; time++) {
      const changed = bytes.slice();
      for (let flips = 0; flips < 5; flips++)
        changed[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      codesOf(() => readRtfBytes(changed));
    }
  });
});

describe("a Word file made to hurt", () => {
  const wrap = (document: string) => buildDocx({ body: "", document });

  it.each<[string, () => Uint8Array, string[]]>([
    [
      "declares entities",
      () =>
        wrap(
          `<!DOCTYPE d [<!ENTITY a "9"><!ENTITY b "&a;&a;">]><w:document><w:body>${paragraph("&b;")}</w:body></w:document>`,
        ),
      ["word-entities"],
    ],
    [
      "nests elements without end",
      () => wrap(`<w:document><w:body>${"<w:p>".repeat(100_000)}`),
      ["word-too-deep"],
    ],
    [
      "nests tables without end",
      () => buildDocx({ body: "<w:tbl><w:tr><w:tc>".repeat(100_000) }),
      ["word-too-deep", "table-truncated"],
    ],
    [
      "has a million cells",
      () =>
        buildDocx({ body: table(new Array(20_000).fill(row(new Array(50).fill("<w:tc><w:p/></w:tc>")))) }),
      ["table-too-large", "word-part-too-large", "table-truncated"],
    ],
    [
      "has a million cells in one row",
      () => buildDocx({ body: table([row(new Array(1_000_000).fill("<w:tc><w:p/></w:tc>"))]) }),
      ["table-too-large", "word-part-too-large", "table-truncated"],
    ],
    [
      "spans more columns than there are",
      () =>
        buildDocx({
          body: table(
            new Array(2000).fill(
              row([cell("1", '<w:gridSpan w:val="999999999"/>'), cell("2", '<w:gridSpan w:val="-1"/>')]),
            ),
          ),
        }),
      [],
    ],
    [
      "unpacks to more than it may",
      () => buildDocx({ body: " ".repeat(70 * 1024 * 1024) }),
      ["word-part-too-large"],
    ],
    [
      "has a body longer than any report's",
      () => buildDocx({ body: paragraph("1").repeat(600_000) }),
      ["word-part-too-large"],
    ],
    ["has no body", () => zipSync({ "word/styles.xml": strToU8("<w:styles/>") }), ["word-part-missing"]],
    [
      "has styles that are based on each other",
      () =>
        buildDocx({
          body: paragraph(run("1", '<w:rStyle w:val="A"/>')),
          styles:
            '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
        }),
      [],
    ],
    [
      "embeds what is not there",
      () =>
        buildDocx({
          body: '<w:altChunk r:id="x"/>'.repeat(1000),
          relations: { x: ["aFChunk", "../../../../etc/passwd"] },
        }),
      [],
    ],
  ])("%s", (_, build, codes) => {
    const bytes = build();
    expect(codesOf(() => readDocxBytes(bytes))).toEqual(codes);
  });

  it("is locked", () => {
    const bytes = buildDocx({ body: paragraph("1") });
    // The first bit of the flags, in the local header and in the directory (APPNOTE.TXT 4.4.4).
    const buffer = Buffer.from(bytes.buffer);
    for (const [mark, offset] of [
      ["PK\u0003\u0004", 6],
      ["PK\u0001\u0002", 8],
    ] as const)
      for (let at = buffer.indexOf(mark, 0, "latin1"); at >= 0; at = buffer.indexOf(mark, at + 4, "latin1"))
        bytes[at + offset] = (bytes[at + offset] ?? 0) | 1;
    expect(codesOf(() => readDocxBytes(bytes))).toContain("file-encrypted");
  });
});

describe("rich text made to hurt", () => {
  const ascii = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));

  it.each<[string, () => string, string[]]>([
    ["nests groups without end", () => `{\\rtf1${"{".repeat(1_000_000)}`, ["word-too-deep"]],
    [
      "nests tables without end",
      () => `{\\rtf1\\trowd\\cellx9\\pard\\intbl\\itap999999999 a\\nestcell\\pard b\\par}`,
      [],
    ],
    [
      "has a million cells",
      () =>
        `{\\rtf1 ${`\\trowd${"\\cellx1000".repeat(10)}\\pard\\intbl ${"\\cell".repeat(10)}\\row`.repeat(100_000)}}`,
      ["table-too-large"],
    ],
    [
      "has a million cells in one row",
      () =>
        `{\\rtf1\\trowd${Array.from({ length: 5000 }, (_, at) => `\\cellx${at * 200}`).join("")}\\pard\\intbl ${"\\cell".repeat(1_000_000)}\\row}`,
      ["table-too-large"],
    ],
    ["passes over more bytes than it has", () => "{\\rtf1 a\\bin999999999 b\\par}", ["word-cut"]],
    ["closes more groups than it opened", () => "{\\rtf1 a\\par}}}}}", []],
    ["opens boxes without end", () => `{\\rtf1${"{\\shptxt a\\par}".repeat(200_000)}}`, []],
  ])("%s", (_, build, codes) => {
    const bytes = ascii(build());
    expect(codesOf(() => readRtfBytes(bytes))).toEqual(codes);
  });
});
