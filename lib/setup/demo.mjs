import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { demoFolder, home } from "./home.mjs";
import { runNode } from "./run.mjs";
import { hashPaths, isStamped, writeStamp } from "./stamp.mjs";

/** What makes the city what it is. */
const SOURCES = ["lib/demo", "lib/typeset", "lib/catalog"];
const CITY = join(demoFolder, "city");
const CITY_STAMP = join(demoFolder, "city-stamp");

/**
 * Generates the fictional city where there is none of these sources, and reads it into the data folder of its own. A
 * city of other sources is dropped together with its database: nothing in that folder was ever real.
 * @returns {Promise<number>} exit code of `gongkai`: the files that nobody can read make it 1
 */
export async function ingestDemo() {
  const stamp = hashPaths(home, SOURCES);
  if (!isStamped(CITY_STAMP, stamp)) {
    // Only what bears the mark of a demonstration is dropped.
    if (existsSync(join(demoFolder, "demonstration.json")) || existsSync(CITY_STAMP))
      rmSync(demoFolder, { recursive: true, force: true });
    const written = await runNode(["lib/ingest/gongkai.mjs", "demo", "--out", CITY]);
    if (written !== 0) return DATA_UNUSABLE;
    writeStamp(CITY_STAMP, stamp);
  }
  return runNode(["lib/ingest/gongkai.mjs", "ingest", join(CITY, "reports")], { GONGKAI_DATA: demoFolder });
}

const DATA_UNUSABLE = 3;
