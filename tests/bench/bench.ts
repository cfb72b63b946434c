import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { getEnvironment } from "../../lib/env.ts";
import { alignRows } from "../../lib/ingest/text-table.ts";
import { build } from "../../lib/setup/build.mjs";
import { findFreePort } from "../../lib/setup/free-port.mjs";
import { dataFolder } from "../../lib/setup/home.mjs";
import { ingestSeed } from "../../lib/setup/seed.mjs";
import { startChild } from "./child.ts";
import { measureDrawing } from "./drawing.ts";
import { buildEmptyApp } from "./empty-app.ts";
import { type Figure, listRows, ratioOf } from "./figure.ts";
import { measureIngesting } from "./ingesting.ts";
import { measureJavaScript } from "./javascript.ts";
import { measureManyFiles } from "./many-files.ts";
import { measureReading } from "./reading.ts";
import { measureServing } from "./serving.ts";
import { measurePayloads, measureThroughput } from "./throughput.ts";

/**
 * `npm run bench`: each figure beside its anchor, measured in the same run, since absolute figures drift from
 * machine to machine. Loads go to servers of this run on 127.0.0.1 only. Never asserted in tests.
 */

const PAGES = [
  "/",
  "/compare",
  "/compare?mode=rate",
  "/agencies",
  "/agencies/pingtan-zone",
  "/agencies/pingtan-zone/2022",
  "/indicators",
  "/indicators/requests-received",
  "/data",
];
const FRAME = "/embed/compare";

const { home } = getEnvironment();

async function isPage(port: number, path: string): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  await response.arrayBuffer();
  return response.status === 200;
}

async function measureSite(): Promise<Figure[]> {
  const emptyApp = buildEmptyApp(home);
  const variables = { GONGKAI_HOME: home, GONGKAI_DATA: dataFolder };
  const site = await startChild("lib/server/serve.ts", await findFreePort(), variables);
  const bare = await startChild("tests/bench/bare-server.ts", await findFreePort(), variables);
  const plain = { ...variables, BENCH_APP: emptyApp, NEXT_DIST_DIR: ".next" };
  const empty = await startChild("tests/bench/plain-next.ts", await findFreePort(), plain);
  try {
    const found = await Promise.all(PAGES.map((page) => isPage(site.port, page)));
    const pages = PAGES.filter((_, at) => found[at]);
    for (const page of PAGES.filter((_, at) => !found[at]))
      console.error(`${page} does not answer 200: left out`);
    const builds = [join(home, process.env.NEXT_DIST_DIR ?? ".next"), join(emptyApp, ".next")] as const;
    return [
      await measureThroughput(site, "/compare", await findFreePort()),
      ...(await measurePayloads(site, [...pages, FRAME])),
      ...(await measureServing(site, bare, empty, pages)),
      ...(await measureJavaScript(
        { port: site.port, build: builds[0] },
        { port: empty.port, build: builds[1] },
        pages,
      )),
    ];
  } finally {
    await Promise.all([site.stop(), bare.stop(), empty.stop()]);
  }
}

if (!(await build()) || (await ingestSeed()) !== 0) process.exit(1);
const originals = join(home, "../shared/reports/originals");
const figures = [
  ...(await measureReading([join(home, "db/seed/reports"), originals])),
  ...(await measureIngesting(home)),
  ...measureManyFiles(home),
  ...measureDrawing(),
  ...(await measureSite()),
];
console.log(alignRows(listRows(figures)));
const result = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) }));
const taken = { node: process.version, at: new Date().toISOString(), figures: result };
writeFileSync(join(home, "tests/bench/last-result.json"), `${JSON.stringify(taken, null, 2)}\n`);
