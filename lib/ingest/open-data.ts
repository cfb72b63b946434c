import { type Database, openDatabase } from "../../db/client.ts";
import type { Language } from "../catalog/schema.ts";
import { databaseFile, getEnvironment } from "../env.ts";
import { DATA_UNUSABLE } from "./exit-codes.ts";
import { fill, getMessages } from "./messages.ts";

/** The database of a data folder; where it cannot be opened the user is told, and there is none. */
export function tryToOpen(
  dataFolder: string,
  language: Language,
  options: { readonly?: boolean } = {},
): Database | undefined {
  try {
    return openDatabase(databaseFile(dataFolder), options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${fill(getMessages(language).ingestion.data, { folder: dataFolder, reason })}\n`);
    return undefined;
  }
}

/** Runs a command over the database of the data folder and closes it; answers the exit code. */
export async function withDatabase(
  language: Language,
  run: (db: Database) => number | Promise<number>,
  options: { readonly?: boolean } = {},
): Promise<number> {
  const db = tryToOpen(getEnvironment().dataFolder, language, options);
  if (db === undefined) return DATA_UNUSABLE;
  try {
    return await run(db);
  } finally {
    db.$client.close();
  }
}
