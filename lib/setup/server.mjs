import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { home } from "./home.mjs";
import { environment } from "./run.mjs";
import { fail } from "./say.mjs";

/** The port of PORT, 3000 by default. Ends with a sentence when PORT is no port. */
export function readPort() {
  const text = process.env.PORT ?? "3000";
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) fail("port-invalid", { port: text });
  return port;
}

/**
 * Whether somebody answers on the port, over IPv4 or IPv6: a listener on 127.0.0.1 alone would not stop ours
 * from listening on every address, but would be the one that browsers reach.
 * @param {number} port
 */
export async function isBusy(port) {
  const answers = await Promise.all(["127.0.0.1", "::1"].map((host) => isAnswering(host, port)));
  return answers.includes(true);
}

function isAnswering(host, port) {
  return new Promise((done) => {
    const socket = connect({ host, port });
    const end = (answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

/**
 * Starts the HTTP server as a child process and waits until it answers a page.
 * @param {number} port
 * @param {Record<string, string>} [variables]
 * @returns {Promise<{ address: string, ended: Promise<number>, stop(): Promise<number> } | undefined>}
 *   `undefined` when it ended before it answered
 */
export async function startServer(port, variables = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/server/serve.ts"], {
    cwd: home,
    stdio: "inherit",
    env: { ...environment, NODE_ENV: "production", ...variables, PORT: String(port) },
  });
  const ended = once(child, "close").then(([code]) => code ?? 0);
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  const address = `http://localhost:${port}`;
  const answered = await Promise.race([waitForPage(address), ended.then(() => false)]);
  if (answered) return { address, ended, stop };
  await stop();
  return undefined;
}

async function waitForPage(address) {
  const limit = Date.now() + 60_000;
  while (Date.now() < limit) {
    const status = await fetch(address).then(
      (response) => response.arrayBuffer().then(() => response.status),
      () => 0,
    );
    if (status === 200) return true;
    if (status >= 500) return false;
    await wait(100);
  }
  return false;
}
