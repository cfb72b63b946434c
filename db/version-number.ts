import { sql } from "drizzle-orm";
import type { Scope } from "../lib/model.ts";
import type { Writer } from "./client.ts";
import { prepareOnce } from "./prepared.ts";

const prepareNumber = prepareOnce((db: Writer) => {
  const [agency, year, scope] = ["agency", "year", "scope"].map((name) => sql.placeholder(name));
  return db
    .select({
      last: sql<number>`max(
        coalesce((SELECT max(v.number) FROM versions v JOIN reports r ON r.key = v.report
          JOIN agencies a ON a.key = r.agency WHERE a.id = ${agency} AND r.year = ${year} AND r.scope = ${scope}), 0),
        coalesce((SELECT max(s.number) FROM shown_versions s
          WHERE s.agency = ${agency} AND s.year = ${year} AND s.scope = ${scope}), 0))`,
    })
    .from(sql`(SELECT 1)`)
    .prepare();
});

/** The number of a report's next version: none that was ever shown bears it, though its document went to another report. */
export function nextVersionNumber(
  db: Writer,
  { agency, year, scope }: { readonly agency: string; readonly year: number; readonly scope: Scope },
): number {
  return (prepareNumber(db).get({ agency, year, scope })?.last ?? 0) + 1;
}
