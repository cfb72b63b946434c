import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { openDatabase } from "../../db/client.ts";
import { readOriginal } from "../../db/originals.ts";
import { getCoverage } from "../../db/queries/coverage.ts";
import { listUnreadFiles } from "../../db/queries/filings.ts";
import { getDataVersion } from "../../db/queries/release.ts";
import { databaseFile } from "../../lib/env.ts";
import { IngestOutput, IngestSummary } from "../../lib/ingest/ingest-output.ts";
import { fingerprintReader } from "../../lib/ingest/reader-fingerprint.ts";
import { listSourceFiles } from "../../lib/ingest/source-files.ts";
import { buildXlsx } from "../fixtures/build-xlsx.ts";
import { runGongkai } from "./run-command.ts";

const SEED = "db/seed/reports";
const LastLine = z.strictObject({ summary: IngestSummary });

let folder = "";
let reports = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-ingest-"));
  reports = join(folder, "reports");
  mkdirSync(join(reports, "2022"), { recursive: true });
  cpSync(join(SEED, "pingtan-zone-2022.html"), join(reports, "2022/pingtan-zone-2022.html"));
  cpSync(join(SEED, "yuyao-trade-union-2019.txt"), join(reports, "yuyao-trade-union-2019.txt"));
  process.env.GONGKAI_DATA = join(folder, "data");
});
afterEach(() => {
  delete process.env.GONGKAI_DATA;
  rmSync(folder, { recursive: true });
});

async function ingestJson(...paths: string[]) {
  const { exitCode, stdout } = await runGongkai("ingest", "--json", "--lang", "en", ...paths);
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  const files = lines.slice(0, -1).map((line) => IngestOutput.parse(line));
  return { exitCode, files, summary: LastLine.parse(lines.at(-1)).summary };
}

async function readVersion(): Promise<number> {
  const db = openDatabase(databaseFile(join(folder, "data")), { readonly: true });
  const { version } = await getDataVersion(db);
  db.$client.close();
  return version;
}

