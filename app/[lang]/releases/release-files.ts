import type { Database } from "@/db/client.ts";
import { getDatabase, openFormer } from "@/db/index.ts";
import { getCoverage } from "@/db/queries/coverage.ts";
import { findKeptVersion } from "@/db/queries/history.ts";
import { findRelease } from "@/db/queries/releases.ts";
import {
  type Draft,
  dropDraft,
  dropLeftDrafts,
  isThere,
  keepDraft,
  listReleaseFiles,
  type ReleaseFile,
  storeContents,
  writeDraft,
} from "@/db/release-files.ts";
import { getEnvironment } from "@/lib/env.ts";
import type { ReleaseView } from "@/lib/release-views.ts";
import { streamYearPackage } from "../data/year-files.ts";

/**
 * The files of a release: a zip a year and language, made once, from the data as they were shown then. A year is first
 * written as the release before offers it; where that gives the same bytes, nothing of it has changed and the file is
 * shared. A process that ends meanwhile has made some of them, and whoever asks next makes the rest.
 */

/** Hashes of lost files that come out as other bytes today: tried once in a process. */
const hopeless = new Set<string>();

const LANGUAGES = ["zh", "en"] as const;

/** One making of a release at a time, though bundlers may load this module more than once. */
const shared = globalThis as typeof globalThis & {
  gongkaiReleaseFiles?: Map<number, Promise<readonly ReleaseFile[] | undefined>>;
};

/** The files of a release, made if they are not there; `undefined` where its figures were not kept. */
export function requireReleaseFiles(number: number): Promise<readonly ReleaseFile[] | undefined> {
  shared.gongkaiReleaseFiles ??= new Map();
  const making = shared.gongkaiReleaseFiles;
  const begun = making.get(number) ?? make(number).finally(() => making.delete(number));
  making.set(number, begun);
  return begun;
}

async function make(number: number): Promise<readonly ReleaseFile[] | undefined> {
  const { dataFolder } = getEnvironment();
  const release = await findKept(number);
  if (release === undefined) return undefined;
  const made = listReleaseFiles(dataFolder, number);
  if (made !== undefined) {
    for (const file of made) if (!isThere(dataFolder, file)) await remake(release, file);
    return made;
  }
  await dropLeftDrafts(dataFolder, number);
  const before = number === 1 ? undefined : await requireReleaseFiles(number - 1);
  const db = openFormer(release.dataVersion);
  try {
    const files: ReleaseFile[] = [];
    for (const year of (await getCoverage(db)).years)
      for (const lang of LANGUAGES) {
        const former = before?.find((file) => file.year === year && file.lang === lang);
        files.push(await makeYear(db, { year, lang }, release, former));
      }
    await storeContents(dataFolder, number, files);
    return files;
  } finally {
    db.$client.close();
  }
}

/** Brings back a file that was lost, where the same bytes come out: what was published under its hash is nothing else. */
async function remake(release: ReleaseView, file: ReleaseFile): Promise<void> {
  if (hopeless.has(file.sha256)) return;
  const since = await findRelease(getDatabase(), file.since);
  if (since === undefined) return;
  const db = openFormer(release.dataVersion);
  try {
    const draft = await writeYear(db, file, release.number, since);
    if (draft.sha256 === file.sha256) return await keepDraft(getEnvironment().dataFolder, draft);
    await dropDraft(draft);
    hopeless.add(file.sha256);
  } finally {
    db.$client.close();
  }
}

async function findKept(number: number): Promise<ReleaseView | undefined> {
  const db = getDatabase();
  const release = await findRelease(db, number);
  return release && (await findKeptVersion(db, release.dataVersion)) && release;
}

/** A year as of the data of `db`, for the release `number`, as the release `as` offers it. */
function writeYear(
  db: Database,
  { year, lang }: Pick<ReleaseFile, "year" | "lang">,
  number: number,
  as: ReleaseView,
): Promise<Draft> {
  return writeDraft(
    getEnvironment().dataFolder,
    `release-${number}-${year}-${lang}`,
    streamYearPackage({
      ...{ db, year, lang, dataVersion: as.dataVersion, changedAt: as.releasedAt },
      release: { number: as.number, releasedAt: as.releasedAt },
    }),
  );
}

async function makeYear(
  db: Database,
  asked: Pick<ReleaseFile, "year" | "lang">,
  release: ReleaseView,
  former: ReleaseFile | undefined,
): Promise<ReleaseFile> {
  const { dataFolder } = getEnvironment();
  const write = (as: ReleaseView) => writeYear(db, asked, release.number, as);
  const since = former && (await findRelease(getDatabase(), former.since));
  if (former !== undefined && since !== undefined) {
    const same = await write(since);
    await dropDraft(same);
    if (same.sha256 === former.sha256) return former;
  }
  const draft = await write(release);
  await keepDraft(dataFolder, draft);
  return { ...asked, sha256: draft.sha256, bytes: draft.bytes, since: release.number };
}

/** What is made by now, without making anything. */
export const findReleaseFiles = (number: number): readonly ReleaseFile[] | undefined =>
  listReleaseFiles(getEnvironment().dataFolder, number);

/** Whoever publishes waits so long for the files; then they are made while he goes on. */
const PATIENCE_MS = 15_000;

/** Begins to make the files of a release that was published. What fails is made when somebody asks. */
export async function beginReleaseFiles(number: number): Promise<void> {
  const making = requireReleaseFiles(number).catch((error) => console.error(error));
  await Promise.race([making, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
}
