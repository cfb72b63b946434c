import { getDatabase } from "@/db/index.ts";
import { getFilingYears, tallyFilings } from "@/db/queries/filings.ts";
import { listAbove, listBelow, type RegionNode, readRegionTree } from "@/db/queries/region-tree.ts";
import {
  findRegionHistory,
  findRollUp,
  listRegionAgencies,
  type RegionAgency,
} from "@/db/queries/regions.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import { getRegions, type Regions } from "@/lib/catalog/regions.ts";
import type { FilingTally } from "@/lib/filing-views.ts";
import { civilDate } from "@/lib/format.ts";
import type { RegionHistory, RollUp } from "@/lib/registry-views.ts";

export interface RegionView {
  readonly catalog: Catalog;
  readonly source: Regions["source"];
  readonly node: RegionNode;
  /** The region and those above it, the topmost first. */
  readonly above: readonly RegionNode[];
  readonly below: readonly RegionNode[];
  readonly latestYear: number | null;
  readonly history: RegionHistory;
  readonly agencies: readonly RegionAgency[];
  readonly tallies: readonly FilingTally[];
  readonly rollUp: RollUp | undefined;
}

/** Years across: what a screen holds. */
const YEARS = 10;

/** Everything the page of a region says; `undefined` for a code that names nothing. */
export async function findRegion(code: string, year: number | undefined): Promise<RegionView | undefined> {
  if (!/^\d{6}$/.test(code)) return undefined;
  const db = getDatabase();
  const catalog = getCatalog();
  const tree = await readRegionTree(db);
  const history = await findRegionHistory(db, code);
  const last = history.named.at(-1);
  // A region that is no more and of which no agency is known has a history, nevertheless.
  const node =
    tree.nodes.get(code) ??
    (last && {
      ...{ code, name: last.name, until: last.until, parent: null },
      level: code.endsWith("0000") ? "province" : code.endsWith("00") ? "prefecture" : "county",
      tally: { agencies: 0, held: 0, standing: 0, latest: 0 },
    });
  if (node === undefined) return undefined;
  const today = civilDate(new Date());
  const [first, end] = getFilingYears(db, today);
  const start = Math.max(first, end - YEARS + 1);
  const years = Array.from({ length: end - start + 1 }, (_, at) => start + at);
  const check = catalog.checks.find(({ kind }) => kind === "roll-up");
  const indicators = check?.kind === "roll-up" ? check.indicators : [];
  const above = listAbove(tree, code);
  return {
    ...{ catalog, node, history, latestYear: tree.latestYear, source: getRegions().source },
    above: above.length > 0 ? above : [node],
    below: listBelow(tree, code),
    agencies: await listRegionAgencies(db, code),
    tallies: node.tally.agencies === 0 ? [] : tallyFilings(db, catalog, { region: code, years, today }),
    rollUp: await findRollUp(db, code, indicators, year),
  };
}
