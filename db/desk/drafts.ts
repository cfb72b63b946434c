import { and, asc, count, eq, exists, ne, type SQL, sql } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { Relation } from "../../lib/desk/states.ts";
import type { Finding, Scope } from "../../lib/model.ts";
import { compareWithHeld } from "../beside.ts";
import type { Database, Writer } from "../client.ts";
import { batches, batchFiles, drafts } from "../desk-schema.ts";
import { findNamedAgency } from "../registry/find-agency.ts";
import { agencies, reports, versions } from "../schema.ts";
import { nextVersionNumber } from "../version-number.ts";
import { type BatchView, handles } from "./batches.ts";
import { unpackReport } from "./reading-queue.ts";
import { worksFor } from "./remits.ts";
import type { SessionUser } from "./sessions.ts";

/** What was read of the files of a batch, as it is shown and decided upon before it is published. */

const DRAFT = {
  key: drafts.key,
  file: drafts.file,
  number: drafts.number,
  agency: drafts.agency,
  agencyName: drafts.agencyName,
  year: drafts.year,
  scope: drafts.scope,
  candidates: drafts.candidates,
  evidence: drafts.evidence,
  cellsRead: drafts.cellsRead,
  cellsExpected: drafts.cellsExpected,
  findings: drafts.findings,
  isDoubtful: drafts.isDoubtful,
  isStrange: drafts.isStrange,
  isLeftOut: drafts.isLeftOut,
  decidedBy: drafts.decidedBy,
  decidedAt: drafts.decidedAt,
  revision: drafts.revision,
};

type DraftRow = Omit<typeof drafts.$inferSelect, "reading">;

export interface DraftView extends DraftRow {
  /** What publishing it would do; `null` as long as it is not certain whose it is. */
  readonly relation: Relation | null;
  /** The number its version would have. */
  readonly version: number | null;
  /** Files of open batches that hold a report of the same agency, year and scope. */
  readonly rivals: readonly string[];
  readonly candidateNames: readonly (readonly [id: string, name: string])[];
}

export interface FileView
  extends Omit<typeof batchFiles.$inferSelect, "packed" | "reader" | "stored" | "batch"> {
  readonly drafts: readonly DraftView[];
}

const FILE = {
  key: batchFiles.key,
  archive: batchFiles.archive,
  path: batchFiles.path,
  sha256: batchFiles.sha256,
  bytes: batchFiles.bytes,
  state: batchFiles.state,
  findings: batchFiles.findings,
  receivedAt: batchFiles.receivedAt,
  readAt: batchFiles.readAt,
};

export const FILE_FILTERS = ["all", "doubts", "failed"] as const;
export type FileFilter = (typeof FILE_FILTERS)[number];

function conditionOf(db: Writer, batch: number, filter: FileFilter): SQL | undefined {
  const own = eq(batchFiles.batch, batch);
  if (filter === "failed") return and(own, eq(batchFiles.state, "failed"));
  if (filter === "all") return own;
  const open = and(eq(drafts.file, batchFiles.key), eq(drafts.isDoubtful, true), eq(drafts.isLeftOut, false));
  return and(own, exists(db.select({ one: sql`1` }).from(drafts).where(open)));
}

/** The files of a batch with what was read of them, as far as somebody works for their agencies. */
export function listFiles(
  db: Database,
  user: SessionUser,
  batch: BatchView,
  { filter, size, page }: { readonly filter: FileFilter; readonly size: number; readonly page: number },
): { readonly files: readonly FileView[]; readonly total: number } {
  const where = conditionOf(db, batch.key, filter);
  const total = db.select({ n: count() }).from(batchFiles).where(where).get()?.n ?? 0;
  const rows = db
    .select(FILE)
    .from(batchFiles)
    .where(where)
    .orderBy(asc(batchFiles.key))
    .limit(size)
    .offset((page - 1) * size)
    .all();
  const whole = handles(user, batch);
  const files = rows.map((file) => ({
    ...file,
    drafts: db
      .select(DRAFT)
      .from(drafts)
      .where(eq(drafts.file, file.key))
      .orderBy(asc(drafts.number))
      .all()
      .filter(({ agency }) => whole || worksFor(db, user.remit, agency))
      .map((draft) => viewDraft(db, draft, file.sha256)),
  }));
  return { files: whole ? files : files.filter((file) => file.drafts.length > 0), total };
}

function viewDraft(db: Writer, draft: DraftRow, sha256: string | null): DraftView {
  const names = draft.candidates.map((id) => {
    const known = db.select({ name: agencies.nameZh }).from(agencies).where(eq(agencies.id, id)).get();
    return [id, known?.name ?? id] as const;
  });
  const { remarks = [], ...relation } = relate(db, draft, sha256);
  const findings = [...draft.findings, ...remarks];
  return { ...draft, ...relation, findings, rivals: listRivals(db, draft), candidateNames: names };
}

