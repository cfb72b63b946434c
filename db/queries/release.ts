import type { Database } from "../client.ts";
import { release } from "../schema.ts";

export interface DataVersion {
  readonly version: number;
  /** ISO 8601; `null` while nothing has been stored. */
  readonly changedAt: string | null;
}

function prepare(db: Database) {
  return db.select({ version: release.version, changedAt: release.changedAt }).from(release).prepare();
}

/** Asked once for every page: the statement is kept with its database. */
const prepared = new WeakMap<Database, ReturnType<typeof prepare>>();

/** The version of the data; it rises with every change, so whatever is kept under it is fresh. */
export async function getDataVersion(db: Database): Promise<DataVersion> {
  const statement = prepared.get(db) ?? prepare(db);
  prepared.set(db, statement);
  return statement.get() ?? { version: 0, changedAt: null };
}
