import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.mjs";
import { provideChromium } from "./chromium.mjs";
import { countOne, countPlaywright, countVitest, sum, summary } from "./count.mjs";
import { ingestSmallDemo } from "./demo.mjs";
import { findFreePort } from "./free-port.mjs";
import { install } from "./install.mjs";
import { requireNode } from "./node-version.mjs";
import { runNode } from "./run.mjs";
import { say, sentence } from "./say.mjs";
import { ingestSeed } from "./seed.mjs";
import { startServer } from "./server.mjs";

/** `npm test`: every check of the project, to the end whatever fails; the last line counts them. */

requireNode();
await install();

const work = mkdtempSync(join(tmpdir(), "gongkai-test-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

const counts = [];
for (const [name, check] of [
  ["format", () => biome("format")],
  ["lint", () => biome("lint")],
  ["types", types],
  ["unit, golden, property", vitest],
  ["end to end", endToEnd],
]) {
  say("stage", { name });
  const count = await check();
  counts.push(count);
  console.log(`${name}: ${summary(count)}`);
}

const total = sum(counts);
process.exitCode = total.failed > 0 ? 1 : 0;
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(summary({ ...total, skipped: 0 }));

async function biome(command) {
  return countOne((await runNode(["node_modules/@biomejs/biome/bin/biome", command, "."])) === 0);
}

async function types() {
  // Declares the CSS modules and images that pages import; ignored by git and written by Next.
  await runNode(["node_modules/next/dist/bin/next", "typegen"]);
  return countOne((await runNode(["node_modules/typescript/bin/tsc", "--noEmit"])) === 0);
}

async function vitest() {
  const file = join(work, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await runNode(
    ["node_modules/vitest/vitest.mjs", "run", "--config", "tests/vitest.config.ts", ...reporters],
    { NODE_ENV: "test" },
  );
  return countVitest(file, code);
}

async function endToEnd() {
  const chromium = await provideChromium();
  if (!chromium) return failure("chromium-missing");
  if (!(await build())) return failure("build-failed");
  const folder = join(work, "data");
  if ((await ingestSeed({ GONGKAI_DATA: folder })) !== 0) return failure("seed-incomplete");
  const demo = join(work, "demo");
  // Its files that nobody can read are part of it.
  if ((await ingestSmallDemo(demo, join(work, "city"))) > 1) return failure("demo-incomplete");
  const server = await startServer(await findFreePort(), { GONGKAI_DATA: folder });
  const tour = await startServer(await findFreePort(), { GONGKAI_DATA: demo });
  try {
    if (!server || !tour) return failure("server-failed");
    const file = join(work, "playwright.json");
    const code = await runNode(
      ["node_modules/@playwright/test/cli.js", "test", "--config", "tests/playwright.config.ts"],
      {
        CHROMIUM_PATH: chromium,
        BASE_URL: server.address,
        DEMO_URL: tour.address,
        PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      },
    );
    return countPlaywright(file, code);
  } finally {
    await server?.stop();
    await tour?.stop();
  }
}

function failure(key) {
  console.error(sentence(key));
  return countOne(false);
}
