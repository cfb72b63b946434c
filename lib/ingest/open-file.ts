import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { hashOf } from "../documents/hash.ts";
import { LARGEST_BINARY } from "../documents/limits.ts";
import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";

/** A file that could be opened. */
export interface OpenedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 10) / 10;

function describeFailure(path: string, error: unknown): Finding {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return { code: "file-not-found", parameters: { file: path } };
  return { code: "file-unreadable", parameters: { file: path, reason: code || message } };
}

/** Why a folder stands where a file is wanted: it could not be listed, or was given where only files are read. */
function describeFolder(path: string): Finding {
  try {
    readdirSync(path);
    return { code: "file-unreadable", parameters: { file: path, reason: "EISDIR" } };
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    return { code: "folder-unreadable", parameters: { folder: path, reason: code || message } };
  }
}

/** What has no end or no size: pipes, devices. */
const noFile = (path: string): Finding => ({
  code: "file-unreadable",
  parameters: { file: path, reason: "EINVAL" },
});

function isSame(before: Stats, after: Stats | undefined): boolean {
  return (
    after !== undefined &&
    before.ino === after.ino &&
    before.size === after.size &&
    before.mtimeMs === after.mtimeMs
  );
}

function read(path: string): OpenedFile | Finding {
  const before = statSync(path);
  if (before.isDirectory()) return describeFolder(path);
  if (!before.isFile()) return noFile(path);
  if (before.size > LARGEST_BINARY) {
    const parameters = { size: megabytes(before.size), limit: megabytes(LARGEST_BINARY) };
    return { code: "file-too-large", parameters };
  }
  const bytes = readFileSync(path);
  const after = statSync(path, { throwIfNoEntry: false });
  if (!isSame(before, after) || bytes.length !== before.size)
    return { code: "file-changed", parameters: { file: path } };
  return { path, bytes, sha256: hashOf(bytes) };
}

/**
 * The bytes of a file, refused by its size before they are loaded. Never throws. Waits for the disk: for small files,
 * which are most, that takes a third of the time that handing them to another thread would.
 */
export function openFile(path: string): Outcome<OpenedFile | null> {
  try {
    const opened = read(path);
    return "code" in opened ? { value: null, findings: [opened] } : { value: opened, findings: [] };
  } catch (error) {
    return { value: null, findings: [describeFailure(path, error)] };
  }
}
