import { beforeAll, describe, expect, it } from "vitest";
import { openInMemory } from "../../db/client.ts";
import { explain } from "../../db/explanations.ts";
import { listTallies } from "../../db/queries/check-record.ts";
import { listFailures, listUnassessed } from "../../db/queries/quality.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import {
  CHECK_COLUMNS,
  failureRate,
  failureRows,
  TALLY_COLUMNS,
  tallyRows,
  unassessedRows,
} from "../../lib/exports/check-rows.ts";
import { checkAnchor, instanceWords } from "../../lib/exports/check-words.ts";
import type { ExportColumn, ExportRow } from "../../lib/exports/table.ts";
import { toCsv } from "../../lib/exports/to-csv.ts";
import { toJson } from "../../lib/exports/to-json.ts";
import { toXlsx } from "../../lib/exports/to-xlsx.ts";
import { parseCsv } from "../fixtures/parse-csv.ts";
import { NOTHING, remedies } from "../fixtures/remedies.ts";
import { storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const tables: [string, readonly ExportColumn[], readonly ExportRow[]][] = [];

beforeAll(async () => {
  const db = openInMemory();
  const store = (year: number, groups: Parameters<typeof remedies>[0]) =>
    storeReport(db, catalog, storeInput({ file: `r${year}`, year, facts: remedies(groups) }));
  await store(2022, [[2, 1, 0, 1, 9], NOTHING, NOTHING]);
  await store(2023, [[0, 0, 0, "blank", 0], [0, 0, 0, 0, 2], NOTHING]);
  const note = { words: '=并案, "两件"', by: "办公室", at: "2026-03-01T00:00:00.000Z" };
  await explain(db, { agency: "pingtan-zone", year: 2022, check: "reconsideration-sum", ...note });
  const context = { catalog, language: "zh", dataVersion: 5 } as const;
  tables.push(["failures", CHECK_COLUMNS, failureRows(await listFailures(db, {}), context)]);
  tables.push(["unassessed", CHECK_COLUMNS, unassessedRows(await listUnassessed(db, {}), context)]);
  tables.push(["rates", TALLY_COLUMNS, tallyRows(await listTallies(db), context)]);
});

describe("the twins of the list and of the rates", () => {
  it("agree cell for cell in CSV, workbook and JSON", async () => {
    for (const [name, columns, rows] of tables) {
      expect(rows.length, name).toBeGreaterThan(0);
      const ids = columns.map(({ id }) => id);
      const json = toJson(columns, rows).map((row) => ids.map((id) => row[id] ?? ""));
      const written = json.map((row) => row.map(String));
      const csv = parseCsv(toCsv(columns, rows).slice(1)).map((row) =>
        row.map((cell) => cell.replace(/^'(?==)/, "")),
      );
      expect(csv, name).toEqual([ids, ...written]);
      const words = { sheet: "S", notesSheet: "N", notes: [["a", "b"]] } as const;
      const { value } = await readDocument(toXlsx(columns, rows, words));
      const sheet = value?.blocks.find((block) => block.kind === "table");
      const read = sheet?.kind === "table" ? sheet.rows.map((row) => row.map(({ text }) => text)) : [];
      // The reader leaves out columns in which nothing stands, and shows numbers as a sheet does.
      const kept = ids.map((_, at) => at).filter((at) => read[0]?.includes(ids[at] ?? ""));
      expect(kept.length, name).toBe(ids.length);
      const text = (row: readonly string[]) =>
        row.map((cell) => (/^\d\.\d+$/.test(cell) ? Number(cell).toFixed(6) : cell));
      expect(read.map(text), name).toEqual([ids, ...written].map(text));
    }
  });

  it("say both values, the terms with their cells, and the explanation", () => {
    const row = tables[0]?.[2].find((one) => one.check === "reconsideration-sum");
    expect(row).toMatchObject({
      verdict: "explained",
      left: 9,
      right: 4,
      difference: 5,
      explanation: '=并案, "两件"',
      source_table: "3 + 3 + 3 + 3 + 3",
      source_column: "5 + 1 + 2 + 3 + 4",
      data_version: 5,
    });
    const missing = tables[1]?.[2].find((one) => one.check === "reconsideration-sum");
    expect(missing).toMatchObject({
      missing: "reconsideration-pending/total/2023",
      blank_as_zero: 1,
      left: null,
    });
  });
});

describe("a rate of failure", () => {
  const tally = (passed: number, failed: number, explained = 0) =>
    failureRate({ check: "x", year: 2022, reports: 99, passed, failed, explained, notAssessable: 40 });

  it("counts the reports that could be assessed, explained failures among the failures", () => {
    expect([tally(9, 1), tally(6, 2, 2), tally(10, 0)]).toEqual([0.1, 0.4, 0]);
  });

  it("is not given below ten reports", () => {
    expect([tally(8, 1), tally(0, 9), tally(0, 0)]).toEqual([null, null, null]);
  });
});

describe("the words of a check", () => {
  it("name the row or column that all terms share", () => {
    const cell = (label: string, memberLabel: string) => ({ label, memberLabel });
    expect(instanceWords({ operands: [cell("a/b", "总计"), cell("a/c", "总计")] })).toBe("总计");
    expect(instanceWords({ operands: [cell("a/b", "x"), cell("a/b", "y")] })).toBe("b");
    expect(instanceWords({ operands: [] })).toBe("");
  });

  it("make an anchor of check and instance", () => {
    expect(checkAnchor({ check: "requests-row", instance: "form-2021/denied-x" })).toBe(
      "check-requests-row-form-2021-denied-x",
    );
  });
});
