import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { databaseFile } from "../../lib/env.ts";
import { IngestOutput, IngestSummary } from "../../lib/ingest/ingest-output.ts";
import { openFile } from "../../lib/ingest/open-file.ts";
import { listSourceFiles } from "../../lib/ingest/source-files.ts";
import { runGongkai } from "./run-command.ts";

const PROGRAM = resolve("lib/ingest/gongkai.mjs");
const SEED = "db/seed/reports";

let folder = "";
let reports = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-many-"));
  reports = join(folder, "reports");
  mkdirSync(reports);
});
afterEach(() => {
  delete process.env.GONGKAI_DATA;
  rmSync(folder, { recursive: true, force: true });
});

/** Copies of two reports, each with a hash of its own: versions in the order of their names. */
function writeCopies(count: number): void {
  for (let at = 0; at < count; at++) {
    const name = at % 3 === 0 ? "pingtan-zone-2014.html" : "pingtan-county-2012.html";
    const copy = `${readFileSync(join(SEED, name), "latin1")}<!-- copy ${at} -->`;
    writeFileSync(join(reports, `${String(at).padStart(4, "0")}.html`), copy, "latin1");
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  readonly printed: () => string;
  /** Waits until the command has said so. */
  readonly says: (words: RegExp) => Promise<void>;
}

function start(data: string, ...options: string[]): Running {
  const child = spawn(process.execPath, [PROGRAM, "ingest", "--lang", "en", ...options, reports], {
    env: { ...process.env, GONGKAI_DATA: join(folder, data) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += String(chunk)));
  const says = async (words: RegExp) => {
    while (!words.test(text) && child.exitCode === null) await wait(5);
  };
  return { child, ended: once(child, "close"), printed: () => text, says };
}

/** Everything that the files decide, without the times and keys of the run. */
function listStored(data: string): Record<string, unknown[]> {
  const db = openDatabase(databaseFile(join(folder, data)), { readonly: true });
  const ask = (sql: string) => db.$client.prepare(sql).raw().all();
  const stored = {
    versions: ask(`SELECT a.id, r.year, r.scope, v.number, v.document, v.cells_read, v.key = r.current
      FROM versions v JOIN reports r ON r.key = v.report JOIN agencies a ON a.key = r.agency ORDER BY 1, 2, 3, 4`),
    facts: ask(`SELECT v.document, t.id, m.id, f.status, f.amount, f.origin_row, f.origin_column FROM facts f
      JOIN versions v ON v.key = f.version JOIN terms t ON t.key = f.indicator JOIN terms m ON m.key = f.member
      ORDER BY 1, 2, 3, 6, 7`),
    documents: ask("SELECT sha256, file_name, bytes FROM documents ORDER BY 1"),
    findings: ask(
      "SELECT v.document, f.code FROM findings f JOIN versions v ON v.key = f.version ORDER BY 1, 2",
    ),
    totals: ask("SELECT agency, year, scope, indicator, amount FROM totals ORDER BY 1, 2, 3, 4").map(() => 1),
    unsound: ask("PRAGMA foreign_key_check"),
    torn: ask(
      `SELECT v.key FROM versions v WHERE v.cells_read <> (SELECT count(*) FROM facts f WHERE f.version = v.key)`,
    ),
  };
  db.$client.close();
  return stored;
}

describe("a run that is cut off", () => {
  test("by kill -9 leaves whole reports, and the same command goes on to the same end", async () => {
    writeCopies(240);
    const whole = start("whole", "--workers", "1");
    await whole.ended;

    const killed = start("killed", "--workers", "2");
    await killed.says(/^\[6\d\/240\]/m);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const half = listStored("killed");
    expect(half.versions?.length).toBeGreaterThan(20);
    expect(half.versions?.length).toBeLessThan(240);
    expect(half.torn).toEqual([]);
    expect(half.unsound).toEqual([]);

    const resumed = start("killed", "--workers", "3");
    await resumed.ended;
    expect(resumed.child.exitCode).toBe(0);
    expect(resumed.printed()).toMatch(new RegExp(`unchanged +${half.versions?.length}$`, "m"));
    const stored = listStored("killed");
    expect(stored.versions?.length).toBe(240);
    expect(stored).toEqual(listStored("whole"));
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("by %s says how far it came and goes on later", async (signal, exitCode) => {
    writeCopies(120);
    const stopped = start("data", "--workers", "2");
    await stopped.says(/^\[2\d\/120\]/m);
    stopped.child.kill(signal);
    await stopped.ended;
    expect(stopped.child.exitCode).toBe(exitCode);
    const done = Number(/Stopped after (\d+) of 120 files/.exec(stopped.printed())?.[1]);
    expect(done).toBeGreaterThan(19);
    expect(listStored("data").versions?.length).toBe(done);
    const resumed = start("data");
    await resumed.ended;
    expect(resumed.child.exitCode).toBe(0);
    expect(resumed.printed()).toMatch(new RegExp(`unchanged +${done}$`, "m"));
  });

  test.skipIf(!existsSync("/proc/self/task"))("takes its workers along", async () => {
    writeCopies(60);
    const killed = start("data", "--workers", "2");
    await killed.says(/^\[\d+\/60\]/m);
    const children = readFileSync(
      `/proc/${killed.child.pid}/task/${killed.child.pid}/children`,
      "utf8",
    ).trim();
    killed.child.kill("SIGKILL");
    await killed.ended;
    const isRunning = (pid: string) => {
      try {
        return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
      } catch {
        return false;
      }
    };
    const pids = children.split(" ").filter((pid) => pid !== "");
    expect(pids.length).toBeGreaterThan(0);
    for (let tries = 0; tries < 100 && pids.some(isRunning); tries++) await wait(50);
    expect(pids.filter(isRunning)).toEqual([]);
  });
});

async function ingestJson(...argv: string[]) {
  process.env.GONGKAI_DATA = join(folder, "data");
  const { exitCode, stdout } = await runGongkai("ingest", "--json", "--lang", "en", ...argv);
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { summary?: unknown });
  const summary = IngestSummary.parse(lines.pop()?.summary);
  return { exitCode, files: lines.map((line) => IngestOutput.parse(line)), summary };
}

describe("an archive", () => {
  const report = (name: string) => new Uint8Array(readFileSync(join(SEED, name)));

  test("is taken in file by file, and not again", async () => {
    const path = join(reports, "all.zip");
    const bytes = zipSync({
      "平潭/2022.html": report("pingtan-zone-2022.html"),
      "2019.txt": report("yuyao-trade-union-2019.txt"),
      "readme.txt": strToU8("nothing of interest"),
    });
    writeFileSync(path, bytes);
    const first = await ingestJson(reports);
    expect(first.files.map(({ file, result }) => [file.slice(path.length), result])).toEqual([
      ["/平潭/2022.html", "added"],
      ["/2019.txt", "added"],
      ["/readme.txt", "failed"],
      ["", "unpacked"],
    ]);
    expect(first.summary).toMatchObject({ files: 4, added: 2, failed: 1, unpacked: 1 });
    expect(first.exitCode).toBe(1);
    const second = await ingestJson(reports);
    expect(second.files.map(({ result }) => result)).toEqual([
      "unchanged",
      "unchanged",
      "failed",
      "unpacked",
    ]);
    expect(listStored("data").documents?.map((row) => (row as string[])[1])).toContain("2022.html");
  });

  test("that hides something is told on its own line", async () => {
    writeFileSync(join(reports, "all.zip"), zipSync({ "../../2022.html": report("pingtan-zone-2022.html") }));
    const { files, exitCode } = await ingestJson(reports);
    expect(files.map(({ result }) => result)).toEqual(["added", "unpacked"]);
    expect(files[1]?.findings.map(({ code }) => code)).toEqual(["archive-unsafe-name"]);
    expect(exitCode).toBe(0);
  });
});

test("the same file twice in one run is one report, whoever reads it", async () => {
  for (const name of ["a.html", "b.html", "c.html"])
    writeFileSync(join(reports, name), readFileSync(join(SEED, "pingtan-zone-2022.html")));
  const { files } = await ingestJson("--workers", "3", reports);
  expect(files.map(({ result }) => result)).toEqual(["added", "unchanged", "unchanged"]);
  expect(files.map(({ cells }) => cells.read > 0)).toEqual([true, false, false]);
});

test("only the first two hundred failures are told at the end, every one in its turn", async () => {
  for (let at = 0; at < 205; at++) writeFileSync(join(reports, `${at}.html`), "");
  process.env.GONGKAI_DATA = join(folder, "data");
  const { stdout, stderr } = await runGongkai("ingest", "--lang", "en", reports);
  expect(stdout.match(/What to do:/g)?.length).toBe(200);
  expect(stdout).toContain("and 5 more; see --json");
  expect(stderr.match(/not read/g)?.length).toBe(205);
});

describe("limits", () => {
  test.each([
    ["--workers", "0"],
    ["--seconds", "never"],
    ["--memory", "1"],
  ])("%s %s is wrong usage", async (...argv) => {
    const { exitCode, stderr } = await runGongkai("ingest", ...argv, reports, "--lang", "en");
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${argv[0]} <`);
    expect(stderr).toMatch(/takes [\d.]+ – \d+/);
  });

  test("of the environment are checked, too, and named", async () => {
    process.env.GONGKAI_FILE_SECONDS = "soon";
    const { exitCode, stderr } = await runGongkai("read", join(SEED, "pingtan-zone-2022.html"));
    delete process.env.GONGKAI_FILE_SECONDS;
    expect(exitCode).toBe(2);
    expect(stderr).toContain("GONGKAI_FILE_SECONDS");
  });
});

test.skipIf(!existsSync("/proc/self/status"))("what is no file, or changes while it is read, is told", () => {
  const pipe = join(reports, "pipe");
  execFileSync("mkfifo", [pipe]);
  const codes = (path: string) =>
    openFile(path).findings.map(({ code, parameters }) => [code, parameters.reason]);
  expect(codes(pipe)).toEqual([["file-unreadable", "EINVAL"]]);
  // Has more bytes than its size says, as a file has that is being written.
  expect(codes("/proc/self/status")).toEqual([["file-changed", undefined]]);
});

describe("folders", () => {
  const touch = (...names: string[]): void => {
    for (const name of names) {
      mkdirSync(join(reports, name, ".."), { recursive: true });
      writeFileSync(join(reports, name), "x");
    }
  };
  const list = async () => (await listSourceFiles([reports])).map((path) => path.slice(reports.length + 1));

  test("leave out what is hidden, unfinished, locked or a part of a saved page", async () => {
    touch("a.html", "a_files/b.html", "a_files/c.png", "b.HTM", "b.files/d.htm", "2023_files/e.doc");
    touch(
      ".f.html",
      "Thumbs.db",
      "desktop.ini",
      "~$g.docx",
      "h.pdf.part",
      "i.zip.crdownload",
      "j.css",
      "k.JSON",
    );
    expect(await list()).toEqual(["2023_files/e.doc", "a.html", "b.HTM"]);
  });

  test("give the Markdown that speaks of disclosure, and no documents of programs", async () => {
    touch("README.md", "docs/guide.md", "docs/table.md", "a.html");
    writeFileSync(join(reports, "docs/table.md"), "| option | 值 |\n| --- | --- |\n| 数量 | 3 |\n");
    writeFileSync(join(reports, "README.zh.md"), "读取政府信息公开年度报告的程序");
    writeFileSync(join(reports, "2024.md"), "# 余姚市财政局2024年政府信息公开工作年度报告\n");
    const title = Buffer.from("d5feb8aed0c5cfa2b9abbfaa", "hex");
    writeFileSync(join(reports, "gbk.md"), title);
    expect(await list()).toEqual(["2024.md", "a.html", "gbk.md"]);
    const named = join(reports, "README.md");
    expect(await listSourceFiles([named])).toEqual([named]);
  });

  test("to which links lead in circles or twice are read once; a link that leads nowhere is told", async () => {
    touch("a/b/c.html", "d.html");
    symlinkSync("..", join(reports, "a/b/up"));
    symlinkSync("a", join(reports, "again"));
    symlinkSync("d.html", join(reports, "e.html"));
    symlinkSync("nowhere", join(reports, "f.html"));
    symlinkSync("self", join(reports, "self"));
    expect(await list()).toEqual(["a/b/c.html", "d.html", "e.html", "f.html", "self"]);
    const { files } = await ingestJson(join(reports, "f.html"), join(reports, "self"));
    expect(files.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual([
      "file-not-found",
      "file-unreadable",
    ]);
  });

  test.skipIf(process.getuid?.() !== 0)("that cannot be opened are told", async () => {
    touch("a.html", "locked/b.html");
    for (const path of [folder, reports]) chmodSync(path, 0o755);
    chmodSync(join(reports, "locked"), 0o700);
    process.seteuid?.(65534);
    try {
      expect(await list()).toEqual(["a.html", "locked"]);
      const { findings } = openFile(join(reports, "locked"));
      expect(findings).toEqual([
        { code: "folder-unreadable", parameters: { folder: join(reports, "locked"), reason: "EACCES" } },
      ]);
    } finally {
      process.seteuid?.(0);
    }
  });

  test("of the seed hold its reports and nothing else", async () => {
    const found = await listSourceFiles(["db/seed"]);
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((path) => !path.startsWith("db/seed/reports/"))).toEqual([]);
  });
});
