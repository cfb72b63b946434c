import { readFileSync } from "node:fs";
import { openDatabase } from "../../db/client.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { getDemonstration } from "../../lib/catalog/demonstration.ts";
import { databaseFile, getEnvironment } from "../../lib/env.ts";
import { admit } from "../../lib/ingest/admission.ts";
import { ingest } from "../../lib/ingest/ingest.ts";
import { openPool } from "../../lib/ingest/pool.ts";
import { fingerprintReader } from "../../lib/ingest/reader-fingerprint.ts";
import { chooseLimits } from "../../lib/ingest/reading-limits.ts";
import { listSourceFiles } from "../../lib/ingest/source-files.ts";

/**
 * `ingest-folder.ts <folder> <workers>`: ingests a folder and prints milliseconds a file (without the start) and the
 * most memory that it and its reading process had, in MB.
 */

/** The first files load the readers of their formats. */
const WARM_FILES = 20;

/** Peak memory of the processes that this one has started; 0 where the system does not tell. */
function memoryOfChildren(): number {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
    const peaks = children.map(
      (pid) => /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1],
    );
    return peaks.reduce((sum, peak) => sum + Number(peak ?? 0) / 1024, 0);
  } catch {
    return 0;
  }
}

const [folder = "", workers] = process.argv.slice(2);
const { home, dataFolder } = getEnvironment();
const sources = await listSourceFiles([folder]);
if (admit(sources, dataFolder) !== undefined) throw new Error(`${folder} does not belong into ${dataFolder}`);
const isDemonstration = getDemonstration() !== undefined;
const db = openDatabase(databaseFile(dataFolder));
const catalog = getCatalog();
const pool = openPool({ limits: chooseLimits({ workers: Number(workers) }), catalog });
let begun = 0;
let files = 0;
await ingest(sources, {
  ...{ db, catalog, dataFolder, pool, isDemonstration },
  reader: fingerprintReader(home),
  onFile: ({ result, path }) => {
    // The city has files that nobody can read.
    if (result === "failed" && !isDemonstration) throw new Error(`${path}: ${result}`);
    files += 1;
    if (files === WARM_FILES) begun = performance.now();
  },
});
const milliseconds = (performance.now() - begun) / (files - WARM_FILES);
const megabytes = process.resourceUsage().maxRSS / 1024 + memoryOfChildren();
pool.close();
db.$client.close();
process.stdout.write(JSON.stringify({ milliseconds, megabytes }));
