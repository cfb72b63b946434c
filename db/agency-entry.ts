import { createHash } from "node:crypto";
import { eq, or, sql } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import { getRegistryWords } from "../lib/catalog/registry.ts";
import type { Agency } from "../lib/catalog/schema.ts";
import type { Identity } from "../lib/model.ts";
import { foldName } from "../lib/registry/names.ts";
import type { Writer } from "./client.ts";
import { prepareOnce } from "./prepared.ts";
import { agencyLineage, agencyNames } from "./registry-schema.ts";
import { agencies, reports } from "./schema.ts";

export type AgencyEntry = Omit<typeof agencies.$inferSelect, "key">;
export type AgencyNameEntry = Omit<typeof agencyNames.$inferSelect, "key" | "agency" | "folded">;

/** An agency and the names by which it is found. */
export interface DescribedAgency {
  readonly entry: AgencyEntry;
  readonly names: readonly AgencyNameEntry[];
}

/** What the registry says outweighs what the product's own lists and the reports say. */
const isKept = ({ origin }: Pick<AgencyEntry, "origin">): boolean =>
  origin === "import" || origin === "division";

/** The id of an agency that the catalog does not know: stable for the name it gives itself. */
export function provisionalId(name: string): string {
  const digest = createHash("sha256").update(name.normalize("NFKC").trim()).digest("hex");
  return `provisional-${digest.slice(0, 10)}`;
}

const prepareHeld = prepareOnce((db: Writer) =>
  db
    .select()
    .from(agencies)
    .where(eq(agencies.id, sql.placeholder("id")))
    .prepare(),
);

/**
 * An agency as the registry holds it, else as the catalog declares it or, without an id, provisionally. Throws on an id
 * that neither knows.
 */
export function describeAgency(
  db: Writer,
  catalog: Catalog,
  agency: NonNullable<Identity["agency"]>,
): DescribedAgency {
  if (agency.id === null) return describeProvisional(agency.name);
  const held = prepareHeld(db).get({ id: agency.id });
  const known = catalog.agencies.find(({ id }) => id === agency.id);
  if (held !== undefined && (isKept(held) || known === undefined)) {
    const { key: _, ...entry } = held;
    return { entry, names: [] };
  }
  if (known === undefined) throw new Error(`No agency ${agency.id} in the catalog or the registry`);
  return { entry: describeDeclared(known), names: namesOf(known) };
}

/** An agency of the catalog. */
export function describeDeclared(known: Agency): AgencyEntry {
  return {
    id: known.id,
    nameZh: known.name.zh,
    nameEn: known.name.en,
    kind: known.kind,
    level: known.level,
    region: known.region,
    regionNameZh: known.regionName.zh,
    regionNameEn: known.regionName.en,
    usualScope: known.usualScope,
    provisional: false,
    domains: known.domains,
    ...{ creditCode: null, parent: null, line: null, validFrom: null, validTo: null },
    origin: "catalog",
  };
}

const UNDATED = { validFrom: null, validTo: null };

export function namesOf({ name, aliases }: Agency): AgencyNameEntry[] {
  return [
    { name: name.zh, kind: "official", ...UNDATED },
    ...aliases.map((alias): AgencyNameEntry => ({ name: alias, kind: "alias", ...UNDATED })),
  ];
}

function describeProvisional(name: string): DescribedAgency {
  const nameZh = name.trim();
  const entry: AgencyEntry = {
    ...{ id: provisionalId(name), nameZh, nameEn: null, kind: null, level: null },
    ...{ region: null, regionNameZh: null, regionNameEn: null, usualScope: null },
    ...{ provisional: true, domains: [], creditCode: null, parent: null, line: null },
    ...{ ...UNDATED, origin: "report" },
  };
  return { entry, names: [{ name: nameZh, kind: "official", ...UNDATED }] };
}

/**
 * Enters the agency with its names, or brings both up to what is given. What a registry file or the list of divisions
 * said is overwritten by neither catalog nor reports. Answers its key.
 */
export function enterAgency(db: Writer, { entry, names }: DescribedAgency): number {
  const held = prepareHeld(db).get({ id: entry.id });
  if (held !== undefined && isKept(held)) return held.key;
  const { key } = db
    .insert(agencies)
    .values(entry)
    .onConflictDoUpdate({ target: agencies.id, set: entry })
    .returning({ key: agencies.key })
    .get();
  if (names.length > 0) enterNames(db, key, names);
  return key;
}

const prepareName = prepareOnce((db: Writer) =>
  db
    .insert(agencyNames)
    .values({
      agency: sql.placeholder("agency"),
      name: sql.placeholder("name"),
      folded: sql.placeholder("folded"),
      kind: sql.placeholder("kind"),
      validFrom: sql.placeholder("validFrom"),
      validTo: sql.placeholder("validTo"),
    })
    .prepare(),
);

const prepareNames = prepareOnce((db: Writer) =>
  db
    .select({
      name: agencyNames.name,
      kind: agencyNames.kind,
      validFrom: agencyNames.validFrom,
      validTo: agencyNames.validTo,
    })
    .from(agencyNames)
    .where(eq(agencyNames.agency, sql.placeholder("agency")))
    .orderBy(agencyNames.key)
    .prepare(),
);

export function listNames(db: Writer, agency: number): AgencyNameEntry[] {
  return prepareNames(db).all({ agency });
}

const nameKey = ({ name, kind, validFrom, validTo }: AgencyNameEntry): string =>
  [name, kind, validFrom, validTo].join("\n");

/** Makes these all the names of an agency. Writes nothing where they are; answers whether it wrote. */
export function enterNames(db: Writer, agency: number, names: readonly AgencyNameEntry[]): boolean {
  const held = listNames(db, agency);
  if (held.map(nameKey).join("\n\n") === names.map(nameKey).join("\n\n")) return false;
  if (held.length > 0) db.delete(agencyNames).where(eq(agencyNames.agency, agency)).run();
  const words = getRegistryWords();
  const insert = prepareName(db);
  for (const { name, kind, validFrom, validTo } of names)
    insert.run({ agency, name, folded: foldName(name, words), kind, validFrom, validTo });
  return true;
}

/** Strikes a provisional agency of which no report is left, unless something is said of what became of it. */
export function dropIdleAgency(db: Writer, key: number): void {
  const agency = db.select().from(agencies).where(eq(agencies.key, key)).get();
  const report = db.select({ key: reports.key }).from(reports).where(eq(reports.agency, key)).get();
  if (!agency?.provisional || report !== undefined) return;
  const edge = db
    .select({ key: agencyLineage.key })
    .from(agencyLineage)
    .where(or(eq(agencyLineage.predecessor, key), eq(agencyLineage.successor, key)))
    .get();
  if (edge !== undefined) return;
  db.delete(agencyNames).where(eq(agencyNames.agency, key)).run();
  db.delete(agencies).where(eq(agencies.key, key)).run();
}
