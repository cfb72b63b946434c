import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { openDatabase } from "../../db/client.ts";
import { databaseFile, getEnvironment } from "../env.ts";
import { watchDesk } from "../ingest/desk-watch.ts";
import { fail } from "../setup/say.mjs";
import { answerWith } from "./answer.ts";
import { watchDataVersion } from "./data-version.ts";
import type { KeptResponse } from "./kept-response.ts";
import { ResponseCache } from "./response-cache.ts";
import { setAsideWhereCaptured } from "./set-aside.ts";

/** The HTTP server: Next behind a cache of finished answers. `node --import tsx lib/server/serve.ts`. */

const CACHE_BYTES = 128 * 1024 * 1024;

const { home, dataFolder, port } = getEnvironment();
if (!existsSync(join(home, process.env.NEXT_DIST_DIR ?? ".next", "BUILD_ID"))) fail("not-built");

// React and Next choose their production code by this variable, when they are first imported.
Object.assign(process.env, { NODE_ENV: "production" });
const { default: next } = await import("next");
const app = next({ dev: false, dir: home, port });
await app.prepare();

const db = openDatabase(databaseFile(dataFolder));
const cache = new ResponseCache<KeptResponse>(CACHE_BYTES, watchDataVersion(db));
const server = createServer(answerWith(setAsideWhereCaptured(app.getRequestHandler()), cache));

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
