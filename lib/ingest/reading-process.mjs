import { Worker } from "node:worker_threads";

/**
 * The process in which the worker threads run, apart from the one that writes the database: a thread's heap limit is
 * no wall. V8 ends the whole process when one allocation alone is too much for it (`new Array(60e6).fill(0.5)`), and
 * array buffers stand outside of every heap. This process only passes messages on and measures itself, so it answers
 * however busy its threads are; what is to be done is decided by its parent (pool.ts).
 *
 * @typedef {{ kind: "start", thread: number, entry: string, data: unknown, megabytes: number }} Start
 * @typedef {Start | { kind: "post", thread: number, message: unknown } | { kind: "end", thread: number }} Order
 */

const MEASURED_EVERY_MS = 50;
const REPORTED_FROM = 16 * 1024 * 1024;

/** @type {Map<number, Worker>} */
const threads = new Map();

/** @param {object} report */
const tell = (report) => process.send?.(report, () => {});

/** @param {Start} order */
function start({ thread, entry, data, megabytes }) {
  const worker = new Worker(new URL(entry), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    execArgv: [],
  });
  threads.set(thread, worker);
  /** @type {{ code?: string, message?: string }} */
  let failure = {};
  worker.on("message", (message) =>
    tell({ kind: "message", thread, message, rss: process.memoryUsage.rss() }),
  );
  worker.on("error", (error) => {
    failure = { code: error?.code, message: String(error?.message ?? error) };
  });
  worker.on("exit", (status) => {
    threads.delete(thread);
    tell({ kind: "ended", thread, code: failure.code, reason: failure.message ?? `exit ${status}` });
  });
}

process.on("message", (/** @type {Order} */ order) => {
  if (order.kind === "start") start(order);
  else if (order.kind === "post") threads.get(order.thread)?.postMessage(order.message);
  else threads.get(order.thread)?.terminate();
});

// Whoever asked is gone, with kill -9 even: nobody wants the answer, and no thread may hold this process back.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
// A terminal sends its signals to both processes; the parent finishes what it does and ends this one.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

let reported = 0;
setInterval(() => {
  const rss = process.memoryUsage.rss();
  if (Math.abs(rss - reported) < REPORTED_FROM) return;
  reported = rss;
  tell({ kind: "memory", rss });
}, MEASURED_EVERY_MS);
