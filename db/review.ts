import { and, eq, inArray, like } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import type { AwaitingVersion } from "../lib/views.ts";
import { rebuildChecks } from "./check-entry.ts";
import type { Database, Writer } from "./client.ts";
import { raiseRelease } from "./release.ts";
import { agencies, documents, reports, versions } from "./schema.ts";
import { indexAgency } from "./search.ts";
import { rebuildReportTotals } from "./totals.ts";

/**
 * Versions whose figures were recognised in pictures: stored with every cell, shown nowhere until somebody has
 * compared them with the original and says so.
 */

/** Versions that await review, in the order they were read; of documents whose hash begins so, if given. */
export async function listAwaiting(db: Database, hash = ""): Promise<AwaitingVersion[]> {
  return selectAwaiting(db, hash);
}

function selectAwaiting(db: Writer, hash: string): AwaitingVersion[] {
  return db
    .select({
      key: versions.key,
      agency: agencies.id,
      agencyNameZh: agencies.nameZh,
      year: reports.year,
      scope: reports.scope,
      version: versions.number,
      document: versions.document,
      fileName: documents.fileName,
      cellsRead: versions.cellsRead,
      cellsExpected: versions.cellsExpected,
    })
    .from(versions)
    .innerJoin(reports, eq(reports.key, versions.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(documents, eq(documents.sha256, versions.document))
    .where(and(eq(versions.awaitingReview, true), like(versions.document, `${hash}%`)))
    .orderBy(versions.key)
    .all();
}

export interface Acceptance {
  /** Hash of the document, or its first characters. */
  readonly hash: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Accepts what was read of a document: its versions are shown from now on. Answers them; none where nothing awaits. */
export async function acceptReading(
  db: Database,
  catalog: Catalog,
  { hash, by, at }: Acceptance,
): Promise<AwaitingVersion[]> {
  return db.transaction(
    (tx) => {
      const accepted = selectAwaiting(tx, hash);
      if (accepted.length === 0) return [];
      raiseRelease(tx, at);
      const keys = accepted.map(({ key }) => key);
      tx.update(versions)
        .set({ awaitingReview: false, reviewedBy: by, reviewedAt: at })
        .where(inArray(versions.key, keys))
        .run();
      const shown = keys.flatMap((key) => showVersion(tx, catalog, key));
      rebuildChecks(tx, catalog, shown);
      return accepted;
    },
    { behavior: "immediate" },
  );
}

/** Answers the key of the report that now shows the version. */
function showVersion(db: Writer, catalog: Catalog, key: number): number[] {
  const version = db.select({ report: versions.report }).from(versions).where(eq(versions.key, key)).get();
  if (version?.report == null) return [];
  const report = db.select().from(reports).where(eq(reports.key, version.report)).get();
  if (report === undefined) return [];
  db.update(reports).set({ current: key }).where(eq(reports.key, report.key)).run();
  rebuildReportTotals(db, catalog, { ...report, current: key });
  indexAgency(db, report.agency);
  return [report.key];
}
