import { and, eq, exists, inArray, like, ne, or, type SQL } from "drizzle-orm";
import type { Catalog } from "../../lib/catalog/catalog.ts";
import { regionPrefix } from "../../lib/catalog/regions.ts";
import type { Presence } from "../../lib/statistics/presence.ts";
import type { AgencySummary } from "../../lib/views.ts";
import { describeDeclared } from "../agency-entry.ts";
import type { Database } from "../client.ts";
import { agencies, reports } from "../schema.ts";

/**
 * Of whom reports are expected: the agencies of the catalog, those imported, and all others of which a report is held,
 * in the years at whose end they are there.
 */

export interface FilingFilter {
  /** Code of a region; what lies in it counts. */
  readonly region?: string;
  readonly level?: string;
  readonly kind?: string;
}

type Agency = Omit<AgencySummary, "years">;

/** An agency with its first and last day, where they are known. */
export type ExpectedAgency = Agency & Presence;

function isWithin({ region, level, kind }: FilingFilter, agency: Agency): boolean {
  return (
    (region === undefined || (agency.region ?? "").startsWith(regionPrefix(region))) &&
    (level === undefined || agency.level === level) &&
    (kind === undefined || agency.kind === kind)
  );
}

export function onAgency({ region, level, kind }: FilingFilter): SQL | undefined {
  return and(
    region === undefined ? undefined : like(agencies.region, `${regionPrefix(region)}%`),
    level === undefined ? undefined : eq(agencies.level, level),
    kind === undefined ? undefined : eq(agencies.kind, kind),
  );
}

/** Agencies of which a report is expected, by region and name. */
export function listExpected(db: Database, catalog: Catalog, filter: FilingFilter): ExpectedAgency[] {
  // Governments that only the list of divisions names are not expected until one has filed.
  const isExpected = or(
    inArray(agencies.origin, ["catalog", "import"]),
    exists(db.select({ key: reports.key }).from(reports).where(eq(reports.agency, agencies.key))),
  );
  const held = db
    .select()
    .from(agencies)
    .where(and(onAgency(filter), isExpected))
    .all();
  const known = new Set(
    db
      .select({ id: agencies.id })
      .from(agencies)
      .where(ne(agencies.origin, "division"))
      .all()
      .map(({ id }) => id),
  );
  const declared = catalog.agencies.filter(({ id }) => !known.has(id)).map(describeDeclared);
  return [...held, ...declared.filter((agency) => isWithin(filter, agency))]
    .map(({ id, nameZh, nameEn, kind, level, ...rest }): ExpectedAgency => {
      const { region, regionNameZh, regionNameEn, provisional, validFrom, validTo } = rest;
      return {
        ...{ id, nameZh, nameEn, kind, level, region, regionNameZh, regionNameEn },
        ...{ provisional, validFrom, validTo },
      };
    })
    .toSorted(
      (a, b) =>
        (a.region ?? "~").localeCompare(b.region ?? "~") || a.nameZh.localeCompare(b.nameZh, "zh") || 0,
    );
}
