import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { FOLDER } from "../../lib/catalog/catalog-file.ts";
import { getRegions, parentCode, regionPath } from "../../lib/catalog/regions.ts";
import { getRegistryWords } from "../../lib/catalog/registry.ts";
import { type Government, listGovernments } from "../../lib/registry/governments.ts";
import { describeDeclared, enterAgency, enterNames, namesOf } from "../agency-entry.ts";
import type { Database, Writer } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { agencyLineage, divisions } from "../registry-schema.ts";
import { agencies } from "../schema.ts";
import { indexAgencies } from "../search.ts";

/**
 * The agencies that ship with the product: those of the catalog, and the governments of all divisions. They are entered
 * once for each state of the files that say so.
 */

const GOVERNMENT = "government";
/** What is entered, and by which words it is found. */
const SAID_IN = ["regions.json", "agencies.json", "registry.json", "polyphones.json", "search-names.json"];

/** A number for the state of the files, kept as the database's `user_version`. */
function stampOfFiles(): number {
  const hash = createHash("sha256");
  for (const name of SAID_IN) hash.update(readFileSync(`${FOLDER}/${name}`));
  return hash.digest().readUInt32BE() & 0x7fffffff;
}

/** Enters what ships unless it is entered. A few milliseconds where nothing is to do. */
export function bringRegistryUp(db: Database): void {
  const stamp = stampOfFiles();
  if (db.$client.pragma("user_version", { simple: true }) === stamp) return;
  db.transaction(
    () => {
      enterShipped(db);
      indexAgencies(db);
      db.$client.pragma(`user_version = ${stamp}`);
    },
    { behavior: "immediate" },
  );
}

function enterShipped(db: Writer): void {
  const catalog = getCatalog();
  for (const agency of catalog.agencies)
    enterAgency(db, { entry: describeDeclared(agency), names: namesOf(agency) });
  enterDivisions(db);
  const words = getRegistryWords();
  const own = db
    .select({ region: agencies.region, id: agencies.id })
    .from(agencies)
    .where(sql`${agencies.kind} = ${GOVERNMENT} AND ${agencies.origin} IN ('catalog', 'import')`)
    .all();
  const declared = new Map(own.flatMap(({ region, id }) => (region === null ? [] : [[region, id] as const])));
  const { governments, edges } = listGovernments(getRegions(), words, declared);
  const keys = new Map(own.map(({ id }) => [id, keyOf(db, id)]));
  for (const government of governments) keys.set(government.id, enterGovernment(db, government));
  db.delete(agencyLineage).where(eq(agencyLineage.basis, words.divisions.basis)).run();
  for (const { predecessor, successor, kind, on } of edges) {
    const from = keys.get(predecessor);
    const to = successor === null ? undefined : keys.get(successor);
    if (from === undefined || to === undefined) continue;
    const edge = { predecessor: from, successor: to, kind, on, basis: words.divisions.basis };
    db.insert(agencyLineage).values(edge).run();
  }
}

function keyOf(db: Writer, id: string): number | undefined {
  return db.select({ key: agencies.key }).from(agencies).where(eq(agencies.id, id)).get()?.key;
}

function enterGovernment(db: Writer, government: Government): number {
  const { id, name, level, region, path, parent, validFrom, validTo, names } = government;
  const row = { id, name, level, region, path, parent, validFrom, validTo };
  const { key, origin } = prepareGovernment(db).get(row);
  if (origin === "division") enterNames(db, key, names);
  return key;
}

const GIVEN = {
  nameZh: sql`excluded.name_zh`,
  level: sql`excluded.level`,
  region: sql`excluded.region`,
  regionNameZh: sql`excluded.region_name_zh`,
  parent: sql`excluded.parent`,
  validFrom: sql`excluded.valid_from`,
  validTo: sql`excluded.valid_to`,
};

/** What a registry file said of a government stays. */
const prepareGovernment = prepareOnce((db: Writer) => {
  const onlyOwn = (column: SQLWrapper, given: SQL): SQL =>
    sql`CASE WHEN ${agencies.origin} = 'division' THEN ${given} ELSE ${column} END`;
  return db
    .insert(agencies)
    .values({
      id: sql.placeholder("id"),
      nameZh: sql.placeholder("name"),
      level: sql.placeholder("level"),
      region: sql.placeholder("region"),
      regionNameZh: sql.placeholder("path"),
      parent: sql.placeholder("parent"),
      validFrom: sql.placeholder("validFrom"),
      validTo: sql.placeholder("validTo"),
      kind: GOVERNMENT,
      usualScope: "whole-region",
      origin: "division",
    })
    .onConflictDoUpdate({
      target: agencies.id,
      set: {
        nameZh: onlyOwn(agencies.nameZh, GIVEN.nameZh),
        level: onlyOwn(agencies.level, GIVEN.level),
        region: onlyOwn(agencies.region, GIVEN.region),
        regionNameZh: onlyOwn(agencies.regionNameZh, GIVEN.regionNameZh),
        parent: onlyOwn(agencies.parent, GIVEN.parent),
        validFrom: onlyOwn(agencies.validFrom, GIVEN.validFrom),
        validTo: onlyOwn(agencies.validTo, GIVEN.validTo),
      },
    })
    .returning({ key: agencies.key, origin: agencies.origin })
    .prepare();
});

const prepareDivision = prepareOnce((db: Writer) =>
  db
    .insert(divisions)
    .values({
      code: sql.placeholder("code"),
      since: sql.placeholder("since"),
      until: sql.placeholder("until"),
      name: sql.placeholder("name"),
      level: sql.placeholder("level"),
      parent: sql.placeholder("parent"),
      path: sql.placeholder("path"),
    })
    .prepare(),
);

function enterDivisions(db: Writer): void {
  const regions = getRegions();
  db.delete(divisions).run();
  const insert = prepareDivision(db);
  for (const { code, name, level, since, until } of regions.divisions) {
    const year = until === null ? regions.source.until : until - 1;
    const parent = parentCode(code, year, regions);
    insert.run({ code, name, level, since, until, parent, path: regionPath(code, year, regions) });
  }
}
