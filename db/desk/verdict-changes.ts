import { createHash } from "node:crypto";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { CheckVerdict } from "../../lib/check-views.ts";
import type { Scope } from "../../lib/model.ts";
import type { Database } from "../client.ts";
import { releaseVerdicts } from "../releases-schema.ts";

/**
 * What a release changes in the verdicts of the checks. Triggers of the publishing connection alone note what the checks
 * said of a report just before it, or its checks, are touched for the first time; at the end the two are compared. So
 * only reports that the release touches cost anything.
 */

/** Of the counts `c` of a report `r` of an agency `a`. */
const VERDICT = `CASE
  WHEN c.failed > 0 THEN CASE WHEN EXISTS (SELECT 1 FROM main.findings f
    WHERE f.version = r.current AND f.check_id = c.check_id AND NOT EXISTS (SELECT 1 FROM main.explanations e
      WHERE e.agency = a.id AND e.year = r.year AND e.scope = r.scope AND e.check_id = f.check_id
        AND e.instance = f.instance AND e.state = 'released'))
    THEN 'failed' ELSE 'explained' END
  WHEN c.passed > 0 THEN 'passed' ELSE 'not-assessable' END`;

const IDENTITY = "a.id, r.year, r.scope";
const FROM_REPORT = "main.reports r JOIN main.agencies a ON a.key = r.agency";

/** Notes a report with the verdicts that stand, unless it is noted. `r.current` is still the version they are of. */
const note = (which: string): string => `
INSERT OR IGNORE INTO verdicts_before SELECT ${IDENTITY}, c.check_id, ${VERDICT}
FROM ${FROM_REPORT} JOIN main.check_counts c ON c.report = r.key
WHERE ${which} AND NOT EXISTS (SELECT 1 FROM reports_touched t WHERE t.agency = a.id AND t.year = r.year AND t.scope = r.scope);
INSERT OR IGNORE INTO reports_touched SELECT ${IDENTITY} FROM ${FROM_REPORT} WHERE ${which};`;

/** Begins to note verdicts on a connection; to be called before anything is written on it. */
export function watchVerdicts({ $client: client }: Database): void {
  client.exec(`
CREATE TEMP TABLE verdicts_before (agency TEXT, year INTEGER, scope TEXT, check_id TEXT, verdict TEXT,
  PRIMARY KEY (agency, year, scope, check_id));
CREATE TEMP TABLE reports_touched (agency TEXT, year INTEGER, scope TEXT, PRIMARY KEY (agency, year, scope));
CREATE TEMP TRIGGER verdicts_replaced BEFORE UPDATE OF current ON main.reports BEGIN ${note("r.key = OLD.key")} END;
CREATE TEMP TRIGGER verdicts_struck BEFORE DELETE ON main.check_counts BEGIN ${note("r.key = OLD.report")} END;
CREATE TEMP TRIGGER verdicts_made BEFORE INSERT ON main.check_counts BEGIN ${note("r.key = NEW.report")} END;
CREATE TEMP TRIGGER verdicts_explained BEFORE UPDATE OF state ON main.explanations BEGIN
${note("a.id = OLD.agency AND r.year = OLD.year AND r.scope = OLD.scope")} END;`);
}

export interface VerdictChange {
  readonly agency: string;
  readonly year: number;
  readonly scope: Scope;
  readonly check: string;
  readonly before: CheckVerdict | null;
  readonly after: CheckVerdict | null;
}

/** Of a report that comes or goes, only what fails is told: that its checks pass is no change of theirs. */
const isTold = ({ before, after }: VerdictChange): boolean => {
  const fails = (verdict: CheckVerdict | null) => verdict === "failed" || verdict === "explained";
  return before !== after && ((before !== null && after !== null) || fails(before) || fails(after));
};

/** The verdicts that are others now than when `watchVerdicts` began, by report and check. */
export function listVerdictChanges({ $client: client }: Database): VerdictChange[] {
  const rows = client
    .prepare(
      `WITH now AS (
  SELECT ${IDENTITY}, c.check_id, ${VERDICT} AS verdict
  FROM reports_touched t JOIN main.agencies a ON a.id = t.agency
  JOIN main.reports r ON r.agency = a.key AND r.year = t.year AND r.scope = t.scope
  JOIN main.check_counts c ON c.report = r.key)
SELECT agency, year, scope, "check", max(before) AS before, max(after) AS after FROM (
  SELECT agency, year, scope, check_id AS "check", verdict AS before, NULL AS after FROM verdicts_before
  UNION ALL SELECT id, year, scope, check_id, NULL, verdict FROM now)
GROUP BY agency, year, scope, "check" ORDER BY agency, year, scope, "check"`,
    )
    .all() as VerdictChange[];
  return rows.filter(isTold);
}

/** Keeps them with a release; the last that is done before its commit. */
export function enterVerdicts(db: Database, release: number): void {
  for (const change of listVerdictChanges(db))
    db.insert(releaseVerdicts)
      .values({ release, ...change })
      .run();
}

/** Every declared check by a fingerprint of what it says and how it is made. */
export function fingerprintChecks({ checks }: Catalog): Readonly<Record<string, string>> {
  return Object.fromEntries(
    checks.map((check) => [
      check.id,
      createHash("sha256").update(JSON.stringify(check)).digest("hex").slice(0, 12),
    ]),
  );
}
