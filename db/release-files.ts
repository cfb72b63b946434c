import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/**
 * The files of releases, which never change: bytes by their hash, as originals are kept, and beside them what each
 * release consists of. A year in which nothing changed is the same file in both releases.
 */

const ReleaseFile = z.strictObject({
  year: z.int(),
  lang: z.enum(["zh", "en"]),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int(),
  /** Number of the release that the file was made for. */
  since: z.int(),
});
const Contents = z.strictObject({ release: z.int(), files: z.array(ReleaseFile) });

export type ReleaseFile = z.infer<typeof ReleaseFile>;

const folderOf = (dataFolder: string): string => join(/*turbopackIgnore: true*/ dataFolder, "release-files");

const contentsOf = (dataFolder: string, release: number): string =>
  join(folderOf(dataFolder), `release-${release}.json`);

/** Where the bytes with a hash are. */
export function placeOf(dataFolder: string, sha256: string): string {
  return join(folderOf(dataFolder), sha256.slice(0, 2), `${sha256}.zip`);
}

/** What a release consists of, for good; `undefined` until all its files are made. */
export function listReleaseFiles(dataFolder: string, release: number): readonly ReleaseFile[] | undefined {
  const path = contentsOf(dataFolder, release);
  if (!existsSync(path)) return undefined;
  return Contents.parse(JSON.parse(readFileSync(path, "utf8"))).files;
}

export const isThere = (dataFolder: string, { sha256 }: ReleaseFile): boolean =>
  existsSync(placeOf(dataFolder, sha256));

/** Keeps what a release consists of. Whole or not at all, and last: what it names is there. */
export async function storeContents(
  dataFolder: string,
  release: number,
  files: readonly ReleaseFile[],
): Promise<void> {
  const path = contentsOf(dataFolder, release);
  const draft = `${path}.${process.pid}.part`;
  await writeFile(draft, `${JSON.stringify({ release, files }, undefined, 1)}\n`, { flush: true });
  await rename(draft, path);
}

/** A file written and not yet kept. */
export interface Draft {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Writes a file beside those that are kept, under a name of this process alone. */
export async function writeDraft(
  dataFolder: string,
  name: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Draft> {
  await mkdir(folderOf(dataFolder), { recursive: true });
  const path = join(folderOf(dataFolder), `${name}.${process.pid}.part`);
  const hash = createHash("sha256");
  const told = { bytes: 0 };
  async function* hashed() {
    for await (const chunk of chunks) {
      hash.update(chunk);
      told.bytes += chunk.length;
      yield chunk;
    }
  }
  await writeFile(path, hashed(), { flush: true });
  return { path, sha256: hash.digest("hex"), bytes: told.bytes };
}

/** Removes what making a release left behind in a process that ended meanwhile. */
export async function dropLeftDrafts(dataFolder: string, release: number): Promise<void> {
  const left = new RegExp(`^release-${release}-.*\\.(?<pid>\\d+)\\.part$`);
  for (const name of await readdir(folderOf(dataFolder)).catch(() => [])) {
    const pid = Number(left.exec(name)?.groups?.pid ?? 0);
    if (pid > 0 && pid !== process.pid && !isRunning(pid))
      await rm(join(folderOf(dataFolder), name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

export async function keepDraft(dataFolder: string, { path, sha256 }: Draft): Promise<void> {
  const place = placeOf(dataFolder, sha256);
  await mkdir(join(place, ".."), { recursive: true });
  await rename(path, place);
}

export async function dropDraft({ path }: Draft): Promise<void> {
  await rm(path, { force: true });
}
