import { existsSync } from "node:fs";
import { databaseFile, getEnvironment } from "../lib/env.ts";
import { openAsOf } from "./as-of.ts";
import { type Database, openDatabase } from "./client.ts";

if (typeof window !== "undefined") throw new Error("db/index.ts belongs to the server");

/** One connection per process, though bundlers may load this module more than once. */
const shared = globalThis as typeof globalThis & {
  gongkaiDatabase?: Database;
  gongkaiFormer?: Former;
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

/** A connection of its own on which the data stand still as of a version that is kept. Who opens it closes it. */
export const openFormer = (version: number): Database => openAsOf(requireFile(), version, { held: true });

/** Connections to former states, as of the present version `now`. */
interface Former {
  now: number;
  /** By version, the one asked for last at the end. */
  readonly open: Map<number, Database>;
  /** Those that had to make room, the oldest first: somebody may still be reading them. */
  readonly leaving: Database[];
}

/** Former states held open at once. */
const MOST_FORMER = 4;
/** Longer than any answer takes. */
const GRACE_MS = 20_000;
/** Whoever walks through all states must not fill the memory with them. */
const MOST_LEAVING = 16;

/** The data as of a version that is kept, while `now` is the present one; kept open for the next who ask. */
export function getDatabaseAsOf(version: number, now: number): Database {
  shared.gongkaiFormer ??= { now, open: new Map(), leaving: [] };
  const former = shared.gongkaiFormer;
  // What was right as of another present is asked for no more.
  if (former.now !== now) makeRoom(former, 0);
  former.now = now;
  const db = former.open.get(version) ?? openAsOf(requireFile(), version);
  former.open.delete(version);
  former.open.set(version, db);
  makeRoom(former, MOST_FORMER);
  return db;
}

function makeRoom({ open: held, leaving }: Former, most: number): void {
  for (const [version, db] of [...held].slice(0, Math.max(0, held.size - most))) {
    held.delete(version);
    leaving.push(db);
    setTimeout(() => leave(leaving, db), GRACE_MS).unref();
  }
  for (const db of leaving.slice(0, Math.max(0, leaving.length - MOST_LEAVING))) leave(leaving, db);
}

function leave(leaving: Database[], db: Database): void {
  const at = leaving.indexOf(db);
  if (at < 0) return;
  leaving.splice(at, 1);
  db.$client.close();
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
