import { getDatabase } from "@/db/index.ts";
import { listAgencies } from "@/db/queries/agencies.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { PeerGroup } from "@/lib/catalog/schema.ts";
import { findPeers } from "@/lib/statistics/peers.ts";
import { isThere } from "@/lib/statistics/presence.ts";
import type { HeldAgency } from "@/lib/views.ts";
import { NEAREST_PEERS } from "../../rank/choose-group.ts";
import { chooseSubject, type Subject } from "../../rank/choose-subject.ts";
import { type Ranking, rankMembers } from "../../rank/ranking.ts";

/** What an agency is set beside its peers by. */
const SUBJECTS = [
  { indicator: "requests-received" },
  { rate: "disclosure-rate" },
  { rate: "denial-rate" },
  { rate: "reconsideration-incidence" },
  { rate: "litigation-incidence" },
] as const;
/** Alone nobody has a place. */
const LEAST_MEMBERS = 2;

export interface PeerStanding extends Pick<Ranking, "standings" | "silent"> {
  readonly subject: Subject;
}

export interface PeerComparison {
  readonly group: PeerGroup;
  readonly members: readonly HeldAgency[];
  readonly year: number;
  readonly standings: readonly PeerStanding[];
}

/** Where the agency stands among those of its kind and level; `undefined` where it has no peers with reports. */
export async function comparePeers(
  catalog: Catalog,
  id: string,
  year: number,
): Promise<PeerComparison | undefined> {
  const db = getDatabase();
  const [own] = (await listAgencies(db, { search: id })).filter((agency) => agency.id === id);
  if (own?.kind == null) return undefined;
  const alike = (await listAgencies(db, { kind: own.kind })).filter(
    (agency) => agency.years.includes(year) || isThere(agency, year),
  );
  const peers = NEAREST_PEERS.flatMap((group) => {
    const declared = catalog.peerGroups.find((one) => one.id === group);
    const found = declared && findPeers(own, alike, declared);
    return found && found.members.length >= LEAST_MEMBERS ? [found] : [];
  })[0];
  if (peers === undefined) return undefined;
  const { group, members } = peers;
  const standings: PeerStanding[] = [];
  for (const asked of SUBJECTS) {
    const { subject } = chooseSubject(catalog, { sort: undefined, ...asked });
    standings.push({ subject, ...(await rankMembers(db, catalog, subject, members, year)) });
  }
  return { group, members, year, standings };
}
