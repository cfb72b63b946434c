import { getDatabase } from "@/db/index.ts";
import { groupFound, listAgencyPage } from "@/db/queries/agency-list.ts";
import {
  listAbove,
  listBelow,
  listFacets,
  type RegionNode,
  type RegionTree,
  readRegionTree,
  tallyOf,
} from "@/db/queries/region-tree.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import type { Facet, ListedAgency, Tally } from "@/lib/registry-views.ts";
import type { AgencySearch } from "./search-params.ts";

export const PAGE_SIZE = 100;
/** What a file holds at most. */
const WHOLE = 1_000_000;

export interface AgencyListView {
  readonly tree: RegionTree;
  /** Of all agencies there are. */
  readonly all: Tally;
  readonly total: number;
  readonly isCut: boolean;
  readonly rows: readonly ListedAgency[];
  /** The region asked for and those above it; empty for all. */
  readonly above: readonly RegionNode[];
  readonly below: readonly RegionNode[];
  readonly kinds: readonly Facet[];
  readonly levels: readonly Facet[];
  /** With and without reports. */
  readonly held: { readonly yes: number; readonly no: number };
  readonly dataVersion: number;
  readonly changedAt: string | null;
}

/** What the address asks for: a page of it, or all of it for a file. */
export async function readAgencyList(search: AgencySearch, whole = false): Promise<AgencyListView> {
  const db = getDatabase();
  const { page = 1, ...filter } = search;
  const { q, ...narrowed } = filter;
  const tree = await readRegionTree(db);
  const groups = q === undefined ? tree.groups : groupFound(db, q);
  const slice = whole ? { limit: WHOLE, offset: 0 } : { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
  const region = search.region?.padEnd(6, "0") ?? null;
  const among = tallyOf(groups, narrowed);
  const { version, changedAt } = await getDataVersion(db);
  return {
    tree,
    all: tallyOf(tree.groups),
    ...(await listAgencyPage(db, filter, slice)),
    above: region === null ? [] : listAbove(tree, region),
    below: listBelow(tree, region),
    kinds: listFacets(groups, "kind", narrowed),
    levels: listFacets(groups, "level", narrowed),
    held: { yes: among.held, no: among.agencies - among.held },
    ...{ dataVersion: version, changedAt },
  };
}
