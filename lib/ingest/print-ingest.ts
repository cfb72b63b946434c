import type { Catalog } from "../catalog/catalog.ts";
import { findingText } from "../catalog/finding-text.ts";
import type { Language } from "../catalog/schema.ts";
import type { IngestedFile } from "./ingest.ts";
import { summarize } from "./ingest-output.ts";
import { fill, getMessages } from "./messages.ts";
import { printFindings } from "./print-report.ts";
import { alignRows } from "./text-table.ts";

/** The failed files with reason and remedy, then the summary table. */
export function printIngested(files: readonly IngestedFile[], catalog: Catalog, language: Language): string {
  const { ingestion } = getMessages(language);
  if (files.length === 0) return `${ingestion.noFiles}\n`;
  const { cells, ...counts } = summarize(files);
  const titles = ingestion.summary;
  const rows = [
    [titles.files, String(counts.files)],
    [titles.added, String(counts.added)],
    [titles.newVersions, String(counts.newVersions)],
    [titles.unchanged, String(counts.unchanged)],
    [titles.failed, String(counts.failed)],
    [titles.cells, fill(titles.ofExpected, cells)],
  ];
  return [...printFailed(files, catalog, language), alignRows(rows), ""].join("\n");
}

function printFailed(files: readonly IngestedFile[], catalog: Catalog, language: Language): string[] {
  const failed = files.filter(({ result }) => result === "failed");
  if (failed.length === 0) return [];
  const isError = (finding: IngestedFile["findings"][number]) =>
    findingText(catalog, finding, language).severity === "error";
  const lines = failed.flatMap(({ path, findings }) => [
    `  ${path}`,
    ...printFindings(findings.filter(isError), catalog, language),
  ]);
  return [getMessages(language).ingestion.failedFiles, ...lines, ""];
}
