import type { AgencyNameKind, LineageKind } from "./model.ts";
import type { AgencySummary } from "./views.ts";

/** Who is who: what the pages, files and tests of the registry see. */

/** An agency that a search found. */
export interface AgencyHit {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly kind: string | null;
  readonly level: string | null;
  readonly region: string | null;
  readonly regionNameEn: string | null;
  /** ISO date of its last day. */
  readonly validTo: string | null;
  /** Names of its region from the province down. */
  readonly path: readonly string[];
}

export interface AgencyName {
  readonly name: string;
  readonly kind: AgencyNameKind;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** An agency at the other end of an edge, or beside one. */
export interface AgencyRef {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
}

/** What became of an agency, seen from it. */
export interface LineageEdge {
  readonly direction: "predecessor" | "successor";
  readonly kind: LineageKind;
  /** ISO date, or the part of one that is known. */
  readonly on: string;
  readonly basis: string;
  /** `null` where a series ends. */
  readonly other: AgencyRef | null;
}

/** All that the registry says of one agency. */
export interface AgencyCard extends AgencySummary {
  readonly line: string | null;
  readonly creditCode: string | null;
  readonly domains: readonly string[];
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly parent: AgencyRef | null;
  readonly names: readonly AgencyName[];
  readonly lineage: readonly LineageEdge[];
}

/** Agencies, and those of them of which a report is held. */
export interface Held {
  readonly agencies: number;
  readonly held: number;
}

export interface RegionCount extends Held {
  readonly code: string;
  readonly name: string;
}

export interface Facet extends Held {
  readonly id: string | null;
}
