import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { strToU8, zipSync } from "fflate";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { hashOf } from "../../lib/documents/hash.ts";
import type { FileReading } from "../../lib/ingest/file-reading.ts";
import { openPool, type Pool } from "../../lib/ingest/pool.ts";
import { readFiles } from "../../lib/ingest/read-files.ts";
import type { ReadingLimits } from "../../lib/ingest/reading-limits.ts";

const entry = new URL("../fixtures/workers/obedient-worker.mjs", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "gongkai-pool-"));
const pools: Pool[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function open(limits: Partial<ReadingLimits> = {}, onBegin?: (path: string) => void): Pool {
  const pool = openPool({
    limits: { workers: 2, seconds: 20, megabytes: 256, ...limits },
    catalog: getCatalog(),
    entry,
    ...(onBegin && { onBegin }),
  });
  pools.push(pool);
  return pool;
}

let written = 0;
function write(...contents: readonly (string | Uint8Array)[]): string[] {
  return contents.map((content) => {
    const path = join(folder, `${written++}.txt`);
    writeFileSync(path, content);
    return path;
  });
}

async function readAll(paths: readonly string[], pool: Pool): Promise<FileReading[]> {
  const all: FileReading[] = [];
  for await (const { reading } of readFiles(paths, { pool })) all.push(reading);
  return all;
}

const codes = (readings: readonly FileReading[]): string[] =>
  readings.map(({ findings }) => findings.map(({ code }) => code).join());

const READ = "no-tables";

describe("what the workers read", () => {
  test("comes in the order of the list, however long each takes", async () => {
    const paths = write(...[300, 1, 100, 1, 1, 200, 1, 1].map((pause) => `wait ${pause}`));
    const readings = await readAll(paths, open({ workers: 3 }));
    expect(readings.map(({ path }) => path)).toEqual(paths);
    expect(new Set(codes(readings))).toEqual(new Set([READ]));
  });

  test("is read at the same time by several", async () => {
    const reading = new Set<string>();
    let most = 0;
    const pool = open({ workers: 3 }, (path) => {
      reading.add(path);
      most = Math.max(most, reading.size);
    });
    for await (const { reading: done } of readFiles(write("wait 900", "wait 900", "wait 900"), { pool }))
      reading.delete(done.path);
    expect(most).toBe(3);
  });

  test("is read no further ahead than is taken", async () => {
    const begun: string[] = [];
    const paths = write(...Array.from({ length: 150 }, (_, at) => `file ${at}`));
    const readings = readFiles(paths, { pool: open({}, (path) => begun.push(path)) });
    await readings.next();
    await wait(500);
    expect(begun.length).toBeGreaterThan(10);
    expect(begun.length).toBeLessThan(70);
    await readings.return();
  });
});

test("of a damaged PDF, the pages that can be read are read", async () => {
  const bytes = readFileSync(new URL("../fixtures/documents/pdf-from-office/source.pdf", import.meta.url));
  // The end of one page's object and the beginning of the next one's.
  const third = bytes.indexOf("7 0 obj\n<</Type/Page/");
  bytes.fill(" ", third + 63, third + 163);
  const pool = openPool({ limits: { workers: 1, seconds: 60, megabytes: 1024 }, catalog: getCatalog() });
  pools.push(pool);
  const [reading] = await readAll(write(bytes), pool);
  const [only] = reading?.readings ?? [];
  expect(only?.findings).toContainEqual({ code: "pdf-page-unreadable", parameters: { pages: "3" } });
  expect(only?.report.facts.length).toBe(9);
});

describe("a file that takes too much", () => {
  test("of time is given up, and the others are read", async () => {
    const paths = write("one", "loop", "two", "three");
    const readings = await readAll(paths, open({ seconds: 1 }));
    expect(codes(readings)).toEqual([READ, "reading-too-long", READ, READ]);
    expect(readings[1]?.findings[0]?.parameters).toEqual({ seconds: 1 });
  });

  test.each(["heap", "one-allocation", "buffers"])(
    "of memory (%s) is given up, and the others are read",
    async (order) => {
      const paths = write("wait 100", "wait 6000", order, "wait 200", "one");
      const readings = await readAll(paths, open());
      expect(codes(readings)).toEqual([READ, READ, "reading-too-much-memory", READ, READ]);
      expect(readings[2]?.findings[0]?.parameters).toEqual({ megabytes: 256 });
    },
  );

  test("is not one that comes after others that left memory in use", async () => {
    const begun: string[] = [];
    const paths = write(...Array.from({ length: 4 }, () => "some-buffers 180"));
    const pool = open({ workers: 1 }, (path) => begun.push(path));
    expect(new Set(codes(await readAll(paths, pool)))).toEqual(new Set([READ]));
    expect(begun).toEqual(paths);
  });
});

describe("a reader that fails", () => {
  test.each([
    ["throw", "thrown"],
    ["throw-later", "thrown later"],
    ["exit", "exit 7"],
  ])("by %s costs its file, and the reason is told", async (order, reason) => {
    const readings = await readAll(write("one", order, "two"), open());
    expect(codes(readings)).toEqual([READ, "reader-failed", READ]);
    expect(readings[1]?.findings[0]?.parameters).toEqual({ reason });
  });

  test("to start fails every file and never hangs", async () => {
    const pool = openPool({
      limits: { workers: 1, seconds: 5, megabytes: 256 },
      catalog: getCatalog(),
      entry: new URL("./nowhere.mjs", entry),
    });
    pools.push(pool);
    expect(codes(await readAll(write("one", "two"), pool))).toEqual(["reader-failed", "reader-failed"]);
  });
});

test("a file that changed since it was hashed is not read", async () => {
  const [path = ""] = write("one");
  const pool = open();
  const { findings } = await pool.read({ path, sha256: hashOf(strToU8("another")) });
  expect(findings.map(({ code }) => code)).toEqual(["file-changed"]);
});

describe("an archive", () => {
  const pack = (members: Readonly<Record<string, string>>): string => {
    const entries = Object.entries(members).map(([name, text]) => [name, strToU8(text)] as const);
    return write(zipSync(Object.fromEntries(entries)))[0] ?? "";
  };

  test("is read member by member, itself last", async () => {
    const path = pack({ "宿迁/2024.txt": "one", "b.css": "x", "c/d/e.txt": "two", "p_files/x.png": "x" });
    const readings = await readAll([path], open());
    expect(readings.map((reading) => reading.path)).toEqual([
      `${path}/宿迁/2024.txt`,
      `${path}/c/d/e.txt`,
      path,
    ]);
    expect(codes(readings)).toEqual([READ, READ, ""]);
    expect(readings[0]?.findings[0]?.parameters.fileName).toBe("宿迁/2024.txt");
    expect(readings[0]?.sha256).toBe(hashOf(strToU8("one")));
    expect(readings[2]?.state).toBe("archive");
  });

  // Filling the memory must end before the time does, on a busy machine too.
  test("keeps its place in the list and loses only the members that break a worker", {
    timeout: 180_000,
  }, async () => {
    const path = pack({
      "a.txt": "one",
      "b.txt": "heap",
      "c.txt": "two",
      "d.txt": "loop",
      "e.txt": "exit",
      "f.txt": "three",
    });
    const [before = "", after = ""] = write("before", "after");
    const readings = await readAll([before, path, after], open({ seconds: 12 }));
    expect(readings.map((one) => one.path.replace(`${path}/`, ""))).toEqual([
      before,
      "a.txt",
      "b.txt",
      "c.txt",
      "d.txt",
      "e.txt",
      "f.txt",
      path,
      after,
    ]);
    expect(codes(readings)).toEqual([
      READ,
      READ,
      "reading-too-much-memory",
      READ,
      "reading-too-long",
      "reader-failed",
      READ,
      "",
      READ,
    ]);
  });

  test("is unpacked no further ahead than is taken, and holds up no file before it", async () => {
    const begun: string[] = [];
    const paths = [
      ...write("wait 500"),
      pack({ "a.txt": "one", "b.txt": "two", "c.txt": "three" }),
      ...write("wait 1"),
    ];
    const readings = readFiles(paths, { pool: open({ workers: 1 }, (path) => begun.push(path)) });
    await readings.next();
    expect((await readings.next()).value?.reading.path).toBe(`${paths[1]}/a.txt`);
    await wait(300);
    expect(begun.filter((path) => path.startsWith(`${paths[1]}/`)).length).toBe(1);
    await readings.return();
  });

  test("passes over members that are held", async () => {
    const path = pack({ "a.txt": "one", "b.txt": "two" });
    const isHeld = async (sha256: string) => sha256 === hashOf(strToU8("one"));
    const states: string[] = [];
    for await (const { reading } of readFiles([path], { pool: open(), isHeld })) {
      states.push(reading.state);
      if (reading.state === "read") expect(String(reading.bytes)).toBe(String(Buffer.from("two")));
    }
    expect(states).toEqual(["held", "read", "archive"]);
  });

  test("without a file says so", async () => {
    expect(codes(await readAll([pack({ "a.css": "x" })], open()))).toEqual(["archive-without-files"]);
    const documents = pack({ "README.md": "政府信息公开", "docs/guide.md": "# Guide" });
    expect(codes(await readAll([documents], open()))).toEqual(["archive-without-files"]);
  });
});
