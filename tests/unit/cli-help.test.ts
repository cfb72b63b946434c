import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import en from "../../lib/ingest/messages/en.json" with { type: "json" };
import zh from "../../lib/ingest/messages/zh.json" with { type: "json" };
import { chooseLanguage } from "../../lib/ingest/messages.ts";
import { runGongkai } from "./run-command.ts";

const COMMANDS = [
  "read",
  "ingest",
  "review",
  "check",
  "explain",
  "agencies",
  "deadlines",
  "user",
  "doctor",
  "demo",
  "backup",
  "restore",
  "schema",
] as const;
const program = resolve(process.env.GONGKAI_HOME ?? ".", "lib/ingest/gongkai.mjs");
const WITHOUT_JSON: readonly string[] = ["schema", "explain", "agencies", "deadlines", "user"];

describe.each([
  ["zh", zh],
  ["en", en],
] as const)("help in %s", (language, messages) => {
  test("the overview names every command", async () => {
    const { exitCode, stdout } = await runGongkai("--help", "--lang", language);
    expect(exitCode).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
    expect(stdout).toContain(messages.program.titles["Commands:"]);
  });

  test.each(COMMANDS)("%s explains its options, examples and exit codes", async (command) => {
    const { exitCode, stdout } = await runGongkai(command, "--help", "--lang", language);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("--lang <zh|en>");
    for (const line of [...messages[command].examples, ...messages[command].exitCodes]) {
      expect(stdout).toContain(`  ${line}`);
    }
    if (!WITHOUT_JSON.includes(command)) expect(stdout).toContain("--json");
  });
});

test("both catalogs say the same things with the same parameters", () => {
  const shape = (value: unknown): unknown => {
    if (typeof value === "string") return [...value.matchAll(/\{\w+\}/g)].map(String).sort();
    if (Array.isArray(value)) return value.length;
    return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, shape(inner)]));
  };
  expect(shape(en)).toEqual(shape(zh));
});

test.each([
  [["read", "a.html", "--lang", "en"], "zh_CN.UTF-8", "en"],
  [["read", "--lang=zh"], "C", "zh"],
  [["read", "a.html"], "zh_CN.UTF-8", "zh"],
  [["read", "a.html"], "en_US.UTF-8", "en"],
  [["read", "a.html"], undefined, "en"],
])("%j in locale %s speaks %s", (argv, locale, language) => {
  expect(chooseLanguage(argv, locale)).toBe(language);
});

test.each([
  [["read"], "缺少参数 file"],
  [["read", "a.html", "--frob"], "没有选项 --frob"],
  [["frob"], "没有命令 frob"],
  [["schema", "too", "much"], "参数过多"],
])("wrong usage %j ends with 2 and says why", async (argv, sentence) => {
  const { exitCode, stdout, stderr } = await runGongkai(...argv, "--lang", "zh");
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(sentence);
  expect(stderr).toContain("gongkai --help");
});

test("a language that is not spoken is wrong usage", async () => {
  const { exitCode, stderr } = await runGongkai("read", "a.html", "--lang", "fr");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("--lang");
});

test("the program runs from any folder", async () => {
  const env = { ...process.env, GONGKAI_HOME: undefined };
  const { stdout } = await promisify(execFile)(process.execPath, [program, "schema"], { cwd: tmpdir(), env });
  expect(JSON.parse(stdout)).toHaveProperty("properties.facts");
});

test("ends quietly when whoever reads its output has ended", async () => {
  const child = spawn(process.execPath, [program, "read", "--help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let told = "";
  child.stderr.on("data", (text) => {
    told += String(text);
  });
  const [code] = await once(child, "close");
  expect([code, told]).toEqual([141, ""]);
});
