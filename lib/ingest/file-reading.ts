import type { Finding } from "../model.ts";
import type { ReportExtract } from "../report.ts";

/** What reading a file gave, as it crosses from the workers. */

/** One report and what its reader should know. */
export interface ReportReading {
  readonly report: ReportExtract;
  readonly findings: readonly Finding[];
}

/** One file, or one member of an archive under `archive.zip/folder/name`. */
export interface FileReading {
  readonly path: string;
  /** `null` when the file could not be opened. */
  readonly sha256: string | null;
  /** `archive`: its members are readings of their own; `held`: known by its hash and not read. */
  readonly state: "read" | "archive" | "held";
  readonly readings: readonly ReportReading[];
  /** Why there is no reading, or what concerns the file as a whole. */
  readonly findings: readonly Finding[];
  /** The file itself and what was read of it (db/readings.ts), where they are to be kept. */
  readonly bytes?: Uint8Array;
  readonly packed?: Uint8Array;
}

/** A file that gave nothing, and why. */
export function failedReading(
  path: string,
  sha256: string | null,
  findings: readonly Finding[],
): FileReading {
  return { path, sha256, state: "read", readings: [], findings };
}

/** A file that is known by its hash. */
export function heldReading(path: string, sha256: string): FileReading {
  return { path, sha256, state: "held", readings: [], findings: [] };
}

/** A file and one report in it; `report` is null where the file gave none. */
export interface FileReport {
  readonly path: string;
  readonly sha256: string | null;
  readonly report: ReportExtract | null;
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
export function countCells(reports: readonly ReportExtract[]): {
  readonly read: number;
  readonly expected: number;
} {
  const matches = reports.flatMap((report) => report.matches);
  return {
    read: matches.reduce((sum, { bindings }) => sum + bindings.length, 0),
    expected: matches.reduce((sum, { expected }) => sum + expected, 0),
  };
}
