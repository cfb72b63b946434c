import type Sqlite from "better-sqlite3";
import { type Database, openDatabase } from "./client.ts";

/**
 * The data as they were shown at an earlier version. On a connection of its own, temporary tables of the names that the
 * queries know stand before those of the file (SQLite looks into `temp` first): which version each report showed, and
 * what is derived from that. So every query answers as of then, and none knows of it. Facts and originals are never changed and come
 * from the file itself; so do the registry, the notes on checks and what the newest reading of the same figures found, all of today.
 */

/** Which report showed which version; those of agencies and reports that have gone since get keys below zero. */
const REPORTS = `
CREATE TEMP TABLE reports (
  key INTEGER PRIMARY KEY, agency INTEGER NOT NULL, year INTEGER NOT NULL, scope TEXT NOT NULL, current INTEGER NOT NULL
);
INSERT INTO temp.reports
SELECT coalesce(r.key, -s.version), coalesce(a.key, -d.key), s.year, s.scope, s.version
FROM (SELECT agency, year, scope, version, max(key) FROM main.shown_versions WHERE since <= @version
  GROUP BY agency, year, scope) s
LEFT JOIN main.agencies a ON a.id = s.agency
LEFT JOIN main.dropped_agencies d ON d.id = s.agency
LEFT JOIN main.reports r ON r.agency = a.key AND r.year = s.year AND r.scope = s.scope
WHERE s.version IS NOT NULL AND coalesce(a.key, -d.key) IS NOT NULL;
CREATE UNIQUE INDEX temp.reports_identity ON reports (agency, year, scope);
CREATE UNIQUE INDEX temp.reports_current ON reports (current);
CREATE INDEX temp.reports_year ON reports (year);`;

const RELEASE = `
CREATE TEMP TABLE release (key INTEGER PRIMARY KEY, version INTEGER NOT NULL, changed_at TEXT NOT NULL);
INSERT INTO temp.release SELECT 1, version, changed_at FROM main.data_versions WHERE version = @version;`;

/** What the checks said: as it stands where the version is still the one shown, else as it was when it was replaced. */
const CHECK_COUNTS = `
CREATE TEMP VIEW check_counts AS
SELECT c.report, c.check_id, c.passed, c.failed, c.not_assessable, c.inferred, c.missing FROM main.check_counts c
WHERE EXISTS (SELECT 1 FROM temp.reports t JOIN main.reports r ON r.key = t.key AND r.current = t.current
  WHERE t.key = c.report)
UNION ALL
SELECT t.key, f.check_id, f.passed, f.failed, f.not_assessable, f.inferred, f.missing
FROM temp.reports t JOIN main.former_check_counts f ON f.version = t.current
WHERE NOT EXISTS (SELECT 1 FROM main.reports r WHERE r.key = t.key AND r.current = t.current);`;

const TOTALS = `
CREATE TEMP VIEW totals AS
SELECT indicator, year, agency, scope, version, edition, grade, unit, status, amount FROM main.totals
WHERE version IN (SELECT current FROM temp.reports)
UNION ALL
SELECT f.indicator, t.year, t.agency, t.scope, f.version, f.edition, f.grade, f.unit, f.status, f.amount
FROM temp.reports t JOIN main.former_totals f ON f.version = t.current
WHERE NOT EXISTS (SELECT 1 FROM main.reports r WHERE r.key = t.key AND r.current = t.current);`;

/** Only where they are needed: views cost the queries their shortest ways. */
const WITHDRAWN = `
CREATE TEMP VIEW versions AS
SELECT * FROM main.versions WHERE report IS NOT NULL
UNION ALL SELECT @columns FROM temp.reports t JOIN main.versions v ON v.key = t.current WHERE v.report IS NULL;`;

const DROPPED = `
CREATE TEMP VIEW agencies AS
SELECT * FROM main.agencies
UNION ALL SELECT @columns FROM main.dropped_agencies d WHERE -d.key IN (SELECT agency FROM temp.reports);`;

/**
 * Opens the data as of a version that is kept (`findKeptVersion`). One that is `held` stands still, whatever is stored meanwhile, until
 * it is closed.
 */
export function openAsOf(
  file: string,
  version: number,
  { held = false }: { readonly held?: boolean } = {},
): Database {
  const db = openDatabase(file, { readonly: true });
  const { $client: client } = db;
  client.pragma("temp_store = memory");
  client.exec("BEGIN");
  for (const part of [REPORTS, RELEASE, CHECK_COUNTS, TOTALS])
    client.exec(part.replaceAll("@version", String(Math.trunc(version))));
  if (
    has(
      client,
      "SELECT 1 FROM temp.reports t JOIN main.versions v ON v.key = t.current WHERE v.report IS NULL",
    )
  )
    client.exec(WITHDRAWN.replace("@columns", columnsOf(client, "versions", { report: "t.key" }, "v")));
  if (has(client, "SELECT 1 FROM temp.reports WHERE agency < 0"))
    client.exec(DROPPED.replace("@columns", droppedColumns(client)));
  if (!held) client.exec("COMMIT");
  return db;
}

const has = (client: Sqlite.Database, query: string): boolean =>
  client.prepare(`${query} LIMIT 1`).get() !== undefined;

function listColumns(client: Sqlite.Database, table: string): string[] {
  return client.prepare("SELECT name FROM pragma_table_info(?, 'main')").pluck().all(table) as string[];
}

/** The columns of a table in their order, some of them by other expressions. */
function columnsOf(
  client: Sqlite.Database,
  table: string,
  others: Readonly<Record<string, string>>,
  otherwise: string,
): string {
  return listColumns(client, table)
    .map((name) => others[name] ?? `${otherwise}.${name}`)
    .join(", ");
}

/** An agency that only its reports knew: what they said of it, which is its name. */
function droppedColumns(client: Sqlite.Database): string {
  const said: Readonly<Record<string, string>> = {
    ...{ key: "-d.key", id: "d.id", name_zh: "d.name_zh" },
    ...{ provisional: "1", domains: "'[]'", origin: "'report'" },
  };
  return listColumns(client, "agencies")
    .map((name) => said[name] ?? "NULL")
    .join(", ");
}
