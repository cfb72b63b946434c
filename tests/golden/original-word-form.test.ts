import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readFile } from "./compare.ts";

/** The official form as it was handed out; not part of the repository, it lies beside it where it is built. */
const FORM = fileURLToPath(
  new URL("../../../shared/reports/originals/form-2021-blank.docx", import.meta.url),
);

describe("the official blank form", () => {
  it.skipIf(!existsSync(FORM))("is recognised completely, every cell blank", async () => {
    const read = await readFile("form.docx", new Uint8Array(readFileSync(FORM)), getCatalog());
    const tables = read.report?.matches.map(({ table, bindings, expected }) => [
      table,
      bindings.length,
      expected,
    ]);
    expect(tables).toEqual([
      ["disclosure", 10, 10],
      ["requests", 175, 175],
      ["remedies", 15, 15],
    ]);
    expect(read.cells).toHaveLength(200);
    expect(new Set(read.cells.map(([edition, , , status]) => `${edition} ${status}`))).toEqual(
      new Set(["form-2021 blank"]),
    );
    // A form is nobody's report.
    expect(read.codes).toEqual(["agency-undecided", "year-undecided"]);
  });
});
