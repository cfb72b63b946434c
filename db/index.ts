import { existsSync } from "node:fs";
import { databaseFile, getEnvironment } from "../lib/env.ts";
import { type Database, openDatabase } from "./client.ts";

if (typeof window !== "undefined") throw new Error("db/index.ts belongs to the server");

/** One connection per process, though bundlers may load this module more than once. */
const shared = globalThis as typeof globalThis & { gongkaiDatabase?: Database };

/**
 * The app's database, opened on first use and for reading only: the command line is the one writer, and what it
 * commits is seen by the next query. Throws when the installation has no database yet.
 */
export function getDatabase(): Database {
  shared.gongkaiDatabase ??= open();
  return shared.gongkaiDatabase;
}

function open(): Database {
  const file = databaseFile(getEnvironment().dataFolder);
  if (!existsSync(file)) throw new Error(`No database at ${file}: run "npm run up" first`);
  return openDatabase(file, { readonly: true });
}

/**
 * A connection of its own on which the data stand still, whatever is stored meanwhile: for what is written over
 * seconds and must be of one data version. Who opens it closes it (`$client.close()`).
 */
export function openSnapshot(): Database {
  const db = open();
  db.$client.exec("BEGIN");
  // The snapshot is taken by the first reading.
  db.$client.prepare("SELECT count(*) FROM release").get();
  return db;
}
