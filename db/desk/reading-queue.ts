import { deserialize, serialize } from "node:v8";
import { gunzipSync, gzipSync } from "node:zlib";
import { and, asc, eq, inArray, lt, or } from "drizzle-orm";
import type { FileState } from "../../lib/desk/states.ts";
import type { Finding, Scope, Vote } from "../../lib/model.ts";
import type { ReportExtract } from "../../lib/report.ts";
import type { Database, Writer } from "../client.ts";
import { batches, batchFiles, drafts } from "../desk-schema.ts";

/** Files that wait to be read, and what was read of them. The reading itself is lib/ingest's. */

export interface WaitingFile {
  readonly key: number;
  readonly batch: number;
  readonly path: string;
  readonly stored: string;
  readonly sha256: string;
}

/** One report of a file, held against the registry. */
export interface NewDraft {
  readonly report: ReportExtract;
  readonly findings: readonly Finding[];
  /** Set where nobody can tell whose it is. */
  readonly doubt?: { readonly candidates: readonly string[]; readonly evidence: readonly Vote[] } | undefined;
  readonly isStrange: boolean;
  readonly cells: { readonly read: number; readonly expected: number };
}

export interface FileOutcome {
  readonly state: FileState;
  readonly findings: readonly Finding[];
  readonly readAt: string;
  readonly reader: string;
  readonly packed?: Uint8Array | undefined;
  readonly drafts: readonly NewDraft[];
}

function packReport(report: ReportExtract, findings: readonly Finding[]): Buffer {
  return gzipSync(serialize({ report, findings }));
}

export function unpackReport(packed: Buffer): {
  readonly report: ReportExtract;
  readonly findings: readonly Finding[];
} {
  return deserialize(gunzipSync(packed));
}

/**
 * What a process that was killed left behind: files that were being read wait again, uploads that had begun did not
 * come whole.
 */
export function takeUpAgain(db: Database): void {
  db.transaction(
    () => {
      const halfway = db
        .select({ key: batchFiles.key })
        .from(batchFiles)
        .where(eq(batchFiles.state, "reading"))
        .all()
        .map(({ key }) => key);
      dropMembers(db, halfway);
      db.update(batchFiles).set({ state: "waiting" }).where(inArray(batchFiles.key, halfway)).run();
      const findings: Finding[] = [{ code: "upload-incomplete", parameters: {} }];
      db.update(batchFiles).set({ state: "failed", findings }).where(eq(batchFiles.state, "receiving")).run();
    },
    { behavior: "immediate" },
  );
}

function dropMembers(db: Writer, archives: readonly number[]): void {
  const members = db
    .select({ key: batchFiles.key })
    .from(batchFiles)
    .where(inArray(batchFiles.archive, [...archives]));
  db.delete(drafts).where(inArray(drafts.file, members)).run();
  db.delete(batchFiles)
    .where(inArray(batchFiles.archive, [...archives]))
    .run();
}

/** The next file to be read, which nobody else takes from now on. */
export function claimWaiting(db: Database): WaitingFile | undefined {
  return db.transaction(
    () => {
      const file = db
        .select({
          key: batchFiles.key,
          batch: batchFiles.batch,
          path: batchFiles.path,
          stored: batchFiles.stored,
          sha256: batchFiles.sha256,
        })
        .from(batchFiles)
        .innerJoin(batches, eq(batches.key, batchFiles.batch))
        .where(and(eq(batchFiles.state, "waiting"), eq(batches.state, "open")))
        .orderBy(asc(batchFiles.key))
        .limit(1)
        .get();
      if (file === undefined) return undefined;
      const { stored, sha256 } = file;
      if (stored === null || sha256 === null) throw new Error(`File ${file.key} waits without bytes`);
      db.update(batchFiles).set({ state: "reading" }).where(eq(batchFiles.key, file.key)).run();
      return { ...file, stored, sha256 };
    },
    { behavior: "immediate" },
  );
}

/** The path of a file of the batch with the same bytes, that came before. */
export function findSameBytes(db: Writer, { batch, key, sha256 }: Omit<WaitingFile, "stored" | "path">) {
  const same = and(eq(batchFiles.batch, batch), eq(batchFiles.sha256, sha256), lt(batchFiles.key, key));
  const isRead = or(eq(batchFiles.state, "read"), eq(batchFiles.state, "reading"));
  return db.select({ path: batchFiles.path }).from(batchFiles).where(and(same, isRead)).limit(1).get()?.path;
}

/** Enters a member of an archive that is being read; nothing when its batch has ended meanwhile. */
export function enterMember(
  db: Database,
  archive: WaitingFile,
  member: {
    readonly path: string;
    readonly stored: string | null;
    readonly sha256: string | null;
    readonly bytes: number | null;
  },
  outcome: FileOutcome,
): void {
  db.transaction(
    () => {
      if (!isOpen(db, archive.batch)) return;
      const { key } = db
        .insert(batchFiles)
        .values({
          ...{ batch: archive.batch, archive: archive.key, receivedAt: outcome.readAt },
          ...{ ...member, state: "reading" },
        })
        .returning({ key: batchFiles.key })
        .get();
      settle(db, key, outcome);
    },
    { behavior: "immediate" },
  );
}

/** Enters what was read of a file, all of it or nothing; nothing when its batch has ended meanwhile. */
export function settleFile(db: Database, { key, batch }: WaitingFile, outcome: FileOutcome): void {
  db.transaction(
    () => {
      if (isOpen(db, batch)) settle(db, key, outcome);
    },
    { behavior: "immediate" },
  );
}

function isOpen(db: Writer, batch: number): boolean {
  return (
    db.select({ state: batches.state }).from(batches).where(eq(batches.key, batch)).get()?.state === "open"
  );
}

function settle(db: Writer, key: number, { drafts: read, packed, ...outcome }: FileOutcome): void {
  db.update(batchFiles)
    .set({ ...outcome, packed: packed === undefined ? null : Buffer.from(packed) })
    .where(eq(batchFiles.key, key))
    .run();
  for (const [number, { report, findings, doubt, isStrange, cells }] of read.entries()) {
    const { agency, year, scope, evidence } = report.identity;
    const asked: { agency: string | null; year: number | null; scope: Scope | null } = {
      agency: doubt === undefined ? (agency?.id ?? null) : null,
      year,
      scope,
    };
    db.insert(drafts)
      .values({
        ...{ file: key, number, reading: packReport(report, findings), ...asked, findings, isStrange },
        agencyName: agency?.name ?? null,
        candidates: doubt?.candidates ?? [],
        evidence: [...evidence, ...(doubt?.evidence ?? [])],
        ...{ cellsRead: cells.read, cellsExpected: cells.expected },
        isDoubtful: doubt !== undefined || agency === null || year === null || scope === null,
      })
      .run();
  }
}
