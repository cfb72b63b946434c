import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../db/client.ts";
import { listAudit } from "../../db/desk/audit.ts";
import { type BatchView, findBatch, openBatch, sweepFolders, withdrawBatch } from "../../db/desk/batches.ts";
import { decideDraft, leaveOut, listFiles } from "../../db/desk/drafts.ts";
import { pathInBatch } from "../../db/desk/folder.ts";
import { findHindrance, type Published, publishBatch } from "../../db/desk/publish.ts";
import { receiveFile } from "../../db/desk/receive.ts";
import type { SessionUser } from "../../db/desk/sessions.ts";
import { addUser, findUser } from "../../db/desk/users.ts";
import { readOriginal } from "../../db/originals.ts";
import { findRelease, listReleaseEntries, listReleases } from "../../db/queries/releases.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { hashOf } from "../../lib/documents/hash.ts";
import { databaseFile } from "../../lib/env.ts";
import { toAtom } from "../../lib/exports/atom.ts";
import { readWaiting } from "../../lib/ingest/desk-reading.ts";

const SEED = "db/seed/reports";
const AT = "2026-03-01T00:00:00.000Z";
const seed = (name: string): Buffer => readFileSync(join(SEED, name));
const RELATIVE = Buffer.from(
  seed("yuyao-trade-union-2019.txt").toString().replaceAll("余姚市总工会", "市总工会"),
);

const folder = mkdtempSync(join(tmpdir(), "gongkai-publish-"));
const catalog = getCatalog();
let db: Database;
let lin: SessionUser;
let batch: BatchView;

beforeAll(() => {
  db = openDatabase(databaseFile(folder));
  addUser(db, { name: "lin", password: "-", role: "publisher", remit: EVERYWHERE, at: AT });
  const found = findUser(db, "lin");
  if (found === undefined) throw new Error("no user");
  lin = found;
}, 120_000);
afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  const key = openBatch(db, "reports", lin.key, AT);
  const found = findBatch(db, key, lin);
  if (found === undefined) throw new Error("no batch");
  batch = found;
});

async function take(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    const body = (async function* () {
      yield bytes;
    })();
    await receiveFile(db, folder, { batch: batch.key, path, body, at: AT });
  }
}

const read = () =>
  readWaiting({
    ...{ db, catalog, dataFolder: folder, reader: "test", isDemonstration: false },
    limits: { workers: 2, seconds: 60, megabytes: 512 },
  });

const publish = (title = "Reports"): Promise<Published> =>
  publishBatch(databaseFile(folder), folder, catalog, batch, {
    title,
    notes: "",
    by: lin,
    address: "10.0.0.1",
    at: AT,
  });

const count = (table: string): unknown => db.$client.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const PUBLIC = ["reports", "versions", "facts", "totals", "documents", "releases", "release_changes"];
const published = () => PUBLIC.map(count);
const drafts = () =>
  listFiles(db, lin, batch, { filter: "all", size: 100, page: 1 }).files.flatMap((file) => file.drafts);

describe("what stands in the way", () => {
  test("is named, and nothing is published", async () => {
    const before = published();
    expect(findHindrance(db, lin, batch.key)).toBe("nothing-to-publish");
    await take({ "2014.html": seed("pingtan-zone-2014.html"), "2019.txt": RELATIVE });
    expect(await publish()).toBe("still-reading");
    await read();
    expect(await publish()).toBe("doubts-open");
    const doubtful = drafts().find(({ isDoubtful }) => isDoubtful);
    leaveOut(db, lin, batch, { draft: doubtful?.key ?? 0, revision: 0, isLeftOut: true, by: "lin", at: AT });
    const elsewhere = { ...lin, remit: { everywhere: false, regions: ["110000"], agencies: [] } };
    expect(findHindrance(db, elsewhere, batch.key)).toBe("outside-remit");
    rmSync(pathInBatch(folder, batch.key, ""), { recursive: true });
    expect(await publish()).toBe("bytes-lost");
    withdrawBatch(db, batch.key, AT);
    expect(await publish()).toBe("batch-closed");
    expect(published()).toEqual(before);
  }, 60_000);
});

