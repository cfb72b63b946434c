import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { createGunzip } from "node:zlib";
import { openDatabase } from "../../db/client.ts";
import { asideOf, bringBackData } from "../../db/data-folder.ts";
import { findDamage, isInUse, isSchemaKnown, readSchemaState, type SchemaState } from "../../db/snapshot.ts";
import { BackupError } from "./backup-error.ts";
import { syncFolder } from "./disk.ts";
import { DATABASE, isSafePath, MANIFEST, type Manifest, parseManifest } from "./manifest.ts";
import { readTar, type TarEntry } from "./tar.ts";

/**
 * Puts a backup in the place of a data folder. It is unpacked beside it, and every hash, the database and its schema are
 * looked at there; only then the folders are exchanged. Until that the old data is not touched, and it is never
 * deleted: it stays beside under another name.
 */

export interface BackupRestored {
  readonly folder: string;
  readonly files: number;
  readonly madeAt: string;
  /** Migrations that the database lacked. */
  readonly migrated: number;
  /** Where the data that was there is now. */
  readonly kept: string | null;
}

/** Zlib gives up in its own words. */
const CUT: ReadonlySet<string> = new Set(["Z_BUF_ERROR"]);
const DAMAGED: ReadonlySet<string> = new Set(["Z_DATA_ERROR", "Z_STREAM_ERROR", "Z_NEED_DICT"]);
const LARGEST_MANIFEST = 512 * 1024 * 1024;

type Unpacked = Map<string, { readonly bytes: number; readonly sha256: string }>;

async function textOf({ body, size }: TarEntry): Promise<string> {
  if (size > LARGEST_MANIFEST) throw new BackupError("tampered", { path: MANIFEST });
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

async function unpackOne({ name, size, body }: TarEntry, folder: string): Promise<string> {
  const place = join(folder, name);
  await mkdir(dirname(place), { recursive: true });
  const handle = await open(place, "wx", 0o600);
  try {
    const hash = createHash("sha256");
    for await (const part of body) {
      hash.update(part);
      await handle.writeFile(part);
    }
    await handle.sync();
    if ((await handle.stat()).size !== size) throw new BackupError("truncated");
    return hash.digest("hex");
  } finally {
    await handle.close();
  }
}

/** Unpacks all files into an empty folder and answers the manifest that follows them. */
async function unpack(file: string, folder: string): Promise<Manifest> {
  const unpacked: Unpacked = new Map();
  let manifest: Manifest | undefined;
  const source = createReadStream(file);
  const plain = createGunzip();
  source.on("error", (error) => plain.destroy(error));
  try {
    for await (const entry of readTar(source.pipe(plain))) {
      if (manifest !== undefined) throw new BackupError("strange-entry", { name: entry.name });
      if (entry.name === MANIFEST) manifest = parseManifest(await textOf(entry));
      else {
        if (!isSafePath(entry.name) || unpacked.has(entry.name))
          throw new BackupError("strange-entry", { name: entry.name });
        unpacked.set(entry.name, { bytes: entry.size, sha256: await unpackOne(entry, folder) });
      }
    }
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (CUT.has(code)) throw new BackupError("truncated");
    if (DAMAGED.has(code))
      throw new BackupError(unpacked.size === 0 ? "not-a-backup" : "tampered", { path: file });
    throw error;
  } finally {
    source.destroy();
    plain.destroy();
  }
  if (manifest === undefined) throw new BackupError(unpacked.size === 0 ? "not-a-backup" : "truncated");
  verify(manifest, unpacked);
  return manifest;
}

function verify({ files }: Manifest, unpacked: Unpacked): void {
  for (const { path, bytes, sha256 } of files) {
    const found = unpacked.get(path);
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw new BackupError("tampered", { path });
    unpacked.delete(path);
  }
  const [more] = unpacked.keys();
  if (more !== undefined) throw new BackupError("tampered", { path: more });
}

/** Looks at the unpacked database and brings it up to this program's schema. Answers the migrations it lacked. */
function bringUp(file: string, { schema }: Manifest): number {
  if (!existsSync(file)) throw new BackupError("not-a-backup");
  const damage = findDamage(file);
  if (damage !== undefined) throw new BackupError("database-damaged", { reason: damage });
  const before = readSchemaState(file);
  const isSame = (state: SchemaState) => state.newest === schema.newest && state.applied === schema.applied;
  if (before === undefined || !isSame(before)) throw new BackupError("tampered", { path: MANIFEST });
  if (!isSchemaKnown(before)) throw new BackupError("newer-schema");
  openDatabase(file).$client.close();
  return (readSchemaState(file)?.applied ?? before.applied) - before.applied;
}

const isEmpty = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

/** Refuses to take the place of data that is not to be replaced, or that somebody works with. */
function askPlace(dataFolder: string, replace: boolean): void {
  if (!isEmpty(dataFolder) && !replace) throw new BackupError("data-exists", { folder: dataFolder });
  const database = join(dataFolder, DATABASE);
  if (existsSync(database) && isInUse(database)) throw new BackupError("in-use", { folder: dataFolder });
}

const DRAFT = ".restoring-";

/** Folders of restores that were killed. */
async function removeStale(dataFolder: string): Promise<void> {
  const [parent, stem] = [dirname(dataFolder), `${basename(dataFolder)}${DRAFT}`];
  for (const name of await readdir(parent)) {
    const process = name.startsWith(stem) ? Number(name.slice(stem.length)) : Number.NaN;
    if (Number.isInteger(process) && !isRunning(process))
      await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A name beside the data folder that nothing has. */
function freeName(dataFolder: string, at: Date): string {
  const stem = `${dataFolder}.replaced-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!existsSync(name)) return name;
  }
}

/** Exchanges the folders. Killed in between, the next command puts the old one back (db/data-folder.ts). */
async function exchange(draft: string, dataFolder: string): Promise<string | null> {
  const aside = asideOf(dataFolder);
  // Left behind by a restore that was killed after it had exchanged them.
  if (existsSync(aside)) await rename(aside, freeName(dataFolder, new Date()));
  const isKept = !isEmpty(dataFolder);
  if (existsSync(dataFolder))
    await rename(dataFolder, aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EBUSY" && error.code !== "EXDEV") throw error;
      throw new BackupError("mount-point", { folder: dataFolder });
    });
  try {
    await rename(draft, dataFolder);
  } catch (error) {
    bringBackData(dataFolder);
    throw error;
  }
  await syncFolder(dirname(dataFolder));
  if (!existsSync(aside)) return null;
  if (!isKept) {
    await rm(aside, { recursive: true });
    return null;
  }
  const kept = freeName(dataFolder, new Date());
  await rename(aside, kept);
  return kept;
}

export async function restoreBackup(
  file: string,
  { dataFolder: given, replace }: { readonly dataFolder: string; readonly replace: boolean },
): Promise<BackupRestored> {
  const dataFolder = resolve(given);
  bringBackData(dataFolder);
  askPlace(dataFolder, replace);
  await mkdir(dirname(dataFolder), { recursive: true });
  await removeStale(dataFolder);
  const draft = `${dataFolder}${DRAFT}${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  try {
    await mkdir(draft, { mode: 0o700 });
    const manifest = await unpack(file, draft);
    const migrated = bringUp(join(draft, DATABASE), manifest);
    await syncFolder(draft);
    // Somebody may have begun to work with the data meanwhile.
    askPlace(dataFolder, replace);
    const kept = await exchange(draft, dataFolder);
    return { folder: dataFolder, files: manifest.files.length, madeAt: manifest.madeAt, migrated, kept };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
