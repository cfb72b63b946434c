import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import type { Agency } from "../lib/catalog/schema.ts";
import type { Identity } from "../lib/model.ts";
import type { Writer } from "./client.ts";
import { agencies, reports } from "./schema.ts";

type AgencyEntry = Omit<typeof agencies.$inferSelect, "key">;

/** The id of an agency that the catalog does not know: stable for the name it gives itself. */
export function provisionalId(name: string): string {
  const digest = createHash("sha256").update(name.normalize("NFKC").trim()).digest("hex");
  return `provisional-${digest.slice(0, 10)}`;
}

/** An agency as the catalog declares it or, unknown there, provisionally. Throws on an id the catalog lacks. */
export function describeAgency(catalog: Catalog, agency: NonNullable<Identity["agency"]>): AgencyEntry {
  if (agency.id === null) return describeProvisional(agency.name);
  const known = catalog.agencies.find(({ id }) => id === agency.id);
  if (known === undefined) throw new Error(`No agency ${agency.id} in the catalog`);
  return describeDeclared(known);
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

function describeProvisional(name: string): AgencyEntry {
  return {
    id: provisionalId(name),
    nameZh: name.trim(),
    nameEn: null,
    kind: null,
    level: null,
    region: null,
    regionNameZh: null,
    regionNameEn: null,
    usualScope: null,
    provisional: true,
    domains: [],
    ...{ creditCode: null, parent: null, line: null, validFrom: null, validTo: null },
    origin: "report",
  };
}

/** Enters the agency, or brings its row up to the entry. Answers its key. */
export function enterAgency(db: Writer, entry: AgencyEntry): number {
  return db
    .insert(agencies)
    .values(entry)
    .onConflictDoUpdate({ target: agencies.id, set: entry })
    .returning({ key: agencies.key })
    .get().key;
}

/** Strikes a provisional agency of which no report is left. */
export function dropIdleAgency(db: Writer, key: number): void {
  const agency = db.select().from(agencies).where(eq(agencies.key, key)).get();
  const report = db.select({ key: reports.key }).from(reports).where(eq(reports.agency, key)).get();
  if (agency?.provisional && report === undefined) db.delete(agencies).where(eq(agencies.key, key)).run();
}
