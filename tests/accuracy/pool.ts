import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/** Runs jobs in as many processes as the machine has cores; each process takes the next job when it is done. */
export async function runJobs<Job, Result>(
  program: URL,
  jobs: readonly Job[],
  onResult: (job: Job, result: Result) => void,
): Promise<void> {
  const waiting = [...jobs];
  const serve = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const child = fork(fileURLToPath(program), { execArgv: ["--import", "tsx"] });
    try {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
        onResult(job, await ask<Result>(child, job));
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, serve));
}

function ask<Result>(child: ChildProcess, job: unknown): Promise<Result> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`a process ended with ${code}`));
    child.once("exit", fail);
    child.once("message", (answer: { readonly result: Result; readonly error?: string }) => {
      child.off("exit", fail);
      if (answer.error === undefined) resolve(answer.result);
      else reject(new Error(answer.error));
    });
    child.send(job as object);
  });
}
