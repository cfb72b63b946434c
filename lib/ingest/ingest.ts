import { basename, resolve } from "node:path";
import { setImmediate as immediately } from "node:timers/promises";
import { type Batch, openBatch } from "../../db/batch.ts";
import type { Database } from "../../db/client.ts";
import { hasFailed, isNameKnown, noteFailure, noteName } from "../../db/handed-in.ts";
import { storeOriginal } from "../../db/originals.ts";
import { storeReading } from "../../db/readings.ts";
import { isSettlementDue, noteDoubt } from "../../db/registry/doubts.ts";
import { isHeld, type StoreResult, storeReports } from "../../db/store.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { isGrave } from "../catalog/finding-text.ts";
import type { Finding, Identity } from "../model.ts";
import { identifyByName, nameOfPath } from "../recognition/name-identity.ts";
import { refuse } from "./admission.ts";
import { countCells, type FileReading } from "./file-reading.ts";
import { hasUnreadRows, listLeftOut } from "./left-out.ts";
import type { Pool } from "./pool.ts";
import { type PlacedReading, readFiles } from "./read-files.ts";
import {
  openResolver,
  type ResolvedReading,
  type Resolver,
  resolveReading,
  toFinding,
} from "./resolve-reading.ts";

export interface IngestOptions {
  readonly db: Database;
  readonly catalog: Catalog;
  /** Folder of the originals. */
  readonly dataFolder: string;
  /** Fingerprint of the reader (reader-fingerprint.ts). */
  readonly reader: string;
  /** Whether the data folder holds the fictional city; real reports are then refused, and its reports everywhere else. */
  readonly isDemonstration?: boolean;
  /** Who reads (pool.ts). */
  readonly pool: Pool;
  /** Called with each file as soon as it is stored or refused. */
  readonly onFile?: (file: IngestedFile, done: number) => Promise<void> | void;
  /** Stops between two files. */
  readonly signal?: AbortSignal;
}

/** What became of one file. `stored` is empty for a file that was skipped as unchanged, and for a failed one. */
export interface IngestedFile {
  readonly path: string;
  readonly sha256: string | null;
  /** `unpacked`: an archive, whose members stand for themselves; `partly`: some of its reports were not stored. */
  readonly result: StoreResult["change"] | "unpacked" | "partly" | "failed";
  readonly stored: readonly StoreResult[];
  readonly cells: { readonly read: number; readonly expected: number };
  readonly findings: readonly Finding[];
}

const NO_CELLS = { read: 0, expected: 0 };
/** What a file with several reports is said to have done: the weightiest. */
const CHANGES: readonly StoreResult["change"][] = ["added", "new-version", "beside"];

const isWhole = ({ agency, year, scope }: Identity): boolean =>
  agency !== null && year !== null && scope !== null;

/** Files that are committed together, and how long the first of them waits at most. */
const MOST_TOGETHER = 64;
const LONGEST_TOGETHER_MS = 250;

/**
 * Reads files into the database in the order of the list, each report whole or not at all; a bad file never stops the
 * batch. Nothing is remembered of the files that are done: memory does not grow with the list, and a run that was
 * stopped or killed goes on when it is started again, since what is stored is known by its hash. Files that failed are
 * tried again: a limit may have been raised, and most fail in milliseconds. Answers how many files are done with.
 */
export async function ingest(paths: readonly string[], options: IngestOptions): Promise<number> {
  const { db, reader, pool, signal } = options;
  const together = openTogether(options);
  const readings = readFiles(paths, { pool, isHeld: (sha256) => isDone(db, sha256, reader) });
  // A closed pool may owe an answer for what was under way: nothing is waited for after it. Each wait has an end of its
  // own, since one for all would hold on to every reading it was waited for.
  let endWait = () => {};
  const unlessStopped = (reading: typeof next): typeof next =>
    new Promise((resolve, reject) => {
      endWait = () => resolve({ done: true, value: undefined });
      reading.then(resolve, reject);
    });
  const stop = () => {
    pool.close();
    endWait();
  };
  signal?.addEventListener("abort", stop);
  let next = readings.next();
  try {
    for (;;) {
      if (together.isDue() || !(await isSettled(next))) await together.commit();
      const { value, done } = await unlessStopped(next);
      if (done || signal?.aborted) break;
      await together.add(value);
      next = readings.next();
    }
    await together.commit();
  } catch (error) {
    // What was under way when the pool was closed.
    if (!signal?.aborted) throw error;
    await together.commit();
  } finally {
    signal?.removeEventListener("abort", stop);
    together.drop();
    const ended = readings.return();
    if (!signal?.aborted) await ended;
    else ended.catch(() => {});
    next.catch(() => {});
  }
  return together.countDone();
}

/** Whether a document was wholly read by this reader, and nothing was decided since about whose it is. */
async function isDone(db: Database, sha256: string, reader: string): Promise<boolean> {
  return (await isHeld(db, sha256, reader)) && !isSettlementDue(db, sha256) && !hasFailed(db, sha256);
}

/** Whether a promise is settled by the time all that has arrived is dealt with. */
function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const isThere = promise.then(
    () => true,
    () => true,
  );
  return Promise.race([isThere, immediately(false)]);
}

