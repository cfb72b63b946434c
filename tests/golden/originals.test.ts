import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { listDifferences, readFile } from "./compare.ts";
import { listTruth, readSeedFigures } from "./recipe.ts";

/** The files as the agencies published them are not part of the repository; they lie beside it where it is built. */
const ORIGINALS = fileURLToPath(new URL("../../../shared/reports/originals", import.meta.url));
const catalog = getCatalog();

const CASES = [
  { slug: "huaian-city-2024", file: "huaian-city-2024.pdf", published: null },
  { slug: "pingtan-zone-2015", file: "pingtan-zone-2015.html", published: "2016-01-12" },
  { slug: "pingtan-zone-2022", file: "pingtan-zone-2022.html", published: "2023-02-20" },
  { slug: "yuyao-trade-union-2019", file: "yuyao-trade-union-2019.txt", published: null },
];

const absent = !existsSync(ORIGINALS);
if (absent) console.warn(`skipped: no originals at ${ORIGINALS}`);

describe.skipIf(absent)("reports as published", () => {
  it.each(CASES)("$slug: every cell, agency, year and scope", async ({ slug, file, published }) => {
    const truth = readSeedFigures(slug);
    const read = await readFile(file, new Uint8Array(readFileSync(`${ORIGINALS}/${file}`)), catalog);
    const cells = truth.tables.flatMap((table) => listTruth(catalog, table));
    expect(listDifferences(cells, read.cells, "all")).toEqual([]);
    const agency = catalog.agencies.find((candidate) => candidate.id === truth.agency);
    expect(read.report?.identity).toMatchObject({
      agency: { id: truth.agency, name: agency?.name.zh },
      year: truth.year,
      scope: agency?.usualScope,
      published,
    });
  });
});
