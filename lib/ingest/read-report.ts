import type { Catalog } from "../catalog/catalog.ts";
import type { Report } from "../model.ts";
import type { Outcome } from "../outcome.ts";

export interface SourceFile {
  readonly fileName: string;
  readonly url?: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads one file through all stages: document, grid, recognition, facts. Never throws for what a file may hold;
 * `value` is `null` when the file could not be read at all, and a finding of severity error says why.
 */
export function readReport(_file: SourceFile, _catalog: Catalog): Outcome<Report | null> {
  throw new Error("being built");
}
