import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { asideOf } from "../../db/data-folder.ts";
import { BackupError } from "../../lib/backup/backup-error.ts";
import { makeBackup } from "../../lib/backup/make-backup.ts";
import { restoreBackup } from "../../lib/backup/restore-backup.ts";
import { readTar, TAR_END, tarHeader, tarPadding } from "../../lib/backup/tar.ts";
import { hashOf } from "../../lib/documents/hash.ts";
import { fillFolder, imageOf, newPlace, write } from "../fixtures/data-folder.ts";
import { runGongkai } from "./run-command.ts";

const place = newPlace();
const [source, backup] = [join(place, "source"), join(place, "backup.tar.gz")];
let document = "";
let plain: Buffer;
const template = join(place, "template");
beforeAll(async () => {
  await fillFolder(template, 3);
  document = await fillFolder(source, 7);
  write(source, {
    "notes/记录.txt": "kept",
    "originals/ab/cut.1.part": "not finished",
  });
  await makeBackup(source, backup);
  plain = gunzipSync(readFileSync(backup));
});
afterAll(() => rmSync(place, { recursive: true }));

/** The old data, and what lies beside it. */
let old: string;
let image: string[] | undefined;
let count = 0;
beforeEach(() => {
  old = join(place, String(count++), "data");
  cpSync(template, old, { recursive: true });
  image = imageOf(old);
});

const restore = (file: string, replace = true, dataFolder = old) =>
  restoreBackup(file, { dataFolder, replace });

/** Why it was refused; nothing may have been touched or left behind. */
async function refusal(file: string, replace = true): Promise<string> {
  const why = await restore(file, replace).then(
    () => "restored",
    (error) => (error instanceof BackupError ? error.code : String(error)),
  );
  expect(imageOf(old)).toEqual(image);
  expect(readdirSync(join(old, ".."))).toEqual(["data"]);
  return why;
}

function packed(bytes: Uint8Array): string {
  const file = join(place, `changed-${count++}.tar.gz`);
  writeFileSync(file, gzipSync(bytes, { level: 1 }));
  return file;
}

type File = readonly [name: string, body: Buffer];

async function listFiles(): Promise<File[]> {
  const files: File[] = [];
  for await (const { name, body } of readTar(
    (async function* () {
      yield plain;
    })(),
  )) {
    const parts: Buffer[] = [];
    for await (const part of body) parts.push(part);
    files.push([name, Buffer.concat(parts)]);
  }
  return files;
}

const archive = (files: readonly File[]): string =>
  packed(
    Buffer.concat([
      ...files.flatMap(([name, body]) => [tarHeader(name, body.length), body, tarPadding(body.length)]),
      TAR_END,
    ]),
  );

/** The backup with its list changed. */
async function withManifest(change: (manifest: Record<string, unknown>) => object): Promise<string> {
  const files = await listFiles();
  return archive(
    files.map(([name, body]) =>
      name === "manifest.json"
        ? [name, Buffer.from(JSON.stringify(change(JSON.parse(body.toString("utf8")))))]
        : [name, body],
    ),
  );
}

