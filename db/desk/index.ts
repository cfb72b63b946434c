import { databaseFile, getEnvironment } from "../../lib/env.ts";
import { type Database, openExisting } from "../client.ts";

if (typeof window !== "undefined") throw new Error("db/desk/index.ts belongs to the server");

/** One connection per process, though bundlers may load this module more than once. */
const shared = globalThis as typeof globalThis & { gongkaiDesk?: Database };

/** The database for what is written at the desk; the server brought it up to the schema when it started. */
export function getDeskDatabase(): Database {
  shared.gongkaiDesk ??= openExisting(databaseFile(getEnvironment().dataFolder));
  return shared.gongkaiDesk;
}
