import { basename } from "node:path";
import type { Database } from "../../db/client.ts";
import { storeOriginal } from "../../db/originals.ts";
import { storeReading } from "../../db/readings.ts";
import { isHeld, type StoreResult, storeReports } from "../../db/store.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Finding, Identity } from "../model.ts";
import { countCells, openFile, readOpened } from "./read-file.ts";
import { listSourceFiles } from "./source-files.ts";

export interface IngestOptions {
  readonly db: Database;
  readonly catalog: Catalog;
  /** Folder of the originals. */
  readonly dataFolder: string;
  /** Fingerprint of the reader (reader-fingerprint.ts). */
  readonly reader: string;
  /** Called once before the first file and after each file. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly last: IngestedFile | undefined;
}

/** What became of one file. `stored` is empty for a file that was skipped as unchanged, and for a failed one. */
export interface IngestedFile {
  readonly path: string;
  readonly sha256: string | null;
  readonly result: StoreResult["change"] | "failed";
  readonly stored: readonly StoreResult[];
  readonly cells: { readonly read: number; readonly expected: number };
  readonly findings: readonly Finding[];
}

const NO_CELLS = { read: 0, expected: 0 };
/** What a file with several reports is said to have done: the weightiest. */
const CHANGES: readonly StoreResult["change"][] = ["added", "new-version"];

const isWhole = ({ agency, year, scope }: Identity): boolean =>
  agency !== null && year !== null && scope !== null;

/** Reads files and folders into the database, each report whole or not at all. A bad file never stops the batch. */
export async function ingest(paths: readonly string[], options: IngestOptions): Promise<IngestedFile[]> {
  const files = await listSourceFiles(paths);
  const ingested: IngestedFile[] = [];
  options.onProgress?.({ done: 0, total: files.length, last: undefined });
  for (const path of files) {
    const last = await ingestFile(path, options);
    ingested.push(last);
    options.onProgress?.({ done: ingested.length, total: files.length, last });
  }
  return ingested;
}

async function ingestFile(path: string, options: IngestOptions): Promise<IngestedFile> {
  const { db, catalog, dataFolder, reader } = options;
  const { value: opened, findings: refusals } = await openFile(path);
  if (!opened)
    return { path, sha256: null, result: "failed", stored: [], cells: NO_CELLS, findings: refusals };

  const { bytes, sha256 } = opened;
  if (await isHeld(db, sha256, reader)) {
    return { path, sha256, result: "unchanged", stored: [], cells: NO_CELLS, findings: [] };
  }

  const { readings, findings: onFile } = await readOpened(opened, catalog);
  const cells = countCells(readings.map(({ report }) => report));
  const findings = [...onFile, ...readings.flatMap((reading) => reading.findings)];
  const failed = { path, sha256, result: "failed", stored: [], cells, findings } as const;
  const whole = readings.filter(({ report: { identity } }) => isWhole(identity));
  if (cells.read === 0) return failed;
  const incomplete = whole.length < readings.length ? [{ code: "identity-incomplete", parameters: {} }] : [];
  if (whole.length === 0) return { ...failed, findings: [...findings, ...incomplete] };

  storeOriginal(dataFolder, sha256, bytes);
  if (whole[0]) storeReading(dataFolder, whole[0].report.document);
  const readAt = new Date().toISOString();
  const file = { fileName: basename(path), bytes: bytes.length, readAt, reader };
  const stored = await storeReports(
    db,
    catalog,
    whole.map((reading) => ({ ...reading, ...file })),
  );
  const result = CHANGES.find((change) => stored.some((one) => one.change === change)) ?? "unchanged";
  return { path, sha256, result, stored, cells, findings: [...findings, ...incomplete] };
}
