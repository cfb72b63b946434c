import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { requireTesseract } from "../../lib/documents/pictures/tesseract.ts";
import { About, Expected } from "./about.ts";
import { isUnread, listDifferences, readFile } from "./compare.ts";
import { typesetFixture } from "./fixture.ts";

const FOLDER = fileURLToPath(new URL("../fixtures/documents", import.meta.url));
const catalog = getCatalog();

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

function openCase(name: string) {
  const folder = `${FOLDER}/${name}`;
  const about = About.parse(readJson(`${folder}/about.json`));
  if (!existsSync(`${folder}/expected.json`)) throw new Error(`${name}: expected.json is missing`);
  const expected = Expected.parse(readJson(`${folder}/expected.json`));
  const source = readdirSync(folder).find((file) => file.startsWith("source."));
  if (!source) throw new Error(`${name}: source.* is missing`);
  const bytes = new Uint8Array(readFileSync(`${folder}/${source}`));
  const read = () => readFile(about.fileName ?? source, bytes, catalog, about.url);
  return { about, expected, read };
}

/** Of recognised cells, those that may be left unread, or one; none may be wrong. */
const MOST_UNREAD = 0.02;
const hasOcr = (await requireTesseract()).value !== null;
if (!hasOcr) console.warn("Skipped: documents that need tesseract with chi_sim and eng; see gongkai doctor");

describe("golden documents", () => {
  it.for(readdirSync(FOLDER).sort())("%s", { timeout: 120_000 }, async (name, { skip }) => {
    const { about, expected, ...opened } = openCase(name);
    if (about.needs === "ocr" && !hasOcr) skip("needs tesseract with chi_sim and eng");
    const read = await opened.read();
    const differences = listDifferences(expected.cells, read.cells, expected.compare);
    const unread = about.needs === "ocr" ? differences.filter(isUnread) : [];
    expect(
      differences.filter((difference) => !unread.includes(difference)),
      about.why,
    ).toEqual([]);
    expect(unread.length, unread.join("\n")).toBeLessThanOrEqual(
      Math.max(1, MOST_UNREAD * expected.cells.length),
    );
    for (const code of expected.findings) expect(read.codes, `finding ${code}`).toContain(code);
    if (expected.failed) return;
    expect(read.report?.identity.agency).toEqual(expected.agency);
    expect(read.report?.identity.year).toBe(expected.year);
    if (expected.scope) expect(read.report?.identity.scope).toBe(expected.scope);
    const editions = new Set(read.report?.matches.map((match) => match.edition));
    expect([...editions].sort()).toEqual([...expected.editions].sort());
    if (expected.clean) expect(read.grave.filter((code) => !expected.findings.includes(code))).toEqual([]);
  });

  it("are what their recipes make", () => {
    for (const name of readdirSync(FOLDER)) {
      const { about, expected } = openCase(name);
      if (!about.recipe) continue;
      const { fileName, bytes, cells } = typesetFixture(catalog, about.recipe);
      expect(readFileSync(`${FOLDER}/${name}/${fileName}`).equals(bytes), `${name}: typeset it again`).toBe(
        true,
      );
      expect(expected.cells, name).toEqual(cells);
    }
  });

  it("keeps the text as printed", async () => {
    const { expected, read } = openCase("marks-for-nothing");
    const printed = new Map((await read()).cells.map((cell) => [cell.slice(0, 3).join("/"), cell[5]]));
    for (const cell of expected.cells) expect(printed.get(cell.slice(0, 3).join("/"))).toBe(cell[5]);
  });

  it("refuses a file of 51 MB without reading it", async () => {
    const read = await readFile("large.html", new Uint8Array(51 * 1024 * 1024).fill(32), catalog);
    expect(read.cells).toEqual([]);
    expect(read.codes).toContain("file-too-large");
  });
});
