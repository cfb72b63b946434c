import { beforeEach, describe, expect, test } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { getVersionFacts, listEarlierDocuments, listVersions } from "../../db/queries/versions.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { compareCells } from "../../lib/differences/cells.ts";
import { compareProse } from "../../lib/differences/prose.ts";
import {
  CELL_DIFFERENCE_COLUMNS,
  cellDifferenceRows,
  PROSE_COLUMNS,
  proseRows,
} from "../../lib/exports/difference-rows.ts";
import { toCsv } from "../../lib/exports/to-csv.ts";
import type { Fact } from "../../lib/model.ts";
import { fact, type ReportSketch, sha256Of, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const ADDRESS = { agency: "pingtan-zone", year: 2022, scope: "whole-region" } as const;

let db: Database;
const store = (sketch: ReportSketch) => storeReport(db, catalog, storeInput(sketch));
const recognized = (one: Fact): Fact => ({ ...one, method: "ocr", confidence: 0.9 });

beforeEach(async () => {
  db = openInMemory();
  await store({ file: "first", facts: [fact("requests-received", 7), fact("requests-carried-in", 1)] });
  await store({
    file: "second",
    facts: [fact("requests-received", 8), fact("requests-carried-in", "blank")],
  });
});

describe("the versions of a report", () => {
  test("come newest first, with file, reader and which is shown", async () => {
    const versions = await listVersions(db, ADDRESS);
    expect(versions.map(({ number, fileName, isShown }) => [number, fileName, isShown])).toEqual([
      [2, "second.html", true],
      [1, "first.html", false],
    ]);
    expect(versions[0]).toMatchObject({ document: sha256Of("second"), cellsExpected: 2 });
  });

  test("leave out what awaits review, by number, too", async () => {
    await store({ file: "scan", facts: [recognized(fact("requests-received", 9))] });
    expect((await listVersions(db, ADDRESS)).map(({ number }) => number)).toEqual([2, 1]);
    expect(await getVersionFacts(db, ADDRESS, 3)).toBeUndefined();
  });

  test("have the facts of their own file", async () => {
    const first = await getVersionFacts(db, ADDRESS, 1);
    expect(first?.map(({ value, origin }) => [value, origin.document])).toEqual([
      [{ status: "reported", amount: 7 }, sha256Of("first")],
      [{ status: "reported", amount: 1 }, sha256Of("first")],
    ]);
    expect(await getVersionFacts(db, { ...ADDRESS, scope: "own-organ" }, 1)).toBeUndefined();
  });

  test("stand after the reports of earlier years of the same scope", async () => {
    await store({ file: "before", year: 2021 });
    await store({ file: "long-before", year: 2019 });
    await store({ file: "after", year: 2023 });
    await store({ file: "other", year: 2020, scope: "own-organ" });
    const earlier = await listEarlierDocuments(db, ADDRESS);
    expect(earlier.map(({ year, fileName }) => `${year} ${fileName}`)).toEqual([
      "2021 before.html",
      "2019 long-before.html",
    ]);
  });
});

test("a difference is a row with both sides and their cells; a cell that is not there has none", async () => {
  const [before, after] = [await getVersionFacts(db, ADDRESS, 1), await getVersionFacts(db, ADDRESS, 2)];
  const { differences } = compareCells(before ?? [], [...(after ?? []), fact("requests-total", 3)]);
  const context = { catalog, dataVersion: 5 };
  const rows = cellDifferenceRows(differences, { from: 1, to: 2 }, context);
  expect(rows.map((row) => [row.change, row.before_amount, row.after_amount, row.after_status])).toEqual([
    ["value", 7, 8, "reported"],
    ["status", 1, null, "blank"],
    ["added", null, 3, "reported"],
  ]);
  expect(rows[0]).toMatchObject({ before_sha256: sha256Of("first"), after_sha256: sha256Of("second") });
  const [head = "", ...lines] = toCsv(CELL_DIFFERENCE_COLUMNS, rows).trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(head.split(",").map((id) => id.replace("\uFEFF", ""))).toEqual(Object.keys(rows[0] ?? {}));
});

test("sentences that stand beside each other have one row number", () => {
  const text = "存在的主要问题是公开内容不够全面。";
  const { rows } = compareProse([text], ["今年新写了完全不同的一段话在这里。", text]);
  const spelt = proseRows(rows, { before: 2021, after: 2022 }, 1);
  expect(spelt.map(({ row, side, year, kind }) => `${row} ${side} ${year} ${kind}`)).toEqual([
    "1 after 2022 own",
    "2 before 2021 same",
    "2 after 2022 same",
  ]);
  expect(Object.keys(spelt[0] ?? {})).toEqual(PROSE_COLUMNS.map(({ id }) => id));
});
