import { availableParallelism } from "node:os";
import { openExisting } from "../../db/client.ts";
import { sweepFolders } from "../../db/desk/batches.ts";
import { takeUpAgain } from "../../db/desk/reading-queue.ts";
import { getCatalog } from "../catalog/catalog.ts";
import { getDemonstration } from "../catalog/demonstration.ts";
import { databaseFile, getReadingSettings } from "../env.ts";
import { readWaiting } from "./desk-reading.ts";
import { fingerprintReader } from "./reader-fingerprint.ts";
import { chooseLimits } from "./reading-limits.ts";

const EVERY_MS = 300;
const AFTER_FAILURE_MS = 5000;

/**
 * Reads what is uploaded at the desk for as long as the server runs. Whether anything was written is asked of SQLite's
 * `data_version`, which costs microseconds; a core is left for those who read pages.
 */
export function watchDesk(home: string, dataFolder: string): { readonly stop: () => void } {
  const db = openExisting(databaseFile(dataFolder));
  const pragma = db.$client.prepare("PRAGMA data_version").pluck();
  const workers = Math.max(1, availableParallelism() - 1);
  const limits = chooseLimits(getReadingSettings(), { workers });
  let reader: string | undefined;
  let seen: unknown;
  let isStopped = false;

  async function look(): Promise<number> {
    const version = pragma.get();
    if (version === seen) return EVERY_MS;
    seen = version;
    reader ??= fingerprintReader(home);
    const options = { db, dataFolder, reader, limits, catalog: getCatalog() };
    await readWaiting({ ...options, isDemonstration: getDemonstration() !== undefined }, () => isStopped);
    return EVERY_MS;
  }

  function next(milliseconds: number): void {
    if (!isStopped) setTimeout(run, milliseconds).unref();
  }

  function run(): void {
    look().then(next, (error) => {
      console.error(error);
      seen = undefined;
      next(AFTER_FAILURE_MS);
    });
  }

  takeUpAgain(db);
  sweepFolders(db, dataFolder).then(run, (error) => {
    console.error(error);
    run();
  });
  return {
    stop: () => {
      isStopped = true;
    },
  };
}
