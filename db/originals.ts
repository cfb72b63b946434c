import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const SHA256 = /^[0-9a-f]{64}$/;

function pathOf(dataFolder: string, sha256: string): string {
  if (!SHA256.test(sha256)) throw new Error(`Not a SHA-256 in lower-case hexadecimal: ${sha256}`);
  return join(/*turbopackIgnore: true*/ dataFolder, "originals", sha256.slice(0, 2), sha256);
}

/**
 * Keeps a document's bytes under their hash. Whole or not at all: they are written beside their place and moved in;
 * an original that is already held is left untouched.
 */
export async function storeOriginal(dataFolder: string, sha256: string, bytes: Uint8Array): Promise<void> {
  const path = pathOf(dataFolder, sha256);
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, bytes, { flush: true });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** The bytes of a document as received, or `undefined` when they are not held or `sha256` is no hash. */
export function readOriginal(dataFolder: string, sha256: string): Uint8Array | undefined {
  if (!SHA256.test(sha256)) return undefined;
  const path = pathOf(dataFolder, sha256);
  return existsSync(path) ? readFileSync(path) : undefined;
}
