import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { and, count, eq, isNull } from "drizzle-orm";
import { LARGEST_UPLOAD, MOST_UPLOADS } from "../../lib/desk/limits.ts";
import type { Finding } from "../../lib/model.ts";
import type { Database } from "../client.ts";
import { batches, batchFiles } from "../desk-schema.ts";
import { pathInBatch, tidyPath } from "./folder.ts";

/**
 * Files on their way in. A row says so before the first byte is written: what becomes of the upload, it stays, and a
 * process that is killed leaves a file that says it did not come whole.
 */

export interface Upload {
  readonly batch: number;
  /** Folders and name, as the browser gives them. */
  readonly path: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly at: string;
}

export interface Received {
  readonly path: string;
  readonly state: "waiting" | "failed";
  readonly findings: readonly Finding[];
  readonly sha256: string | null;
}

export type CannotReceive = "batch-closed" | "batch-full" | "no-name";

class Refused extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** The disk is full, or the account may use no more of it. */
const NO_SPACE = new Set(["ENOSPC", "EDQUOT"]);

function findingOf(error: unknown): Finding {
  if (error instanceof Refused) return error.finding;
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && NO_SPACE.has(code)) return { code: "upload-no-space", parameters: {} };
  return { code: "upload-incomplete", parameters: {} };
}

async function writeBody(
  file: FileHandle,
  body: AsyncIterable<Uint8Array>,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > LARGEST_UPLOAD) {
      const parameters = { size: megabytes(bytes), limit: megabytes(LARGEST_UPLOAD) };
      throw new Refused({ code: "file-too-large", parameters });
    }
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  await file.sync();
  return { sha256: hash.digest("hex"), bytes };
}

/** Takes a file into an open batch, where it waits to be read. `body` is used up in any case but a refusal. */
export async function receiveFile(
  db: Database,
  dataFolder: string,
  { batch, path: given, body, at }: Upload,
): Promise<Received | CannotReceive> {
  const path = tidyPath(given);
  if (path === "") return "no-name";
  const held = db.select({ state: batches.state }).from(batches).where(eq(batches.key, batch)).get();
  if (held?.state !== "open") return "batch-closed";
  const own = and(eq(batchFiles.batch, batch), isNull(batchFiles.archive));
  const received = db.select({ n: count() }).from(batchFiles).where(own).get()?.n ?? 0;
  if (received >= MOST_UPLOADS) return "batch-full";
  const { key } = db
    .insert(batchFiles)
    .values({ batch, path, state: "receiving", receivedAt: at })
    .returning({ key: batchFiles.key })
    .get();
  const stored = `${key}/${path}`;
  const place = pathInBatch(dataFolder, batch, stored);
  const settle = (change: Partial<typeof batchFiles.$inferInsert>) =>
    db.update(batchFiles).set(change).where(eq(batchFiles.key, key)).run();
  try {
    await mkdir(dirname(place), { recursive: true });
    const file = await open(place, "wx");
    const written = await writeBody(file, body).finally(() => file.close());
    settle({ ...written, stored, state: "waiting" });
    return { path, state: "waiting", findings: [], sha256: written.sha256 };
  } catch (error) {
    const findings = [findingOf(error)];
    settle({ state: "failed", findings });
    await rm(place, { force: true });
    return { path, state: "failed", findings, sha256: null };
  }
}
