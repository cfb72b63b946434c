import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { typesetSeedReports } from "../../db/seed/typeset/seed-reports.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import type { Block } from "../../lib/model.ts";
import { listDifferences, readFile } from "./compare.ts";
import { listTruth, readSeedFigures } from "./recipe.ts";

const REPORTS = fileURLToPath(new URL("../../db/seed/reports", import.meta.url));
const catalog = getCatalog();

const textOf = (block: Block): string =>
  block.kind === "paragraph"
    ? block.text
    : block.rows
        .flat()
        .map((cell) => cell.text)
        .join("\n");

/** Files of formats that no reader reads yet are left out, and counted. */
async function listReadable(): Promise<readonly string[]> {
  const files = readdirSync(REPORTS).sort();
  const unread = await Promise.all(
    files.map(async (file) => {
      const { findings } = await readDocument(readFileSync(`${REPORTS}/${file}`));
      return findings.some(({ code }) => code === "format-unsupported");
    }),
  );
  return files.filter((_, index) => !unread[index]);
}

const readable = await listReadable();

describe("seed reports", () => {
  it("are what the typesetter makes of the figures", () => {
    const typeset = typesetSeedReports(catalog);
    expect(readdirSync(REPORTS).sort()).toEqual(typeset.map(({ fileName }) => fileName).sort());
    for (const { fileName, bytes } of typeset) {
      const stored = readFileSync(`${REPORTS}/${fileName}`);
      expect(stored.equals(bytes), `${fileName}: run npm run seed`).toBe(true);
    }
  });

  it.each(readable)("%s says on its face that it is re-typeset", async (file) => {
    const { value } = await readDocument(readFileSync(`${REPORTS}/${file}`));
    const words = (value?.blocks ?? []).map(textOf).join("\n").replace(/\s+/g, "");
    expect(words).toContain("Re-typesetbytheGongkaiproject");
  });

  it.each(readable)("%s reads back as its figures", async (file) => {
    const truth = readSeedFigures(file.replace(/\.\w+$/, ""));
    const read = await readFile(file, new Uint8Array(readFileSync(`${REPORTS}/${file}`)), catalog);
    const cells = truth.tables.flatMap((table) => listTruth(catalog, table));
    expect(listDifferences(cells, read.cells, "all")).toEqual([]);
    expect(read.report?.identity.agency?.id).toBe(truth.agency);
    expect(read.report?.identity.year).toBe(truth.year);
    expect(read.report?.identity.published).toBe(truth.source.published ?? null);
  });
});
