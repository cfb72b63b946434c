import { type Command, CommanderError } from "commander";
import { z } from "zod";
import { openDatabase } from "../../db/client.ts";
import { getCatalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import { databaseFile, getEnvironment } from "../env.ts";
import { buildProgram } from "./command-line.ts";
import { type IngestedFile, ingest } from "./ingest.ts";
import { describeIngested, summarize } from "./ingest-output.ts";
import { chooseLanguage, fill, getMessages } from "./messages.ts";
import { printIngested } from "./print-ingest.ts";
import { printReading } from "./print-report.ts";
import { showProgress } from "./progress.ts";
import { countCells, listFileReports, readFileReport } from "./read-file.ts";
import { describeReading, ReadOutput } from "./read-output.ts";
import { fingerprintReader } from "./reader-fingerprint.ts";
import { type ReviewOptions, review } from "./review.ts";
import { explainUsage } from "./usage.ts";

const SUCCESS = 0;
const SOME_NOT_READ = 1;
const WRONG_USAGE = 2;
const DATA_UNUSABLE = 3;

/** Runs `gongkai` with these arguments, printing to stdout and stderr. Answers the exit code. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const language = chooseLanguage(argv, LC_ALL || LC_MESSAGES || LANG);
  let exitCode = SUCCESS;
  const program: Command = buildProgram(language, {
    read: async (files, { json }) => {
      exitCode = await read(files, json === true, language);
    },
    ingest: async (paths, { json }) => {
      exitCode = await ingestPaths(paths, json === true, language);
    },
    review: async (options) => {
      exitCode = await reviewReadings(options, language);
    },
    schema: () => print(JSON.stringify(z.toJSONSchema(ReadOutput), null, 2)),
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return SUCCESS;
    process.stderr.write(explainUsage(error, language));
    return WRONG_USAGE;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function read(files: readonly string[], json: boolean, language: Language): Promise<number> {
  const catalog = getCatalog();
  let allRead = true;
  for (const file of files) {
    const reading = await readFileReport(file, catalog);
    allRead &&= countCells(reading.readings.map(({ report }) => report)).read > 0;
    for (const report of listFileReports(reading)) {
      if (json) print(JSON.stringify(describeReading(report, catalog, language)));
      else print(printReading(report, catalog, language));
    }
  }
  return allRead ? SUCCESS : SOME_NOT_READ;
}

async function ingestPaths(paths: readonly string[], json: boolean, language: Language): Promise<number> {
  const { home, dataFolder } = getEnvironment();
  const catalog = getCatalog();
  const db = tryToOpen(dataFolder, language);
  if (!db) return DATA_UNUSABLE;
  const display = json ? undefined : showProgress(process.stderr, language);
  const options = { db, catalog, dataFolder, reader: fingerprintReader(home) };
  const files = await ingest(paths, {
    ...options,
    onProgress: (progress) => {
      display?.show(progress);
      if (json && progress.last) print(JSON.stringify(describeIngested(progress.last, catalog, language)));
    },
  });
  display?.end();
  db.$client.close();
  print(json ? JSON.stringify({ summary: summarize(files) }) : printIngested(files, catalog, language));
  const isIn = ({ result }: IngestedFile) => result !== "failed";
  return files.length > 0 && files.every(isIn) ? SUCCESS : SOME_NOT_READ;
}

async function reviewReadings(options: ReviewOptions, language: Language): Promise<number> {
  if (options.accept !== undefined && !options.by?.trim()) {
    process.stderr.write(`${getMessages(language).reviewing.by}\n`);
    return WRONG_USAGE;
  }
  const db = tryToOpen(getEnvironment().dataFolder, language);
  if (!db) return DATA_UNUSABLE;
  const { lines, found } = await review(db, getCatalog(), options, language);
  db.$client.close();
  if (lines.length > 0) print(lines.join("\n"));
  return found ? SUCCESS : SOME_NOT_READ;
}

function tryToOpen(dataFolder: string, language: Language) {
  try {
    return openDatabase(databaseFile(dataFolder));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${fill(getMessages(language).ingestion.data, { folder: dataFolder, reason })}\n`);
    return undefined;
  }
}
