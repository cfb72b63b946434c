import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openAsOf } from "../../db/as-of.ts";
import { type Database, openDatabase } from "../../db/client.ts";
import { getAgency, listAgencies } from "../../db/queries/agencies.ts";
import { listCheckCounts } from "../../db/queries/check-record.ts";
import { findKeptVersion, getFirstKept, listShownOtherwise } from "../../db/queries/history.ts";
import { getDataVersion } from "../../db/queries/release.ts";
import { scanHeldReports } from "../../db/queries/report-scan.ts";
import { getReport, listReports } from "../../db/queries/reports.ts";
import { listSeries } from "../../db/queries/series.ts";
import { acceptReading } from "../../db/review.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Fact } from "../../lib/model.ts";
import { NOTHING, remedies } from "../fixtures/remedies.ts";
import { fact, READ_AT, type ReportSketch, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const ZONE = "pingtan-zone";

let folder: string;
let file: string;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-history-"));
  file = join(folder, "gongkai.sqlite");
  db = openDatabase(file);
});
afterEach(() => {
  db.$client.close();
  rmSync(folder, { recursive: true });
});

const store = (sketch: ReportSketch = {}) => storeReport(db, catalog, storeInput(sketch));
const version = async () => (await getDataVersion(db)).version;
const figure = (amount: number) => [fact("requests-received", amount)];

/** What is shown of a figure, in the present state or as of a version. */
async function amounts(of: Database, agencies = [ZONE], years = [2022]) {
  const figures = await listSeries(of, catalog, { agencies, indicators: ["requests-received"], years });
  return figures.map(({ value }) => (value.status === "reported" ? value.amount : value.status));
}

async function asOf<T>(at: number, ask: (then: Database) => Promise<T>): Promise<T> {
  const then = openAsOf(file, at);
  try {
    return await ask(then);
  } finally {
    then.$client.close();
  }
}

const totalsOf = (of: Database) =>
  of.$client
    .prepare(
      "SELECT a.id, t.year, t.scope, n.id AS indicator, t.amount FROM totals t JOIN agencies a ON a.key = t.agency JOIN terms n ON n.key = t.indicator ORDER BY 1, 2, 3, 4",
    )
    .raw()
    .all();

describe("a former state of the data", () => {
  test("shows the figures of then, whatever came after", async () => {
    await store({ file: "a", facts: figure(7) });
    const first = await version();
    const shownFirst = totalsOf(db);
    await store({ file: "b", facts: figure(8) });
    const second = await version();
    await store({ file: "c", year: 2023, facts: figure(9) });
    expect(await amounts(db, [ZONE], [2022, 2023])).toEqual([8, 9]);
    expect(await asOf(first, (then) => amounts(then, [ZONE], [2022, 2023]))).toEqual([7, "absent"]);
    expect(await asOf(second, (then) => amounts(then, [ZONE], [2022, 2023]))).toEqual([8, "absent"]);
    expect(await asOf(first, async (then) => totalsOf(then))).toEqual(shownFirst);
    const [then] = await asOf(first, (old) => scanHeldReports(old, {}, { limit: 9 }));
    expect(then?.summary).toMatchObject({ version: 1, fileName: "a.html" });
    expect(await asOf(first, (old) => getReport(old, ZONE, 2022))).toMatchObject({ summary: { version: 1 } });
    expect(await asOf(first, getDataVersion)).toEqual({ version: first, changedAt: READ_AT });
    expect(await asOf(first, (old) => getAgency(old, ZONE))).toMatchObject({ years: [2022] });
  });

  test("that is held stands still while others store, also where a document turns out to be another report's", async () => {
    await store({ file: "a", facts: figure(7) });
    const then = openAsOf(file, await version(), { held: true });
    await store({ file: "a", facts: figure(7), year: 2020, reader: "reader-2" });
    expect(await amounts(db)).toEqual(["absent"]);
    expect(await getReport(then, ZONE, 2022)).toMatchObject({ summary: { version: 1 } });
    expect(await amounts(then)).toEqual([7]);
    then.$client.close();
  });

  test("says which reports are shown otherwise since, and which are again as they were", async () => {
    await store({ file: "a", facts: figure(7) });
    await store({ file: "x", year: 2021, facts: figure(1) });
    const before = await version();
    await store({ file: "b", facts: figure(8) });
    const among = { agencies: [ZONE], years: [2021, 2022] };
    expect(await listShownOtherwise(db, before, among)).toEqual([
      { agency: ZONE, year: 2022, scope: "whole-region", was: 1, is: 2 },
    ]);
    expect(await listShownOtherwise(db, before, { ...among, years: [2021] })).toEqual([]);
    // The newer file turns out to be of another year: the first one is shown again.
    await store({ file: "b", facts: figure(8), year: 2020, reader: "reader-2" });
    expect(await listShownOtherwise(db, before, among)).toEqual([]);
  });

  test("keeps what another reading of the same file changes", async () => {
    await store({ file: "a", facts: figure(7) });
    const before = await version();
    await store({ file: "a", facts: figure(70), reader: "reader-2" });
    expect(await amounts(db)).toEqual([70]);
    expect(await asOf(before, amounts)).toEqual([7]);
    const now = await version();
    await store({ file: "a", facts: figure(70), reader: "reader-3" });
    expect(db.$client.prepare("SELECT max(since) FROM shown_versions").pluck().get()).toBe(now);
  });

  test("keeps a document that was found to be another agency's, and the agency that went with it", async () => {
    const { agency } = await store({ file: "a", agency: { name: "某某县档案馆" }, facts: figure(7) });
    const before = await version();
    const [shown] = await listReports(db);
    await store({ file: "a", facts: figure(7), reader: "reader-2" });
    expect(await getAgency(db, agency)).toBeUndefined();
    expect(await amounts(db, [agency, ZONE])).toEqual(["absent", 7]);
    expect(await asOf(before, (then) => amounts(then, [agency, ZONE]))).toEqual([7, "absent"]);
    expect(await asOf(before, listReports)).toEqual([shown]);
    const known = await asOf(before, listAgencies);
    expect(known.find(({ id }) => id === agency)).toMatchObject({ nameZh: "某某县档案馆", years: [2022] });
    expect(await getReport(db, agency, 2022)).toBeUndefined();
    // What comes to the report again is no version that was shown before.
    const again = await store({ file: "z", agency: { name: "某某县档案馆" }, facts: figure(9) });
    expect(again).toMatchObject({ agency, change: "added", version: 2 });
    expect(await asOf(before, (then) => amounts(then, [agency, ZONE]))).toEqual([7, "absent"]);
  });

  test("has not what nobody had looked at, and has it from when somebody did", async () => {
    const seen = (one: Fact): Fact => ({ ...one, method: "ocr", confidence: 0.9 });
    await store({ file: "scan", facts: figure(7).map(seen) });
    const waiting = await version();
    await acceptReading(db, catalog, { hash: "", by: "lin", at: READ_AT });
    expect(await asOf(waiting, amounts)).toEqual(["absent"]);
    expect(await amounts(db)).toEqual([7]);
    // What was never shown goes when it is found to be of another year.
    await store({ file: "other", year: 2019, facts: figure(5).map(seen) });
    await store({ file: "other", year: 2018, facts: figure(5), reader: "reader-2" });
    expect(db.$client.prepare("SELECT count(*) FROM versions WHERE report IS NULL").pluck().get()).toBe(0);
  });

  test("says of a version that was replaced what its checks said while it was shown", async () => {
    await store({ file: "a", facts: remedies([[2, 1, 0, 1, 9], NOTHING, NOTHING]) });
    const before = await version();
    const counted = await listCheckCounts(db, ZONE, 2022, "whole-region");
    const found = (await getReport(db, ZONE, 2022))?.findings.map(({ code, check }) => [code, check]);
    expect(counted.length).toBeGreaterThan(0);
    expect(found?.length).toBeGreaterThan(0);
    await store({ file: "b", facts: figure(8) });
    expect(await asOf(before, (then) => listCheckCounts(then, ZONE, 2022, "whole-region"))).toEqual(counted);
    const then = await asOf(before, (old) => getReport(old, ZONE, 2022));
    expect(then?.findings.map(({ code, check }) => [code, check])).toEqual(found);
    expect(await listCheckCounts(db, ZONE, 2022, "whole-region")).not.toEqual(counted);
  });
});

