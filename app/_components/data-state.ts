import type { Database } from "@/db/client.ts";
import { getDatabase, getDatabaseAsOf } from "@/db/index.ts";
import {
  findKeptVersion,
  findReleaseOf,
  listShownOtherwise,
  type ShownOtherwise,
} from "@/db/queries/history.ts";
import { type DataVersion, getDataVersion } from "@/db/queries/release.ts";
import { findRelease } from "@/db/queries/releases.ts";
import { parseState, type StateAsked, writeState } from "@/lib/exports/data-state.ts";

/** The state of the data that a view shows: the newest one, or the one that its address names. */
export interface DataState {
  /** Answers as of that state. */
  readonly db: Database;
  readonly dataVersion: number;
  /** ISO 8601; `null` while nothing is stored. */
  readonly changedAt: string | null;
  /** As the address names it, `release=3`; nothing where the newest is asked for. */
  readonly query: string;
  /** The release that showed the same, if one did. */
  readonly release: { readonly number: number; readonly releasedAt: string } | null;
  /** The data have changed since. */
  readonly isFormer: boolean;
  /** The present version of the data. */
  readonly newest: number;
  /** What the address names and is not to be had, `release=9`. */
  readonly problem: string | null;
}

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

export async function readState(params: Params): Promise<DataState> {
  const asked = parseState(params);
  const db = getDatabase();
  const now = await getDataVersion(db);
  const then = await findAsked(db, asked);
  const { version, changedAt } = then ?? now;
  const isFormer = version < now.version;
  return {
    db: isFormer ? getDatabaseAsOf(version, now.version) : db,
    dataVersion: version,
    changedAt,
    query: then === undefined ? "" : writeState(asked),
    release: await releaseOf(db, asked, version),
    isFormer,
    newest: now.version,
    problem: asked.kind === "newest" || then !== undefined ? null : asked.said,
  };
}

async function findAsked(db: Database, asked: StateAsked): Promise<DataVersion | undefined> {
  if (asked.kind === "version") return findKeptVersion(db, asked.version);
  if (asked.kind !== "release") return undefined;
  const release = await findRelease(db, asked.number);
  return release && findKeptVersion(db, release.dataVersion);
}

async function releaseOf(db: Database, asked: StateAsked, version: number): Promise<DataState["release"]> {
  const number = asked.kind === "release" ? asked.number : await findReleaseOf(db, version);
  const release = number === undefined ? undefined : await findRelease(db, number);
  return release === undefined ? null : { number: release.number, releasedAt: release.releasedAt };
}

/** Which reports, of those that a view rests on, are shown otherwise by now. */
export async function listNewer(
  { dataVersion, isFormer }: DataState,
  agencies: readonly { readonly id: string }[],
  years: readonly number[],
): Promise<readonly ShownOtherwise[]> {
  if (!isFormer) return [];
  return listShownOtherwise(getDatabase(), dataVersion, { agencies: agencies.map(({ id }) => id), years });
}

/** How an address names the state for good; `data=57` becomes `data=57-…` where the view has a fingerprint. */
export function frozenQuery({ release, dataVersion }: Pick<DataState, "release" | "dataVersion">): string {
  return release === null ? `data=${dataVersion}` : `release=${release.number}`;
}

/** What a file of a former state is called besides. */
export function stateSuffix({ query, release, dataVersion }: DataState): string {
  if (query === "") return "";
  return release === null ? `-data-${dataVersion}` : `-release-${release.number}`;
}
