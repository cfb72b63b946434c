import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { getEnvironment } from "../lib/env.ts";
import { bringBackData } from "./data-folder.ts";
import { bringRegistryUp } from "./registry/divisions.ts";
import * as schema from "./schema.ts";

export type Database = BetterSQLite3Database<typeof schema> & { readonly $client: Sqlite.Database };

/** The database or a transaction of it: what the parts of the store write through. */
export type Writer = BaseSQLiteDatabase<"sync", Sqlite.RunResult, typeof schema>;

function connect(client: Sqlite.Database): Database {
  client.pragma("foreign_keys = ON");
  client.pragma("busy_timeout = 10000");
  return drizzle(client, { schema });
}

function migrated(db: Database): Database {
  // A migration that builds a table anew drops the old one, to which others refer; inside its transaction the pragma
  // of the migration itself has no effect.
  db.$client.pragma("foreign_keys = OFF");
  migrate(db, { migrationsFolder: join(/*turbopackIgnore: true*/ getEnvironment().home, "db/migrations") });
  db.$client.pragma("foreign_keys = ON");
  return db;
}

/**
 * Opens the database file, creating and migrating it and entering the agencies that ship unless `readonly`. Readers and the one writer may hold it open
 * at the same time (write-ahead log). Throws when the file cannot be opened, or is missing and `readonly`.
 */
export function openDatabase(file: string, options: { readonly?: boolean } = {}): Database {
  if (options.readonly) return connect(new Sqlite(file, { readonly: true, fileMustExist: true }));
  bringBackData(dirname(file));
  mkdirSync(dirname(file), { recursive: true });
  const client = new Sqlite(file);
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = FULL");
  const db = migrated(connect(client));
  bringRegistryUp(db);
  return db;
}

/** Opens a database that is there and brought up to the schema, for writing. */
export function openExisting(file: string): Database {
  const client = new Sqlite(file, { fileMustExist: true });
  client.pragma("synchronous = FULL");
  return connect(client);
}

/** An empty, migrated database in memory: without the agencies that ship (`bringRegistryUp`). */
export function openInMemory(): Database {
  return migrated(connect(new Sqlite(":memory:")));
}
