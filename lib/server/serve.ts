import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { openDatabase, openExisting } from "../../db/client.ts";
import { enterQuestion } from "../../db/questions.ts";
import { getCatalog } from "../catalog/catalog.ts";
import { databaseFile, getEnvironment, getReadingSettings } from "../env.ts";
import { watchDesk } from "../ingest/desk-watch.ts";
import { openPool } from "../ingest/pool.ts";
import { describeHandedIn, readHandedIn, viewHandedIn } from "../ingest/precheck.ts";
import { chooseLimits } from "../ingest/reading-limits.ts";
import { openRestingPool } from "../ingest/resting-pool.ts";
import { fail } from "../setup/say.mjs";
import { answerWith } from "./answer.ts";
import { watchDataVersion } from "./data-version.ts";
import type { KeptResponse } from "./kept-response.ts";
import { type PrecheckReader, withPrecheck } from "./precheck.ts";
import { type QuestionDesk, withQuestions } from "./questions.ts";
import { ResponseCache } from "./response-cache.ts";
import { setAsideWhereCaptured } from "./set-aside.ts";

/** The HTTP server: Next behind a cache of finished answers. `node --import tsx lib/server/serve.ts`. */

const CACHE_BYTES = 128 * 1024 * 1024;
const PRECHECK_WORKERS = 2;
const PRECHECK_REST_MS = 300_000;

const { home, dataFolder, port } = getEnvironment();
if (!existsSync(join(home, process.env.NEXT_DIST_DIR ?? ".next", "BUILD_ID"))) fail("not-built");

// React and Next choose their production code by this variable, when they are first imported.
Object.assign(process.env, { NODE_ENV: "production" });
const { default: next } = await import("next");
const app = next({ dev: false, dir: home, port });
await app.prepare();

const db = openDatabase(databaseFile(dataFolder));
const cache = new ResponseCache<KeptResponse>(CACHE_BYTES, watchDataVersion(db));
const render = setAsideWhereCaptured(app.getRequestHandler());
const prechecked = withPrecheck(answerWith(render, cache), render, openPrechecks());
const server = createServer(withQuestions(prechecked, render, openQuestions()));

/** Enters what readers ask, on a connection of its own, so that the cache sees a change. */
function openQuestions(): QuestionDesk {
  const own = openExisting(databaseFile(dataFolder));
  return { enter: (question, at) => enterQuestion(own, getCatalog(), question, at) };
}

/** Reads what is handed in at `/check`, by threads that end when nobody asks. */
function openPrechecks(): PrecheckReader {
  const catalog = getCatalog();
  const chosen = chooseLimits(getReadingSettings());
  const limits = { ...chosen, workers: Math.min(chosen.workers, PRECHECK_WORKERS) };
  const pool = openRestingPool(() => openPool({ limits, catalog }), PRECHECK_REST_MS);
  return {
    read: (file) => readHandedIn(file, { db, catalog, pool }),
    view: (reading, bytes) => viewHandedIn(reading, bytes, { db, catalog }),
    describe: (reading, language) => describeHandedIn(reading, catalog, language),
  };
}

server.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EADDRINUSE") throw error;
  fail("port-busy", { port, other: port + 1 });
});
server.listen(port);
const desk = watchDesk(home, dataFolder);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    desk.stop();
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