describe("ingest", () => {
  test("takes files and folders in, and skips what has not changed", async () => {
    const first = await ingestJson(reports);
    expect(first.exitCode).toBe(0);
    expect(first.summary).toMatchObject({ files: 2, added: 2, failed: 0 });
    const version = await readVersion();
    const second = await ingestJson(reports);
    expect(second.exitCode).toBe(0);
    expect(second.summary).toMatchObject({ files: 2, added: 0, unchanged: 2, cells: { read: 0 } });
    expect(await readVersion()).toBe(version);
  });

  test("keeps the original byte for byte", async () => {
    const { files } = await ingestJson(join(reports, "yuyao-trade-union-2019.txt"));
    const kept = readOriginal(join(folder, "data"), files[0]?.sha256 ?? "");
    expect(kept).toEqual(readFileSync(join(SEED, "yuyao-trade-union-2019.txt")));
  });

  test("a changed file of the same report is its next version", async () => {
    await ingestJson(reports);
    const path = join(reports, "2022/pingtan-zone-2022.html");
    writeFileSync(path, `${readFileSync(path, "utf8")}\n<!-- corrected -->\n`);
    const { exitCode, summary, files } = await ingestJson(reports);
    expect(exitCode).toBe(0);
    expect(summary).toMatchObject({ newVersions: 1, unchanged: 1 });
    expect(files.find(({ result }) => result === "new-version")).toMatchObject({ version: 2, year: 2022 });
  });

  test("the row of a collected table does not replace the agency's report, and is held against it", async () => {
    const path = join(reports, "zz-overview.xlsx");
    const rows = [
      ["单位名称", "年度", "本年新收政府信息公开申请数量", "予以公开"],
      ["平潭综合实验区管委会", 2022, 1, 0],
    ];
    writeFileSync(path, buildXlsx([{ name: "Sheet1", rows }]));
    const { exitCode, summary, files } = await ingestJson(reports);
    expect(exitCode).toBe(0);
    expect(summary).toMatchObject({ files: 3, added: 2, newVersions: 0, beside: 1, failed: 0 });
    const [collected] = files.filter(({ result }) => result === "beside");
    expect(collected).toMatchObject({ file: path, reports: [{ version: 2, change: "beside" }] });
    const codes = collected?.findings.map(({ code }) => code);
    expect(codes).toContain("collected-beside-report");
    expect(codes).toContain("collected-differs");
    process.env.GONGKAI_DATA = join(folder, "again");
    const { stdout } = await runGongkai("ingest", "--lang", "en", reports);
    expect(stdout).toContain("the collected table has “1”, the report held “");
    expect(stdout).toMatch(/kept beside fuller reports +1$/m);
  });

  test("a collected table of which rows are not stored counts as read in part, each named with its reason", async () => {
    const path = join(folder, "overview.xlsx");
    const rows = [
      ["单位名称", "年度", "本年新收政府信息公开申请数量", "予以公开", "备用"],
      ["平潭综合实验区管委会", 2022, 1, 0, ""],
      ["全市", 2022, 5, 4, ""],
      ["教育局", 2022, 5, 4, ""],
      ["余姚市教育局", "", 2, 1, ""],
      ["余姚市公安局", 2022, "", "", 9],
    ];
    writeFileSync(path, buildXlsx([{ name: "Sheet1", rows }]));
    const first = await ingestJson(path);
    expect(first).toMatchObject({
      exitCode: 1,
      summary: { added: 0, partly: 1, failed: 0, cells: { read: 2 } },
    });
    expect(first.files[0]).toMatchObject({ result: "partly", reports: [{ agency: "pingtan-zone" }] });
    const told = first.files[0]?.findings.map(({ code, message }) => `${code} ${message}`).join("\n");
    expect(told).toMatch(/collected-row-no-agency .*全市/);
    expect(told).toMatch(/row-in-doubt .*教育局/);
    expect(told).toMatch(/row-without-year .*余姚市教育局/);
    expect(told).toMatch(/collected-row-unread .*余姚市公安局/);
    const db = openDatabase(databaseFile(join(folder, "data")), { readonly: true });
    const unread = listUnreadFiles(db).map(({ name }) => name);
    db.$client.close();
    expect(unread).toEqual([`${basename(folder)}/overview.xlsx`]);

    const version = await readVersion();
    const again = await ingestJson(path);
    expect(again).toMatchObject({ exitCode: 1, summary: { unchanged: 0, partly: 1 } });
    expect(await readVersion()).toBe(version);
    const { stdout } = await runGongkai("ingest", "--lang", "en", path);
    expect(stdout).toMatch(/read in part +1$/m);
    expect(stdout).toContain("“余姚市教育局” (2 cells) are of no known year");

    const whole = [rows[0], rows[1]].flatMap((row) => (row === undefined ? [] : [row]));
    writeFileSync(path, buildXlsx([{ name: "Sheet1", rows: whole }]));
    expect(await ingestJson(path)).toMatchObject({ exitCode: 0, summary: { partly: 0 } });
  });

  test("a bad file is listed with reason and remedy, the rest goes in", async () => {
    writeFileSync(join(reports, "empty.html"), "");
    const { exitCode, summary } = await ingestJson(reports, join(folder, "nowhere.html"));
    expect(exitCode).toBe(1);
    expect(summary).toMatchObject({ files: 4, added: 2, failed: 2 });
    const { stdout } = await runGongkai("ingest", "--lang", "zh", reports, join(folder, "nowhere.html"));
    expect(stdout).toContain("没有找到文件");
    expect(stdout).toContain("文件是空的");
    expect(stdout.match(/办法：/g)?.length).toBe(2);
  });

  test("a report that does not say whose or when it is stays out: of it is kept only that it could not be taken", async () => {
    const anonymous = readFileSync(join(SEED, "pingtan-zone-2022.html"), "utf8")
      .replace(/<title>[\s\S]*?<\/title>|<meta [^>]*>/g, "")
      .replace(/平潭综合实验区[^<]*/g, "")
      .replace(/20\d\d/g, "");
    const path = join(folder, "anonymous.html");
    writeFileSync(path, anonymous);
    const { exitCode, files } = await ingestJson(path);
    expect(exitCode).toBe(1);
    expect(files[0]?.findings.map(({ code }) => code)).toContain("identity-incomplete");
    expect(files[0]?.cells.read).toBeGreaterThan(0);
    expect(readOriginal(join(folder, "data"), files[0]?.sha256 ?? "")).toBeUndefined();
    const db = openDatabase(databaseFile(join(folder, "data")), { readonly: true });
    const { reports: held, facts } = await getCoverage(db);
    const unread = listUnreadFiles(db).map(({ name }) => name);
    db.$client.close();
    expect({ held, facts, unread }).toEqual({
      ...{ held: 0, facts: 0 },
      unread: [`${basename(folder)}/anonymous.html`],
    });
    const version = await readVersion();
    await ingestJson(path);
    expect(await readVersion()).toBe(version);
  });

  test("an archive that cannot be opened is on record", async () => {
    const path = join(folder, "broken.zip");
    writeFileSync(path, Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(60, 7)]));
    expect((await ingestJson(path)).exitCode).toBe(1);
    const db = openDatabase(databaseFile(join(folder, "data")), { readonly: true });
    const unread = listUnreadFiles(db);
    db.$client.close();
    expect(unread.map(({ path: of, findings }) => [of, findings.length > 0])).toEqual([[path, true]]);
  });

  test("no file at all is a failure", async () => {
    mkdirSync(join(folder, "nothing"));
    expect((await runGongkai("ingest", join(folder, "nothing"))).exitCode).toBe(1);
  });

  test("a data folder that cannot be used ends with 3 and names the folder", async () => {
    writeFileSync(join(folder, "occupied"), "a file, not a folder");
    process.env.GONGKAI_DATA = join(folder, "occupied");
    const { exitCode, stderr } = await runGongkai("ingest", reports, "--lang", "en");
    expect(exitCode).toBe(3);
    expect(stderr).toContain(join(folder, "occupied"));
  });
});

test("folders are read whole, without hidden files and what stands beside reports", async () => {
  for (const name of [".hidden.html", "about.json", "README.md", "2022/.part"])
    writeFileSync(join(reports, name), "x");
  const found = await listSourceFiles([reports, join(reports, "yuyao-trade-union-2019.txt")]);
  expect(found).toEqual([
    join(reports, "2022/pingtan-zone-2022.html"),
    join(reports, "yuyao-trade-union-2019.txt"),
  ]);
});

test("the reader's fingerprint is stable", () => {
  const home = process.env.GONGKAI_HOME ?? process.cwd();
  expect(fingerprintReader(home)).toBe(fingerprintReader(home));
});
