import { build } from "./build.mjs";
import { ingestDemo } from "./demo.mjs";
import { dataFolder, demoFolder } from "./home.mjs";
import { install } from "./install.mjs";
import { requireNode } from "./node-version.mjs";
import { fail, say } from "./say.mjs";
import { ingestSeed } from "./seed.mjs";
import { isBusy, readPort, startServer } from "./server.mjs";

/** `npm run up`, or `npm run up -- --demo` for the fictional city in a data folder of its own: from a fresh clone to the running site. Every step is skipped when nothing changed. */

requireNode();
const isDemo = process.argv.includes("--demo");
const folder = isDemo ? demoFolder : dataFolder;
const port = readPort();
if (await isBusy(port)) fail("port-busy", { port, other: port === 65535 ? 3000 : port + 1 });

await install();
if (!(await build())) fail("build-failed");

say(isDemo ? "reading-demo" : "reading-seed");
const seeded = isDemo ? await ingestDemo() : await ingestSeed();
if (seeded > 1) fail("database-failed", { folder });
if (seeded === 1) say(isDemo ? "demo-incomplete" : "seed-incomplete");

let stopping = false;
let server;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    stopping = true;
    server?.stop();
  });
}

server = await startServer(port, { GONGKAI_DATA: folder });
if (stopping) await server?.stop();
else if (!server) fail("server-failed");
else say("ready", { address: server.address });

const code = (await server?.ended) ?? 0;
if (stopping) say("stopped");
process.exit(stopping ? 0 : code || 1);
