import { home } from "./home.mjs";
import { runNode } from "./run.mjs";

/**
 * Creates the database where there is none and reads db/seed into it.
 * @param {Record<string, string>} [variables]
 * @returns {Promise<number>} exit code of `gongkai ingest`: 1 when some file was not read, above when nothing could be
 */
export function ingestSeed(variables) {
  return runNode(["lib/ingest/gongkai.mjs", "ingest", `${home}/db/seed`], variables);
}
