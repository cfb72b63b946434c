import type { Catalog } from "../catalog/catalog.ts";
import type { Finding } from "../model.ts";
import { type FileReading, failedReading, heldReading } from "./file-reading.ts";
import { issuePermits } from "./permits.ts";
import type { ReadingLimits } from "./reading-limits.ts";
import {
  type Broken,
  type ReadingProcess,
  type ReadingThread,
  startReadingProcess,
} from "./reading-process.ts";
import type { FromWorker, Job, ToWorker } from "./worker-messages.ts";

/**
 * Worker threads that read files, each file under a ceiling of time and memory. What is bounded, and how:
 *
 * - Time: a thread that does not answer in time is ended and replaced. The ceiling holds for a file, and for each
 *   member of an archive.
 * - The heap of a thread: V8 ends the thread at its limit. Where one allocation alone exceeds it, V8 ends the whole
 *   process, which is why the threads live in a process of their own (reading-process.mjs).
 * - Buffers outside of the heaps: no thread can be asked for them while it is busy, so the resident memory of that
 *   process is watched. When it has grown by more than what its busy threads may take together, it is ended at once.
 *   Between two looks (50 ms) it may outgrow that; native code that allocates and returns in between is not seen.
 *
 * Whose fault it was is then found by reading each file that was being read again by itself, in a fresh thread: the
 * one that breaks it alone gets the finding, the others are read.
 */
export interface Pool {
  /** Reads a file; an archive is only said to be one. Never throws for what a file holds. */
  readonly read: (job: Job) => Promise<FileReading>;
  /**
   * Reads an archive member by member, the archive itself last; members that are not `wanted` come as held. Nothing is
   * unpacked ahead of who takes the readings.
   */
  readonly expand: (
    job: Job,
    isWanted: (sha256: string) => Promise<boolean>,
  ) => AsyncGenerator<FileReading, void>;
  /** Ends all threads; what was being read comes to nothing. */
  readonly close: () => void;
}

export interface PoolOptions {
  readonly limits: ReadingLimits;
  /** Given to each thread: loading it here once is cheaper than in all of them. */
  readonly catalog: Catalog;
  /** The module that the threads run. */
  readonly entry?: URL;
  /** Called when a thread begins to read a file. */
  readonly onBegin?: (path: string) => void;
}

const ENTRY = new URL("./worker.mjs", import.meta.url);
const LONGEST_START_SECONDS = 300;
const MB = 1024 * 1024;

/** A file or member being read. */
interface Place {
  readonly path: string;
  readonly sha256: string | null;
}

/** How far a thread came in an archive. */
interface Walked {
  readonly answer: FromWorker | Broken;
  readonly answered: number;
  readonly member: Place | undefined;
}

/** A thread at work on one job, and with how many permits it works. */
interface Post {
  readonly thread: ReadingThread;
  readonly permits: number;
}

