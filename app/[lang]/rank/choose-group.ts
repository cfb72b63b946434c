import type { Catalog } from "@/lib/catalog/catalog.ts";
import { regionPrefix } from "@/lib/catalog/regions.ts";
import type { PeerGroup } from "@/lib/catalog/schema.ts";
import { groupBy } from "@/lib/statistics/group-by.ts";
import { findPeers } from "@/lib/statistics/peers.ts";
import type { HeldAgency } from "@/lib/views.ts";
import type { RankSearch } from "./search-params.ts";

/** Kinds and levels offered as groups, those of most agencies first. */
const OFFERED = 12;
const DEFAULT_PEERS = "kind-level";
/** Groups by which the agencies most like one another are found, the closest first. */
export const NEAREST_PEERS = ["kind-level-province", "kind-level"];

/** Another group one click away. */
export interface GroupChoice {
  readonly members: number;
  /** Of the group around an agency. */
  readonly peers?: PeerGroup;
  /** Of a group that shares what is given; nothing given is everybody. */
  readonly shared?: Shared;
  readonly chosen: boolean;
}

export interface Shared {
  readonly kind?: string | undefined;
  readonly level?: string | undefined;
  readonly region?: string | undefined;
}

/** Who is ranked beside whom. */
export interface Group {
  readonly members: readonly HeldAgency[];
  /** Agencies of which it is not known whether they belong. */
  readonly unknown: number;
  readonly peers: PeerGroup | null;
  readonly shared: Shared;
  readonly choices: readonly GroupChoice[];
}

/** The group around an agency: the one asked for, the usual one, or the first that can be formed. */
export function groupAround(
  catalog: Catalog,
  subject: HeldAgency,
  known: readonly HeldAgency[],
  volumes: ReadonlyMap<string, number>,
  asked: string | undefined,
): Group {
  const agencies = known.map((agency) => ({ ...agency, volume: volumes.get(agency.id) ?? null }));
  const own = agencies.find(({ id }) => id === subject.id) ?? { ...subject, volume: null };
  const possible = catalog.peerGroups.flatMap((group) => findPeers(own, agencies, group) ?? []);
  const by = (id: string | undefined) => possible.find(({ group }) => group.id === id);
  const chosen = by(asked) ?? by(DEFAULT_PEERS) ?? possible[0];
  return {
    members: chosen?.members ?? [own],
    unknown: chosen?.unknown ?? 0,
    peers: chosen?.group ?? null,
    shared: {},
    choices: possible.map((peers) => ({
      peers: peers.group,
      members: peers.members.length,
      chosen: peers === chosen,
    })),
  };
}

const isUnder = (region: string | null, asked: string): boolean =>
  region?.startsWith(regionPrefix(asked)) ?? false;

/**
 * The agencies that share what the address names; without anything, the kind and level of the most, or everybody while
 * that is fewer than `least`.
 */
export function groupShared(
  known: readonly HeldAgency[],
  { kind, level, region, peers, show }: RankSearch,
  least: number,
): Group {
  const groups = [
    ...groupBy(
      known.filter((agency) => agency.kind !== null && agency.level !== null),
      (agency) => `${agency.kind} ${agency.level}`,
    ).values(),
  ].toSorted((a, b) => b.length - a.length);
  // The form says all of it, so what it leaves open is meant so.
  const open = [kind, level, region, peers, show].every((field) => field === undefined);
  const [most = []] = groups;
  const common = most.length < least ? undefined : most[0];
  const shared: Shared = open
    ? { kind: common?.kind ?? undefined, level: common?.level ?? undefined }
    : { kind, level, region };
  const same = (one: Shared) => one.kind === shared.kind && one.level === shared.level;
  const choices = groups.slice(0, OFFERED).map(([first, ...rest]) => {
    const one = { kind: first?.kind ?? undefined, level: first?.level ?? undefined };
    return { shared: one, members: rest.length + 1, chosen: same(one) && shared.region === undefined };
  });
  return {
    members: known.filter(
      (agency) =>
        (shared.kind === undefined || agency.kind === shared.kind) &&
        (shared.level === undefined || agency.level === shared.level) &&
        (shared.region === undefined || isUnder(agency.region, shared.region)),
    ),
    unknown: 0,
    peers: null,
    shared,
    choices: [
      ...choices,
      { shared: {}, members: known.length, chosen: same({}) && shared.region === undefined },
    ],
  };
}
