import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { typesetSeedReports } from "../../db/seed/typeset/seed-reports.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { listDifferences, readFile } from "./compare.ts";
import { listTruth, readSeedFigures } from "./recipe.ts";

const REPORTS = fileURLToPath(new URL("../../db/seed/reports", import.meta.url));
const catalog = getCatalog();

describe("seed reports", () => {
  it("are what the typesetter makes of the figures, and say so on their face", () => {
    const typeset = typesetSeedReports(catalog);
    expect(readdirSync(REPORTS).sort()).toEqual(typeset.map(({ fileName }) => fileName).sort());
    for (const { fileName, bytes } of typeset) {
      const stored = readFileSync(`${REPORTS}/${fileName}`);
      expect(stored.equals(bytes), `${fileName}: run npm run seed`).toBe(true);
      expect(stored.toString("latin1"), fileName).toContain("Re-typeset by the Gongkai project");
    }
  });

  it.each(readdirSync(REPORTS).sort())("%s reads back as its figures", async (file) => {
    const truth = readSeedFigures(file.replace(/\.\w+$/, ""));
    const read = await readFile(file, new Uint8Array(readFileSync(`${REPORTS}/${file}`)), catalog);
    const cells = truth.tables.flatMap((table) => listTruth(catalog, table));
    expect(listDifferences(cells, read.cells, "all")).toEqual([]);
    expect(read.report?.identity.agency?.id).toBe(truth.agency);
    expect(read.report?.identity.year).toBe(truth.year);
    expect(read.report?.identity.published).toBe(truth.source.published ?? null);
  });
});
