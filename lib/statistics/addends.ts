import type { Scope } from "../model.ts";
import { groupBy } from "./group-by.ts";

/**
 * Which figures of several agencies may be added: those of one scope and one level, none of which is part of another.
 *
 * A city's roll-up already holds its counties and departments; adding a county to it counts the county twice. So of
 * everything given, one scope and level is kept, and of agencies that stand one under the other only the upper one:
 *
 *     Suqian (whole region, prefecture), Huai'an (the same), Sucheng (whole region, county)
 *     → kept: Suqian, Huai'an; left out: Sucheng, of another level
 */

/** What must be known of an agency's report to tell what it may be added to. */
export interface Addend {
  readonly agency: string;
  /** `null` when no report is held. */
  readonly scope: Scope | null;
  readonly level: string | null;
  /** Division code of six digits. */
  readonly region: string | null;
  /** Id of the agency above it. */
  readonly parent?: string | null;
  /** Line of work, which bounds a vertical system. */
  readonly line?: string | null;
}

export interface Basis {
  readonly scope: Scope;
  readonly level: string | null;
}

export type OmissionReason =
  | "not-held"
  | "not-reported"
  | "other-scope"
  | "other-level"
  | "part-of-another"
  | "place-unknown";

/** What was not added, and why; `within` is the agency it is part of. */
export interface Omission<T> {
  readonly addend: T;
  readonly reason: OmissionReason;
  readonly within?: string;
}

export interface Addends<T> {
  /** Scope and level of what was kept; `null` when nothing was. */
  readonly basis: Basis | null;
  readonly kept: readonly T[];
  readonly leftOut: readonly Omission<T>[];
}

const basisKey = ({ scope, level }: { readonly scope: Scope | null; readonly level: string | null }) =>
  `${scope} ${level}`;

/** Scope and level of the most entries; of several, the first in order. */
function commonBasis(held: readonly Addend[]): Basis | null {
  const groups = [...groupBy(held, basisKey).values()].toSorted((a, b) => b.length - a.length);
  const first = groups[0]?.[0];
  return first === undefined || first.scope === null ? null : { scope: first.scope, level: first.level };
}

/** What the reports of one scope and level hold of one another, found without comparing each with each. */
interface Holders<T> {
  readonly byId: ReadonlyMap<string, T>;
  /** The first report of a whole region, by its code; of a vertical system by line and code. */
  readonly byRegion: ReadonlyMap<string, T>;
}

function regionKey({ scope, line }: Addend, region: string): string | undefined {
  if (scope === "whole-region") return region;
  return scope === "vertical-system" && line ? `${line} ${region}` : undefined;
}

function listHolders<T extends Addend>(alike: readonly T[]): Holders<T> {
  const byRegion = new Map<string, T>();
  for (const entry of alike) {
    const key = entry.region === null ? undefined : regionKey(entry, entry.region);
    if (key !== undefined && !byRegion.has(key)) byRegion.set(key, entry);
  }
  return { byId: new Map(alike.map((entry) => [entry.agency, entry])), byRegion };
}

/**
 * The agency whose report holds that of `entry`: one that stands above it, or one whose whole region (whole system) its
 * own lies in. Of several with one region the first given is taken to hold the others.
 */
function holderOf<T extends Addend>(entry: T, { byId, byRegion }: Holders<T>): string | undefined {
  const seen = new Set<string>([entry.agency]);
  for (let parent = entry.parent; parent && !seen.has(parent); parent = byId.get(parent)?.parent) {
    if (byId.has(parent)) return parent;
    seen.add(parent);
  }
  const { region } = entry;
  if (region === null) return undefined;
  for (const code of [`${region.slice(0, 2)}0000`, `${region.slice(0, 4)}00`, region]) {
    const key = regionKey(entry, code);
    const holder = key === undefined ? undefined : byRegion.get(key);
    if (holder !== undefined && holder !== entry) return holder.agency;
  }
  return undefined;
}

/** A report of more than the organ itself may hold any other, or lie within it, while nobody knows of what place it is. */
const isAnywhere = ({ scope, region }: Addend, alike: readonly Addend[]): boolean =>
  scope !== "own-organ" && region === null && alike.length > 1;

/** Sorts what may be added from what may not. Without a basis the commonest scope and level are taken. */
export function selectAddends<T extends Addend>(entries: readonly T[], basis?: Basis): Addends<T> {
  const held = entries.filter(({ scope }) => scope !== null);
  const chosen = basis ?? commonBasis(held);
  const alike = held.filter((entry) => chosen !== null && basisKey(entry) === basisKey(chosen));
  const holders = listHolders(alike);
  const kept: T[] = [];
  const leftOut: Omission<T>[] = [];
  for (const entry of entries) {
    if (entry.scope === null) leftOut.push({ addend: entry, reason: "not-held" });
    else if (entry.scope !== chosen?.scope) leftOut.push({ addend: entry, reason: "other-scope" });
    else if (entry.level !== chosen.level) leftOut.push({ addend: entry, reason: "other-level" });
    else {
      const within = holderOf(entry, holders);
      if (isAnywhere(entry, alike)) leftOut.push({ addend: entry, reason: "place-unknown" });
      else if (within === undefined) kept.push(entry);
      else leftOut.push({ addend: entry, reason: "part-of-another", within });
    }
  }
  return { basis: kept.length === 0 ? null : chosen, kept, leftOut };
}
