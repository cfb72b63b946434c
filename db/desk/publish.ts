import { and, asc, count, eq, max, or } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { Vote } from "../../lib/model.ts";
import { type Database, openExisting, type Writer } from "../client.ts";
import { batches, batchFiles, drafts } from "../desk-schema.ts";
import { noteName } from "../handed-in.ts";
import { storeOriginal } from "../originals.ts";
import { storeReading } from "../readings.ts";
import { raiseRelease } from "../release.ts";
import { releaseChanges, releases } from "../releases-schema.ts";
import { release } from "../schema.ts";
import { isAwaitingReview, type StoreInput, storeReports } from "../store.ts";
import { record } from "./audit.ts";
import { type BatchView, clearBatch } from "./batches.ts";
import { readInBatch, removeBatchFolder } from "./folder.ts";
import { unpackReport } from "./reading-queue.ts";
import { worksFor } from "./remits.ts";
import type { SessionUser } from "./sessions.ts";
import { enterVerdicts, fingerprintChecks, watchVerdicts } from "./verdict-changes.ts";

/**
 * Publishing a batch: its originals are laid beside those that are published, then one transaction stores every report,
 * makes the release and ends the batch. A process that ends before the commit has published nothing, and the batch is
 * as it was; one that ends after it has published all.
 */

export interface Publication {
  readonly title: string;
  readonly notes: string;
  readonly by: SessionUser;
  readonly address: string;
  /** ISO 8601. */
  readonly at: string;
}

export type CannotPublish =
  | "batch-closed"
  | "still-reading"
  | "doubts-open"
  | "strange-reports"
  | "nothing-to-publish"
  | "outside-remit"
  | "bytes-lost";

export type Published = { readonly release: number } | CannotPublish;

const DRAFT = {
  key: drafts.key,
  reading: drafts.reading,
  agency: drafts.agency,
  agencyName: drafts.agencyName,
  year: drafts.year,
  scope: drafts.scope,
  decidedBy: drafts.decidedBy,
  isDoubtful: drafts.isDoubtful,
  isStrange: drafts.isStrange,
};

const FILE = {
  key: batchFiles.key,
  path: batchFiles.path,
  stored: batchFiles.stored,
  sha256: batchFiles.sha256,
  bytes: batchFiles.bytes,
  reader: batchFiles.reader,
  packed: batchFiles.packed,
};

function listPublishable(db: Writer, file: number) {
  return db
    .select(DRAFT)
    .from(drafts)
    .where(and(eq(drafts.file, file), eq(drafts.isLeftOut, false)))
    .orderBy(asc(drafts.number))
    .all();
}

function listRead(db: Writer, batch: number) {
  return db
    .select(FILE)
    .from(batchFiles)
    .where(and(eq(batchFiles.batch, batch), eq(batchFiles.state, "read")))
    .orderBy(asc(batchFiles.key))
    .all();
}

/** Why a batch cannot be published as it stands; nothing where it can. */
export function findHindrance(db: Writer, user: SessionUser, batch: number): CannotPublish | undefined {
  const held = db.select({ state: batches.state }).from(batches).where(eq(batches.key, batch)).get();
  if (held?.state !== "open") return "batch-closed";
  const unread = or(
    ...(["receiving", "waiting", "reading"] as const).map((one) => eq(batchFiles.state, one)),
  );
  const waiting = db
    .select({ n: count() })
    .from(batchFiles)
    .where(and(eq(batchFiles.batch, batch), unread))
    .get();
  if ((waiting?.n ?? 0) > 0) return "still-reading";
  const all = db
    .select({ agency: drafts.agency, isDoubtful: drafts.isDoubtful, isStrange: drafts.isStrange })
    .from(drafts)
    .innerJoin(batchFiles, eq(batchFiles.key, drafts.file))
    .where(and(eq(batchFiles.batch, batch), eq(drafts.isLeftOut, false)))
    .all();
  if (all.length === 0) return "nothing-to-publish";
  if (all.some(({ isDoubtful }) => isDoubtful)) return "doubts-open";
  if (all.some(({ isStrange }) => isStrange)) return "strange-reports";
  const agencies = [...new Set(all.map(({ agency }) => agency))];
  return agencies.every((agency) => worksFor(db, user.remit, agency)) ? undefined : "outside-remit";
}

type ReadFile = ReturnType<typeof listRead>[number];
type Publishable = ReturnType<typeof listPublishable>[number];

