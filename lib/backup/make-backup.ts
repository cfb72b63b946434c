import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { type FileHandle, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { copyDatabase, findDamage, readSchemaState } from "../../db/snapshot.ts";
import { BackupError } from "./backup-error.ts";
import { syncFolder } from "./disk.ts";
import { DATABASE, isSafePath, MANIFEST, type Manifest, printManifest } from "./manifest.ts";
import { TAR_END, tarHeader, tarPadding } from "./tar.ts";

/**
 * Everything of a data folder in one file: a gzipped tar with the database, the originals, what was read of them, the mark
 * of the demonstration and last the manifest. The database is copied first: whatever it names was stored before, so
 * that files which are added meanwhile are more than it needs, never less.
 */

export interface BackupMade {
  readonly file: string;
  readonly bytes: number;
  /** Of the backup itself. */
  readonly sha256: string;
  readonly files: number;
  readonly documents: number;
  /** Originals that the database names and the folder does not hold, or holds with other bytes. */
  readonly missing: readonly string[];
  readonly damaged: readonly string[];
}

/** The database is copied, its log is part of the copy; what is not finished is nothing yet; the secret of cookies is no data. */
const LEFT_OUT = /^gongkai\.sqlite(?:-(?:wal|shm|journal))?$|\.part$|^desk\/cookie-secret$/;
const ORIGINAL = /^originals\/[0-9a-f]{2}\/(?<sha256>[0-9a-f]{64})$/;

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !LEFT_OUT.test(path))
    .sort();
}

/** Opens a file that was listed; `undefined` where it is gone since. */
async function openListed(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

type Packed = Manifest["files"][number];

/** The archive piece by piece; `packed` grows with each file. */
async function* pack(
  files: readonly (readonly [path: string, place: string])[],
  packed: Packed[],
  closing: () => Buffer,
): AsyncGenerator<Buffer, void> {
  for (const [path, place] of files) {
    const handle = await openListed(place);
    if (handle === undefined) continue;
    try {
      const { size } = await handle.stat();
      yield tarHeader(path, size);
      const hash = createHash("sha256");
      let bytes = 0;
      // A file that grows meanwhile ends where it was when it was opened.
      if (size > 0)
        for await (const part of handle.createReadStream({ end: size - 1, autoClose: false })) {
          hash.update(part);
          bytes += part.length;
          yield part;
        }
      if (bytes !== size) throw new Error(`${place}: ${bytes} of ${size} bytes`);
      yield tarPadding(size);
      packed.push({ path, bytes, sha256: hash.digest("hex") });
    } finally {
      await handle.close();
    }
  }
  const manifest = closing();
  yield tarHeader(MANIFEST, manifest.length);
  yield manifest;
  yield tarPadding(manifest.length);
  yield TAR_END;
}

function isInside(folder: string, file: string): boolean {
  const path = relative(resolve(folder), resolve(file));
  return !path.startsWith("..") && resolve(path) !== path;
}

/** Writes a backup into a new file, whole or not at all. */
export async function makeBackup(dataFolder: string, file: string): Promise<BackupMade> {
  const database = join(dataFolder, DATABASE);
  if (!existsSync(database)) throw new BackupError("no-data", { folder: dataFolder });
  if (existsSync(file)) throw new BackupError("file-exists", { file });
  if (isInside(dataFolder, file)) throw new BackupError("inside-data", { file });
  const draft = `${file}.${process.pid}.part`;
  const copy = `${file}.${process.pid}.sqlite.part`;
  try {
    const documents = await copyDatabase(database, copy);
    const damage = findDamage(copy);
    if (damage !== undefined) throw new BackupError("database-damaged", { reason: damage });
    const schema = readSchemaState(copy);
    if (schema === undefined) throw new BackupError("no-data", { folder: dataFolder });
    const listed = await listFiles(dataFolder);
    const strange = listed.find((path) => !isSafePath(path));
    if (strange !== undefined) throw new BackupError("strange-entry", { name: strange });
    const packed: Packed[] = [];
    const madeAt = new Date().toISOString();
    const places = listed.map((path) => [path, join(dataFolder, path)] as const);
    const archive = pack([[DATABASE, copy], ...places], packed, () =>
      printManifest({ madeAt, schema, files: packed }),
    );
    const hash = createHash("sha256");
    let bytes = 0;
    await pipeline(
      Readable.from(archive, { objectMode: false }),
      createGzip({ level: 1 }),
      async function* (parts: AsyncIterable<Buffer>) {
        for await (const part of parts) {
          hash.update(part);
          bytes += part.length;
          yield part;
        }
      },
      createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true }),
    );
    await rename(draft, file);
    await syncFolder(dirname(resolve(file)));
    const originals = new Map(
      packed.flatMap(({ path, sha256 }) => {
        const named = ORIGINAL.exec(path)?.groups?.sha256;
        return named === undefined ? [] : [[named, sha256] as const];
      }),
    );
    return {
      ...{ file, bytes, sha256: hash.digest("hex"), files: packed.length, documents: documents.length },
      missing: documents.filter((sha256) => !originals.has(sha256)),
      damaged: [...originals].flatMap(([named, sha256]) => (named === sha256 ? [] : [named])),
    };
  } finally {
    for (const part of [draft, copy, `${copy}-journal`]) await rm(part, { force: true });
  }
}
