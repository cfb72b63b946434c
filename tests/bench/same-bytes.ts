import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { getEnvironment } from "../../lib/env.ts";

/** The anchor of throughput: plain Node sends bytes that it holds, those of BENCH_BODY. */

const file = process.env.BENCH_BODY;
if (!file) throw new Error("BENCH_BODY names the file of the answer");
const body = readFileSync(file);
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-encoding": "br",
  "content-length": body.length,
};
createServer((_, response) => {
  response.writeHead(200, headers).end(body);
}).listen(getEnvironment().port, "127.0.0.1");