describe("a release", () => {
  test("publishes what was read and decided, and says report by report what it changed", async () => {
    await take({ "a/2014.html": seed("pingtan-zone-2014.html"), "2019.txt": RELATIVE });
    await read();
    const doubtful = drafts().find(({ isDoubtful }) => isDoubtful);
    const decision = {
      draft: doubtful?.key ?? 0,
      agency: "yuyao-trade-union",
      year: 2019,
      scope: "own-organ",
    } as const;
    decideDraft(db, catalog, lin, batch, { ...decision, revision: 0, by: "lin", at: AT });
    const before = (await listReleases(db)).length;
    expect(await publish("First & <last>")).toEqual({ release: before + 1 });

    const release = await findRelease(db, before + 1);
    expect(release).toMatchObject({
      title: "First & <last>",
      changes: { added: 2, "new-version": 0, unchanged: 0 },
    });
    expect(await listReleaseEntries(db, before + 1)).toMatchObject([
      {
        agency: "pingtan-zone",
        year: 2014,
        change: "added",
        version: 1,
        fileName: "a/2014.html",
        awaitsReview: false,
      },
      { agency: "yuyao-trade-union", year: 2019, change: "added" },
    ]);
    expect(readOriginal(folder, hashOf(RELATIVE))).toEqual(RELATIVE);
    expect(existsSync(pathInBatch(folder, batch.key, ""))).toBe(false);
    expect(findBatch(db, batch.key, lin)).toMatchObject({ state: "published" });
    expect(withdrawBatch(db, batch.key, AT)).toBe(false);
    expect(await publish()).toBe("batch-closed");
    const [entry] = listAudit(db, { action: "release-made" }).rows;
    expect(entry).toMatchObject({ actor: "lin", subject: `release ${before + 1}`, detail: { reports: 2 } });
    const evidence = db.$client.prepare("SELECT evidence FROM versions WHERE document = ?").pluck();
    expect(String(evidence.get(hashOf(RELATIVE)))).toContain('"words":"lin"');
  }, 60_000);

  test("tells a newer file of a report, and one that was held, from a new report", async () => {
    await take({ "2014.html": seed("pingtan-zone-2014.html"), "2014.docx": seed("pingtan-zone-2014.docx") });
    await read();
    const answer = await publish();
    if (typeof answer === "string") throw new Error(answer);
    const entries = await listReleaseEntries(db, answer.release);
    expect(entries.map(({ change, version }) => [change, version])).toEqual([
      ["unchanged", 1],
      ["new-version", 2],
    ]);
  }, 60_000);
});

describe("a process that ends in the middle", () => {
  /** Publishes the batch in a process of its own, which stops for good when it is about to store the second report. */
  async function publishAndDie(): Promise<ChildProcess> {
    const script = join(folder, "publish.mjs");
    const parts = {
      file: databaseFile(folder),
      ...{ folder, batch, publication: { title: "Killed", notes: "", by: lin, address: "", at: AT } },
    };
    writeFileSync(
      script,
      `import Sqlite from ${JSON.stringify(import.meta.resolve("better-sqlite3"))};
       import { getCatalog } from ${JSON.stringify(resolve("lib/catalog/catalog.ts"))};
       import { publishBatch } from ${JSON.stringify(resolve("db/desk/publish.ts"))};
       const exec = Sqlite.prototype.exec;
       Sqlite.prototype.exec = function (sql) {
         if (sql !== "COMMIT") return exec.call(this, sql);
         process.stdout.write("stored");
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
       };
       const { file, folder, batch, publication } = ${JSON.stringify(parts)};
       await publishBatch(file, folder, getCatalog(), batch, publication);`,
    );
    const child = spawn(process.execPath, ["--import", "tsx", script], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, GONGKAI_HOME: process.cwd() },
    });
    await once(child.stdout ?? child, "data");
    return child;
  }

  test("has published nothing, and the batch can still be published", async () => {
    await take({
      "2012.html": seed("pingtan-county-2012.html"),
      "2013.html": seed("pingtan-county-2013.html"),
    });
    await read();
    const before = published();
    const child = await publishAndDie();
    child.kill("SIGKILL");
    await once(child, "close");
    expect(published()).toEqual(before);
    expect(findBatch(db, batch.key, lin)).toMatchObject({ state: "open" });
    expect(await publish()).toMatchObject({ release: expect.any(Number) });
    expect(published()[0]).toBe(Number(before[0]) + 2);
  }, 90_000);

  test("leaves bytes of ended batches, which the next start removes, and those of open ones alone", async () => {
    await take({ "2012.html": seed("pingtan-county-2012.html") });
    const ended = openBatch(db, "ended", lin.key, AT);
    const body = (async function* () {
      yield seed("pingtan-county-2012.html");
    })();
    await receiveFile(db, folder, { batch: ended, path: "x.html", body, at: AT });
    withdrawBatch(db, ended, AT);
    await sweepFolders(db, folder);
    expect(existsSync(pathInBatch(folder, ended, ""))).toBe(false);
    expect(existsSync(pathInBatch(folder, batch.key, ""))).toBe(true);
  });
});

test("the feed is well-formed whatever a title holds", () => {
  const entry = { address: "http://g.test/releases/1", title: 'A <b> & "c"\u0000', at: AT, text: "]]>" };
  const feed = toAtom({
    ...{
      address: "http://g.test/releases/feed.atom",
      page: "http://g.test/releases",
      title: "T",
      author: "G",
    },
    ...{ language: "en", entries: [entry] },
  });
  expect(feed).toContain("<title>A &lt;b&gt; &amp; &quot;c&quot;\ufffd</title>");
  expect(feed).toContain(`<updated>${AT}</updated>`);
  expect(feed).toContain("]]&gt;");
});
