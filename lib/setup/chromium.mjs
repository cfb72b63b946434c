import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { home } from "./home.mjs";
import { run } from "./run.mjs";
import { say } from "./say.mjs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * A Chromium for the end-to-end tests: the one CHROMIUM_PATH names, Playwright's own, one of the system, or one
 * installed now. Needs node_modules.
 * @returns {Promise<string | undefined>} path of the program
 */
export async function provideChromium() {
  const found = findChromium();
  if (found) return found;
  say("chromium-installing");
  await installChromium();
  return findChromium();
}

function findChromium() {
  const candidates = [process.env.CHROMIUM_PATH, playwrightsOwn(), ...USUAL_PLACES, onPath()];
  return candidates.find((path) => path && existsSync(path));
}

function playwrightsOwn() {
  return createRequire(`${home}/package.json`)("playwright-core").chromium.executablePath();
}

function onPath() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      // Not on the path: try the next name.
    }
  }
  return undefined;
}

async function installChromium() {
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (mayInstall) {
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], quiet);
    const packages = ["chromium", "fonts-noto-cjk"];
    if ((await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], quiet)) === 0)
      return;
  }
  await run(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"]);
}
