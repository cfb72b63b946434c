import { readFileSync } from "node:fs";
import { readSeparatedRows, readWorkbookRows } from "../documents/sheets/plain-rows.ts";
import { sniff } from "../documents/sniff.ts";

/** The rows of a registry file: separated values or a workbook, known by content. */

export type RegistryFile =
  | { readonly reason: string }
  | { readonly eachRow: (onRow: (row: number, cells: readonly string[]) => void) => string | undefined };

const LARGEST = 256 * 1024 * 1024;

/** The file, or why it is none. Rows are given when they are asked for; why some are missing is answered then. */
export function openRegistryFile(path: string): RegistryFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
  return openRegistryBytes(bytes);
}

export function openRegistryBytes(bytes: Uint8Array): RegistryFile {
  if (bytes.length > LARGEST) return { reason: `> ${LARGEST / 1024 / 1024} MB` };
  const format = sniff(bytes);
  switch (format) {
    case "xlsx":
      return { eachRow: (onRow) => readWorkbookRows(bytes, onRow) };
    case "csv":
    case "text":
      return {
        eachRow: (onRow) => {
          readSeparatedRows(bytes, onRow);
          return undefined;
        },
      };
    default:
      return { reason: format };
  }
}
