import { and, asc, eq, gt, like, or, type SQL } from "drizzle-orm";
import type { Fact, Scope } from "../../lib/model.ts";
import type { FiledFinding, ReportSummary, StoredFinding } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { listFacts } from "../fact-rows.ts";
import { agencies, documents, findings, reports, versions } from "../schema.ts";
import { findingColumns, listFindings, toFinding } from "./findings.ts";
import { regionPrefix } from "./quality.ts";
import { selectVersions } from "./reports.ts";

/**
 * The reports held from one end to the other, part by part: by agency, year and scope, so that a reader who comes back
 * for the next part misses none and meets none twice, whatever was stored in between.
 */

export interface ReportScan {
  readonly agency?: string;
  readonly year?: number;
  readonly scope?: Scope;
  /** Code of a region; what lies in it counts. */
  readonly region?: string;
}

/** Where in the order a report stands. */
export interface ReportPlace {
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
}

export interface HeldReport {
  readonly summary: ReportSummary;
  readonly facts: readonly Fact[];
  readonly findings: readonly StoredFinding[];
}

function asked({ agency, year, scope, region }: ReportScan): SQL | undefined {
  return and(
    agency === undefined ? undefined : eq(agencies.id, agency),
    year === undefined ? undefined : eq(reports.year, year),
    scope === undefined ? undefined : eq(reports.scope, scope),
    region === undefined ? undefined : like(agencies.region, `${regionPrefix(region)}%`),
  );
}

function behind({ agency, year, scope }: ReportPlace, { including }: { readonly including: boolean }) {
  const later = or(gt(reports.year, year), and(eq(reports.year, year), gt(reports.scope, scope)));
  const same = and(eq(reports.year, year), eq(reports.scope, scope));
  return or(gt(agencies.id, agency), and(eq(agencies.id, agency), including ? or(later, same) : later));
}

interface Part {
  readonly after?: ReportPlace | undefined;
  /** The report at `after` is part of the answer. */
  readonly including?: boolean;
  readonly limit: number;
}

function selectPart(db: Database, scan: ReportScan, { after, including = false, limit }: Part) {
  return selectVersions(
    db,
    and(
      eq(reports.current, versions.key),
      asked(scan),
      after === undefined ? undefined : behind(after, { including }),
    ),
    { order: [asc(agencies.id), asc(reports.year), asc(reports.scope)], limit },
  );
}

/** At most `limit` reports behind `after`, each in its current version. */
export async function scanReports(db: Database, scan: ReportScan, part: Part): Promise<ReportSummary[]> {
  return selectPart(db, scan, part).map(({ summary }) => summary);
}

/** The same with every figure and finding. */
export async function scanHeldReports(db: Database, scan: ReportScan, part: Part): Promise<HeldReport[]> {
  return selectPart(db, scan, part).map(({ key, summary }) => ({
    summary,
    facts: listFacts(db, key),
    findings: listFindings(db, key),
  }));
}

export interface FindingScan extends ReportScan {
  readonly code?: string;
  readonly check?: string;
  readonly severity?: StoredFinding["severity"];
}

/** At most `limit` findings of the reports shown, in the order in which they were made. */
export async function scanFindings(
  db: Database,
  { code, check, severity, ...scan }: FindingScan,
  { after, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<FiledFinding[]> {
  return db
    .select({
      key: findings.key,
      agency: agencies.id,
      year: reports.year,
      scope: reports.scope,
      version: versions.number,
      document: versions.document,
      fileName: documents.fileName,
      finding: findingColumns,
    })
    .from(findings)
    .innerJoin(versions, eq(versions.key, findings.version))
    .innerJoin(reports, and(eq(reports.key, versions.report), eq(reports.current, versions.key)))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .innerJoin(documents, eq(documents.sha256, versions.document))
    .where(
      and(
        after === undefined ? undefined : gt(findings.key, after),
        code === undefined ? undefined : eq(findings.code, code),
        check === undefined ? undefined : eq(findings.check, check),
        severity === undefined ? undefined : eq(findings.severity, severity),
        asked(scan),
      ),
    )
    .orderBy(asc(findings.key))
    .limit(limit)
    .all()
    .map(({ finding, ...row }) => ({ ...row, finding: toFinding(finding) }));
}
