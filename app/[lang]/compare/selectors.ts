import type { Catalog } from "@/lib/catalog/catalog.ts";
import { regionPrefix } from "@/lib/catalog/regions.ts";
import { findPeers } from "@/lib/statistics/peers.ts";
import type { HeldAgency } from "@/lib/views.ts";
import { NEAREST_PEERS } from "../rank/choose-group.ts";

/** What a term of the address stands for: an agency, all of a region, or the peers of an agency. */

type Resolve = (id: string, known: readonly HeldAgency[], catalog: Catalog) => readonly HeldAgency[];

const SELECTORS: Readonly<Record<string, Resolve>> = {
  "": (id, known) => known.filter((agency) => agency.id === id),
  region: (code, known) => {
    const prefix = regionPrefix(code);
    return known
      .filter(({ region }) => region?.startsWith(prefix) ?? false)
      .toSorted((a, b) => (a.region ?? "").localeCompare(b.region ?? "") || a.id.localeCompare(b.id));
  },
  peers: (id, known, catalog) => {
    const own = known.find((agency) => agency.id === id);
    if (own === undefined) return [];
    const groups = NEAREST_PEERS.flatMap((name) => {
      const group = catalog.peerGroups.find((one) => one.id === name);
      return (group && findPeers(own, known, group)?.members) ?? [];
    });
    return [own, ...new Set(groups.filter((agency) => agency.id !== id))];
  },
};

/** The agencies of a term; none where it stands for nobody of whom reports are held. */
export function resolveTerm(
  term: string,
  known: readonly HeldAgency[],
  catalog: Catalog,
): readonly HeldAgency[] {
  const colon = term.indexOf(":");
  const resolve = SELECTORS[term.slice(0, Math.max(0, colon))];
  return resolve?.(term.slice(colon + 1), known, catalog) ?? [];
}
