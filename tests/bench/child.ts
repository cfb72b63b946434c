import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const REPORT = fileURLToPath(new URL("report-cpu.mjs", import.meta.url));

export interface Child {
  readonly port: number;
  /** CPU time used so far, in milliseconds. */
  readonly cpu: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Starts a server of the project as a process of its own and waits until it answers on the port. */
export async function startChild(
  file: string,
  port: number,
  variables: Readonly<Record<string, string>>,
): Promise<Child> {
  const child = spawn(process.execPath, ["--import", "tsx", "--import", REPORT, file], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production", ...variables, PORT: String(port) },
  });
  const limit = Date.now() + 30_000;
  while (!(await isAnswering(port))) {
    if (Date.now() > limit || child.exitCode !== null)
      throw new Error(`${file} does not answer on port ${port}`);
    await wait(100);
  }
  return { port, cpu: () => askCpu(child), stop: () => stop(child) };
}

function isAnswering(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    (response) => response.arrayBuffer().then(() => true),
    () => false,
  );
}

async function askCpu(child: ChildProcess): Promise<number> {
  const answered = once(child, "message");
  child.send("cpu");
  const [microseconds] = await answered;
  return Number(microseconds) / 1000;
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  child.kill("SIGTERM");
  await closed;
}
