import Sqlite from "better-sqlite3";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { getEnvironment } from "../lib/env.ts";

/** The database file as a whole: copied while it is written, looked at before it takes the place of another. */

/** When the migrations of this program were made, the newest first (db/migrations/meta/_journal.json). */
function newestMigration(home: string): number {
  const folder = `${home}/db/migrations`;
  return Math.max(
    ...readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis),
  );
}

export interface SchemaState {
  /** When the newest migration that was applied was made. */
  readonly newest: number;
  readonly applied: number;
}

/** `undefined` where the file is no database of ours. */
export function readSchemaState(file: string): SchemaState | undefined {
  const client = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const row = client
      .prepare("SELECT count(*) AS applied, max(created_at) AS newest FROM __drizzle_migrations")
      .get() as { readonly applied: number; readonly newest: number | null };
    return row.newest === null ? undefined : { applied: row.applied, newest: Number(row.newest) };
  } catch {
    return undefined;
  } finally {
    client.close();
  }
}

/** Whether this program has all migrations that were applied. */
export const isSchemaKnown = ({ newest }: SchemaState): boolean =>
  newest <= newestMigration(getEnvironment().home);

/**
 * Copies the database to a new file by SQLite's online backup, all pages in one step: one state of the data, whoever
 * writes meanwhile; in the write-ahead log a reader holds no writer up. Answers the hashes of its documents.
 */
export async function copyDatabase(file: string, to: string): Promise<readonly string[]> {
  const source = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    await source.backup(to, { progress: ({ totalPages }) => Math.max(totalPages, 1) });
  } finally {
    source.close();
  }
  const copy = new Sqlite(to);
  try {
    // A file by itself: no log beside it.
    copy.pragma("journal_mode = DELETE");
    return copy.prepare("SELECT sha256 FROM documents ORDER BY sha256").pluck().all() as string[];
  } finally {
    copy.close();
  }
}

/** What SQLite finds wrong with a file, `undefined` if nothing. */
export function findDamage(file: string): string | undefined {
  try {
    const client = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      const found = client.pragma("integrity_check(1)", { simple: true });
      return found === "ok" ? undefined : String(found);
    } finally {
      client.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Whether another connection has the database open: only the last one may leave the write-ahead log. Nobody works with a
 * file that is no database any more.
 */
export function isInUse(file: string): boolean {
  const client = new Sqlite(file, { fileMustExist: true, timeout: 0 });
  try {
    client.pragma("journal_mode = DELETE");
    client.pragma("journal_mode = WAL");
    return false;
  } catch (error) {
    return (error as { readonly code?: string }).code?.startsWith("SQLITE_BUSY") === true;
  } finally {
    client.close();
  }
}
