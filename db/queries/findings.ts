import { desc, eq, ne, sql } from "drizzle-orm";
import type { Severity } from "../../lib/model.ts";
import type { CheckDetail, StoredFinding } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { toOrigin } from "../fact-rows.ts";
import { prepareOnce } from "../prepared.ts";
import { agencies, findings, reports, versions } from "../schema.ts";

export type LatestFinding = StoredFinding & {
  readonly agency: string;
  readonly year: number;
  readonly agencyNameZh: string;
};

/** What `toFinding` takes. */
export const findingColumns = {
  code: findings.code,
  severity: findings.severity,
  parameters: findings.parameters,
  document: versions.document,
  table: findings.originTable,
  row: findings.originRow,
  column: findings.originColumn,
  offset: findings.originOffset,
  path: findings.originPath,
  page: findings.originPage,
  check: findings.check,
  instance: findings.instance,
  detail: findings.detail,
};

interface Row {
  readonly code: string;
  readonly severity: Severity;
  readonly parameters: StoredFinding["parameters"];
  readonly document: string;
  readonly table: number | null;
  readonly row: number | null;
  readonly column: number | null;
  readonly offset: number | null;
  readonly path: string | null;
  readonly page: number | null;
  readonly check: string | null;
  readonly instance: string | null;
  readonly detail: CheckDetail | null;
}

export function toFinding({
  code,
  severity,
  parameters,
  document,
  check,
  instance,
  detail,
  ...place
}: Row): StoredFinding {
  const finding = {
    code,
    severity,
    parameters,
    ...(check === null ? {} : { check, instance: instance ?? "" }),
    ...(detail === null ? {} : { detail }),
  };
  const { table, row, column, offset, path, page } = place;
  if (table === null || row === null || column === null) return finding;
  return { ...finding, origin: toOrigin({ document, table, row, column, offset, path, page }) };
}

const prepareFindings = prepareOnce((db: Database) =>
  db
    .select(findingColumns)
    .from(findings)
    .innerJoin(versions, eq(versions.key, findings.version))
    .where(eq(findings.version, sql.placeholder("version")))
    .orderBy(findings.key)
    .prepare(),
);

/** The findings of one version, in the order of the reading. */
export function listFindings(db: Database, version: number): StoredFinding[] {
  return prepareFindings(db).all({ version }).map(toFinding);
}

/** Warnings and errors of the reports shown, the last read first. */
export async function listLatestFindings(db: Database, limit: number): Promise<LatestFinding[]> {
  return db
    .select({
      finding: findingColumns,
      subject: { agency: agencies.id, year: reports.year, agencyNameZh: agencies.nameZh },
    })
    .from(findings)
    .innerJoin(versions, eq(versions.key, findings.version))
    .innerJoin(reports, eq(reports.current, versions.key))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(ne(findings.severity, "info"))
    .orderBy(desc(findings.key))
    .limit(limit)
    .all()
    .map(({ finding, subject }) => ({ ...toFinding(finding), ...subject }));
}
