import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isHealthy, isInRange } from "../../lib/ingest/doctor.ts";
import { runGongkai } from "./run-command.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-doctor-"));
  mkdirSync(join(folder, "bin"));
  vi.stubEnv("PATH", join(folder, "bin"));
  vi.stubEnv("GONGKAI_TESSERACT", "");
  vi.stubEnv("CHROMIUM_PATH", "");
  vi.stubEnv("GONGKAI_DATA", join(folder, "data"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A program of shell lines on the made-up PATH. */
function install(name: string, ...lines: string[]): string {
  const file = join(folder, "bin", name);
  writeFileSync(file, `#!/bin/sh\n${lines.join("\n")}\n`);
  chmodSync(file, 0o755);
  return file;
}

const installTesseract = (...languages: string[]): string =>
  install(
    "tesseract",
    'if [ "$1" = "--version" ]; then echo "tesseract 5.9.1"; else',
    'echo "List of available languages:"',
    ...languages.map((language) => `echo ${language}`),
    "fi",
  );

async function diagnose() {
  const { exitCode, stdout } = await runGongkai("doctor", "--json", "--lang", "en");
  const { healthy, subjects } = JSON.parse(stdout) as {
    healthy: boolean;
    subjects: { subject: string; state: string; message: string; remedy: string[] }[];
  };
  const of = (subject: string) => subjects.find((one) => one.subject === subject);
  return { exitCode, healthy, of };
}

describe("gongkai doctor", () => {
  test("a machine without optional programs is healthy, and is told how to get each", async () => {
    const { exitCode, healthy, of } = await diagnose();
    expect([exitCode, healthy]).toEqual([0, true]);
    for (const subject of ["tesseract", "office"]) {
      expect(of(subject)?.state, subject).toBe("missing");
      expect(of(subject)?.remedy, subject).not.toEqual([]);
    }
    expect(of("tesseract")?.remedy.join("\n")).toMatch(/apt-get[\s\S]*dnf[\s\S]*brew[\s\S]*Windows/);
  });

  test("what is on PATH is found and needs no remedy", async () => {
    installTesseract("chi_sim", "eng", "osd");
    const office = install("soffice");
    const { of } = await diagnose();
    expect(of("tesseract")).toMatchObject({ state: "there", remedy: [] });
    expect(of("tesseract")?.message).toContain("5.9.1");
    expect(of("office")?.message).toContain(office);
  });

  test("a tesseract that cannot read Chinese is named as such", async () => {
    installTesseract("eng");
    const { exitCode, of } = await diagnose();
    expect(exitCode).toBe(0);
    expect(of("tesseract")?.state).toBe("lacking");
    expect(of("tesseract")?.message).toContain("lacks chi_sim");
  });

  test("GONGKAI_TESSERACT goes before PATH", async () => {
    installTesseract("chi_sim", "eng");
    vi.stubEnv("GONGKAI_TESSERACT", join(folder, "elsewhere"));
    expect((await diagnose()).of("tesseract")?.state).toBe("missing");
  });

  test("a data folder that cannot be had ends with 1 and a remedy", async () => {
    writeFileSync(join(folder, "file"), "");
    vi.stubEnv("GONGKAI_DATA", join(folder, "file", "data"));
    const { exitCode, stdout } = await runGongkai("doctor", "--lang", "zh");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("✗ 数据目录");
    expect(stdout).toContain("GONGKAI_DATA");
  });

  test("only what is required makes a machine ill", () => {
    const office = { subject: "office", required: false, state: "missing", parameters: {} } as const;
    expect(isHealthy([office])).toBe(true);
    expect(isHealthy([office, { ...office, required: true }])).toBe(false);
  });
});

test.each([
  ["20.19.0", true],
  ["20.18.3", false],
  ["21.5.0", false],
  ["22.12.1", true],
  ["22.9.0", false],
  ["24.0.0", true],
])("Node %s fits the range of the package: %s", (version, expected) => {
  expect(isInRange(version, ">=20.19 <21 || >=22.12")).toBe(expected);
});
