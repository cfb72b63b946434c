import type { AgencyNameKind, LineageKind, Scope } from "./model.ts";
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

/** What the registry says of an agency itself. */
export interface RegisteredAgency extends AgencySummary {
  /** Id of the agency above it. */
  readonly parent: string | null;
  readonly line: string | null;
  readonly creditCode: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
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

/** Agencies counted. */
export interface Tally {
  readonly agencies: number;
  /** Of which any report is held. */
  readonly held: number;
  /** That were there in the newest year of which reports are held. */
  readonly standing: number;
  /** Of which the report of that year is held. */
  readonly latest: number;
}

export interface Facet {
  readonly id: string;
  readonly n: number;
}

/** A row of the list of agencies. */
export interface ListedAgency extends AgencySummary {
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Names of its region from the province down. */
  readonly path: readonly string[];
}

/** A division that went into another, or came of one. */
export interface DivisionChange {
  readonly code: string;
  readonly name: string;
  readonly year: number;
}

export interface RegionHistory {
  /** What the code has named, the oldest first. */
  readonly named: readonly { readonly name: string; readonly since: number; readonly until: number | null }[];
  readonly predecessors: readonly DivisionChange[];
  readonly successors: readonly DivisionChange[];
}

/** Held, held of another scope, known but not held, or without a government in the registry. */
export type PartState = "held" | "other-scope" | "not-held" | "no-agency";

export interface RegionPart {
  /** Code of the division; the region's own for its own level. */
  readonly code: string;
  readonly name: string;
  readonly isOwnLevel: boolean;
  readonly agency: AgencyRef | null;
  readonly scope: Scope | null;
  readonly state: PartState;
  /** Amount of each indicator; `null` where none is reported. */
  readonly amounts: readonly (number | null)[];
}

/** The roll-up report of a region beside those of its parts. */
export interface RollUp {
  readonly agency: AgencyRef;
  readonly year: number;
  readonly years: readonly number[];
  readonly indicators: readonly string[];
  readonly whole: readonly (number | null)[];
  readonly parts: readonly RegionPart[];
  /** What the check of the roll-up says. */
  readonly verdict: "passed" | "failed" | "not-assessable";
}
