import { describe, expect, it } from "vitest";
import { readDocument } from "../../lib/documents/read-document.ts";
import { openPacked } from "../../lib/documents/unzip.ts";
import type { ExportCell } from "../../lib/exports/table.ts";
import { toXlsx } from "../../lib/exports/to-xlsx.ts";

const COLUMNS = [
  { id: "agency", type: "text" },
  { id: "left", type: "number" },
] as const;
const WORDS = {
  sheet: "数据",
  notesSheet: "说明",
  notes: [
    ["数据版本", 7],
    ["筛选", "年度 2023"],
  ],
} as const;

const write = (cells: readonly (readonly [ExportCell, ExportCell])[]) =>
  toXlsx(
    COLUMNS,
    cells.map(([agency, left]) => ({ agency, left })),
    WORDS,
  );

async function readBack(bytes: Uint8Array) {
  const { value, findings } = await readDocument(bytes);
  const tables = (value?.blocks ?? []).flatMap((block) =>
    block.kind === "table" ? [block.rows.map((row) => row.map(({ text }) => text))] : [],
  );
  return { tables, findings, format: value?.format };
}

function partOf(bytes: Uint8Array, path: string): string {
  const entry = openPacked(bytes).entries.find(({ name }) => name === path);
  return Buffer.from(entry?.read().bytes ?? []).toString("utf8");
}

describe("rows as a workbook", () => {
  it("are read back cell for cell, with a second sheet that says where they come from", async () => {
    const { tables, findings, format } = await readBack(
      write([
        ["平潭综合实验区", 179],
        ['a & <b> "c"', -2.5],
      ]),
    );
    expect(format).toBe("xlsx");
    expect(findings).toEqual([]);
    expect(tables).toEqual([
      [
        ["agency", "left"],
        ["平潭综合实验区", "179"],
        ['a & <b> "c"', "-2.5"],
      ],
      [
        ["数据版本", "7"],
        ["筛选", "年度 2023"],
      ],
    ]);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "_x0041_", "007", "1,234", " lead", "two\nlines"])(
    "keep the text %j a text",
    async (text) => {
      const bytes = write([[text, 1]]);
      const sheet = partOf(bytes, "xl/worksheets/sheet1.xml");
      expect(sheet).toContain('<c r="A2" t="inlineStr">');
      expect(sheet).not.toContain("<f>");
      const { tables } = await readBack(bytes);
      expect(tables[0]?.[1]?.[0]?.trim()).toBe(text.trim());
    },
  );

  it("write numbers as numbers, nothing for what is not there, and no character XML cannot hold", () => {
    const sheet = partOf(
      write([
        ["a\u0001b", 12],
        [null, null],
      ]),
      "xl/worksheets/sheet1.xml",
    );
    expect(sheet).toContain('<c r="B2"><v>12</v></c>');
    expect(sheet).toContain('<row r="3"></row>');
    expect(sheet).toContain("a\ufffdb");
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain('<c r="A1" s="1"');
  });

  it("give the same bytes for the same rows", () => {
    expect(write([["a", 1]])).toEqual(write([["a", 1]]));
  });

  it("name columns behind Z", () => {
    const columns = Array.from({ length: 28 }, (_, at) => ({ id: `c${at}`, type: "number" }) as const);
    const row = Object.fromEntries(columns.map(({ id }, at) => [id, at]));
    const sheet = partOf(toXlsx(columns, [row], WORDS), "xl/worksheets/sheet1.xml");
    expect(sheet).toContain('<c r="Z2"><v>25</v></c><c r="AA2"><v>26</v></c>');
  });
});