export function openPool({ limits, catalog, entry = ENTRY, onBegin }: PoolOptions): Pool {
  const permits = issuePermits(limits.workers);
  const idle: ReadingThread[] = [];
  /** Memory of the process when each of the questions under way was asked. */
  const asked = new Set<{ readonly memory: number }>();
  let home: ReadingProcess | undefined;
  let isClosed = false;

  function watchMemory(): void {
    if (home === undefined || asked.size === 0) return;
    const before = Math.min(...[...asked].map(({ memory }) => memory));
    if (home.memory() - before > limits.megabytes * MB * asked.size)
      home.end("memory", `${limits.megabytes} MB`);
  }

  /** The process of the threads; a new one where there is none or the last has ended. */
  function getHome(): ReadingProcess {
    if (home !== undefined && !home.isEnded()) return home;
    if (isClosed) throw new Error("The pool is closed");
    idle.length = 0;
    home = startReadingProcess(watchMemory);
    return home;
  }

  async function ask(thread: ReadingThread, message: ToWorker): Promise<FromWorker | Broken> {
    const question = { memory: home?.memory() ?? 0 };
    asked.add(question);
    try {
      return await thread.ask(message, limits.seconds);
    } finally {
      asked.delete(question);
    }
  }

  /** Waits for a thread; alone, for a fresh one while no other works. */
  async function takePost(isAlone: boolean): Promise<Post> {
    const count = isAlone ? limits.workers : 1;
    await permits.take(count);
    const place = getHome();
    const known = idle.pop();
    if (known !== undefined && !isAlone) return { thread: known, permits: count };
    known?.end();
    const thread = place.startThread({ entry, catalog, megabytes: limits.megabytes }, LONGEST_START_SECONDS);
    await thread.ready;
    return { thread, permits: count };
  }

  function leavePost(post: Post, isDone: boolean): void {
    if (isDone && !isClosed) idle.push(post.thread);
    else post.thread.end();
    permits.giveBack(post.permits);
  }

  async function readOnce(job: Job, isAlone: boolean): Promise<FileReading | Broken> {
    const post = await takePost(isAlone);
    let isDone = false;
    try {
      onBegin?.(job.path);
      const answer = await ask(post.thread, { kind: "job", job });
      isDone = answer.kind === "done";
      return answer.kind === "done" ? answer.reading : asBroken(answer);
    } finally {
      leavePost(post, isDone);
    }
  }

  async function read(job: Job): Promise<FileReading> {
    const first = await readOnce(job, false);
    const answer = isBroken(first) && first.why !== "time" ? await readOnce(job, true) : first;
    return isBroken(answer) ? blame(job, answer) : answer;
  }

  async function* expand(
    job: Job,
    isWanted: (sha256: string) => Promise<boolean>,
  ): AsyncGenerator<FileReading, void> {
    let after = 0;
    let isAlone = false;
    for (;;) {
      const { answer, answered, member } = yield* walk({ ...job, expand: true, after }, isWanted, isAlone);
      if (answer.kind === "done") return yield answer.reading;
      after += answered;
      const cause = asBroken(answer);
      const isSuspect: boolean = cause.why !== "time" && !isAlone;
      if (!isSuspect) {
        yield blame(member ?? job, cause);
        // Broken between two members: the archive itself is what cannot be had.
        if (member === undefined) return;
        after += 1;
      }
      isAlone = isSuspect;
    }
  }

  /** Reads the members of an archive until it is done or breaks the thread, in which case `member` was being read. */
  async function* walk(
    job: Job,
    isWanted: (sha256: string) => Promise<boolean>,
    isAlone: boolean,
  ): AsyncGenerator<FileReading, Walked> {
    const post = await takePost(isAlone);
    let answered = 0;
    let member: Place | undefined;
    let answer: FromWorker | Broken | undefined;
    try {
      answer = await ask(post.thread, { kind: "job", job });
      for (;;) {
        if (answer.kind === "member" && (await isWanted(answer.sha256))) {
          member = answer;
          onBegin?.(answer.path);
          answer = await ask(post.thread, { kind: "go", read: true });
        } else if (answer.kind === "member" || answer.kind === "reading") {
          member = undefined;
          answered += 1;
          yield answer.kind === "reading" ? answer.reading : heldReading(answer.path, answer.sha256);
          answer = await ask(post.thread, { kind: "go", read: false });
        } else return { answer, answered, member };
      }
    } finally {
      leavePost(post, answer?.kind === "done");
    }
  }

  function blame({ path, sha256 }: Place | Job, { why, reason }: Broken): FileReading {
    const findings: Readonly<Record<Broken["why"], Finding>> = {
      time: { code: "reading-too-long", parameters: { seconds: limits.seconds } },
      memory: { code: "reading-too-much-memory", parameters: { megabytes: limits.megabytes } },
      crash: { code: "reader-failed", parameters: { reason } },
    };
    return failedReading(path, sha256 ?? null, [findings[why]]);
  }

  function close(): void {
    isClosed = true;
    home?.end("crash", "closed");
  }

  return { read, expand, close };
}

/** An answer out of turn is a thread gone astray. */
const asBroken = (answer: FromWorker | Broken): Broken =>
  answer.kind === "broken" ? answer : { kind: "broken", why: "crash", reason: answer.kind };

const isBroken = (answer: FileReading | Broken): answer is Broken => "why" in answer;
