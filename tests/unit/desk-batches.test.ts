import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../db/client.ts";
import {
  type BatchView,
  countFiles,
  findBatch,
  listBatches,
  openBatch,
  withdrawBatch,
} from "../../db/desk/batches.ts";
import { decideDraft, leaveOut, listFiles } from "../../db/desk/drafts.ts";
import { pathInBatch, tidyPath } from "../../db/desk/folder.ts";
import { claimWaiting, takeUpAgain, unpackReport } from "../../db/desk/reading-queue.ts";
import { receiveFile } from "../../db/desk/receive.ts";
import type { SessionUser } from "../../db/desk/sessions.ts";
import { addUser, findUser } from "../../db/desk/users.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { LARGEST_UPLOAD } from "../../lib/desk/limits.ts";
import { EVERYWHERE, type Remit } from "../../lib/desk/remit.ts";
import { LARGEST_BINARY } from "../../lib/documents/limits.ts";
import { databaseFile } from "../../lib/env.ts";
import { readWaiting } from "../../lib/ingest/desk-reading.ts";
import { buildXlsx } from "../fixtures/build-xlsx.ts";

const SEED = "db/seed/reports";
const AT = "2026-03-01T00:00:00.000Z";
const seed = (name: string): Buffer => readFileSync(join(SEED, name));
const RELATIVE = Buffer.from(
  seed("yuyao-trade-union-2019.txt").toString().replaceAll("余姚市总工会", "市总工会"),
);

const folder = mkdtempSync(join(tmpdir(), "gongkai-batches-"));
const catalog = getCatalog();
let db: Database;
let lin: SessionUser;
let batch: BatchView;

function user(name: string, remit: Remit): SessionUser {
  addUser(db, { name, password: "-", role: "editor", remit, at: AT });
  const found = findUser(db, name);
  if (found === undefined) throw new Error(name);
  return found;
}

beforeAll(() => {
  db = openDatabase(databaseFile(folder));
  lin = user("lin", EVERYWHERE);
}, 120_000);
afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  batch = seeBatch(openBatch(db, "reports", lin.key, AT));
});