/** What publishing a draft would do to what is published now. */
function relate(
  db: Writer,
  draft: DraftRow,
  sha256: string | null,
): Pick<DraftView, "relation" | "version"> & { readonly remarks?: readonly Finding[] } {
  const { agency, year, scope, isDoubtful } = draft;
  if (isDoubtful || year === null || scope === null) return { relation: null, version: null };
  if (agency === null) return { relation: "new", version: 1 };
  const held = db
    .select({ number: versions.number, document: versions.document, current: reports.current })
    .from(versions)
    .innerJoin(reports, eq(reports.key, versions.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(and(eq(agencies.id, agency), eq(reports.year, year), eq(reports.scope, scope)))
    .all();
  const version = nextVersionNumber(db, { agency, year, scope });
  if (held.length === 0) return { relation: "new", version };
  const same = held.find(({ document }) => document === sha256);
  if (same !== undefined) return { relation: "held", version: same.number };
  const current = held[0]?.current ?? null;
  const remarks = current === null ? undefined : compareDraft(db, draft, current);
  return {
    relation: remarks === undefined ? "next-version" : "beside",
    version,
    ...(remarks && { remarks }),
  };
}

/** What publishing a draft would say of it and the version that is shown, where it is the row of a collected table. */
function compareDraft(db: Writer, draft: DraftRow, current: number): Finding[] | undefined {
  const { key, agency: id, agencyName, year, scope } = draft;
  const row = db.select({ reading: drafts.reading }).from(drafts).where(eq(drafts.key, key)).get();
  // A batch that has ended keeps no readings.
  if (row === undefined || row.reading.length === 0) return undefined;
  const { report } = unpackReport(row.reading);
  const agency = { id, name: agencyName ?? "" };
  const identity = { ...report.identity, agency, year, scope };
  return compareWithHeld(db, { ...report, identity }, current);
}

function listRivals(db: Writer, { key, agency, year, scope }: DraftRow): string[] {
  if (agency === null || year === null || scope === null) return [];
  const same = and(eq(drafts.agency, agency), eq(drafts.year, year), eq(drafts.scope, scope));
  return db
    .select({ path: batchFiles.path })
    .from(drafts)
    .innerJoin(batchFiles, eq(batchFiles.key, drafts.file))
    .innerJoin(batches, eq(batches.key, batchFiles.batch))
    .where(and(same, ne(drafts.key, key), eq(drafts.isLeftOut, false), eq(batches.state, "open")))
    .all()
    .map(({ path }) => path);
}

export interface Decision {
  readonly draft: number;
  /** Id, or a name that only one agency bears. */
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
  /** The state that was decided upon. */
  readonly revision: number;
  readonly by: string;
  readonly at: string;
}

export type Decided = "decided" | "no-draft" | "not-yours" | "agency-unknown" | "changed-meanwhile";

/** A draft of a batch that is open, for somebody who may decide about it. */
function findOpen(
  db: Writer,
  user: SessionUser,
  batch: BatchView,
  { draft, revision }: { readonly draft: number; readonly revision: number },
): DraftRow | Exclude<Decided, "decided" | "agency-unknown"> {
  const row = db
    .select(DRAFT)
    .from(drafts)
    .innerJoin(batchFiles, eq(batchFiles.key, drafts.file))
    .where(and(eq(drafts.key, draft), eq(batchFiles.batch, batch.key)))
    .get();
  if (row === undefined || batch.state !== "open") return "no-draft";
  if (!handles(user, batch) && !worksFor(db, user.remit, row.agency)) return "not-yours";
  return row.revision === revision ? row : "changed-meanwhile";
}

/** Says whose report a draft is. Nothing is overwritten that the one who decides has not seen. */
export function decideDraft(
  db: Writer,
  catalog: Catalog,
  user: SessionUser,
  batch: BatchView,
  decision: Decision,
): Decided {
  const found = findOpen(db, user, batch, decision);
  if (typeof found === "string") return found;
  const { year, scope, by, at } = decision;
  const agency = findNamedAgency(db, catalog, decision.agency);
  if (agency === undefined) return "agency-unknown";
  if (!worksFor(db, user.remit, agency.id)) return "not-yours";
  db.update(drafts)
    .set({
      ...{ agency: agency.id, agencyName: agency.name, year, scope, isDoubtful: false },
      ...{ decidedBy: by, decidedAt: at, revision: found.revision + 1 },
    })
    .where(eq(drafts.key, found.key))
    .run();
  return "decided";
}

/** Leaves a report out of what is published, or takes it in again. */
export function leaveOut(
  db: Writer,
  user: SessionUser,
  batch: BatchView,
  choice: Pick<Decision, "draft" | "revision" | "by" | "at"> & { readonly isLeftOut: boolean },
): Exclude<Decided, "agency-unknown"> {
  const found = findOpen(db, user, batch, choice);
  if (typeof found === "string") return found;
  const { isLeftOut, by, at } = choice;
  db.update(drafts)
    .set({ isLeftOut, decidedBy: by, decidedAt: at, revision: found.revision + 1 })
    .where(eq(drafts.key, found.key))
    .run();
  return "decided";
}
