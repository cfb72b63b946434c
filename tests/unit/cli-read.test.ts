import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { ReadOutput } from "../../lib/ingest/read-output.ts";
import { runGongkai } from "./run-command.ts";

const SEED = "db/seed/reports";
const folder = mkdtempSync(join(tmpdir(), "gongkai-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function readJson(...files: string[]) {
  const { exitCode, stdout } = await runGongkai("read", "--json", "--lang", "en", ...files);
  const lines = stdout.trimEnd().split("\n");
  return { exitCode, outputs: lines.map((line) => ReadOutput.parse(JSON.parse(line))) };
}

describe("read --json", () => {
  const files = readdirSync(SEED).map((name) => join(SEED, name));

  test("prints one object a file, in the declared shape", { timeout: 180_000 }, async () => {
    const { exitCode, outputs } = await readJson(...files);
    expect(exitCode).toBe(0);
    expect(outputs.map(({ file }) => file)).toEqual(files);
    for (const { file, year, agency, tables, facts } of outputs) {
      expect(year, file).not.toBeNull();
      expect(agency.name, file).not.toBeNull();
      expect(facts.length).toBe(tables.reduce((sum, { cells }) => sum + cells.read, 0));
    }
  });

  test("agrees with the JSON Schema that `gongkai schema` prints", async () => {
    const { stdout } = await runGongkai("schema");
    const schema = z.fromJSONSchema(JSON.parse(stdout));
    const { outputs } = await readJson(...files.slice(0, 2), join(folder, "nowhere.html"));
    for (const output of outputs) expect(schema.safeParse(output).error).toBeUndefined();
    expect(schema.safeParse({ ...outputs[0], year: "2019" }).success).toBe(false);
  });

  test("gives money in yuan, and an amount exactly where one was reported", async () => {
    const { outputs } = await readJson(...files);
    const facts = outputs.flatMap((output) => output.facts);
    for (const { status, amount } of facts) expect(amount !== null).toBe(status === "reported");
    expect(facts.some(({ status }) => status === "blank")).toBe(true);
    const fees = outputs.find(({ file }) => file.endsWith("pingtan-zone-2022.html"))?.facts ?? [];
    expect(fees.find(({ unit }) => unit === "元")?.amount).toBe(91_163_600);
  });

  test("keeps the row path of the form, enumerators included", async () => {
    const { outputs } = await readJson(join(SEED, "yuyao-trade-union-2019.txt"));
    const [output] = outputs;
    expect(output).toMatchObject({ agency: { id: "yuyao-trade-union" }, year: 2019, scope: "own-organ" });
    const fact = output?.facts.find(
      ({ label }) => label === "三、本年度办理结果/（三）不予公开/1.属于国家秘密",
    );
    expect(fact).toMatchObject({ edition: "form-2019", unit: "件", status: "reported" });
    expect(fact?.origin.document).toBe(output?.sha256);
  });
});

describe("read for people", () => {
  test.each([
    ["zh", "机关：平潭综合实验区", "共 175 格，读出 175 格"],
    ["en", "Agency: 平潭综合实验区", "175 of 175 cells read"],
  ])("in %s it names agency, tables and cells read", async (language, agency, cells) => {
    const { exitCode, stdout } = await runGongkai(
      "read",
      "--lang",
      language,
      join(SEED, "pingtan-zone-2022.html"),
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain(agency);
    expect(stdout).toContain(cells);
    expect(stdout).toMatch(/1\.属于国家秘密( +0){7}$/m);
  });
});

describe("bad input is named, never a crash, never a silent zero", () => {
  const page = (body: string) =>
    `<!doctype html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`;
  const report = readFileSync(join(SEED, "pingtan-zone-2022.html"), "utf8");

  const cases: readonly (readonly [name: string, code: string, path: () => string])[] = [
    ["a missing file", "file-not-found", () => join(folder, "nowhere.html")],
    ["a folder", "file-unreadable", () => folder],
    ["an empty file", "file-empty", () => write("empty.html", "")],
    [
      "a binary",
      "file-binary",
      () =>
        write(
          "noise.html",
          Uint8Array.from({ length: 4096 }, (_, at) => (at * 37) % 251),
        ),
    ],
    ["a page without tables", "no-tables", () => write("bare.html", page("<p>政府信息公开工作年度报告</p>"))],
    [
      "a budget",
      "other-kind-of-report",
      () =>
        write(
          "budget.html",
          page(
            "<h1>某某局2023年部门预算公开</h1><table><tr><td>收入</td><td>支出</td></tr><tr><td>1</td><td>2</td></tr></table>",
          ),
        ),
    ],
    [
      "a file of 50 MB",
      "file-too-large",
      () => {
        const path = write("large.html", report);
        truncateSync(path, 50 * 1024 * 1024);
        return path;
      },
    ],
  ];

  test.each(cases)("%s: %s", async (_, code, path) => {
    const { exitCode, outputs } = await readJson(path());
    expect(exitCode).toBe(1);
    expect(outputs[0]?.facts).toEqual([]);
    const finding = outputs[0]?.findings.find((one) => one.code === code);
    expect(finding).toMatchObject({ severity: "error" });
    expect(finding?.message).not.toMatch(/[{}]/);
    const { exitCode: same, stdout } = await runGongkai("read", "--lang", "zh", path());
    expect(same).toBe(1);
    expect(stdout).toContain("读出 0 格");
    expect(stdout).toContain("办法：");
  });

  test("a table cut in the middle: the cells that are there, and a finding", async () => {
    const cut = report.slice(0, report.indexOf("属于三类内部事务信息"));
    const { exitCode, outputs } = await readJson(write("cut.html", cut));
    expect(exitCode).toBe(0);
    const [output] = outputs;
    expect(output?.findings.map(({ code }) => code)).toContain("table-truncated");
    const requests = output?.tables.find(({ table }) => table === "requests");
    expect(requests?.cells.read).toBeGreaterThan(0);
    expect(requests?.cells.read).toBeLessThan(requests?.cells.expected ?? 0);
  });

  test("one bad file among good ones fails the command and nothing else", async () => {
    const { exitCode, outputs } = await readJson(
      join(folder, "nowhere.html"),
      join(SEED, "pingtan-zone-2022.html"),
    );
    expect(exitCode).toBe(1);
    expect(outputs.map(({ facts }) => facts.length > 0)).toEqual([false, true]);
  });
});
