import { type Database, openDatabase } from "../../db/client.ts";
import type { Language } from "../catalog/schema.ts";
import { databaseFile } from "../env.ts";
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
