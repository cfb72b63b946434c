import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openPacked } from "../../lib/documents/unzip.ts";
import type { RowBatches } from "../../lib/exports/row-source.ts";
import { toXlsx } from "../../lib/exports/to-xlsx.ts";
import { streamXlsx } from "../../lib/exports/xlsx-stream.ts";
import { streamZip } from "../../lib/exports/zip-stream.ts";

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return new Uint8Array(Buffer.concat(all));
}

function textsOf(bytes: Uint8Array): Record<string, string> {
  const { entries } = openPacked(bytes);
  return Object.fromEntries(
    entries.map((entry) => [entry.name, Buffer.from(entry.read().bytes ?? []).toString("utf8")]),
  );
}

/** Checksums that the directory tells (APPNOTE.TXT 4.3.12). */
function checksumsOf(bytes: Uint8Array): number[] {
  const buffer = Buffer.from(bytes);
  const found: number[] = [];
  const mark = Buffer.from([0x50, 0x4b, 1, 2]);
  for (let at = buffer.indexOf(mark); at >= 0; at = buffer.indexOf(mark, at + 1))
    found.push(buffer.readUInt32LE(at + 16));
  return found;
}

describe("a zip that is written while it is read", () => {
  const FILES = { "数据.csv": ["公开,1\r\n", "", "b,2\r\n".repeat(50_000)], "empty.txt": [] as string[] };
  const write = () => gather(streamZip(Object.entries(FILES).map(([path, text]) => ({ path, text }))));

  it("holds what was written, and is the same every time", async () => {
    const bytes = await write();
    expect(textsOf(bytes)).toEqual({ "数据.csv": FILES["数据.csv"].join(""), "empty.txt": "" });
    expect(checksumsOf(bytes)).toEqual([crc32(FILES["数据.csv"].join("")), 0]);
    expect(Buffer.from(await write()).equals(Buffer.from(bytes))).toBe(true);
  });

  it("is written no faster than it is taken", async () => {
    let given = 0;
    async function* endless() {
      while (given < 200) {
        given += 1;
        // Random digits hardly shrink.
        yield Array.from({ length: 20_000 }, () => Math.random().toString(36)).join("");
      }
    }
    const chunks = streamZip([{ path: "a", text: endless() }]);
    for (let taken = 0; taken < 5; taken++) await chunks.next();
    await new Promise((done) => setTimeout(done, 100));
    expect(given).toBeLessThan(40);
    await chunks.return(undefined);
  });

  it("ends the reading when nobody takes any more", async () => {
    let ended = false;
    async function* endless() {
      try {
        for (let given = 0; given < 500; given++) yield Math.random().toString(36).repeat(10_000);
      } finally {
        ended = true;
      }
    }
    const chunks = streamZip([{ path: "a", text: endless() }]);
    for (let taken = 0; taken < 3; taken++) await chunks.next();
    await chunks.return(undefined);
    await new Promise((done) => setTimeout(done, 50));
    expect(ended).toBe(true);
  });

  it("fails when its text fails", async () => {
    async function* broken() {
      yield "a";
      throw new Error("the database is gone");
    }
    await expect(gather(streamZip([{ path: "a", text: broken() }]))).rejects.toThrow("the database is gone");
  });
});

describe("a workbook that is written while it is read", () => {
  const COLUMNS = [
    { id: "name", type: "text" },
    { id: "n", type: "number" },
  ] as const;
  const WORDS = { sheet: "数据", notesSheet: "说明", notes: [["版本", 7]] } as const;
  const ROWS = Array.from({ length: 10 }, (_, n) => ({
    name: n === 3 ? "=1+1" : `名 ${n}`,
    n: n === 4 ? null : n,
  }));
  async function* batches(size: number): RowBatches<"name" | "n"> {
    for (let at = 0; at < ROWS.length; at += size) yield ROWS.slice(at, at + size);
  }

  it("is the workbook of rows held whole, part for part", async () => {
    const whole = textsOf(toXlsx(COLUMNS, ROWS, WORDS));
    for (const size of [1, 3, 10])
      expect(textsOf(await gather(streamXlsx(COLUMNS, batches(size), WORDS)))).toEqual(whole);
  });

  it("goes on in another sheet, with a head, where one is full", async () => {
    const parts = textsOf(await gather(streamXlsx(COLUMNS, batches(3), WORDS, 4)));
    const sheets = ["sheet1", "sheet2", "sheet3"].map((name) => parts[`xl/worksheets/${name}.xml`] ?? "");
    expect(sheets.map((sheet) => sheet.match(/<row /g)?.length)).toEqual([5, 5, 3]);
    for (const sheet of sheets)
      expect(sheet).toMatch(/<row r="1"><c r="A1" s="1" t="inlineStr"><is><t [^>]*>name</);
    expect(parts["xl/workbook.xml"]).toMatch(/"数据".*"数据 2".*"数据 3".*"说明"/);
    expect(parts["xl/worksheets/sheet4.xml"]).toContain("版本");
  });

  it("has a head even where there are no rows", async () => {
    async function* none(): RowBatches<"name" | "n"> {}
    const parts = textsOf(await gather(streamXlsx(COLUMNS, none(), WORDS)));
    expect(parts).toEqual(textsOf(toXlsx(COLUMNS, [], WORDS)));
  });
});