describe("a backup", () => {
  test("holds everything but what is not finished, and every system can list it", () => {
    const listed = execFileSync("tar", ["tzf", backup], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    expect(listed.trim().split("\n").length).toBe(5);
    expect(listed).toContain(`originals/${document.slice(0, 2)}/${document}`);
    expect(listed).not.toContain(".part");
    expect(statSync(backup).mode & 0o777).toBe(0o600);
  });

  test("leaves the secret of cookies where it is", async () => {
    mkdirSync(join(old, "desk"));
    writeFileSync(join(old, "desk", "cookie-secret"), "secret");
    const file = join(place, "without-secret.tar.gz");
    await makeBackup(old, file);
    expect(execFileSync("tar", ["tzf", file], { encoding: "utf8" })).not.toContain("secret");
  });

  test("is neither written over a file, nor into the data folder, nor without data", async () => {
    const held = hashOf(readFileSync(backup));
    await expect(makeBackup(source, backup)).rejects.toMatchObject({ code: "file-exists" });
    expect(hashOf(readFileSync(backup))).toBe(held);
    const inside = makeBackup(source, join(source, "originals/b.tar.gz"));
    await expect(inside).rejects.toMatchObject({ code: "inside-data" });
    await expect(makeBackup(join(place, "none"), join(place, "b"))).rejects.toMatchObject({
      code: "no-data",
    });
    expect(existsSync(join(place, "none"))).toBe(false);
  });

  test("tells of originals that are missing or damaged, and holds the rest", async () => {
    const path = (sha256: string) => join(old, "originals", sha256.slice(0, 2), sha256);
    const [held = ""] = readdirSync(join(old, "originals")).flatMap((two) =>
      readdirSync(join(old, "originals", two)),
    );
    writeFileSync(path(held), "changed");
    const made = await makeBackup(old, join(old, "../damaged.tar.gz"));
    expect([made.damaged, made.missing]).toEqual([[held], []]);
    rmSync(path(held));
    const lacking = await makeBackup(old, join(old, "../lacking.tar.gz"));
    expect([lacking.damaged, lacking.missing]).toEqual([[], [held]]);
  });

  test("of a damaged database is refused", async () => {
    truncateSync(join(old, "gongkai.sqlite"), 20_000);
    await expect(makeBackup(old, join(old, "../b.tar.gz"))).rejects.toThrow();
    expect(readdirSync(join(old, ".."))).toEqual(["data"]);
  });
});

describe("a restore", () => {
  test("brings back every file and row, where there is no data", async () => {
    const folder = join(place, "new", "deep", "data");
    const { files, migrated, kept } = await restore(backup, false, folder);
    expect([files, migrated, kept]).toEqual([4, 0, null]);
    rmSync(join(source, "originals/ab"), { recursive: true });
    expect(imageOf(folder)).toEqual(imageOf(source));
    expect(readdirSync(join(folder, ".."))).toEqual(["data"]);
    openDatabase(join(folder, "gongkai.sqlite")).$client.close();
  });

  test("takes the place of data only if told, and keeps it", async () => {
    expect(await refusal(backup, false)).toBe("data-exists");
    const { kept } = await restore(backup);
    expect(imageOf(old)).toEqual(imageOf(source));
    expect(imageOf(kept ?? "")).toEqual(image);
    expect(basename(kept ?? "")).toMatch(/^data\.replaced-\d{8}T\d{6}$/);
  });

  test("waits for nobody who works with the data, and takes the place of a database that is damaged", async () => {
    const db = openDatabase(join(old, "gongkai.sqlite"), { readonly: true });
    db.$client.prepare("SELECT * FROM release").get();
    expect(await refusal(backup)).toBe("in-use");
    db.$client.close();
    writeFileSync(join(old, "gongkai.sqlite"), "no database");
    await restore(backup);
    expect(imageOf(old)).toEqual(imageOf(source));
  });

  test("of a backup that was cut anywhere is refused", async () => {
    const whole = readFileSync(backup);
    for (const size of [
      0,
      1,
      9,
      20,
      600,
      whole.length >> 1,
      whole.length - 9,
      whole.length - 8,
      whole.length - 1,
    ]) {
      const file = join(place, "cut.tar.gz");
      writeFileSync(file, whole.subarray(0, size));
      expect(await refusal(file), `${size} bytes`).toMatch(/^(?:truncated|not-a-backup)$/);
    }
    // Cut between two files, and packed again.
    const files = await listFiles();
    expect(await refusal(archive(files.slice(0, -1)))).toBe("truncated");
    expect(await refusal(packed(plain.subarray(0, plain.length - TAR_END.length)))).toBe("truncated");
  });

  test("of a backup that was changed anywhere is refused", async () => {
    const whole = readFileSync(backup);
    for (let at = 20; at < whole.length; at += Math.ceil(whole.length / 24)) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      const file = join(place, "changed.tar.gz");
      writeFileSync(file, changed);
      expect(await refusal(file), `byte ${at}`).not.toBe("restored");
    }
    const files = await listFiles();
    for (const [changed] of files.slice(0, -1)) {
      const one = files.map(([name, body]): File => {
        const copy = Buffer.from(body);
        if (name === changed) copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
        return [name, copy];
      });
      expect(await refusal(archive(one)), changed).toBe("tampered");
    }
    expect(await refusal(archive(files.filter(([name]) => !name.startsWith("notes/"))))).toBe("tampered");
    const [first, ...rest] = files;
    const more: File = ["more.txt", Buffer.from("more")];
    expect(await refusal(archive([...(first ? [first] : []), more, ...rest]))).toBe("tampered");
    expect(await refusal(archive([...files, more]))).toBe("strange-entry");
    expect(await refusal(await withManifest((manifest) => ({ ...manifest, files: [] })))).toBe("tampered");
    const schema = { applied: 1, newest: 1 };
    expect(await refusal(await withManifest((manifest) => ({ ...manifest, schema })))).toBe("tampered");
  });

  test("of what is no backup, or one that writes elsewhere, is refused", async () => {
    expect(await refusal(packed(Buffer.from("no tar at all".repeat(100))))).toBe("not-a-backup");
    expect(await refusal(archive([]))).toBe("not-a-backup");
    const body = Buffer.from("x");
    for (const name of ["../out.txt", "/tmp/out.txt", "a/../../out.txt", "a//b", "C:\\out.txt"])
      expect(await refusal(archive([[name, body]])), name).toBe("strange-entry");
    expect(
      await refusal(
        archive([
          ["a", body],
          ["a", body],
        ]),
      ),
    ).toBe("strange-entry");
    const link = tarHeader("link", 0);
    link.write("2", 156, "latin1");
    link.write(
      `${link
        .reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
      148,
    );
    expect(await refusal(packed(Buffer.concat([link, TAR_END])))).toBe("strange-entry");
    expect(await refusal(join(place, "none.tar.gz"))).toContain("ENOENT");
  });

  test("of a newer format or a newer database is refused", async () => {
    expect(await refusal(await withManifest((manifest) => ({ ...manifest, version: 2 })))).toBe(
      "newer-format",
    );
    const newer = join(place, "newer", "data");
    await fillFolder(newer, 1);
    const client = new Sqlite(join(newer, "gongkai.sqlite"));
    client.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('f', 99999999999999)").run();
    client.close();
    await makeBackup(newer, join(place, "newer.tar.gz"));
    expect(await refusal(join(place, "newer.tar.gz"))).toBe("newer-schema");
  });

  test("brings an older database up to date", async () => {
    const [older, migrations] = [join(place, "older"), join(place, "migrations")];
    mkdirSync(join(migrations, "meta"), { recursive: true });
    const journal = JSON.parse(readFileSync("db/migrations/meta/_journal.json", "utf8"));
    const entries = journal.entries.slice(0, 3);
    writeFileSync(join(migrations, "meta/_journal.json"), JSON.stringify({ ...journal, entries }));
    for (const { tag } of entries) copyFileSync(`db/migrations/${tag}.sql`, join(migrations, `${tag}.sql`));
    mkdirSync(older);
    const client = new Sqlite(join(older, "gongkai.sqlite"));
    migrate(drizzle(client), { migrationsFolder: migrations });
    client.exec("INSERT INTO documents VALUES ('aa', 'a.html', 'html', NULL, 1, '2026-01-01')");
    client.close();
    const made = await makeBackup(older, join(place, "older.tar.gz"));
    expect(made.missing).toEqual(["aa"]);
    const { migrated } = await restore(join(place, "older.tar.gz"));
    expect(migrated).toBe(journal.entries.length - 3);
    const db = openDatabase(join(old, "gongkai.sqlite"), { readonly: true });
    expect(db.$client.prepare("SELECT count(*) FROM documents").pluck().get()).toBe(1);
    expect(db.$client.prepare("SELECT count(*) FROM agency_names").pluck().get()).toBeGreaterThan(1000);
    db.$client.close();
  });

  test("that was killed between the two renames is undone by the next opening", () => {
    renameSync(old, asideOf(old));
    openDatabase(join(old, "gongkai.sqlite")).$client.close();
    expect(imageOf(old)).toEqual(image);
    expect(existsSync(asideOf(old))).toBe(false);
  });

  test("clears away what one that was killed left behind, and not what one that runs works on", async () => {
    mkdirSync(`${old}.restoring-999999999`);
    mkdirSync(`${old}.restoring-${process.ppid}`);
    renameSync(old, asideOf(old));
    await restore(backup);
    expect(readdirSync(join(old, "..")).map((name) => name.replace(/\d{8}T\d{6}$/, ""))).toEqual([
      ...["data", "data.replaced-", `data.restoring-${process.ppid}`],
    ]);
  });
});

describe("the commands", () => {
  const { GONGKAI_DATA } = process.env;
  beforeEach(() => {
    process.env.GONGKAI_DATA = old;
  });
  afterAll(() => {
    if (GONGKAI_DATA === undefined) delete process.env.GONGKAI_DATA;
    else process.env.GONGKAI_DATA = GONGKAI_DATA;
  });

  test("make a backup and tell its hash, bring it back and tell where the old data is", async () => {
    const file = join(old, "../made.tar.gz");
    const made = await runGongkai("backup", file, "--json");
    expect(JSON.parse(made.stdout)).toMatchObject({ file, sha256: hashOf(readFileSync(file)), documents: 1 });
    const refused = await runGongkai("restore", file, "--lang", "en");
    expect([refused.exitCode, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toContain("--replace");
    const restored = await runGongkai("restore", "--replace", file, "--lang", "zh");
    expect(restored.exitCode).toBe(0);
    expect(restored.stdout).toContain(`${old}.replaced-`);
    expect(imageOf(old)).toEqual(image);
  });

  test("tell by their exit code that originals are missing", async () => {
    rmSync(join(old, "originals"), { recursive: true });
    const { exitCode, stdout } = await runGongkai("backup", join(old, "../b.tar.gz"), "--lang", "en");
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining("does not hold: 1 (")]);
  });
});
