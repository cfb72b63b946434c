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
  return readCity(CITY, demoFolder);
}

/**
 * Reads a generated city into a data folder: its reports, then who its agencies are.
 * @param {string} city
 * @param {string} folder
 * @returns {Promise<number>} the worse exit code of `gongkai`
 */
async function readCity(city, folder) {
  const variables = { GONGKAI_DATA: folder };
  const read = await runNode(["lib/ingest/gongkai.mjs", "ingest", join(city, "reports")], variables);
  if (read > 1) return read;
  const registry = ["lib/ingest/gongkai.mjs", "agencies", "import", join(city, "agencies.csv")];
  return (await runNode(registry, variables)) === 0 ? read : DATA_UNUSABLE;
}

/**
 * The same for tests: a city of a few agencies and years, generated anew beside its data folder.
 * @param {string} folder
 * @param {string} city
 * @returns {Promise<number>}
 */
export async function ingestSmallDemo(folder, city) {
  const size = ["--agencies", "16", "--years", "2018-2025"];
  const written = await runNode(["lib/ingest/gongkai.mjs", "demo", ...size, "--out", city]);
  return written === 0 ? readCity(city, folder) : DATA_UNUSABLE;
}

const DATA_UNUSABLE = 3;
