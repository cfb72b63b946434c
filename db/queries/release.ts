import type { Database } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { release } from "../schema.ts";

export interface DataVersion {
  readonly version: number;
  /** ISO 8601; `null` while nothing has been stored. */
  readonly changedAt: string | null;
}

const prepareRelease = prepareOnce((db: Database) =>
  db.select({ version: release.version, changedAt: release.changedAt }).from(release).prepare(),
);

/** The version of the data; it rises with every change, so whatever is kept under it is fresh. */
export async function getDataVersion(db: Database): Promise<DataVersion> {
  return prepareRelease(db).get() ?? { version: 0, changedAt: null };
}