describe("history", () => {
  test("is never changed and never shortened", async () => {
    await store();
    expect(() => db.$client.exec("UPDATE shown_versions SET since = 0")).toThrow(/never changed/);
    expect(() => db.$client.exec("DELETE FROM shown_versions")).toThrow(/never shortened/);
    expect(() => db.$client.exec("DELETE FROM reports")).toThrow(/shows no version first/);
  });

  test("is not written for what is held already", async () => {
    await store();
    const rows = () => db.$client.prepare("SELECT count(*) FROM shown_versions").pluck().get();
    const before = [rows(), await version()];
    await store();
    expect([rows(), await version()]).toEqual(before);
  });

  test("begins with what a database showed when it was brought up to it", async () => {
    const old = join(folder, "old.sqlite");
    const migrations = join(folder, "migrations");
    cpSync("db/migrations", migrations, { recursive: true });
    const journal = join(migrations, "meta/_journal.json");
    const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
    writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 11) }));
    const client = new Sqlite(old);
    migrate(drizzle(client), { migrationsFolder: migrations });
    client.exec(`
      INSERT INTO agencies (key, id, name_zh, provisional, domains, origin) VALUES (1, 'here', '此地', 0, '[]', 'import');
      INSERT INTO documents VALUES ('aa', 'a.html', 'html', null, 1, '${READ_AT}');
      INSERT INTO reports VALUES (1, 1, 2022, 'own-organ', 2), (2, 1, 2023, 'own-organ', NULL);
      INSERT INTO versions (key, report, number, document, read_at, reader, cells_read, cells_expected, evidence, tables)
        VALUES (1, 1, 1, 'aa', '', '', 0, 0, '[]', '[]'), (2, 1, 2, 'aa', '', '', 0, 0, '[]', '[]'), (3, 2, 1, 'aa', '', '', 0, 0, '[]', '[]');
      INSERT INTO release VALUES (1, 57, '${READ_AT}');`);
    client.close();
    const brought = openDatabase(old);
    const known = brought.$client
      .prepare("SELECT agency, year, version, number, since FROM shown_versions")
      .raw();
    expect(known.all()).toEqual([["here", 2022, 2, 2, 57]]);
    expect(await getFirstKept(brought)).toBe(57);
    expect(await findKeptVersion(brought, 56)).toBeUndefined();
    expect(await findKeptVersion(brought, 57)).toEqual({ version: 57, changedAt: READ_AT });
    expect(brought.$client.pragma("foreign_key_check")).toEqual([]);
    brought.$client.close();
  });
});
