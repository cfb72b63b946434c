import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isTypesetFromFigures } from "../../db/seed-documents.ts";
import { hashOf } from "../../lib/documents/hash.ts";

it("knows the documents of the seed by their bytes, and no others", () => {
  expect(isTypesetFromFigures(hashOf(readFileSync("db/seed/reports/pingtan-zone-2022.html")))).toBe(true);
  expect(isTypesetFromFigures(hashOf(readFileSync("README.md")))).toBe(false);
});
