import { and, asc, eq, gt, gte, inArray, isNotNull, like, or, type SQL } from "drizzle-orm";
import { regionPrefix } from "../../lib/catalog/regions.ts";
import type { Fact, Scope } from "../../lib/model.ts";
import type { ReportSummary, StoredFinding } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { listFacts } from "../fact-rows.ts";
import { agencies, reports, versions } from "../schema.ts";
import { listFindings } from "./findings.ts";
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

/** Which reports a scan is about. */
export function asked({ agency, year, scope, region }: ReportScan): SQL | undefined {
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
  return and(gte(agencies.id, agency), or(gt(agencies.id, agency), including ? or(later, same) : later));
}

interface Part {
  readonly after?: ReportPlace | undefined;
  /** The report at `after` is part of the answer. */
  readonly including?: boolean;
  readonly limit: number;
}

/** A cross join keeps SQLite to this order: it walks the ids and stops at the limit, whatever else is asked. */
function selectPart(db: Database, scan: ReportScan, { after, including = false, limit }: Part) {
  const keys = db
    .select({ key: reports.key })
    .from(agencies)
    .crossJoin(reports)
    .where(
      and(
        eq(reports.agency, agencies.key),
        isNotNull(reports.current),
        asked(scan),
        after === undefined ? undefined : behind(after, { including }),
      ),
    )
    .orderBy(...IN_ORDER)
    .limit(limit)
    .all()
    .map(({ key }) => key);
  const shown = and(inArray(reports.key, keys), eq(reports.current, versions.key));
  return selectVersions(db, shown, { order: IN_ORDER });
}

const IN_ORDER = [asc(agencies.id), asc(reports.year), asc(reports.scope)];

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

/** The same with every finding. */
export async function scanReportFindings(
  db: Database,
  scan: ReportScan,
  part: Part,
): Promise<Omit<HeldReport, "facts">[]> {
  return selectPart(db, scan, part).map(({ key, summary }) => ({ summary, findings: listFindings(db, key) }));
}
