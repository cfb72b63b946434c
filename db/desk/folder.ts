import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The folder of the desk: bytes of files that are not published, by batch. */

export function pathInBatch(dataFolder: string, batch: number, stored: string): string {
  return join(/*turbopackIgnore: true*/ dataFolder, "desk", String(batch), stored);
}

/** Keeps the bytes of a member of an archive; answers where. Whole or not at all. */
export async function storeMember(
  dataFolder: string,
  batch: number,
  sha256: string,
  bytes: Uint8Array,
): Promise<string> {
  const stored = `members/${sha256}`;
  const path = pathInBatch(dataFolder, batch, stored);
  if (existsSync(path)) return stored;
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, bytes, { flush: true });
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
  return stored;
}

/** The bytes of a file of a batch, or `undefined` where they are gone. */
export function readInBatch(dataFolder: string, batch: number, stored: string): Uint8Array | undefined {
  const path = pathInBatch(dataFolder, batch, stored);
  return existsSync(path) ? readFileSync(path) : undefined;
}

/** The batches of which the disk holds bytes. */
export async function listBatchFolders(dataFolder: string): Promise<number[]> {
  const names = await readdir(join(/*turbopackIgnore: true*/ dataFolder, "desk")).catch(() => []);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}

export async function removeBatchFolder(dataFolder: string, batch: number): Promise<void> {
  const path = pathInBatch(dataFolder, batch, "");
  await rm(path, { recursive: true, force: true });
}

const LONGEST_PART = 180;
const MOST_PARTS = 5;

const encoder = new TextEncoder();

/** Cut from the front: the end tells the format, and the year stands there more often. */
function shorten(part: string): string {
  let signs = [...part];
  while (encoder.encode(signs.join("")).length > LONGEST_PART) signs = signs.slice(1);
  return signs.join("");
}

/** Folders and name as a browser gives them, so that they name a place below the batch and no other. */
export function tidyPath(given: string): string {
  const parts = given
    .normalize("NFC")
    .split(/[\\/]/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out
    .map((part) => shorten(part.replace(/[\u0000-\u001f\u007f]/g, "").trim()))
    .filter((part) => !/^\.{0,2}$/.test(part));
  return parts.slice(-MOST_PARTS).join("/");
}
