import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { type Reading, readReports } from "../../lib/ingest/read-report.ts";
import type { Table } from "../../lib/model.ts";

const catalog = getCatalog();
const page = readFileSync("tests/fixtures/documents/merged-cells/source.html");
const squeeze = (text: string): string => text.replace(/\s/g, "");

async function tablesOf(bytes: Uint8Array): Promise<Table[]> {
  const { value } = await readDocument(bytes);
  return value?.blocks.filter((block) => block.kind === "table") ?? [];
}

/** A table as a spreadsheet puts it on the clipboard: every column there, merged cells empty but for their first. */
function asSheet({ rows }: Table): string {
  const width = Math.max(...rows.flat().map((cell) => cell.column + cell.columnSpan - 1));
  const line = (row: Table["rows"][number]): string =>
    Array.from({ length: width }, (_, x) =>
      squeeze(row.find((cell) => cell.column === x + 1)?.text ?? ""),
    ).join("\t");
  return rows.map(line).join("\n");
}

/** A table as a browser puts it on the clipboard: the cells of each row, nothing for what was merged. */
const asSelection = ({ rows }: Table): string =>
  rows.map((row) => row.map((cell) => squeeze(cell.text)).join("\t")).join("\n");

async function readAs(write: (table: Table) => string, led: string) {
  const text = (await tablesOf(page)).map((table) => write(table).replace(/^/gm, led)).join("\n\n某某\n\n");
  return readReports({ fileName: "x.txt", bytes: new TextEncoder().encode(text) }, catalog);
}

const figures = (readings: readonly Reading[]): Record<string, unknown> =>
  Object.fromEntries(
    (readings[0]?.report.facts ?? []).map((fact) => [
      `${fact.table}/${fact.indicator}/${fact.member}`,
      fact.value,
    ]),
  );

const original = figures((await readReports({ fileName: "x.html", bytes: page }, catalog)).value);

describe("tables pasted into text with a tab between cells", () => {
  it("read back whole from a spreadsheet", async () => {
    expect(figures((await readAs(asSheet, "")).value)).toEqual(original);
  });

  it.each(["", "\t"])("read back whole from a browser's selection, each row led by %j", async (led) => {
    expect(figures((await readAs(asSelection, led)).value)).toEqual(original);
  });
});
