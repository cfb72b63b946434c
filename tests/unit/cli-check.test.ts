import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { databaseFile } from "../../lib/env.ts";
import { NOTHING, remedies } from "../fixtures/remedies.ts";
import { storeInput } from "../fixtures/report-builder.ts";
import { runGongkai } from "./run-command.ts";

const CHECK = "reconsideration-sum";
let folder = "";

async function hold(total: number): Promise<void> {
  const db = openDatabase(databaseFile(folder));
  const facts = remedies([[2, 1, 0, 1, total], NOTHING, NOTHING]);
  await storeReport(db, getCatalog(), storeInput({ file: `r${total}`, year: 2022, facts }));
  db.$client.close();
}

const explainIt = (...more: string[]) =>
  runGongkai(
    "explain",
    "--agency",
    "pingtan-zone",
    "--year",
    "2022",
    "--check",
    CHECK,
    "--by",
    "办公室",
    ...more,
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-check-"));
  vi.stubEnv("GONGKAI_DATA", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe("gongkai check", () => {
  test("ends with 0 where nothing fails, and with 3 where there is no database", async () => {
    expect(await runGongkai("check", "--lang", "en")).toMatchObject({ exitCode: 3 });
    await hold(4);
    expect(await runGongkai("check", "--check", CHECK, "--lang", "en")).toMatchObject({
      exitCode: 0,
      stdout: "Nothing fails\n",
    });
  });

  test("prints failures with values and places, and ends with 1", async () => {
    await hold(9);
    const { exitCode, stdout } = await runGongkai("check", "--check", CHECK, "--lang", "zh");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("（pingtan-zone） 2022 年度  1 处");
    expect(stdout).toMatch(/左边 9，右边 4，相差 5/);
    expect(stdout).toContain("第 3 个表格第 3 行第 5 列");
  });

  test("gives each failure to scripts as a line of JSON", async () => {
    await hold(9);
    const { exitCode, stdout } = await runGongkai(
      "check",
      "--json",
      "--check",
      CHECK,
      "--agency",
      "pingtan-zone",
    );
    expect(exitCode).toBe(1);
    const line = JSON.parse(stdout) as { cells: { column: number }[] };
    expect(line).toMatchObject({
      check: CHECK,
      year: 2022,
      left: 9,
      right: 4,
      difference: 5,
      verdict: "failed",
    });
    expect(line.cells.map(({ column }) => column)).toEqual([5, 1, 2, 3, 4]);
  });

  test.each([
    [["--agency", "nobody"], 0],
    [["--year", "2021"], 0],
    [["--region", "32"], 0],
    [["--region", "350000", "--year", "2022"], 1],
    [["--check", "requests-balance"], 0],
    [["--year", "soon"], 2],
    [["--region", "fujian"], 2],
  ])("%j ends with %d", async (options, exitCode) => {
    await hold(9);
    expect((await runGongkai("check", ...options)).exitCode).toBe(exitCode);
  });
});

describe("gongkai explain", () => {
  test("puts a note beside the failure, which is no error any more", async () => {
    await hold(9);
    expect(await explainIt("两件并案", "--lang", "zh")).toMatchObject({
      exitCode: 0,
      stdout: "已记下：1 处\n",
    });
    const { exitCode, stdout } = await runGongkai("check", "--check", CHECK, "--lang", "zh");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("已有说明：两件并案（办公室）");
  });

  test("outlives a new reading that fails in the same place", async () => {
    await hold(9);
    await explainIt("两件并案");
    await hold(8);
    expect((await runGongkai("check", "--check", CHECK)).exitCode).toBe(0);
  });

  test("refuses what does not fail, a missing name and a missing database", async () => {
    expect((await explainIt("words")).exitCode).toBe(3);
    await hold(9);
    expect((await explainIt("words", "--instance", "form-2019")).exitCode).toBe(1);
    expect((await explainIt(" ")).exitCode).toBe(2);
    const { exitCode, stderr } = await runGongkai("explain", "words", "--lang", "en");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("--agency <id>")]);
  });
});

describe("gongkai read", () => {
  const FILE = "db/seed/reports/yuyao-trade-union-2019.docx";

  test("tells an agency what fails before it publishes", async () => {
    const { stdout } = await runGongkai("read", FILE, "--lang", "zh");
    expect(stdout).toMatch(/核对：相符 \d+，不符 \d+，不能核对 \d+/);
    expect(stdout).toMatch(/办理结果总计 ＝ 各项办理结果之和：1 与 0 不符，相差 1/);
  });

  test("gives every check to scripts", async () => {
    const { stdout } = await runGongkai("read", FILE, "--json");
    const { checks } = JSON.parse(stdout) as { checks: { check: string; verdict: string }[] };
    expect(checks).toContainEqual(
      expect.objectContaining({
        check: "requests-results",
        verdict: "failed",
        left: 1,
        right: 0,
        missing: [],
      }),
    );
    expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(
      new Set(["passed", "failed", "not-assessable"]),
    );
  });
});
