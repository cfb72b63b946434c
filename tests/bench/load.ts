import { Agent, get } from "node:http";
import type { Child } from "./child.ts";

const BROWSER = { "accept-encoding": "gzip, deflate, br", accept: "text/html" };

/** One request over a kept connection to this machine. Throws when the answer is not 200. */
function ask(port: number, path: string, agent: Agent): Promise<void> {
  return new Promise((done, failed) => {
    get({ host: "127.0.0.1", port, path, agent, headers: BROWSER }, (response) => {
      if (response.statusCode !== 200) failed(new Error(`${path}: ${response.statusCode}`));
      response.on("end", done).on("error", failed).resume();
    }).on("error", failed);
  });
}

/** CPU milliseconds a request costs the server: `count` requests over `connections` kept connections. */
export async function measureCpu(
  child: Child,
  pathOf: (number: number) => string,
  count: number,
  connections: number,
): Promise<number> {
  const before = await child.cpu();
  await load(child, pathOf, count, connections);
  return ((await child.cpu()) - before) / count;
}

/** Milliseconds between answers, `connections` of them asked for at once. */
export async function measureWall(
  child: Child,
  path: string,
  count: number,
  connections: number,
): Promise<number> {
  const start = performance.now();
  await load(child, () => path, count, connections);
  return (performance.now() - start) / count;
}

async function load(
  child: Child,
  pathOf: (number: number) => string,
  count: number,
  connections: number,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = 0;
  const work = async () => {
    while (next < count) {
      next += 1;
      await ask(child.port, pathOf(next), agent);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
}
