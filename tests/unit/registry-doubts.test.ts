import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { listDoubts } from "../../db/registry/doubts.ts";
import { databaseFile } from "../../lib/env.ts";
import { IngestOutput } from "../../lib/ingest/ingest-output.ts";
import { runGongkai } from "./run-command.ts";

/** A report that calls its agency 市总工会, wherever that is. */
const RELATIVE = readFileSync("db/seed/reports/yuyao-trade-union-2019.txt", "utf8").replaceAll(
  "余姚市总工会",
  "市总工会",
);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-doubts-"));
  process.env.GONGKAI_DATA = join(folder, "data");
});
afterEach(() => {
  delete process.env.GONGKAI_DATA;
  rmSync(folder, { recursive: true });
});

function write(name: string, text = RELATIVE): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function ingest(path: string) {
  const { exitCode, stdout } = await runGongkai("ingest", "--json", "--lang", "en", path);
  const file = IngestOutput.parse(JSON.parse(stdout.split("\n")[0] ?? ""));
  return { exitCode, ...file, codes: file.findings.map(({ code }) => code) };
}

async function command(...argv: string[]) {
  return runGongkai("agencies", ...argv, "--lang", "en");
}

function doubts() {
  const db = openDatabase(databaseFile(join(folder, "data")), { readonly: true });
  const all = listDoubts(db, { all: true });
  db.$client.close();
  return all;
}

describe("a report by a relative name", () => {
  it("is not stored where nothing tells its place, and is after somebody has", async () => {
    const path = write("reports/2019.txt");
    const first = await ingest(path);
    expect(first).toMatchObject({ exitCode: 1, result: "failed", reports: [] });
    expect(first.codes).toContain("agency-relative");
    expect(doubts()).toMatchObject([{ called: "市总工会", year: 2019, candidates: [], settled: null }]);

    const { stdout } = await command("doubts");
    expect(stdout).toContain("1  reports/2019.txt  “市总工会” 2019");
    expect((await command("settle", "1", "nobody", "--by", "A")).exitCode).toBe(1);
    expect((await command("settle", "7", "yuyao-trade-union", "--by", "A")).exitCode).toBe(1);
    expect((await command("settle", "1", "yuyao-trade-union", "--by", " ")).exitCode).toBe(2);
    expect((await command("settle", "1", "yuyao-trade-union", "--by", "A")).exitCode).toBe(0);
    expect((await command("doubts")).stdout).toBe("There are no open doubts\n");

    const second = await ingest(path);
    expect(second).toMatchObject({ exitCode: 0, result: "added", agency: "yuyao-trade-union", year: 2019 });
    expect(second.codes).not.toContain("agency-unknown");
    expect(await ingest(path)).toMatchObject({ exitCode: 0, result: "unchanged" });

    // Decided otherwise, the report moves.
    await command("settle", "1", "government-330281", "--by", "B");
    expect(await ingest(path)).toMatchObject({ exitCode: 0, agency: "government-330281" });
    expect(await ingest(path)).toMatchObject({ result: "unchanged" });
  });

  it("is its place's where the folder names one", async () => {
    const file = await ingest(write("余姚市/2019.txt"));
    expect(file).toMatchObject({ exitCode: 0, result: "added", agency: "yuyao-trade-union" });
    expect(doubts()).toEqual([]);
  });

  it("goes in provisionally where the place is told and has nobody of the name", async () => {
    const file = await ingest(write("慈溪市/2019.txt"));
    expect(file).toMatchObject({ exitCode: 0, result: "added" });
    expect(file.agency).toMatch(/^provisional-/);
    expect(file.findings.find(({ code }) => code === "agency-unknown")?.message).toContain(
      "浙江省宁波市慈溪市·市总工会",
    );
  });
});

it("a report that several may have made is told with all of them", async () => {
  const list = [
    "id,name,kind,level,region",
    "one,江苏省南京市鼓楼区财政局,department,county,320106",
    "two,福建省福州市鼓楼区财政局,department,county,350102",
  ];
  expect((await command("import", write("list.csv", list.join("\n")))).exitCode).toBe(0);
  const text = RELATIVE.replaceAll("市总工会", "鼓楼区财政局");
  const file = await ingest(write("reports/2019.txt", text));
  expect(file).toMatchObject({ exitCode: 1, result: "failed" });
  const finding = file.findings.find(({ code }) => code === "agency-ambiguous");
  expect(finding?.message).toContain("江苏省南京市鼓楼区财政局 (one)");
  expect(doubts()).toMatchObject([{ candidates: ["one", "two"] }]);
  expect((await command("doubts")).stdout).toContain("two  福建省福州市鼓楼区财政局");
  expect(await ingest(write("南京市/2019.txt", text))).toMatchObject({ exitCode: 0, agency: "one" });
});

it("a report of an imported agency takes the scope it usually has", async () => {
  const list =
    "id,name,kind,level,region,usual_scope\nunion,慈溪市总工会,mass-organization,county,330282,vertical-system";
  await command("import", write("list.csv", list));
  const file = await ingest(write("2019.txt", RELATIVE.replaceAll("市总工会", "慈溪市总工会")));
  expect(file).toMatchObject({ agency: "union", scope: "vertical-system" });
});

describe("the command line", () => {
  it("tells bad rows with place, reason and remedy, and ends with 1", async () => {
    const path = write("list.csv", "id,name,kind,level,region\nx,某局,bureau,county,330281\n");
    const { exitCode, stdout } = await runGongkai("agencies", "import", path, "--lang", "zh");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("第 2 行，kind 列：不认识“bureau”");
    expect(stdout).toContain("办法：可填：government");
    expect(stdout).toContain("没有导入：1 个问题");
  });

  it("imports its own template and exports what it imported", async () => {
    const { stdout } = await command("template");
    expect((await command("import", write("template.csv", stdout))).exitCode).toBe(0);
    expect((await command("check")).stdout).toBe("Nothing is wrong\n");
    const exported = await command("export");
    expect(exported.stdout).toContain("pingtan-finance-bureau,平潭县财政局");
    expect(exported.stdout).not.toContain("government-320106");
    expect((await command("export", "--all")).stdout).toContain("government-320106");
    const { exitCode } = await command(
      "rename",
      "pingtan-finance-bureau",
      "平潭县财政厅",
      "--on",
      "2020",
      "--basis",
      "x",
    );
    expect(exitCode).toBe(2);
  });

  it("says in its help what the columns hold", async () => {
    const { stdout } = await runGongkai("agencies", "import", "--help", "--lang", "en");
    for (const column of ["credit_code", "usual_scope", "vertical-unit", "township"])
      expect(stdout).toContain(column);
  });
});
