import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { listDifferences, readFile } from "./compare.ts";
import { listTruth, readSeedFigures } from "./recipe.ts";

const REPORTS = fileURLToPath(new URL("../../db/seed/reports", import.meta.url));
const FIGURES = fileURLToPath(new URL("../../db/seed/figures", import.meta.url));
const catalog = getCatalog();

describe("seed reports", () => {
  it("has a report for all figures", () => {
    for (const name of readdirSync(FIGURES)) {
      const slug = name.replace(".json", "");
      const found = ["html", "txt"].some((ending) => existsSync(`${REPORTS}/${slug}.${ending}`));
      expect(found, slug).toBe(true);
    }
  });

  it.each(readdirSync(REPORTS).sort())("%s reads back as its figures", (file) => {
    const truth = readSeedFigures(file.replace(/\.\w+$/, ""));
    const read = readFile(file, new Uint8Array(readFileSync(`${REPORTS}/${file}`)), catalog);
    const cells = truth.tables.flatMap((table) => listTruth(catalog, table));
    expect(listDifferences(cells, read.cells, "all")).toEqual([]);
    expect(read.report?.identity.agency?.id).toBe(truth.agency);
    expect(read.report?.identity.year).toBe(truth.year);
    expect(read.report?.identity.published).toBe(truth.source.published ?? null);
  });
});
