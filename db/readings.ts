import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Document } from "../lib/model.ts";

/**
 * What was read of a document, beside its bytes: paragraphs and tables as they stand in it, with every cell's place.
 * Pages show an original by it without parsing the file again; it can always be made anew from the bytes.
 */

const SHA256 = /^[0-9a-f]{64}$/;

function pathOf(dataFolder: string, sha256: string): string {
  if (!SHA256.test(sha256)) throw new Error(`Not a SHA-256 in lower-case hexadecimal: ${sha256}`);
  return join(/*turbopackIgnore: true*/ dataFolder, "readings", sha256.slice(0, 2), `${sha256}.json.gz`);
}

/** What was read of a document, as it is kept. */
export function packReading(document: Document): Uint8Array {
  return gzipSync(JSON.stringify(document));
}

/** Keeps what was read of a document; a newer reading takes the place of an older one. Whole or not at all. */
export async function storeReading(dataFolder: string, sha256: string, packed: Uint8Array): Promise<void> {
  const path = pathOf(dataFolder, sha256);
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, packed);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** What was read of a document, or `undefined` when it is not held. */
export function readReading(dataFolder: string, sha256: string): Document | undefined {
  if (!SHA256.test(sha256)) return undefined;
  const path = pathOf(dataFolder, sha256);
  if (!existsSync(path)) return undefined;
  return JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as Document;
}
