import { existsSync } from "node:fs";
import { databaseFile, getEnvironment } from "../lib/env.ts";
import { openAsOf } from "./as-of.ts";
import { type Database, openDatabase } from "./client.ts";

if (typeof window !== "undefined") throw new Error("db/index.ts belongs to the server");

/** One connection per process, though bundlers may load this module more than once. */
const shared = globalThis as typeof globalThis & {
  gongkaiDatabase?: Database;
  gongkaiFormer?: Map<string, Database>;
};

/**
 * The app's database, opened on first use and for reading only: the command line is the one writer, and what it
 * commits is seen by the next query. Throws when the installation has no database yet.
 */
export function getDatabase(): Database {
  shared.gongkaiDatabase ??= open();
  return shared.gongkaiDatabase;
}

function requireFile(): string {
  const file = databaseFile(getEnvironment().dataFolder);
  if (!existsSync(file)) throw new Error(`No database at ${file}: run "npm run up" first`);
  return file;
}

const open = (): Database => openDatabase(requireFile(), { readonly: true });

/** A connection of its own on which the data are as of a version that is kept. Who opens it closes it. */
export const openFormer = (version: number): Database => openAsOf(requireFile(), version);

/** Former states held open at once. */
const MOST_FORMER = 4;

/**
 * The data as of a version that is kept, while `now` is the present one; kept open for the next who ask. One that
 * has to make room is left to whoever is still reading it and closed when nobody does.
 */
export function getDatabaseAsOf(version: number, now: number): Database {
  shared.gongkaiFormer ??= new Map();
  const former = shared.gongkaiFormer;
  const key = `${version} ${now}`;
  const db = former.get(key) ?? openFormer(version);
  former.delete(key);
  former.set(key, db);
  for (const oldest of [...former.keys()].slice(0, -MOST_FORMER)) former.delete(oldest);
  return db;
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
