import type { Database } from "./client.ts";

/**
 * Reports in one transaction of the disk, each still whole or not at all (storeReports becomes a savepoint in it):
 * waiting for the disk takes longer than storing a report.
 */
export interface Batch {
  readonly begin: () => void;
  readonly commit: () => void;
  /** Drops what was not committed. */
  readonly drop: () => void;
}

export function openBatch({ $client: client }: Database): Batch {
  const end = (how: "COMMIT" | "ROLLBACK") => {
    if (client.inTransaction) client.exec(how);
  };
  return {
    begin: () => {
      if (!client.inTransaction) client.exec("BEGIN IMMEDIATE");
    },
    commit: () => end("COMMIT"),
    drop: () => end("ROLLBACK"),
  };
}