/** A draft as the store takes it, with what was decided of it among its evidence. */
function inputOf(file: ReadFile, draft: Publishable, at: string): StoreInput {
  const { report, findings } = unpackReport(draft.reading);
  const { agency: id, agencyName, year, scope, decidedBy } = draft;
  const decided = (question: Vote["question"], answer: string | number | null): Vote[] =>
    decidedBy === null || answer === null
      ? []
      : [{ question, source: "catalog", answer: String(answer), weight: 1, words: decidedBy }];
  const evidence = [
    ...report.identity.evidence,
    ...decided("agency", id),
    ...decided("year", year),
    ...decided("scope", scope),
  ];
  const agency = { id, name: agencyName ?? "" };
  return {
    report: { ...report, identity: { ...report.identity, agency, year, scope, evidence } },
    findings,
    fileName: file.path.split("/").at(-1) ?? file.path,
    ...{ bytes: file.bytes ?? 0, readAt: at, reader: file.reader ?? "" },
  };
}

/** Lays the originals of a batch beside those that are published: known by their hash, and shown by no page as yet. */
async function layOriginals(db: Database, dataFolder: string, batch: number): Promise<boolean> {
  for (const file of listRead(db, batch)) {
    const { sha256, stored, packed } = file;
    if (listPublishable(db, file.key).length === 0) continue;
    const bytes = stored === null ? undefined : readInBatch(dataFolder, batch, stored);
    if (sha256 === null || bytes === undefined) return false;
    await storeOriginal(dataFolder, sha256, bytes);
    if (packed !== null) await storeReading(dataFolder, sha256, packed);
  }
  return true;
}

/** Publishes a batch as the next release. On a connection of its own, so that nothing else enters its transaction. */
export async function publishBatch(
  file: string,
  dataFolder: string,
  catalog: Catalog,
  batch: BatchView,
  publication: Publication,
): Promise<Published> {
  const db = openExisting(file);
  try {
    const before = findHindrance(db, publication.by, batch.key);
    if (before !== undefined) return before;
    if (!(await layOriginals(db, dataFolder, batch.key))) return "bytes-lost";
    watchVerdicts(db);
    db.$client.exec("BEGIN IMMEDIATE");
    const hindrance = findHindrance(db, publication.by, batch.key);
    if (hindrance !== undefined) return hindrance;
    const number = await storeRelease(db, catalog, batch, publication);
    db.$client.exec("COMMIT");
    await removeBatchFolder(dataFolder, batch.key);
    return { release: number };
  } finally {
    if (db.$client.inTransaction) db.$client.exec("ROLLBACK");
    db.$client.close();
  }
}

async function storeRelease(
  db: Database,
  catalog: Catalog,
  batch: BatchView,
  publication: Publication,
): Promise<number> {
  const { at } = publication;
  const changes: NewChange[] = [];
  for (const file of listRead(db, batch.key)) {
    const inputs = listPublishable(db, file.key).map((draft) => inputOf(file, draft, at));
    if (inputs.length === 0) continue;
    const results = await storeReports(db, catalog, inputs);
    const { sha256, path } = file;
    noteName(db, catalog, { path: `desk/${batch.key}/${path}`, name: path, sha256, agency: null });
    for (const [position, { change, agency, year, scope, version }] of results.entries())
      changes.push({
        ...{ change, agency, year, scope, version },
        document: sha256 ?? "",
        fileName: path,
        awaitsReview: inputs[position] !== undefined && isAwaitingReview(inputs[position].report),
      });
  }
  raiseRelease(db, at);
  const number = enterRelease(db, catalog, publication, changes, { batch: batch.key });
  db.update(batches).set({ state: "published", endedAt: at }).where(eq(batches.key, batch.key)).run();
  clearBatch(db, batch.key);
  enterVerdicts(db, number);
  return number;
}

export type NewChange = Omit<typeof releaseChanges.$inferInsert, "release" | "position">;

/** Enters the next release with its reports and the checks of today, and the trail of it. Answers its number. */
export function enterRelease(
  db: Writer,
  catalog: Catalog,
  { title, notes, by, address, at }: Publication,
  changes: readonly NewChange[],
  about: Readonly<Record<string, unknown>>,
): number {
  const dataVersion = db.select({ version: release.version }).from(release).get()?.version ?? 0;
  const last =
    db
      .select({ number: max(releases.number) })
      .from(releases)
      .get()?.number ?? 0;
  const number = last + 1;
  const checks = fingerprintChecks(catalog);
  db.insert(releases).values({ number, releasedAt: at, title, notes, dataVersion, checks }).run();
  for (const [position, change] of changes.entries())
    db.insert(releaseChanges)
      .values({ release: number, position, ...change })
      .run();
  const detail = { title, ...about, reports: changes.length };
  record(db, { at, actor: by.name, address, action: "release-made", subject: `release ${number}`, detail });
  return number;
}
