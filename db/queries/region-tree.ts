import { sql } from "drizzle-orm";
import {
  findDivision,
  parentCode,
  type RegionLevel,
  type Regions,
  regionPrefix,
} from "../../lib/catalog/regions.ts";
import type { Facet, Tally } from "../../lib/registry-views.ts";
import type { Database } from "../client.ts";
import { knownRegions, lastYearOf } from "../known-regions.ts";
import { agencies, reports } from "../schema.ts";
import { getDataVersion } from "./release.ts";

/** How many agencies there are of each kind and level in each region, and of how many of them reports are held. */

interface Group extends Tally {
  readonly region: string | null;
  readonly kind: string | null;
  readonly level: string | null;
}

export interface RegionNode {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly parent: string | null;
  /** The first year in which it was no more. */
  readonly until: number | null;
  /** Of all agencies in it. */
  readonly tally: Tally;
}

export interface RegionTree {
  readonly regions: Regions;
  /** The newest year of which any report is held. */
  readonly latestYear: number | null;
  readonly groups: readonly Group[];
  readonly nodes: ReadonlyMap<string, RegionNode>;
}

export interface AgencyFilter {
  /** Code of a region; what lies in it counts. */
  readonly region?: string;
  readonly kind?: string;
  readonly level?: string;
  /** Whether a report is held. */
  readonly held?: "yes" | "no";
}

const NONE: Tally = { agencies: 0, held: 0, standing: 0, latest: 0 };

function add(a: Tally, b: Tally): Tally {
  return {
    agencies: a.agencies + b.agencies,
    held: a.held + b.held,
    standing: a.standing + b.standing,
    latest: a.latest + b.latest,
  };
}

const kept = new WeakMap<Database, { readonly version: number; readonly tree: RegionTree }>();

/** Counted once for each version of the data. */
export async function readRegionTree(db: Database): Promise<RegionTree> {
  const { version } = await getDataVersion(db);
  const known = kept.get(db);
  if (known?.version === version) return known.tree;
  const regions = await knownRegions(db);
  const latestYear =
    db
      .select({ year: sql<number | null>`max(${reports.year})` })
      .from(reports)
      .where(sql`${reports.current} IS NOT NULL`)
      .get()?.year ?? null;
  const groups = countGroups(db, latestYear);
  const tree = { regions, latestYear, groups, nodes: growTree(groups, regions) };
  kept.set(db, { version, tree });
  return tree;
}

function countGroups(db: Database, latestYear: number | null): Group[] {
  const last = db
    .select({ agency: reports.agency, year: sql<number>`max(${reports.year})`.as("last_year") })
    .from(reports)
    .where(sql`${reports.current} IS NOT NULL`)
    .groupBy(reports.agency)
    .as("last");
  const stands = sql`(${agencies.validTo} IS NULL OR ${agencies.validTo} >= ${`${latestYear ?? 9999}-01-01`})`;
  return db
    .select({
      region: agencies.region,
      kind: agencies.kind,
      level: agencies.level,
      agencies: sql<number>`count(*)`,
      held: sql<number>`count(${last.year})`,
      standing: sql<number>`coalesce(sum(${stands}), 0)`,
      latest: sql<number>`coalesce(sum(${last.year} = ${latestYear}), 0)`,
    })
    .from(agencies)
    .leftJoin(last, sql`${last.agency} = ${agencies.key}`)
    .groupBy(agencies.region, agencies.kind, agencies.level)
    .all();
}

/** Regions in force, and those that are no more but have agencies. */
function growTree(groups: readonly Group[], regions: Regions): Map<string, RegionNode> {
  const nodes = new Map<string, RegionNode>();
  const enter = (code: string): RegionNode | undefined => {
    const known = nodes.get(code);
    if (known !== undefined) return known;
    const year = lastYearOf(code, regions);
    const division = year === undefined ? undefined : findDivision(code, year, regions);
    if (year === undefined || division === undefined) return undefined;
    const { name, level, until } = division;
    const above = parentCode(code, year, regions);
    const parent = above !== null && regions.byCode.has(above) ? above : null;
    const node = { code, name, level, until, parent, tally: NONE };
    nodes.set(code, node);
    return node;
  };
  for (const { code, until } of regions.divisions) if (until === null) enter(code);
  for (const group of groups) {
    let at = group.region === null ? undefined : enter(group.region.slice(0, 6));
    while (at !== undefined) {
      nodes.set(at.code, { ...at, tally: add(at.tally, group) });
      at = at.parent === null ? undefined : enter(at.parent);
    }
  }
  return nodes;
}

/** The regions right below one, or the topmost, by code; what is no more only where agencies are in it. */
export function listBelow({ nodes }: RegionTree, code: string | null): RegionNode[] {
  return [...nodes.values()]
    .filter(({ parent, until, tally }) => parent === code && (until === null || tally.agencies > 0))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** The region and those above it, the topmost first. */
export function listAbove({ nodes }: Pick<RegionTree, "nodes">, code: string): RegionNode[] {
  const node = nodes.get(code);
  if (node === undefined) return [];
  return [...(node.parent === null ? [] : listAbove({ nodes }, node.parent)), node];
}

function isWithin(group: Group, { region, kind, level }: AgencyFilter): boolean {
  return (
    (region === undefined || (group.region ?? "").startsWith(regionPrefix(region))) &&
    (kind === undefined || group.kind === kind) &&
    (level === undefined || group.level === level)
  );
}

export function tallyOf(groups: readonly Group[], filter: AgencyFilter = {}): Tally {
  return groups.filter((group) => isWithin(group, filter)).reduce<Tally>(add, NONE);
}

/** Of each value of one facet how many there are, under all other filters; the most numerous first. */
export function listFacets(
  groups: readonly Group[],
  facet: "kind" | "level",
  { [facet]: _own, held, ...filter }: AgencyFilter,
): Facet[] {
  const counts = new Map<string, number>();
  for (const group of groups) {
    const id = group[facet];
    if (id === null || !isWithin(group, filter)) continue;
    const n = held === undefined ? group.agencies : held === "yes" ? group.held : group.agencies - group.held;
    if (n > 0) counts.set(id, (counts.get(id) ?? 0) + n);
  }
  return [...counts].map(([id, n]) => ({ id, n })).toSorted((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
}
