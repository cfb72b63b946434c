import type { Catalog } from "../catalog/catalog.ts";
import { findingText } from "../catalog/finding-text.ts";
import type { Language } from "../catalog/schema.ts";
import type { IngestedFile } from "./ingest.ts";
import type { IngestSummary } from "./ingest-output.ts";
import { fill, getMessages } from "./messages.ts";
import { printFindings } from "./print-report.ts";
import { alignRows } from "./text-table.ts";

/** Files not read that are told at the end; every one had its line when its turn came. */
export const MOST_FAILED_TOLD = 200;

export interface Ingestion {
  readonly summary: IngestSummary;
  /** The first of the files that failed, in whole or in part. */
  readonly failed: readonly IngestedFile[];
  /** The first of the files with rows that stand beside fuller reports. */
  readonly beside: readonly IngestedFile[];
}

/** The failed files with reason and remedy, rows beside fuller reports and how they agree, then the summary table. */
export function printIngested(
  { summary, failed, beside }: Ingestion,
  catalog: Catalog,
  language: Language,
): string {
  const { ingestion } = getMessages(language);
  const { cells, ...counts } = summary;
  const titles = ingestion.summary;
  const rows = [
    [titles.files, String(counts.files)],
    [titles.added, String(counts.added)],
    [titles.newVersions, String(counts.newVersions)],
    [titles.unchanged, String(counts.unchanged)],
    ...(counts.beside > 0 ? [[titles.beside, String(counts.beside)]] : []),
    ...(counts.unpacked > 0 ? [[titles.unpacked, String(counts.unpacked)]] : []),
    ...(counts.partly > 0 ? [[titles.partly, String(counts.partly)]] : []),
    [titles.failed, String(counts.failed)],
    [titles.cells, fill(titles.ofExpected, cells)],
  ];
  const untold = counts.failed + counts.partly - failed.length;
  return [
    ...(failed.length > 0 ? [ingestion.failedFiles] : []),
    ...failed.flatMap((file) => printFailed(file, catalog, language)),
    ...(untold > 0 ? [`  ${fill(ingestion.moreFailed, { count: untold })}`] : []),
    ...(failed.length > 0 ? [""] : []),
    ...(beside.length > 0 ? [ingestion.besideFiles] : []),
    ...beside.flatMap(({ path, stored }) => [
      `  ${path}`,
      ...printFindings(
        stored.flatMap(({ remarks }) => remarks ?? []),
        catalog,
        language,
      ),
    ]),
    ...(beside.length > 0 ? [""] : []),
    alignRows(rows),
    "",
  ].join("\n");
}

function printFailed({ path, findings }: IngestedFile, catalog: Catalog, language: Language): string[] {
  const isError = (finding: IngestedFile["findings"][number]) =>
    findingText(catalog, finding, language).severity === "error";
  return [`  ${path}`, ...printFindings(findings.filter(isError), catalog, language)];
}
