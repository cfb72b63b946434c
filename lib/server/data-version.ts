import type { Database } from "../../db/client.ts";

const DAY = 86_400_000;
/** Days begin eight hours earlier in China. */
const CHINA = 8 * 3_600_000;

/**
 * The version of the data, how often the public state of a reader's question changed, and the day in China, by which
 * some pages tell what is due, as an inquiry that costs microseconds: SQLite's `data_version` changes whenever another
 * connection has committed, and is read from shared memory. Only then are rows read.
 */
export function watchDataVersion(db: Database, now: () => number = Date.now): () => string {
  const pragma = db.$client.prepare("PRAGMA data_version").pluck();
  const release = db.$client.prepare("SELECT version FROM release").pluck();
  const questions = db.$client.prepare("SELECT coalesce(max(key), 0) FROM question_steps").pluck();
  let seen: unknown;
  let version = "";
  return () => {
    const changed = pragma.get();
    if (changed !== seen) {
      seen = changed;
      version = `${release.get() ?? 0} ${questions.get()}`;
    }
    return `${version} ${Math.floor((now() + CHINA) / DAY)}`;
  };
}
