import { packReading } from "../../db/readings.ts";
import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { type FileReading, failedReading, type ReportReading } from "./file-reading.ts";
import type { OpenedFile } from "./open-file.ts";
import type { Reading, SourceFile } from "./read-report.ts";

/** All stages of reading: readReports, or in tests what stands for it. */
export type ReadReports = (file: SourceFile) => Promise<Outcome<readonly Reading[]>>;

/** Leaves behind what is only needed to read: more than half of what would have to be copied to another thread. */
function extract({ report, findings }: Reading): ReportReading {
  const { blocks: _, ...document } = report.document;
  const matches = report.matches.map(({ edition, table, expected, bindings }) => ({
    edition,
    table,
    expected,
    bindings: { length: bindings.length },
  }));
  return { report: { ...report, document, matches }, findings };
}

export function describeCrash(error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: "reader-failed", parameters: { reason } };
}

/**
 * Reads an opened file through all stages, with what is to be kept of it beside the figures if so asked. A bug of the
 * reader costs this file, never the batch.
 */
export async function readOpened(
  { path, bytes, sha256 }: OpenedFile,
  file: { readonly fileName: string; readonly keep: boolean },
  readReports: ReadReports,
): Promise<FileReading> {
  try {
    const { value, findings } = await readReports({ fileName: file.fileName, bytes });
    const [first] = value;
    const packed = file.keep && first ? { packed: packReading(first.report.document) } : {};
    return { path, sha256, state: "read", readings: value.map(extract), findings, ...packed };
  } catch (error) {
    return failedReading(path, sha256, [describeCrash(error)]);
  }
}
