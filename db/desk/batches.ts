import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { BatchState, FileState } from "../../lib/desk/states.ts";
import type { Database, Writer } from "../client.ts";
import { batches, batchFiles, drafts, users } from "../desk-schema.ts";
import { listBatchFolders, removeBatchFolder } from "./folder.ts";
import { worksFor } from "./remits.ts";
import type { SessionUser } from "./sessions.ts";

/** Files handed in together. */

export interface BatchView {
  readonly key: number;
  readonly name: string;
  readonly openedBy: string;
  readonly openedByKey: number;
  readonly openedAt: string;
  readonly state: BatchState;
  readonly endedAt: string | null;
}

const VIEW = {
  key: batches.key,
  name: batches.name,
  openedBy: users.name,
  openedByKey: batches.openedBy,
  openedAt: batches.openedAt,
  state: batches.state,
  endedAt: batches.endedAt,
};

export function openBatch(db: Writer, name: string, user: number, at: string): number {
  const batch = { name, openedBy: user, openedAt: at };
  return db.insert(batches).values(batch).returning({ key: batches.key }).get().key;
}

/** Whoever opened a batch, or works everywhere, handles it as a whole. */
export const handles = (user: SessionUser, { openedByKey }: BatchView): boolean =>
  user.remit.everywhere || user.key === openedByKey;

/** Whether a batch holds anything of the agencies somebody works for. */
function isSeen(db: Writer, user: SessionUser, batch: BatchView): boolean {
  if (handles(user, batch)) return true;
  return db
    .selectDistinct({ agency: drafts.agency })
    .from(drafts)
    .innerJoin(batchFiles, eq(batchFiles.key, drafts.file))
    .where(eq(batchFiles.batch, batch.key))
    .all()
    .some(({ agency }) => worksFor(db, user.remit, agency));
}

const query = (db: Writer) => db.select(VIEW).from(batches).innerJoin(users, eq(users.key, batches.openedBy));

/** A batch, for those who may see anything of it. */
export function findBatch(db: Writer, key: number, user: SessionUser): BatchView | undefined {
  const batch = query(db).where(eq(batches.key, key)).get();
  return batch !== undefined && isSeen(db, user, batch) ? batch : undefined;
}

export type Counts = Readonly<Record<FileState | "doubts", number>>;

/** How many files of a batch are in which state, and how many reports wait to be told whose they are. */
export function countFiles(db: Writer, batch: number): Counts {
  const counts: Record<FileState | "doubts", number> = {
    ...{ receiving: 0, waiting: 0, reading: 0, read: 0, archive: 0, twice: 0, failed: 0, doubts: 0 },
  };
  const rows = db
    .select({ state: batchFiles.state, n: count() })
    .from(batchFiles)
    .where(eq(batchFiles.batch, batch))
    .groupBy(batchFiles.state)
    .all();
  for (const { state, n } of rows) counts[state] = n;
  const open = and(eq(batchFiles.batch, batch), eq(drafts.isDoubtful, true), eq(drafts.isLeftOut, false));
  counts.doubts =
    db
      .select({ n: count() })
      .from(drafts)
      .innerJoin(batchFiles, eq(batchFiles.key, drafts.file))
      .where(open)
      .get()?.n ?? 0;
  return counts;
}

/** The newest first. */
export function listBatches(db: Database, user: SessionUser): (BatchView & { readonly counts: Counts })[] {
  return query(db)
    .orderBy(desc(batches.key))
    .all()
    .filter((batch) => isSeen(db, user, batch))
    .map((batch) => ({ ...batch, counts: countFiles(db, batch.key) }));
}

/** Takes a batch back: its reports are gone, what was handed in stays on record. Answers whether it was open. */
export function withdrawBatch(db: Writer, key: number, at: string): boolean {
  const { changes } = db
    .update(batches)
    .set({ state: "withdrawn", endedAt: at })
    .where(and(eq(batches.key, key), eq(batches.state, "open")))
    .run();
  if (changes > 0) clearBatch(db, key);
  return changes > 0;
}

/** Drops what a batch that has ended holds of its files, but their names and what became of them. */
export function clearBatch(db: Writer, key: number): void {
  const files = db.select({ key: batchFiles.key }).from(batchFiles).where(eq(batchFiles.batch, key));
  db.update(drafts)
    .set({ reading: Buffer.alloc(0) })
    .where(inArray(drafts.file, files))
    .run();
  db.update(batchFiles).set({ stored: null, packed: sql`NULL` }).where(eq(batchFiles.batch, key)).run();
}

/** Removes bytes that a process left behind when it ended between ending a batch and removing them. */
export async function sweepFolders(db: Database, dataFolder: string): Promise<void> {
  for (const key of await listBatchFolders(dataFolder)) {
    const batch = db.select({ state: batches.state }).from(batches).where(eq(batches.key, key)).get();
    if (batch?.state !== "open") await removeBatchFolder(dataFolder, key);
  }
}
