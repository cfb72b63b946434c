import type { DeadlineRule } from "../../lib/checks/deadline.ts";
import type { Database } from "../client.ts";
import { listDeadlineRules } from "../deadlines.ts";
import { knownRegions, placeName } from "../known-regions.ts";

export interface SetDeadline extends DeadlineRule {
  /** Names down from the province; empty: everywhere. */
  readonly place: string;
}

/** The deadlines set for regions and years, by region and year. */
export async function listSetDeadlines(db: Database): Promise<SetDeadline[]> {
  const regions = await knownRegions(db);
  return listDeadlineRules(db)
    .map((rule) => ({
      ...rule,
      place: placeName(rule.region, regions),
    }))
    .toSorted((a, b) => (a.region ?? "").localeCompare(b.region ?? "") || b.since - a.since);
}
