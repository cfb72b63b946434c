import { aliasedTable, and, asc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { getRegions } from "../../lib/catalog/regions.ts";
import { getRegistryWords, IMPORT_COLUMNS, type ImportColumn } from "../../lib/catalog/registry.ts";
import { guardText, joinParts, printDated } from "../../lib/registry/cell-notation.ts";
import { printEdge } from "../../lib/registry/lineage-text.ts";
import { groupBy } from "../../lib/statistics/group-by.ts";
import { type AgencyNameEntry, listNames } from "../agency-entry.ts";
import type { Database, Writer } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { agencyLineage, agencyNames } from "../registry-schema.ts";
import { agencies } from "../schema.ts";

/** The registry in the columns in which it is imported. */

export type RegistryRow = Readonly<Record<ImportColumn, string | null>>;

const datedName = ({ name, validFrom, validTo }: AgencyNameEntry): string =>
  printDated({ name, from: validFrom ?? "", to: validTo ?? "" });

const joined = (parts: readonly string[]): string | null => (parts.length === 0 ? null : joinParts(parts));

type Held = typeof agencies.$inferSelect;

function printRow(row: Held, names: readonly AgencyNameEntry[], became: readonly string[]): RegistryRow {
  const isShort = ({ kind, validFrom, validTo }: AgencyNameEntry) =>
    kind === "short" && validFrom === null && validTo === null;
  const others = names.filter((one) => !isShort(one) && one.kind !== "official");
  return {
    id: row.id,
    name: row.nameZh,
    name_en: row.nameEn,
    short_names: joined(names.filter(isShort).map(({ name }) => guardText(name))),
    aliases: joined(others.map(datedName)),
    kind: row.kind,
    level: row.level,
    region: row.region,
    region_name: row.region === null || getRegions().byCode.has(row.region) ? null : row.regionNameZh,
    parent: row.parent,
    line: row.line,
    credit_code: row.creditCode,
    domain: joined(row.domains),
    valid_from: row.validFrom,
    valid_to: row.validTo,
    usual_scope: row.usualScope,
    became: joined(became),
  };
}

const prepareHeld = prepareOnce((db: Writer) =>
  db
    .select()
    .from(agencies)
    .where(eq(agencies.id, sql.placeholder("id")))
    .prepare(),
);

/** One agency, whoever says that it is. */
export function findRegistryRow(db: Writer, id: string): RegistryRow | undefined {
  const row = prepareHeld(db).get({ id });
  if (row === undefined) return undefined;
  return printRow(row, listNames(db, row.key), listEdges(db, row.key).map(printEdge));
}

/** What became of one agency, without what the list of divisions says; the oldest first. */
export const listEdges = (db: Writer, agency: number) => prepareEdges(db).all({ key: agency });

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
  const named = db
    .select()
    .from(agencyNames)
    .innerJoin(agencies, eq(agencies.key, agencyNames.agency))
    .where(inArray(agencies.origin, [...origins]))
    .orderBy(asc(agencyNames.key))
    .all();
  const names = groupBy(
    named.map(({ agency_names: one }) => one),
    ({ agency }) => agency,
  );
  const became = groupBy(selectEdges(db).all(), (edge) => edge.predecessor);
  return rows.map((row) =>
    printRow(row, names.get(row.key) ?? [], (became.get(row.key) ?? []).map(printEdge)),
  );
}

const successors = aliasedTable(agencies, "successors");
const { predecessor, kind, on, basis } = agencyLineage;

/** What became of agencies, without what the list of divisions says; the oldest first. */
const selectEdges = (db: Writer, of?: SQL) =>
  db
    .select({ key: agencyLineage.key, predecessor, kind, on, basis, successor: successors.id })
    .from(agencyLineage)
    .leftJoin(successors, eq(successors.key, agencyLineage.successor))
    .where(and(ne(basis, getRegistryWords().divisions.basis), of))
    .orderBy(on, agencyLineage.key);

const prepareEdges = prepareOnce((db: Writer) =>
  selectEdges(db, eq(predecessor, sql.placeholder("key"))).prepare(),
);

export const REGISTRY_COLUMNS = IMPORT_COLUMNS.map((id) => ({ id, type: "text" as const }));

/** The example of a registry file. */
export function templateRow(): RegistryRow {
  const { example } = getRegistryWords();
  return Object.fromEntries(IMPORT_COLUMNS.map((id) => [id, example[id] ?? ""])) as Record<
    ImportColumn,
    string
  >;
}
