import { type FileReading, failedReading, heldReading } from "./file-reading.ts";
import { openFile } from "./open-file.ts";
import type { Pool } from "./pool.ts";
import type { Job } from "./worker-messages.ts";

export interface ReadFilesOptions {
  readonly pool: Pool;
  /** Whether a file of this hash need not be read. Files are then opened and hashed before, and come with their bytes. */
  readonly isHeld?: (sha256: string) => Promise<boolean>;
}

/** A reading, and the position of its file in the list. The members of an archive precede it. */
export interface PlacedReading {
  readonly at: number;
  readonly reading: FileReading;
  /** Whether the file is done with: false for a member of an archive. */
  readonly isLast: boolean;
}

/** Files and bytes that may be read ahead of the one whose turn it is: what a slow file holds up, and what memory holds. */
const MOST_AHEAD = 64;
const MOST_BYTES_AHEAD = 128 * 1024 * 1024;

interface Begun {
  readonly at: number;
  readonly job: Job;
  readonly size: number;
  readonly reading: Promise<FileReading>;
}

/**
 * Reads files by the pool's workers and gives their readings in the order of the list, however long each takes. What
 * is read ahead is bounded, so memory does not grow with the list.
 */
export async function* readFiles(
  paths: readonly string[],
  options: ReadFilesOptions,
): AsyncGenerator<PlacedReading, void> {
  const ahead: Begun[] = [];
  for (const [at, path] of paths.entries()) {
    ahead.push(await begin(path, at, options));
    while (ahead.length > MOST_AHEAD || sizeOf(ahead) > MOST_BYTES_AHEAD)
      yield* finish(ahead.shift(), options);
  }
  while (ahead.length > 0) yield* finish(ahead.shift(), options);
}

const sizeOf = (files: readonly Begun[]): number => files.reduce((sum, { size }) => sum + size, 0);

/** Opens a file and asks for its reading; a file that is held or cannot be opened needs no worker. */
async function begin(path: string, at: number, { pool, isHeld }: ReadFilesOptions): Promise<Begun> {
  if (isHeld === undefined) return { at, job: { path }, size: 0, reading: keep(pool.read({ path })) };
  const { value: opened, findings } = openFile(path);
  if (opened === null)
    return { at, job: { path }, size: 0, reading: Promise.resolve(failedReading(path, null, findings)) };
  const { sha256, bytes } = opened;
  const job = { path, sha256, keep: true };
  if (await isHeld(sha256)) return { at, job, size: 0, reading: Promise.resolve(heldReading(path, sha256)) };
  const reading = pool.read(job).then((read) => ({ ...read, bytes }));
  return { at, job, size: bytes.length, reading: keep(reading) };
}

async function* finish(
  begun: Begun | undefined,
  { pool, isHeld }: ReadFilesOptions,
): AsyncGenerator<PlacedReading, void> {
  if (begun === undefined) return;
  const { at, job } = begun;
  const reading = await begun.reading;
  if (reading.state !== "archive") return yield { at, reading, isLast: true };
  const members = pool.expand(job, async (sha256) => !(await isHeld?.(sha256)));
  for await (const member of members) yield { at, reading: member, isLast: member.path === job.path };
}

/** A promise that may be left behind, when its turn does not come. */
function keep<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
