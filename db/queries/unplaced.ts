import { eq, sql, sum } from "drizzle-orm";
import type { Database } from "../client.ts";
import { reports, versions } from "../schema.ts";

/** Cells that are kept one by one, of the tables a version kept outside the forms. */
const cellsOf = sql<number>`(
  select count(*)
  from json_each(${versions.unplaced}) as kept, json_each(kept.value, '$.rows') as line,
    json_each(line.value, '$.cells')
  where json_extract(kept.value, '$.kind') = 'cells'
)`;

/** How many rows, whole tables and single cells of the reports shown no known form has. */
export async function countUnplaced(
  db: Database,
): Promise<{ readonly rows: number; readonly tables: number; readonly cells: number }> {
  const held = db
    .select({ rows: sum(versions.unplacedRows), tables: sum(versions.unplacedTables), cells: sum(cellsOf) })
    .from(versions)
    .innerJoin(reports, eq(reports.current, versions.key))
    .get();
  return {
    rows: Number(held?.rows ?? 0),
    tables: Number(held?.tables ?? 0),
    cells: Number(held?.cells ?? 0),
  };
}
