import { createServer } from "node:http";
import { getEnvironment } from "../../lib/env.ts";

/** The empty Next app of BENCH_APP, served by Next alone. */

const dir = process.env.BENCH_APP;
if (!dir) throw new Error("BENCH_APP names the folder of the app");
const { port } = getEnvironment();
const { default: next } = await import("next");
const app = next({ dev: false, dir, port });
await app.prepare();
createServer(app.getRequestHandler()).listen(port, "127.0.0.1");
