import type { Database } from "../../db/client.ts";

/**
 * The version of the data as a question that costs microseconds: SQLite's `data_version` changes whenever another
 * connection has committed, and is read from shared memory. Only then is the release row read.
 */
export function watchDataVersion(db: Database): () => number {
  const pragma = db.$client.prepare("PRAGMA data_version").pluck();
  const release = db.$client.prepare("SELECT version FROM release").pluck();
  let seen: unknown;
  let version = 0;
  return () => {
    const now = pragma.get();
    if (now !== seen) {
      seen = now;
      version = Number(release.get() ?? 0);
    }
    return version;
  };
}
