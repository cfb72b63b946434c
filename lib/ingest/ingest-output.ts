import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import { findingText } from "../catalog/finding-text.ts";
import type { Language } from "../catalog/schema.ts";
import { SCOPES, SEVERITIES } from "../model.ts";
import type { IngestedFile } from "./ingest.ts";

const Cells = z.strictObject({ read: z.int().nonnegative(), expected: z.int().nonnegative() });

/** A line of `gongkai ingest --json`; the members of an archive have lines of their own, before its. Identity and cells are those of this reading: a skipped file has none. */
export const IngestOutput = z.strictObject({
  file: z.string(),
  sha256: z.string().nullable(),
  result: z.enum(["added", "new-version", "beside", "unchanged", "unpacked", "partly", "failed"]),
  agency: z.string().nullable(),
  year: z.int().nullable(),
  scope: z.enum(SCOPES).nullable(),
  version: z.int().nullable(),
  /** Every report of the file; the four keys above are those of the first. */
  reports: z.array(
    z.strictObject({
      agency: z.string(),
      year: z.int(),
      scope: z.enum(SCOPES),
      version: z.int(),
      change: z.enum(["added", "new-version", "beside", "unchanged"]),
    }),
  ),
  cells: Cells,
  findings: z.array(
    z.strictObject({
      code: z.string(),
      severity: z.enum(SEVERITIES),
      message: z.string(),
      remedy: z.string(),
    }),
  ),
});
export type IngestOutput = z.infer<typeof IngestOutput>;

/** The last line of `gongkai ingest --json`. */
export const IngestSummary = z.strictObject({
  files: z.int(),
  added: z.int(),
  newVersions: z.int(),
  /** Collected tables of which every row stands beside a fuller report. */
  beside: z.int(),
  unchanged: z.int(),
  /** Archives whose members were taken each for itself. */
  unpacked: z.int(),
  /** Files of which some reports were stored and others not. */
  partly: z.int(),
  failed: z.int(),
  cells: Cells,
});
export type IngestSummary = z.infer<typeof IngestSummary>;

export function describeIngested(file: IngestedFile, catalog: Catalog, language: Language): IngestOutput {
  const { path, sha256, result, stored, cells, findings } = file;
  return {
    file: path,
    sha256,
    result,
    agency: stored[0]?.agency ?? null,
    year: stored[0]?.year ?? null,
    scope: stored[0]?.scope ?? null,
    version: stored[0]?.version ?? null,
    reports: stored.map(({ agency, year, scope, version, change }) => ({
      ...{ agency, year, scope, version, change },
    })),
    cells,
    findings: findings.map((finding) => ({
      code: finding.code,
      ...findingText(catalog, finding, language),
    })),
  };
}

export const NOTHING_INGESTED: IngestSummary = {
  files: 0,
  added: 0,
  newVersions: 0,
  beside: 0,
  unchanged: 0,
  unpacked: 0,
  partly: 0,
  failed: 0,
  cells: { read: 0, expected: 0 },
};

const COUNTERS = {
  added: "added",
  "new-version": "newVersions",
  beside: "beside",
  unchanged: "unchanged",
  unpacked: "unpacked",
  partly: "partly",
  failed: "failed",
} as const;

/** The summary with one more file. */
export function addToSummary(summary: IngestSummary, { result, cells }: IngestedFile): IngestSummary {
  const counter = COUNTERS[result];
  // What is not stored does not count as read.
  const isIn = result !== "failed";
  return {
    ...summary,
    files: summary.files + 1,
    [counter]: summary[counter] + 1,
    cells: {
      read: summary.cells.read + (isIn ? cells.read : 0),
      expected: summary.cells.expected + (isIn ? cells.expected : 0),
    },
  };
}
