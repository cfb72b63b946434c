import { and, asc, eq, gt, lte, type SQL, sql } from "drizzle-orm";
import type { FiledFinding, StoredFinding } from "../../lib/views.ts";
import { explanations } from "../check-schema.ts";
import type { Database } from "../client.ts";
import { agencies, documents, findings, reports, versions } from "../schema.ts";
import { findingColumns, toFinding } from "./findings.ts";
import { noteColumns, noted } from "./quality.ts";
import { asked, type ReportScan } from "./report-scan.ts";

/** The findings of the reports shown from one end to the other, part by part, in the order in which they were made. */

export interface FindingScan extends ReportScan {
  readonly code?: string | undefined;
  readonly check?: string | undefined;
  readonly severity?: StoredFinding["severity"] | undefined;
}

export interface FindingPart {
  readonly findings: readonly FiledFinding[];
  /** Key of the last finding looked at, where more may follow it. */
  readonly reached: number | null;
}

/** Findings looked at for one part: what is rare must not hold up others. */
const MOST_LOOKED_AT = 20_000;

/** At most `limit` findings behind the key `after`; a part may hold fewer, or none, and still not be the last. */
export async function scanFindings(
  db: Database,
  { code, check, severity, ...scan }: FindingScan,
  { after, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<FindingPart> {
  const own = and(
    after === undefined ? undefined : gt(findings.key, after),
    code === undefined ? undefined : eq(findings.code, code),
    check === undefined ? undefined : eq(findings.check, check),
    severity === undefined ? undefined : eq(findings.severity, severity),
  );
  // The findings of one agency are few, and found by way of its reports.
  const end = scan.agency === undefined ? endOf(db, own) : undefined;
  const found = select(db, and(own, end === undefined ? undefined : lte(findings.key, end), asked(scan)), {
    limit: limit + 1,
    byKey: scan.agency === undefined,
  });
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { findings: found.slice(0, limit), reached: last?.key ?? end ?? null };
}

/** Key of the last finding to look at; `undefined` where all that are left can be. */
function endOf(db: Database, own: SQL | undefined): number | undefined {
  return db
    .select({ key: findings.key })
    .from(findings)
    .where(own)
    .orderBy(asc(findings.key))
    .limit(1)
    .offset(MOST_LOOKED_AT)
    .get()?.key;
}

function select(
  db: Database,
  condition: SQL | undefined,
  { limit, byKey }: { readonly limit: number; readonly byKey: boolean },
): FiledFinding[] {
  const columns = {
    key: findings.key,
    agency: agencies.id,
    year: reports.year,
    scope: reports.scope,
    version: versions.number,
    document: versions.document,
    fileName: documents.fileName,
    finding: findingColumns,
    explanation: noteColumns,
  };
  const joined = and(
    eq(versions.key, findings.version),
    eq(reports.key, versions.report),
    eq(reports.current, versions.key),
    eq(agencies.key, reports.agency),
    eq(documents.sha256, versions.document),
    condition,
  );
  const from = db.select(columns).from(findings);
  // A cross join keeps SQLite to walking the findings.
  const tables = byKey
    ? from.crossJoin(versions).crossJoin(reports).crossJoin(agencies).crossJoin(documents)
    : from
        .innerJoin(versions, ALWAYS)
        .innerJoin(reports, ALWAYS)
        .innerJoin(agencies, ALWAYS)
        .innerJoin(documents, ALWAYS);
  return tables
    .leftJoin(explanations, noted)
    .where(joined)
    .orderBy(asc(findings.key))
    .limit(limit)
    .all()
    .map(({ finding, ...row }) => ({ ...row, finding: toFinding(finding) }));
}

const ALWAYS = sql`true`;
