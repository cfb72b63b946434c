import { type Catalog, getCatalog } from "../catalog/catalog.ts";
import { isGrave } from "../catalog/finding-text.ts";
import type { Language } from "../catalog/schema.ts";
import { SOME_NOT_READ, SUCCESS } from "./exit-codes.ts";
import { countCells, type FileReading, listFileReports } from "./file-reading.ts";
import { openPool } from "./pool.ts";
import { printArchive, printReading } from "./print-report.ts";
import { readFiles } from "./read-files.ts";
import { describeReading } from "./read-output.ts";
import type { ReadingLimits } from "./reading-limits.ts";

interface Asked {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly language: Language;
  readonly limits: ReadingLimits;
}

/** `gongkai read`. Answers the exit code. */
export async function readPaths({ files, json, language, limits }: Asked): Promise<number> {
  const catalog = getCatalog();
  const pool = openPool({ limits, catalog });
  let allRead = true;
  try {
    for await (const { reading } of readFiles(files, { pool })) {
      allRead &&= isRead(reading, catalog);
      for (const report of listFileReports(reading)) {
        if (json) process.stdout.write(`${JSON.stringify(describeReading(report, catalog, language))}\n`);
        else if (reading.state === "archive") process.stdout.write(printArchive(report, catalog, language));
        else process.stdout.write(`${printReading(report, catalog, language)}\n`);
      }
    }
    return allRead ? SUCCESS : SOME_NOT_READ;
  } finally {
    pool.close();
  }
}

function isRead({ state, readings, findings }: FileReading, catalog: Catalog): boolean {
  if (state === "archive") return !findings.some((finding) => isGrave(catalog, finding));
  return countCells(readings.map(({ report }) => report)).read > 0;
}
