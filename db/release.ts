import { sql } from "drizzle-orm";
import type { Writer } from "./client.ts";
import { prepareOnce } from "./prepared.ts";
import { release } from "./schema.ts";

/** Raises the version of the data: part of every transaction that changes what a reader sees. */
export function raiseRelease(db: Writer, changedAt: string): void {
  prepareRaise(db).run({ changedAt });
}

const prepareRaise = prepareOnce((db: Writer) =>
  db
    .insert(release)
    .values({ key: 1, version: 1, changedAt: sql.placeholder("changedAt") })
    .onConflictDoUpdate({
      target: release.key,
      set: { version: sql`${release.version} + 1`, changedAt: sql`excluded.changed_at` },
    })
    .prepare(),
);
