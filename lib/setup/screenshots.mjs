import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.mjs";
import { provideChromium } from "./chromium.mjs";
import { ingestDemo } from "./demo.mjs";
import { findFreePort } from "./free-port.mjs";
import { demoFolder, home } from "./home.mjs";
import { install } from "./install.mjs";
import { requireNode } from "./node-version.mjs";
import { fail } from "./say.mjs";
import { ingestSeed } from "./seed.mjs";
import { startServer } from "./server.mjs";

/** `npm run screenshots`: the pictures of the README, of the seed and of the demonstration city, as tour.json lists them. */

const FOLDER = join(home, "public/readme");

// Seeds of its own: the usual folder may hold more by now.
const seedFolder = mkdtempSync(join(tmpdir(), "gongkai-pictures-"));
process.on("exit", () => rmSync(seedFolder, { recursive: true, force: true }));

requireNode();
await install();
const program = await provideChromium();
if (!program) fail("chromium-missing");
if (!(await build())) fail("build-failed");
if ((await ingestSeed({ GONGKAI_DATA: seedFolder })) > 1) fail("database-failed", { folder: seedFolder });
if ((await ingestDemo()) > 1) fail("database-failed", { folder: demoFolder });

const pictures = JSON.parse(readFileSync(new URL("./tour.json", import.meta.url), "utf8"));
const servers = {
  seed: await startServer(await findFreePort(), { GONGKAI_DATA: seedFolder }),
  city: await startServer(await findFreePort(), { GONGKAI_DATA: demoFolder }),
};
try {
  if (!servers.seed || !servers.city) fail("server-failed");
  await take();
} finally {
  await servers.seed?.stop();
  await servers.city?.stop();
}

async function take() {
  const { chromium } = createRequire(`${home}/package.json`)("playwright-core");
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath: program, args: root ? ["--no-sandbox"] : [] });
  mkdirSync(FOLDER, { recursive: true });
  try {
    for (const { file, site, path, width, height, at, click } of pictures) {
      const page = await browser.newPage({ viewport: { width, height }, locale: "zh-CN" });
      const answer = await page.goto(`${servers[site].address}${path}`, { waitUntil: "networkidle" });
      if (!answer?.ok()) throw new Error(`${path}: ${answer?.status()}`);
      if (click) await page.locator(click).first().click();
      if (at)
        await page
          .locator(at)
          .first()
          .evaluate((element) => element.scrollIntoView());
      // Charts wake and take over what the server drew.
      await page.waitForTimeout(1500);
      await page.screenshot({ path: join(FOLDER, file) });
      console.log(file);
      await page.close();
    }
  } finally {
    await browser.close();
  }
}
