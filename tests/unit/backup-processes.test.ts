import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bringBackData } from "../../db/data-folder.ts";
import { findDamage } from "../../db/snapshot.ts";
import { makeBackup } from "../../lib/backup/make-backup.ts";
import { restoreBackup } from "../../lib/backup/restore-backup.ts";
import { hashOf } from "../../lib/documents/hash.ts";
import { fillFolder, imageOf, newPlace } from "../fixtures/data-folder.ts";

/** Backups beside other processes, and processes that are ended from outside. */

const place = newPlace();
const GONGKAI = resolve("lib/ingest/gongkai.mjs");
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(place, { recursive: true });
});

function start(dataFolder: string, ...words: string[]): { child: ChildProcess; ended: Promise<unknown> } {
  const env = { ...process.env, GONGKAI_DATA: dataFolder };
  const child = spawn(process.execPath, [GONGKAI, ...words], { env, stdio: "ignore" });
  children.push(child);
  return { child, ended: new Promise((done) => child.on("close", done)) };
}

test("a backup that is taken while files are read in is one state of the data, with all its originals", async () => {
  const folder = join(place, "written");
  const seed = join(place, "seed");
  mkdirSync(seed);
  const names = readdirSync("db/seed/reports").filter((name) => /\.(?:html|docx|xlsx)$/.test(name));
  for (const name of names) cpSync(join("db/seed/reports", name), join(seed, name));
  const { child, ended } = start(folder, "ingest", "--workers", "1", seed);
  const states: number[] = [];
  const isThere = () => existsSync(join(folder, "originals"));
  while (child.exitCode === null && !isThere()) await wait(20);
  for (let at = 0; child.exitCode === null; at++) {
    const file = join(place, `written-${at}.tar.gz`);
    const made = await makeBackup(folder, file);
    expect([made.missing, made.damaged]).toEqual([[], []]);
    const restored = join(place, `restored-${at}`);
    await restoreBackup(file, { dataFolder: restored, replace: false });
    states.push(lookAt(restored));
  }
  await ended;
  expect(child.exitCode).toBe(0);
  // Some were taken in the middle.
  expect(states.filter((reports) => reports > 0 && reports < names.length).length).toBeGreaterThan(0);
  expect(states).toEqual(states.toSorted((a, b) => a - b));
}, 120_000);

/** Holds a database against itself and its originals. Answers the number of its versions. */
function lookAt(folder: string): number {
  const file = join(folder, "gongkai.sqlite");
  expect(findDamage(file)).toBeUndefined();
  const client = new Sqlite(file, { readonly: true });
  const list = (question: string) => client.prepare(question).pluck().all();
  const torn = `SELECT key FROM versions WHERE cells_read <> (SELECT count(*) FROM facts WHERE version = versions.key)`;
  expect(list(torn)).toEqual([]);
  for (const sha256 of list("SELECT sha256 FROM documents") as string[])
    expect(hashOf(readFileSync(join(folder, "originals", sha256.slice(0, 2), sha256)))).toBe(sha256);
  const versions = list("SELECT count(*) FROM versions")[0] as number;
  client.close();
  return versions;
}

describe("a restore that is killed", () => {
  const [source, backup, old] = [join(place, "source"), join(place, "b.tar.gz"), join(place, "k", "data")];
  let images: { readonly old: unknown; readonly fresh: unknown };
  beforeAll(async () => {
    await fillFolder(source, 7, 150);
    await makeBackup(source, backup);
    await fillFolder(old, 3);
    images = { old: imageOf(old), fresh: imageOf(source) };
  }, 60_000);

  test("at any time leaves the old data as it was, or the new data whole", async () => {
    const template = join(place, "template");
    cpSync(old, template, { recursive: true });
    const began = performance.now();
    await start(old, "restore", "--replace", backup).ended;
    const whole = performance.now() - began;
    expect(imageOf(old)).toEqual(images.fresh);
    const outcomes: string[] = [];
    for (const share of [0.4, 0.6, 0.75, 0.85, 0.95, 1]) {
      rmSync(join(place, "k"), { recursive: true });
      cpSync(template, old, { recursive: true });
      const { child, ended } = start(old, "restore", "--replace", backup);
      await wait(whole * share);
      child.kill("SIGKILL");
      await ended;
      bringBackData(old);
      const image = JSON.stringify(imageOf(old));
      outcomes.push(
        image === JSON.stringify(images.old)
          ? "old"
          : image === JSON.stringify(images.fresh)
            ? "new"
            : "torn",
      );
    }
    expect(outcomes).not.toContain("torn");
    expect(outcomes).toContain("old");
    // What the killed ones left behind does not stand in the way of the next.
    await restoreBackup(backup, { dataFolder: old, replace: true });
    expect(readdirSync(join(place, "k")).filter((name) => name.includes("restoring"))).toEqual([]);
  }, 120_000);
});

describe.skipIf(process.platform === "win32")("where the disk is full", () => {
  const [folder, backup] = [join(place, "full", "data"), join(place, "whole.tar.gz")];
  beforeAll(async () => {
    await fillFolder(folder, 5, 30);
    await makeBackup(folder, backup);
  }, 60_000);

  /** No file may grow beyond so many kilobytes: what the system then says is what it says of a full disk. */
  async function runWithin(kilobytes: number, ...words: string[]) {
    const script = `ulimit -f ${kilobytes}; exec "$0" "$@"`;
    const env = { ...process.env, GONGKAI_DATA: folder };
    return promisify(execFile)("bash", ["-c", script, process.execPath, GONGKAI, ...words], { env }).then(
      ({ stdout }) => ({ code: 0, told: stdout }),
      ({ code, stderr }) => ({ code, told: String(stderr) }),
    );
  }

  test("a backup leaves nothing behind", async () => {
    const { code, told } = await runWithin(400, "backup", join(place, "full", "b.tar.gz"), "--lang", "en");
    expect([code, told]).toEqual([1, expect.stringMatching(/^Not done: .+\n$/)]);
    expect(readdirSync(join(place, "full"))).toEqual(["data"]);
  }, 30_000);

  test("a restore leaves the old data as it was", async () => {
    const image = imageOf(folder);
    const { code, told } = await runWithin(400, "restore", "--replace", backup, "--lang", "en");
    expect([code, told]).toEqual([1, expect.stringMatching(/^Not done: .+\n$/)]);
    expect(imageOf(folder)).toEqual(image);
    expect(readdirSync(join(place, "full"))).toEqual(["data"]);
  }, 30_000);
});
