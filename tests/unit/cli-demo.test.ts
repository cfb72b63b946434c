import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readDemonstration } from "../../lib/catalog/demonstration.ts";
import { databaseFile } from "../../lib/env.ts";
import { admit, refuse } from "../../lib/ingest/admission.ts";
import { runGongkai } from "./run-command.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-cli-demo-"));
});
afterEach(() => {
  delete process.env.GONGKAI_DATA;
  rmSync(folder, { recursive: true });
});

const generate = (out: string, ...more: string[]) =>
  runGongkai("demo", "--agencies", "8", "--years", "2021", "--out", out, "--lang", "en", ...more);

describe("gongkai demo", () => {
  test("explains its options", async () => {
    const { exitCode, stdout } = await runGongkai("demo", "--help", "--lang", "en");
    expect(exitCode).toBe(0);
    for (const option of ["--agencies <n>", "--years <first-last>", "--out <folder>"])
      expect(stdout).toContain(option);
  });

  test.each([
    [["--out"], "--out <folder>"],
    [[], "--out <folder>"],
    [["--out", "x", "--agencies", "7"], "8 – 1000"],
    [["--out", "x", "--agencies", "1001"], "8 – 1000"],
    [["--out", "x", "--agencies", "many"], "8 – 1000"],
    [["--out", "x", "--years", "2013-2020"], "2014-2029"],
    [["--out", "x", "--years", "2020-2019"], "2014-2029"],
    [["--out", "x", "--years", "2020-2030"], "2014-2029"],
    [["--out", "x", "--years", "last"], "2014-2029"],
    [["--out", "x", "y"], "Too many arguments"],
  ])("refuses %j with exit code 2 and says what is allowed", async (argv, sentence) => {
    const { exitCode, stdout, stderr } = await runGongkai("demo", ...argv, "--lang", "en");
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(sentence);
  });

  test("writes reports, registry, manifest, truth and mark, and writes over its own", async () => {
    const out = join(folder, "city");
    const { exitCode, stdout } = await generate(out, "--json");
    expect(exitCode).toBe(0);
    const summary = JSON.parse(stdout) as { agencies: number; files: number };
    expect(summary.agencies).toBe(8);
    expect(readdirSync(out).sort()).toEqual([
      ...["agencies.csv", "demonstration.json", "manifest.json", "reports", "truth.jsonl"],
    ]);
    const { filings } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
      filings: readonly { file: string | null; archive?: string }[];
    };
    for (const { file, archive } of filings)
      if (file !== null) expect(existsSync(join(out, "reports", archive ?? file))).toBe(true);
    writeFileSync(join(out, "reports", "stale.html"), "");
    expect((await generate(out)).exitCode).toBe(0);
    expect(existsSync(join(out, "reports", "stale.html"))).toBe(false);
  });

  test("touches no folder that holds something else", async () => {
    writeFileSync(join(folder, "diary.txt"), "mine");
    const { exitCode, stderr } = await generate(folder);
    expect(exitCode).toBe(3);
    expect(stderr).toContain("nothing was written");
    expect(readdirSync(folder)).toEqual(["diary.txt"]);
  });
});

describe("the registry of the city", () => {
  test("is imported whole, with what became of whom, and holds together", async () => {
    const city = join(folder, "city");
    await runGongkai("demo", "--agencies", "16", "--years", "2018-2025", "--out", city);
    process.env.GONGKAI_DATA = join(folder, "data");
    expect((await runGongkai("agencies", "import", join(city, "agencies.csv"))).exitCode).toBe(1);
    // A data folder becomes the city's with its first report.
    process.env.GONGKAI_DATA = join(folder, "demonstration");
    const report = join(city, "reports", "any.html");
    expect(admit([report], process.env.GONGKAI_DATA)).toBeUndefined();
    const { exitCode, stdout } = await runGongkai("agencies", "import", join(city, "agencies.csv"));
    expect(stdout).toContain("16");
    expect(exitCode).toBe(0);
    expect((await runGongkai("agencies", "check")).exitCode).toBe(0);
    const exported = await runGongkai("agencies", "export");
    expect(exported.stdout).toContain("merged@2021-01-01=example-city-natural-resources#");
    expect(exported.stdout).toContain("renamed@2022-01-01=example-city-emergency#");
  });
});

describe("the demonstration and real reports", () => {
  let city = "";
  let demonstration = "";
  let real = "";
  beforeEach(async () => {
    city = join(folder, "city");
    await generate(city);
    demonstration = join(folder, "demonstration");
    real = join(folder, "real");
    mkdirSync(real);
    writeFileSync(databaseFile(real), "");
  });
  const cityFile = () => join(city, "reports", "any", "report.html");

  test("mark a new data folder that is filled with the city, and keep to it", () => {
    expect(admit([cityFile()], demonstration)).toBeUndefined();
    expect(readDemonstration(demonstration)).toEqual(readDemonstration(city));
    expect(admit([cityFile()], demonstration)).toBeUndefined();
    expect(admit(["db/seed/reports/pingtan-zone-2022.html"], demonstration)).toBe("real-into-demonstration");
  });

  test("are never mixed", () => {
    const seed = "db/seed/reports/pingtan-zone-2022.html";
    expect(admit([seed], real)).toBeUndefined();
    expect(admit([cityFile()], real)).toBe("demonstration-into-real");
    expect(admit([seed, cityFile()], demonstration)).toBe("mixed");
    expect(existsSync(demonstration)).toBe(false);
  });

  test("nor are two cities", async () => {
    const other = join(folder, "other");
    await runGongkai("demo", "--agencies", "9", "--years", "2021", "--out", other);
    expect(admit([cityFile()], demonstration)).toBeUndefined();
    expect(admit([join(other, "reports", "report.html")], demonstration)).toBe("another-demonstration");
  });

  test.each(["demonstration-into-real", "real-into-demonstration"])("say so: %s", async (refusal) => {
    const intoReal = refusal === "demonstration-into-real";
    if (!intoReal) admit([cityFile()], demonstration);
    process.env.GONGKAI_DATA = intoReal ? real : demonstration;
    const source = intoReal ? city : "db/seed/reports/yuyao-trade-union-2019.txt";
    const { exitCode, stdout, stderr } = await runGongkai("ingest", source, "--lang", "en");
    expect(exitCode).toBe(3);
    expect(stdout).toBe("");
    expect(stderr).toContain("nothing was read");
    expect(stderr).toContain(process.env.GONGKAI_DATA);
  });

  test("are known by their words where the folder says nothing", () => {
    const identity = { year: 2021, scope: "own-organ", title: null, published: null, evidence: [] } as const;
    const named = (name: string) => ({ ...identity, agency: { id: null, name } });
    expect(refuse(named("示例市财政局"), false).map(({ code }) => code)).toEqual(["report-of-demonstration"]);
    expect(refuse(named("示例市财政局"), true).map(({ code }) => code)).toEqual([]);
    expect(refuse(named("宿迁市财政局"), false).map(({ code }) => code)).toEqual([]);
    expect(refuse(named("宿迁市财政局"), true).map(({ code }) => code)).toEqual([
      "report-not-of-demonstration",
    ]);
  });
});
