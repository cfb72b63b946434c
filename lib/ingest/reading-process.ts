import { fork } from "node:child_process";
import { deserialize } from "node:v8";
import type { Catalog } from "../catalog/catalog.ts";
import type { FromWorker, ToWorker } from "./worker-messages.ts";

const PROCESS = new URL("./reading-process.mjs", import.meta.url);
/** A thread that does not end when told to is in native code: its process ends with it. */
const ENDING_MS = 2000;
const LONGEST_ERROR = 4000;

/** What V8 says when it ends a process for want of memory. */
const NO_MEMORY = /out of memory|allocation failed|invalid (?:size|array length|table size)/i;

export interface Broken {
  readonly kind: "broken";
  readonly why: "time" | "memory" | "crash";
  readonly reason: string;
}

export interface ReadingThread {
  /** Sends a message and waits for its answer, no longer than `seconds`. A broken thread answers no more. */
  readonly ask: (message: ToWorker, seconds: number) => Promise<FromWorker | Broken>;
  /** Waits until the thread has loaded what it needs. */
  readonly ready: Promise<FromWorker | Broken>;
  readonly end: () => void;
}

export interface ThreadStart {
  /** The module that the thread runs. */
  readonly entry: URL;
  /** What it finds as its `workerData`. */
  readonly catalog: Catalog;
  /** Its heap. */
  readonly megabytes: number;
}

export interface ReadingProcess {
  readonly startThread: (start: ThreadStart, seconds: number) => ReadingThread;
  /** Resident memory of the process, as last measured. */
  readonly memory: () => number;
  readonly isEnded: () => boolean;
  /** Ends the process; what its threads were asked breaks with this reason. */
  readonly end: (why: Broken["why"], reason: string) => void;
}

type Report =
  | { readonly kind: "message"; readonly thread: number; readonly message: Uint8Array; readonly rss: number }
  | { readonly kind: "ended"; readonly thread: number; readonly code?: string; readonly reason: string }
  | { readonly kind: "memory"; readonly rss: number };

const broken = (why: Broken["why"], reason: string): Broken => ({ kind: "broken", why, reason });

/** One thread as this side knows it: who waits for its answer, and what broke it. */
interface Seat {
  answer?: ((answer: FromWorker | Broken) => void) | undefined;
  broken?: Broken;
  ending?: NodeJS.Timeout;
}

/** Starts the process that holds the threads (reading-process.mjs). `onMemory` is called when its memory has changed. */
export function startReadingProcess(onMemory: () => void): ReadingProcess {
  const child = fork(PROCESS, {
    serialization: "advanced",
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const seats = new Map<number, Seat>();
  let rss = 0;
  let started = 0;
  let errors = "";
  let ended: Broken | undefined;

  child.stderr?.on("data", (text) => {
    errors = `${errors}${text}`.slice(-LONGEST_ERROR);
  });
  child.on("message", (report: Report) => {
    if (report.kind !== "ended") rss = report.rss;
    if (report.kind === "memory") return onMemory();
    const seat = seats.get(report.thread);
    if (seat === undefined) return;
    if (report.kind === "message") return settle(seat, deserialize(report.message) as FromWorker);
    clearTimeout(seat.ending);
    seats.delete(report.thread);
    lose(seat, broken(report.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "crash", report.reason));
  });
  child.on("error", (error) => finish(broken("crash", error.message)));
  child.on("close", (status, signal) =>
    finish(broken(NO_MEMORY.test(errors) ? "memory" : "crash", signal ?? `exit ${status}`)),
  );

  function settle(seat: Seat, answer: FromWorker | Broken): void {
    const done = seat.answer;
    seat.answer = undefined;
    done?.(answer);
  }

  function lose(seat: Seat, why: Broken): void {
    seat.broken ??= why;
    settle(seat, seat.broken);
  }

  function finish(why: Broken): void {
    ended ??= why;
    for (const seat of seats.values()) {
      clearTimeout(seat.ending);
      lose(seat, ended);
    }
    seats.clear();
  }

  function send(order: object): void {
    if (ended === undefined) child.send(order, () => {});
  }

  function wait(thread: number, seat: Seat, seconds: number): Promise<FromWorker | Broken> {
    const lost = ended ?? seat.broken;
    if (lost !== undefined) return Promise.resolve(lost);
    return new Promise((done) => {
      const late = () => endThread(thread, seat, broken("time", `${seconds} s`));
      const clock = setTimeout(late, seconds * 1000);
      seat.answer = (answer) => {
        clearTimeout(clock);
        done(answer);
      };
    });
  }

  function endThread(thread: number, seat: Seat, why: Broken): void {
    lose(seat, why);
    if (ended !== undefined || !seats.has(thread) || seat.ending !== undefined) return;
    seat.ending = setTimeout(() => end("crash", why.reason), ENDING_MS);
    send({ kind: "end", thread });
  }

  function startThread({ entry, catalog, megabytes }: ThreadStart, seconds: number): ReadingThread {
    const thread = started++;
    const seat: Seat = {};
    seats.set(thread, seat);
    send({ kind: "start", thread, entry: entry.href, data: catalog, megabytes });
    return {
      ready: wait(thread, seat, seconds),
      ask: (message, limit) => {
        const answer = wait(thread, seat, limit);
        send({ kind: "post", thread, message });
        return answer;
      },
      end: () => endThread(thread, seat, broken("crash", "ended")),
    };
  }

  function end(why: Broken["why"], reason: string): void {
    finish(broken(why, reason));
    child.kill("SIGKILL");
  }

  return { startThread, memory: () => rss, isEnded: () => ended !== undefined, end };
}
