import { join } from "node:path";
import { home } from "./home.mjs";
import { runNode } from "./run.mjs";
import { say } from "./say.mjs";
import { hashPaths, isStamped, writeStamp } from "./stamp.mjs";

const SOURCES = ["app", "db", "lib", "public", "next.config.js", "tsconfig.json", "package-lock.json"];

/** What `next build` reads nothing of. */
const UNBUILT = ["db/seed", "lib/demo", "lib/setup", "lib/server", "lib/typeset"];

/**
 * Runs `next build` when the sources differ from those of the last finished build.
 * @returns {Promise<boolean>} whether a build of these sources stands
 */
export async function build() {
  const file = join(home, ".next/gongkai-build");
  const stamp = hashPaths(home, SOURCES, UNBUILT);
  if (isStamped(file, stamp)) return true;
  say("building");
  if ((await runNode(["node_modules/next/dist/bin/next", "build"], { NODE_ENV: "production" })) !== 0)
    return false;
  writeStamp(file, stamp);
  return true;
}
