import { count, countDistinct, eq, isNotNull } from "drizzle-orm";
import type { Coverage } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { facts, reports } from "../schema.ts";

/** How much is held: agencies, reports and the facts of their current versions. */
export async function getCoverage(db: Database): Promise<Coverage> {
  const perYear = db
    .select({ year: reports.year, reports: count() })
    .from(reports)
    .where(isNotNull(reports.current))
    .groupBy(reports.year)
    .orderBy(reports.year)
    .all();
  const agencies = db
    .select({ n: countDistinct(reports.agency) })
    .from(reports)
    .where(isNotNull(reports.current))
    .get();
  const held = db
    .select({ n: count() })
    .from(facts)
    .innerJoin(reports, eq(reports.current, facts.version))
    .get();
  return {
    years: perYear.map(({ year }) => year),
    agencies: agencies?.n ?? 0,
    reports: perYear.reduce((sum, row) => sum + row.reports, 0),
    facts: held?.n ?? 0,
    perYear: Object.fromEntries(perYear.map((row) => [row.year, row.reports])),
  };
}
