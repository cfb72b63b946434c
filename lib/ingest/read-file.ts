import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { LARGEST_BINARY } from "../documents/limits.ts";
import { hashOf } from "../documents/read-document.ts";
import type { Finding, Report } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { type Reading, readReports } from "./read-report.ts";

/** A file that could be opened. */
export interface OpenedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** One file and what reading it gave. `sha256` is null when the file could not be opened. */
export interface FileReading {
  readonly path: string;
  readonly sha256: string | null;
  readonly readings: readonly Reading[];
  /** Why there is no reading, or what concerns the file as a whole. */
  readonly findings: readonly Finding[];
}

const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 10) / 10;

function describeFailure(path: string, error: unknown): Finding {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return { code: "file-not-found", parameters: { file: path } };
  return { code: "file-unreadable", parameters: { file: path, reason: code || message } };
}

/** The bytes of a file, refused by its size before they are loaded. Never throws. */
export async function openFile(path: string): Promise<Outcome<OpenedFile | null>> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_BINARY) {
      const parameters = { size: megabytes(size), limit: megabytes(LARGEST_BINARY) };
      return { value: null, findings: [{ code: "file-too-large", parameters }] };
    }
    const bytes = await readFile(path);
    return { value: { path, bytes, sha256: hashOf(bytes) }, findings: [] };
  } catch (error) {
    return { value: null, findings: [describeFailure(path, error)] };
  }
}

/** Reads an opened file through all stages. A bug of the reader costs this file, never the batch. */
export async function readOpened(
  { path, bytes, sha256 }: OpenedFile,
  catalog: Catalog,
): Promise<FileReading> {
  try {
    const { value, findings } = await readReports({ fileName: basename(path), bytes }, catalog);
    return { path, sha256, readings: value, findings };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { path, sha256, readings: [], findings: [{ code: "reader-failed", parameters: { reason } }] };
  }
}

/** Opens and reads one file. Never throws. */
export async function readFileReport(path: string, catalog: Catalog): Promise<FileReading> {
  const { value: opened, findings } = await openFile(path);
  if (!opened) return { path, sha256: null, readings: [], findings };
  return readOpened(opened, catalog);
}

/** A file and one report in it; `report` is null where the file gave none. */
export interface FileReport {
  readonly path: string;
  readonly sha256: string | null;
  readonly report: Report | null;
  readonly findings: readonly Finding[];
}

/** The reports of a file, what concerns the whole file told with the first; a file without any once. */
export function listFileReports({ path, sha256, readings, findings }: FileReading): FileReport[] {
  if (readings.length === 0) return [{ path, sha256, report: null, findings }];
  return readings.map((reading, at) => ({
    path,
    sha256,
    report: reading.report,
    findings: at === 0 ? [...findings, ...reading.findings] : reading.findings,
  }));
}

/** Cells read of the cells that the found tables have. */
export function countCells(reports: readonly Report[]): { readonly read: number; readonly expected: number } {
  const matches = reports.flatMap((report) => report.matches);
  return {
    read: matches.reduce((sum, { bindings }) => sum + bindings.length, 0),
    expected: matches.reduce((sum, { expected }) => sum + expected, 0),
  };
}
