import { join } from "node:path";
import { home } from "./home.mjs";
import { runNpm } from "./run.mjs";
import { fail, say } from "./say.mjs";
import { hashPaths, isStamped, writeStamp } from "./stamp.mjs";

/**
 * Runs `npm ci` when node_modules was not installed from this package-lock.json by this Node: native parts
 * are compiled for one ABI and platform.
 */
export async function install() {
  const file = join(home, "node_modules/.gongkai-install");
  const { modules } = process.versions;
  const stamp = [hashPaths(home, ["package-lock.json"]), modules, process.platform, process.arch].join(" ");
  if (isStamped(file, stamp)) return;
  say("installing");
  if ((await runNpm(["ci"])) !== 0) fail("install-failed");
  writeStamp(file, stamp);
}
