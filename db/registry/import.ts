import { createHash } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import { getRegions, regionPath } from "../../lib/catalog/regions.ts";
import { getRegistryWords } from "../../lib/catalog/registry.ts";
import type { ImportedAgency } from "../../lib/registry/import-row.ts";
import type { ImportedEdge } from "../../lib/registry/lineage-text.ts";
import { foldName } from "../../lib/registry/names.ts";
import { enterNames } from "../agency-entry.ts";
import type { Database, Writer } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { agencyLineage, agencyNames } from "../registry-schema.ts";
import { raiseRelease } from "../release.ts";
import { agencies } from "../schema.ts";
import { indexAgencies, indexAgency } from "../search.ts";
import { listRegistryProblems, type RegistryProblem } from "./problems.ts";

/** Enters the agencies of a registry file: all of them or none. */

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
}

export interface Importing {
  /** Enters one agency; the row is the one it is told by. */
  readonly enter: (row: number, agency: ImportedAgency) => void;
}

export type ImportOutcome =
  | { readonly done: true; readonly counts: ImportCounts }
  | { readonly done: false; readonly problems: readonly (RegistryProblem & { readonly row: number })[] };

interface Entered {
  readonly id: string;
  readonly key: number;
  readonly row: number;
  readonly became: readonly ImportedEdge[];
}

/** Thrown within the transaction to drop it. */
class Refused extends Error {}

/**
 * Runs `fill` in a transaction, which enters agencies and answers whether the file is sound by itself. Then the registry
 * as a whole is looked at, and what is wrong with agencies of this file drops all of it.
 */
export function importAgencies(
  db: Database,
  at: string,
  fill: (importing: Importing) => boolean,
): ImportOutcome {
  const rows = new Map<string, number>();
  const entered: Entered[] = [];
  const counts = { added: 0, changed: 0 };
  let problems: (RegistryProblem & { readonly row: number })[] = [];
  const run = (): void => {
    const enter = (row: number, agency: ImportedAgency): void => {
      const id = agency.id ?? chooseId(db, agency);
      const first = rows.get(id);
      if (first !== undefined) {
        const parameters = { value: id, row: first };
        problems.push({ code: "registry-id-repeated", column: "id", agency: id, parameters, row });
        return;
      }
      const holder = agency.creditCode === null ? undefined : findHolder(db, agency.creditCode, id);
      if (holder !== undefined) {
        const parameters = { value: agency.creditCode ?? "", other: holder };
        problems.push({ code: "registry-code-repeated", column: "credit_code", agency: id, parameters, row });
        return;
      }
      rows.set(id, row);
      const { key, isNew } = enterImported(db, id, agency);
      entered.push({ id, key, row, became: agency.became });
      counts[isNew ? "added" : "changed"]++;
    };
    const isSound = fill({ enter });
    problems.push(...entered.flatMap((one) => enterEdges(db, one)));
    const after = listRegistryProblems(db).flatMap((problem) => {
      const row = rows.get(problem.agency);
      return row === undefined ? [] : [{ ...problem, row }];
    });
    problems = [...problems, ...after];
    if (!isSound || problems.length > 0) throw new Refused();
    indexEntered(db, entered);
    raiseRelease(db, at);
  };
  try {
    db.transaction(run, { behavior: "immediate" });
    return { done: true, counts };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { done: false, problems: problems.toSorted((a, b) => a.row - b.row) };
  }
}

const prepareSame = prepareOnce((db: Writer) =>
  db
    .select({ id: agencies.id, region: agencies.region, parent: agencies.parent, origin: agencies.origin })
    .from(agencyNames)
    .innerJoin(agencies, eq(agencies.key, agencyNames.agency))
    .where(
      and(
        eq(agencyNames.folded, sql.placeholder("folded")),
        eq(agencyNames.kind, "official"),
        eq(agencies.provisional, false),
      ),
    )
    .prepare(),
);

/** The id of a row that gives none: of the agency it is, else made of what tells it from others, stable for them. */
function chooseId(db: Writer, { name, region, parent }: ImportedAgency): string {
  const folded = foldName(name, getRegistryWords());
  const same = prepareSame(db)
    .all({ folded })
    .filter(
      (one) => one.region === region && (parent === null || one.parent === null || one.parent === parent),
    );
  const [only, ...more] = same;
  if (only !== undefined && more.length === 0) return only.id;
  const told = [region ?? "", parent ?? "", folded].join("\n");
  return `agency-${createHash("sha256").update(told).digest("hex").slice(0, 12)}`;
}

const prepareHolder = prepareOnce((db: Writer) =>
  db
    .select({ id: agencies.id })
    .from(agencies)
    .where(eq(agencies.creditCode, sql.placeholder("code")))
    .prepare(),
);

function findHolder(db: Writer, code: string, id: string): string | undefined {
  const holder = prepareHolder(db).get({ code });
  return holder === undefined || holder.id === id ? undefined : holder.id;
}

const prepareHeld = prepareOnce((db: Writer) =>
  db
    .select({ key: agencies.key })
    .from(agencies)
    .where(eq(agencies.id, sql.placeholder("id")))
    .prepare(),
);

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

/** Enters the agency, whoever said before what it is. */
function enterImported(
  db: Writer,
  id: string,
  agency: ImportedAgency,
): { readonly key: number; readonly isNew: boolean } {
  const held = prepareHeld(db).get({ id });
  const { names, became: _, regionName, ...row } = agency;
  const path = row.region === null ? null : (regionName ?? pathOf(row.region));
  const { key } = prepareAgency(db).get({ ...row, id, path });
  enterNames(db, key, names);
  return { key, isNew: held === undefined };
}

/** Makes these all that became of the agency, beside what the list of divisions says of it. */
function enterEdges(
  db: Writer,
  { id, key, row, became }: Entered,
): (RegistryProblem & { readonly row: number })[] {
  const { basis: ofDivisions } = getRegistryWords().divisions;
  db.delete(agencyLineage)
    .where(and(eq(agencyLineage.predecessor, key), ne(agencyLineage.basis, ofDivisions)))
    .run();
  return became.flatMap(({ successor: into, kind, on, basis }) => {
    const successor = into === null ? null : prepareHeld(db).get({ id: into })?.key;
    if (successor === undefined) {
      const parameters = { value: into ?? "" };
      return [{ code: "registry-successor-unknown", column: "became" as const, agency: id, parameters, row }];
    }
    db.insert(agencyLineage).values({ predecessor: key, successor, kind, on, basis }).run();
    return [];
  });
}

/** More than these are found by an index that is made anew. */
const FEW = 500;

function indexEntered(db: Database, entered: readonly Entered[]): void {
  if (entered.length > FEW) indexAgencies(db);
  else for (const { key } of entered) indexAgency(db, key);
}