function seeBatch(key: number, by = lin): BatchView {
  const found = findBatch(db, key, by);
  if (found === undefined) throw new Error(`batch ${key}`);
  return found;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const receive = (path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>) =>
  receiveFile(db, folder, {
    batch: batch.key,
    path,
    body: Symbol.asyncIterator in bytes ? bytes : once(bytes),
    at: AT,
  });

const read = () =>
  readWaiting({
    ...{ db, catalog, dataFolder: folder, reader: "test", isDemonstration: false },
    limits: { workers: 2, seconds: 60, megabytes: 512 },
  });

const files = (by = lin) => listFiles(db, by, batch, { filter: "all", size: 100, page: 1 }).files;
const states = () => Object.fromEntries(files().map(({ path, state }) => [path, state]));

/** Rows of the tables that public pages are made of, as far as files can change them. */
const published = () =>
  ["reports", "versions", "facts", "totals", "documents", "failures", "doubts", "release"].map((name) =>
    db.$client.prepare(`SELECT count(*) FROM ${name}`).pluck().get(),
  );

describe("a mixed batch", () => {
  test("is read, told apart and kept from the public", async () => {
    const before = published();
    const members = {
      "2012/report.html": seed("pingtan-county-2012.html"),
      "2012/again.html": seed("pingtan-county-2012.html"),
      "2014.html": seed("pingtan-zone-2014.html"),
    };
    await receive("平潭/2014.html", seed("pingtan-zone-2014.html"));
    await receive("copy of 2014.html", seed("pingtan-zone-2014.html"));
    await receive("2013.pdf", seed("pingtan-county-2013.pdf"));
    await receive("all.zip", zipSync(members));
    await receive("unclear/2019.txt", RELATIVE);
    await receive("letter.txt", Buffer.from("no report"));
    await receive("~$2014.docx", Buffer.from("lock"));
    await read();
    expect(states()).toEqual({
      "平潭/2014.html": "read",
      "copy of 2014.html": "twice",
      "2013.pdf": "read",
      "all.zip": "archive",
      "all.zip/2012/report.html": "read",
      "all.zip/2012/again.html": "twice",
      "all.zip/2014.html": "twice",
      "unclear/2019.txt": "read",
      "letter.txt": "failed",
      "~$2014.docx": "failed",
    });
    const drafts = new Map(
      files().flatMap(({ path, drafts: [draft] }) => (draft ? [[path, draft] as const] : [])),
    );
    expect(drafts.get("平潭/2014.html")).toMatchObject({
      agency: "pingtan-zone",
      year: 2014,
      relation: "new",
      isDoubtful: false,
    });
    expect(drafts.get("all.zip/2012/report.html")).toMatchObject({ agency: "pingtan-county", year: 2012 });
    expect(drafts.get("unclear/2019.txt")).toMatchObject({
      agency: null,
      year: 2019,
      isDoubtful: true,
      relation: null,
    });
    expect(countFiles(db, batch.key)).toMatchObject({ read: 4, twice: 3, failed: 2, archive: 1, doubts: 1 });
    expect(published()).toEqual(before);
  }, 120_000);

  test("is withdrawn whole, with its bytes", async () => {
    await receive("2014.html", seed("pingtan-zone-2014.html"));
    await read();
    expect(withdrawBatch(db, batch.key, AT)).toBe(true);
    expect(withdrawBatch(db, batch.key, AT)).toBe(false);
    expect(await receive("late.html", Buffer.from("late"))).toBe("batch-closed");
    expect(seeBatch(batch.key)).toMatchObject({ state: "withdrawn", endedAt: AT });
    const held = db.$client.prepare(
      "SELECT sum(length(reading)) FROM drafts d JOIN batch_files f ON f.key = d.file WHERE f.batch = ?",
    );
    expect(held.pluck().get(batch.key)).toBe(0);
  }, 60_000);
});

describe("what somebody decides", () => {
  const decide = (revision: number, choice: Partial<Parameters<typeof decideDraft>[4]> = {}, by = lin) => {
    const [draft] = files(lin)[0]?.drafts ?? [];
    const decision = {
      draft: draft?.key ?? 0,
      agency: "yuyao-trade-union",
      year: 2018,
      scope: "own-organ",
    } as const;
    return decideDraft(db, catalog, by, batch, { ...decision, revision, by: by.name, at: AT, ...choice });
  };
  beforeEach(async () => {
    await receive("2019.txt", RELATIVE);
    await read();
  }, 60_000);

  test("settles a doubt, and the second of two editors sees what the first did", () => {
    expect(decide(0)).toBe("decided");
    expect(decide(0, { year: 2017 })).toBe("changed-meanwhile");
    expect(files()[0]?.drafts[0]).toMatchObject({
      agency: "yuyao-trade-union",
      year: 2018,
      isDoubtful: false,
      decidedBy: "lin",
      revision: 1,
    });
    expect(decide(1, { year: 2017 })).toBe("decided");
    expect(decide(2, { agency: "nobody" })).toBe("agency-unknown");
    expect(decide(2, { draft: 99_999 })).toBe("no-draft");
  });

  test("holds for agencies of his remit alone", () => {
    const chen = user(`chen-${batch.key}`, { everywhere: false, regions: ["350000"], agencies: [] });
    expect(findBatch(db, batch.key, chen)).toBeUndefined();
    expect(decide(0, {}, chen)).toBe("not-yours");
    const wu = user(`wu-${batch.key}`, { everywhere: false, regions: ["330200"], agencies: [] });
    expect(decide(0)).toBe("decided");
    expect(listBatches(db, wu).map(({ key }) => key)).toContain(batch.key);
    expect(files(wu)).toHaveLength(1);
    expect(files(chen)).toHaveLength(0);
    expect(decide(1, { agency: "pingtan-zone" }, wu)).toBe("not-yours");
    expect(decide(1, { year: 2016 }, wu)).toBe("decided");
  });

  test("may be to leave a report out, and to take it in again", () => {
    const [draft] = files()[0]?.drafts ?? [];
    const choose = (revision: number, isLeftOut: boolean) =>
      leaveOut(db, lin, batch, { draft: draft?.key ?? 0, revision, isLeftOut, by: "lin", at: AT });
    expect(choose(0, true)).toBe("decided");
    expect(countFiles(db, batch.key).doubts).toBe(0);
    expect(choose(0, false)).toBe("changed-meanwhile");
    expect(choose(1, false)).toBe("decided");
  });
});

test("a file that is published already, and a newer one of the same report, are recognised", async () => {
  await receive("2013.html", seed("pingtan-zone-2013.html"));
  await receive("2013.docx", seed("pingtan-zone-2013.docx"));
  await read();
  const row = db.$client.prepare(
    "SELECT reading FROM drafts d JOIN batch_files f ON f.key = d.file WHERE f.batch = ? AND f.path = '2013.html'",
  );
  const { report, findings } = unpackReport(row.pluck().get(batch.key) as Buffer);
  await storeReport(db, catalog, {
    report,
    findings,
    fileName: "2013.html",
    bytes: 1,
    readAt: AT,
    reader: "test",
  });
  const of = (path: string) => files().find((file) => file.path === path)?.drafts[0];
  expect(of("2013.html")).toMatchObject({ relation: "held", version: 1, rivals: ["2013.docx"] });
  expect(of("2013.docx")).toMatchObject({ relation: "next-version", version: 2, rivals: ["2013.html"] });
}, 60_000);

test("the row of a collected table is told to stand beside the fuller report that is held, and how it agrees", async () => {
  const rows = [
    ["单位名称", "年度", "本年新收政府信息公开申请数量", "予以公开"],
    ["平潭综合实验区管委会", 2022, 1, 0],
  ];
  await receive("overview.xlsx", buildXlsx([{ name: "Sheet1", rows }]));
  await receive("2022.html", seed("pingtan-zone-2022.html"));
  await read();
  const of = (path: string) => files().find((file) => file.path === path)?.drafts[0];
  expect(of("overview.xlsx")).toMatchObject({ relation: "new", version: 1 });
  const row = db.$client.prepare(
    "SELECT reading FROM drafts d JOIN batch_files f ON f.key = d.file WHERE f.batch = ? AND f.path = '2022.html'",
  );
  const { report, findings } = unpackReport(row.pluck().get(batch.key) as Buffer);
  const file = { fileName: "2022.html", bytes: 1, readAt: AT, reader: "test" };
  await storeReport(db, catalog, { report, findings, ...file });
  const told = of("overview.xlsx");
  expect(told).toMatchObject({ relation: "beside", version: 2 });
  expect(told?.findings.map(({ code }) => code)).toContain("collected-beside-report");
}, 60_000);

describe("what goes wrong on the way", () => {
  test("a process killed while it reads, or receives, leaves nothing half", async () => {
    await receive("all.zip", zipSync({ "2014.html": seed("pingtan-zone-2014.html") }));
    await read();
    const [archive] = files();
    // As it stands when the process ends with the archive's first member entered, and another file arriving.
    db.$client.prepare("UPDATE batch_files SET state = 'reading' WHERE key = ?").run(archive?.key);
    db.$client
      .prepare(
        "INSERT INTO batch_files (batch, path, state, received_at) VALUES (?, 'half.pdf', 'receiving', ?)",
      )
      .run(batch.key, AT);
    takeUpAgain(db);
    expect(states()).toEqual({ "all.zip": "waiting", "half.pdf": "failed" });
    await read();
    expect(states()).toEqual({ "all.zip": "archive", "all.zip/2014.html": "read", "half.pdf": "failed" });
    expect(files().flatMap(({ drafts }) => drafts)).toHaveLength(1);
  }, 60_000);

  test("a batch withdrawn while a file of it is read gets no drafts", async () => {
    await receive("2014.html", seed("pingtan-zone-2014.html"));
    const reading = read();
    withdrawBatch(db, batch.key, AT);
    await reading;
    expect(files().flatMap(({ drafts }) => drafts)).toEqual([]);
    expect(claimWaiting(db)).toBeUndefined();
  }, 60_000);

  test("a file larger than readers take is refused before it is whole, and leaves no bytes", async () => {
    expect(LARGEST_UPLOAD).toBe(LARGEST_BINARY);
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 1 << 20;
        yield new Uint8Array(1 << 20);
      }
    }
    expect(await receive("huge.pdf", endless())).toMatchObject({
      state: "failed",
      findings: [{ code: "file-too-large" }],
    });
    expect(given).toBeLessThanOrEqual(LARGEST_UPLOAD + (1 << 20));
    const [file] = files();
    expect(existsSync(pathInBatch(folder, batch.key, `${file?.key}/huge.pdf`))).toBe(false);
  }, 60_000);

  test("a connection that breaks and a disk that is full are told apart, and leave no bytes", async () => {
    async function* failing(code?: string): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
      throw Object.assign(new Error("failed"), { code });
    }
    expect(await receive("a.pdf", failing())).toMatchObject({ findings: [{ code: "upload-incomplete" }] });
    expect(await receive("b.pdf", failing("ENOSPC"))).toMatchObject({
      findings: [{ code: "upload-no-space" }],
    });
    for (const { key, path } of files())
      expect(existsSync(pathInBatch(folder, batch.key, `${key}/${path}`))).toBe(false);
  });
});

test.each([
  ["../../etc/passwd", "etc/passwd"],
  ["C:\\报告\\2023.doc", "C:/报告/2023.doc"],
  ["a/b/c/d/e/f/g.txt", "c/d/e/f/g.txt"],
  ["/./..//x\u0000.pdf", "x.pdf"],
  ["..", ""],
  [`${"字".repeat(100)}.pdf`, `${"字".repeat(58)}.pdf`],
])("%s is kept as %s", (given, kept) => {
  expect(tidyPath(given)).toBe(kept);
});
