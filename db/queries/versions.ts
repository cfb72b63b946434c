import { and, desc, eq, isNotNull, lt } from "drizzle-orm";
import type { Fact, Scope } from "../../lib/model.ts";
import type { VersionEntry } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { listFacts } from "../fact-rows.ts";
import { agencies, documents, reports, versions } from "../schema.ts";

export interface ReportAddress {
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
}

const ofReport = ({ agency, year, scope }: ReportAddress) =>
  and(
    eq(agencies.id, agency),
    eq(reports.year, year),
    eq(reports.scope, scope),
    eq(versions.awaitingReview, false),
  );

/** Every version of a report that may be shown, newest first, with who read it. */
export async function listVersions(db: Database, address: ReportAddress): Promise<VersionEntry[]> {
  return db
    .select({
      number: versions.number,
      document: versions.document,
      fileName: documents.fileName,
      format: documents.format,
      bytes: documents.bytes,
      receivedAt: documents.receivedAt,
      published: versions.published,
      readAt: versions.readAt,
      reader: versions.reader,
      reviewedBy: versions.reviewedBy,
      reviewedAt: versions.reviewedAt,
      cellsRead: versions.cellsRead,
      cellsExpected: versions.cellsExpected,
      current: reports.current,
      key: versions.key,
    })
    .from(versions)
    .innerJoin(reports, eq(reports.key, versions.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(documents, eq(documents.sha256, versions.document))
    .where(ofReport(address))
    .orderBy(desc(versions.number))
    .all()
    .map(({ key, current, ...version }) => ({ ...version, isShown: key === current }));
}

/** The facts of one version, or `undefined` where there is no such version to be shown. */
export async function getVersionFacts(
  db: Database,
  address: ReportAddress,
  number: number,
): Promise<Fact[] | undefined> {
  const version = db
    .select({ key: versions.key })
    .from(versions)
    .innerJoin(reports, eq(reports.key, versions.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(and(ofReport(address), eq(versions.number, number)))
    .get();
  return version && listFacts(db, version.key);
}

/** Documents of the reports shown of earlier years, of the same agency and scope, newest first. */
export async function listEarlierDocuments(
  db: Database,
  { agency, year, scope }: ReportAddress,
): Promise<{ readonly year: number; readonly document: string; readonly fileName: string }[]> {
  return db
    .select({ year: reports.year, document: versions.document, fileName: documents.fileName })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(versions, eq(versions.key, reports.current))
    .innerJoin(documents, eq(documents.sha256, versions.document))
    .where(
      and(
        eq(agencies.id, agency),
        eq(reports.scope, scope),
        lt(reports.year, year),
        isNotNull(reports.current),
      ),
    )
    .orderBy(desc(reports.year))
    .all();
}