/** Stores readings and tells of them once they are committed, together with their originals. */
function openTogether(options: IngestOptions) {
  const batch = openBatch(options.db);
  const resolver = openResolver(options.db, options.catalog);
  let files: { readonly file: IngestedFile; readonly done: number }[] = [];
  let originals: Promise<unknown>[] = [];
  let since = 0;
  let done = 0;

  async function add({ at, reading, isLast }: PlacedReading): Promise<void> {
    if (files.length === 0) since = performance.now();
    const keep = (writing: Promise<unknown>) => {
      originals.push(writing);
      // Awaited with the others before the commit.
      writing.catch(() => {});
    };
    files.push({
      file: await storeFile(reading, { ...options, resolver }, batch, keep),
      done: isLast ? at + 1 : at,
    });
  }

  async function commit(): Promise<void> {
    const [told, written] = [files, originals];
    [files, originals] = [[], []];
    await Promise.all(written);
    batch.commit();
    for (const one of told) {
      done = one.done;
      await options.onFile?.(one.file, one.done);
    }
  }

  const isDue = () =>
    files.length >= MOST_TOGETHER || (files.length > 0 && performance.now() - since > LONGEST_TOGETHER_MS);
  return { add, commit, isDue, drop: batch.drop, countDone: () => done };
}

async function storeFile(
  reading: FileReading,
  options: IngestOptions & { readonly resolver: Resolver },
  batch: Batch,
  keep: (writing: Promise<unknown>) => void,
): Promise<IngestedFile> {
  const { path, sha256, readings, bytes, packed } = reading;
  const { db, catalog, dataFolder, reader, resolver } = options;
  const findings = [...reading.findings, ...readings.flatMap((one) => one.findings)];
  const nothing = { path, sha256, stored: [], cells: NO_CELLS, findings };
  const name = nameOfPath(path);
  const named = identifyByName(name, catalog);
  const fail = (told: readonly Finding[]): void => {
    batch.begin();
    const triedAt = new Date().toISOString();
    noteFailure(db, { path: resolve(path), name, sha256, ...named, findings: told, triedAt });
  };
  if (reading.state === "archive") {
    const failed = findings.some((finding) => isGrave(catalog, finding));
    if (failed) fail(findings);
    return { ...nothing, result: failed ? "failed" : "unpacked" };
  }
  // The same bytes may have been stored since they were read: they stood earlier in the list.
  if (reading.state === "held" || (sha256 !== null && (await isDone(db, sha256, reader)))) {
    if (sha256 !== null && !isNameKnown(db, sha256, name)) {
      batch.begin();
      noteName(db, catalog, { path: resolve(path), name, sha256, agency: named.agency });
    }
    return { ...nothing, findings: [], result: "unchanged" };
  }

  const cells = countCells(readings.map(({ report }) => report));
  const resolved: readonly ResolvedReading[] =
    sha256 === null || cells.read === 0
      ? readings.map((one) => ({ reading: one }))
      : readings.map((one) => resolveReading(one, { path, sha256 }, resolver));
  const doubts = resolved.flatMap(({ doubt }) => doubt ?? []);
  const certain = resolved.flatMap((one) => (one.doubt === undefined ? [one.reading] : []));
  const whole = certain.filter(({ report: { identity } }) => isWhole(identity));
  const leftOut = listLeftOut(resolved);
  const strange = whole.flatMap(({ report }) => refuse(report.identity, options.isDemonstration === true));
  const told = {
    ...{ path, sha256, cells },
    findings: [
      ...reading.findings,
      ...resolved.flatMap((one) => one.reading.findings),
      ...doubts.map((doubt) => toFinding(doubt, resolver)),
      ...leftOut,
      ...(whole.length < certain.length && leftOut.length === 0
        ? [{ code: "identity-incomplete", parameters: {} }]
        : []),
      ...strange,
    ],
  };
  const [first] = whole;
  if (sha256 !== null && doubts.length > 0) {
    batch.begin();
    const askedAt = new Date().toISOString();
    for (const doubt of doubts) noteDoubt(db, { ...doubt, document: sha256, name, askedAt });
  }
  if (
    cells.read === 0 ||
    first === undefined ||
    strange.length > 0 ||
    sha256 === null ||
    bytes === undefined
  ) {
    fail(told.findings);
    return { ...told, result: "failed", stored: [] };
  }

  keep(storeOriginal(dataFolder, sha256, bytes));
  if (packed !== undefined) keep(storeReading(dataFolder, sha256, packed));
  batch.begin();
  const readAt = new Date().toISOString();
  const file = { fileName: basename(path), bytes: bytes.length, readAt, reader };
  const stored = await storeReports(
    db,
    catalog,
    whole.map((one) => ({ ...one, ...file })),
  );
  const isPart = whole.length < readings.length || hasUnreadRows(reading.findings, readings);
  noteName(db, catalog, { path: resolve(path), name, sha256, agency: named.agency }, !isPart);
  if (isPart) fail(told.findings);
  const result = CHANGES.find((change) => stored.some((one) => one.change === change)) ?? "unchanged";
  const remarks = stored.flatMap((one) => one.remarks ?? []);
  return {
    ...told,
    result: isPart ? "partly" : result,
    stored,
    // What is not stored does not count as read.
    cells: { ...cells, read: countCells(whole.map(({ report }) => report)).read },
    findings: [...told.findings, ...remarks],
  };
}
