import { once } from "node:events";
import type { Database } from "../../db/client.ts";
import { getCatalog } from "../catalog/catalog.ts";
import { getDemonstration } from "../catalog/demonstration.ts";
import type { Language } from "../catalog/schema.ts";
import { getEnvironment } from "../env.ts";
import { admit } from "./admission.ts";
import { DATA_UNUSABLE, SOME_NOT_READ, SUCCESS } from "./exit-codes.ts";
import { type IngestedFile, ingest } from "./ingest.ts";
import { addToSummary, describeIngested, NOTHING_INGESTED } from "./ingest-output.ts";
import { fill, getMessages } from "./messages.ts";
import { tryToOpen } from "./open-data.ts";
import { openPool } from "./pool.ts";
import { MOST_FAILED_TOLD, printIngested } from "./print-ingest.ts";
import { type ProgressDisplay, showProgress } from "./progress.ts";
import { fingerprintReader } from "./reader-fingerprint.ts";
import type { ReadingLimits } from "./reading-limits.ts";
import { listSourceFiles } from "./source-files.ts";

const STOPPING = { SIGINT: 130, SIGTERM: 143 } as const;

interface Asked {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly language: Language;
  readonly limits: ReadingLimits;
}

/** `gongkai ingest`. Answers the exit code. */
export async function ingestPaths(asked: Asked): Promise<number> {
  const { language, paths } = asked;
  const { dataFolder } = getEnvironment();
  const files = await listSourceFiles(paths);
  const refusal = admit(files, dataFolder);
  if (refusal !== undefined) {
    const { refusals } = getMessages(language).demonstration;
    process.stderr.write(`${fill(refusals[refusal], { folder: dataFolder })}\n`);
    return DATA_UNUSABLE;
  }
  const db = tryToOpen(dataFolder, language);
  if (db === undefined) return DATA_UNUSABLE;
  const stop = new AbortController();
  const handlers = Object.entries(STOPPING).map(([signal, exitCode]) => {
    const handler = () => stop.abort(exitCode);
    // Once: who asks again is not kept waiting.
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  try {
    return await ingestInto(db, files, asked, stop.signal);
  } finally {
    for (const remove of handlers) remove();
    db.$client.close();
  }
}

async function ingestInto(
  db: Database,
  files: readonly string[],
  { json, language, limits }: Asked,
  signal: AbortSignal,
): Promise<number> {
  const { home, dataFolder } = getEnvironment();
  const { ingestion } = getMessages(language);
  const catalog = getCatalog();
  let display: ProgressDisplay | undefined;
  let summary = NOTHING_INGESTED;
  const failed: IngestedFile[] = [];
  const beside: IngestedFile[] = [];
  const pool = openPool({ limits, catalog, onBegin: (path) => display?.begin(path) });
  try {
    if (!json && files.length > 0) display = showProgress(process.stderr, files.length, language);
    const done = await ingest(files, {
      ...{ db, catalog, dataFolder, pool, signal },
      reader: fingerprintReader(home),
      isDemonstration: getDemonstration() !== undefined,
      onFile: async (file, count) => {
        summary = addToSummary(summary, file);
        if (isFailed(file) && failed.length < MOST_FAILED_TOLD) failed.push(file);
        if (hasRemarks(file) && beside.length < MOST_FAILED_TOLD) beside.push(file);
        display?.show(file, count);
        if (json) await print(JSON.stringify(describeIngested(file, catalog, language)));
      },
    });
    display?.end();
    if (json) await print(JSON.stringify({ summary }));
    else
      await print(
        files.length === 0
          ? `${ingestion.noFiles}\n`
          : printIngested({ summary, failed, beside }, catalog, language),
      );
    if (signal.aborted) {
      process.stderr.write(`${fill(ingestion.stopped, { done, total: files.length })}\n`);
      return Number(signal.reason);
    }
    return files.length > 0 && summary.failed + summary.partly === 0 ? SUCCESS : SOME_NOT_READ;
  } finally {
    pool.close();
  }
}

const isFailed = ({ result }: IngestedFile): boolean => result === "failed" || result === "partly";

const hasRemarks = ({ stored }: IngestedFile): boolean => stored.some(({ remarks }) => remarks !== undefined);

/** Waits for who reads the output: what he has not taken is not heaped up. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, "drain");
}
