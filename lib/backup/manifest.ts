import { z } from "zod";
import { BackupError } from "./backup-error.ts";

/** The last file of a backup: what is in it. An archive without it is not whole. */

export const MANIFEST = "manifest.json";
export const DATABASE = "gongkai.sqlite";
const FORMAT = "gongkai-backup";
export const FORMAT_VERSION = 1;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  /** ISO 8601. */
  madeAt: z.iso.datetime(),
  /** Of the database: migrations applied, and when the newest of them was made. */
  schema: z.strictObject({ applied: z.int().positive(), newest: z.int().positive() }),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int().nonnegative(), sha256: Sha256 })),
});
export type Manifest = z.infer<typeof Manifest>;

export function printManifest(given: Omit<Manifest, "format" | "version">): Buffer {
  const manifest: Manifest = { format: FORMAT, version: FORMAT_VERSION, ...given };
  return Buffer.from(`${JSON.stringify(manifest)}\n`);
}

export function parseManifest(text: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new BackupError("tampered", { path: MANIFEST });
  }
  const head = z.object({ format: z.literal(FORMAT), version: z.int() }).safeParse(json);
  if (head.success && head.data.version > FORMAT_VERSION)
    throw new BackupError("newer-format", { version: head.data.version });
  const parsed = Manifest.safeParse(json);
  if (!parsed.success) throw new BackupError("tampered", { path: MANIFEST });
  return parsed.data;
}

const PART = /^[^\p{Cc}\\/:*?"<>|]+$/u;

/** Whether a path stays within the folder it is unpacked into, on every system. */
export const isSafePath = (path: string): boolean =>
  path.split("/").every((part) => PART.test(part) && part !== "." && part !== "..");
