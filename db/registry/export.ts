import { aliasedTable, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { getRegions } from "../../lib/catalog/regions.ts";
import { getRegistryWords, IMPORT_COLUMNS, type ImportColumn } from "../../lib/catalog/registry.ts";
import { printEdge } from "../../lib/registry/lineage-text.ts";
import type { Database } from "../client.ts";
import { agencyLineage, agencyNames } from "../registry-schema.ts";
import { agencies } from "../schema.ts";

/** The registry in the columns in which it is imported. */

export type RegistryRow = Readonly<Record<ImportColumn, string | null>>;

const BETWEEN = "|";

function datedName({
  name,
  validFrom,
  validTo,
}: {
  readonly name: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}): string {
  return validFrom === null && validTo === null ? name : `${name}@${validFrom ?? ""}..${validTo ?? ""}`;
}

const joined = (parts: readonly string[]): string | null => (parts.length === 0 ? null : parts.join(BETWEEN));

/** By region and name; governments that only the list of divisions names are left out unless `all` is asked. */
export async function listRegistryRows(
  db: Database,
  { all = false }: { readonly all?: boolean } = {},
): Promise<RegistryRow[]> {
  const origins = all ? (["catalog", "import", "division"] as const) : (["catalog", "import"] as const);
  const rows = db
    .select()
    .from(agencies)
    .where(inArray(agencies.origin, [...origins]))
    .orderBy(
      sql`${agencies.region} IS NOT NULL`,
      asc(agencies.region),
      asc(agencies.nameZh),
      asc(agencies.id),
    )
    .all();
  const names = new Map<number, { short: string[]; aliases: string[] }>();
  const named = db
    .select()
    .from(agencyNames)
    .innerJoin(agencies, eq(agencies.key, agencyNames.agency))
    .where(inArray(agencies.origin, [...origins]))
    .orderBy(asc(agencyNames.key))
    .all();
  for (const { agency_names: one } of named) {
    const of = names.get(one.agency) ?? { short: [], aliases: [] };
    names.set(one.agency, of);
    if (one.kind === "short" && one.validFrom === null && one.validTo === null) of.short.push(one.name);
    else if (one.kind !== "official") of.aliases.push(datedName(one));
  }
  const became = listEdges(db);
  const { byCode } = getRegions();
  return rows.map((row) => ({
    id: row.id,
    name: row.nameZh,
    name_en: row.nameEn,
    short_names: joined(names.get(row.key)?.short ?? []),
    aliases: joined(names.get(row.key)?.aliases ?? []),
    kind: row.kind,
    level: row.level,
    region: row.region,
    region_name: row.region === null || byCode.has(row.region) ? null : row.regionNameZh,
    parent: row.parent,
    line: row.line,
    credit_code: row.creditCode,
    domain: joined(row.domains),
    valid_from: row.validFrom,
    valid_to: row.validTo,
    usual_scope: row.usualScope,
    became: joined(became.get(row.key) ?? []),
  }));
}

/** What became of agencies, by their keys, without what the list of divisions says. */
function listEdges(db: Database): ReadonlyMap<number, readonly string[]> {
  const successors = aliasedTable(agencies, "successors");
  const { predecessor, kind, on, basis } = agencyLineage;
  const edges = db
    .select({ predecessor, kind, on, basis, successor: successors.id })
    .from(agencyLineage)
    .leftJoin(successors, eq(successors.key, agencyLineage.successor))
    .where(ne(basis, getRegistryWords().divisions.basis))
    .orderBy(on, agencyLineage.key)
    .all();
  const printed = new Map<number, string[]>();
  for (const edge of edges)
    printed.set(edge.predecessor, [...(printed.get(edge.predecessor) ?? []), printEdge(edge)]);
  return printed;
}

export const REGISTRY_COLUMNS = IMPORT_COLUMNS.map((id) => ({ id, type: "text" as const }));
