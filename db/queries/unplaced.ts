import { eq, sum } from "drizzle-orm";
import type { Database } from "../client.ts";
import { reports, versions } from "../schema.ts";

/** How many rows and whole tables of the reports shown no known form has. */
export async function countUnplaced(
  db: Database,
): Promise<{ readonly rows: number; readonly tables: number }> {
  const held = db
    .select({ rows: sum(versions.unplacedRows), tables: sum(versions.unplacedTables) })
    .from(versions)
    .innerJoin(reports, eq(reports.current, versions.key))
    .get();
  return { rows: Number(held?.rows ?? 0), tables: Number(held?.tables ?? 0) };
}
