import { eq, sql } from "drizzle-orm";
import { getRegions, regionPath } from "../../lib/catalog/regions.ts";
import type { ImportedAgency } from "../../lib/registry/import-row.ts";
import { type AgencyNameEntry, enterNames, listNames } from "../agency-entry.ts";
import type { Writer } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { agencies } from "../schema.ts";

/** One agency of a registry file as the database holds it. */

const prepareHeld = prepareOnce((db: Writer) =>
  db
    .select()
    .from(agencies)
    .where(eq(agencies.id, sql.placeholder("id")))
    .prepare(),
);

export function findKey(db: Writer, id: string): number | undefined {
  return prepareHeld(db).get({ id })?.key;
}

const GIVEN = {
  id: sql.placeholder("id"),
  nameZh: sql.placeholder("name"),
  nameEn: sql.placeholder("nameEn"),
  kind: sql.placeholder("kind"),
  level: sql.placeholder("level"),
  region: sql.placeholder("region"),
  regionNameZh: sql.placeholder("path"),
  parent: sql.placeholder("parent"),
  line: sql.placeholder("line"),
  creditCode: sql.placeholder("creditCode"),
  domains: sql.placeholder("domains"),
  validFrom: sql.placeholder("validFrom"),
  validTo: sql.placeholder("validTo"),
  usualScope: sql.placeholder("usualScope"),
} as const;

const prepareAgency = prepareOnce((db: Writer) =>
  db
    .insert(agencies)
    .values({ ...GIVEN, provisional: false, origin: "import" })
    .onConflictDoUpdate({
      target: agencies.id,
      set: {
        nameZh: sql`excluded.name_zh`,
        nameEn: sql`coalesce(excluded.name_en, CASE WHEN excluded.name_zh = ${agencies.nameZh} THEN ${agencies.nameEn} END)`,
        kind: sql`excluded.kind`,
        level: sql`excluded.level`,
        region: sql`excluded.region`,
        regionNameZh: sql`excluded.region_name_zh`,
        parent: sql`excluded.parent`,
        line: sql`excluded.line`,
        creditCode: sql`excluded.credit_code`,
        domains: sql`excluded.domains`,
        validFrom: sql`excluded.valid_from`,
        validTo: sql`excluded.valid_to`,
        usualScope: sql`excluded.usual_scope`,
        provisional: false,
        origin: "import",
      },
    })
    .returning({ key: agencies.key })
    .prepare(),
);

const paths = new Map<string, string>();

function pathOf(region: string): string {
  const regions = getRegions();
  const known = paths.get(region);
  if (known !== undefined) return known;
  const last = regions.byCode
    .get(region)
    ?.toSorted((a, b) => a.since - b.since)
    .at(-1);
  const year = last?.until == null ? regions.source.until : last.until - 1;
  const path = regionPath(region, year, regions);
  paths.set(region, path);
  return path;
}

/** A registry file says not since when an agency bears its name; what is known of that stays as long as the name does. */
function dateOfficial(
  names: readonly AgencyNameEntry[],
  held: readonly AgencyNameEntry[],
): readonly AgencyNameEntry[] {
  return names.map((one) => {
    const known = held.find(({ name, kind }) => kind === "official" && name === one.name);
    return one.kind === "official" && known !== undefined ? known : one;
  });
}

/** What others see of it: who says so is seen only where neither a file nor the catalog does. */
function shownOf(db: Writer, id: string): string {
  const held = prepareHeld(db).get({ id });
  if (held === undefined) return "";
  const { origin, ...row } = held;
  return JSON.stringify([row, origin === "division" || origin === "report"]);
}

/** Enters the agency, whoever said before what it is. `isOther`: something of it is another than before. */
export function enterImported(
  db: Writer,
  id: string,
  agency: ImportedAgency,
): { readonly key: number; readonly isOther: boolean } {
  const held = findKey(db, id);
  const shown = shownOf(db, id);
  const { names, became: _, regionName, ...row } = agency;
  const path = row.region === null ? null : (regionName ?? pathOf(row.region));
  const { key } = prepareAgency(db).get({ ...row, id, path });
  const named = enterNames(db, key, held === undefined ? names : dateOfficial(names, listNames(db, key)));
  return { key, isOther: named || shownOf(db, id) !== shown };
}
